"""Where a report comes from independently: a carrier with a name, else the outlet."""

from __future__ import annotations

from functools import cache

from detente import vocab


def carrier(via: tuple[str, ...]) -> str | None:
    """The carrier nearest the outlet, where it has a name: two that cite it are one origin.

    "Bloomberg" is one; "Western officials" are whoever each outlet asked, and so are none.
    """
    if not via:
        return None
    name = via[0].removeprefix("the ").removeprefix("The ")
    outlets, unnamed = _words()
    words = name.split()
    if name in outlets:
        return name
    proper = bool(words) and words[0][:1].isupper() and words[-1][:1].isupper()
    return name if proper and words[-1].lower() not in unnamed else None


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = vocab.load("carriers")
    unnamed = (*data["informants"], *data["qualified"], *data["outlet_nouns"])
    return frozenset(data["outlets"]), frozenset(unnamed)
