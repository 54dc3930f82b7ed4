"""Names that follow from others: surnames that the encoder missed, offices, joint authors."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.actors.group import Group
from detente.actors.spelling import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Span

_PARTICLES = frozenset(["al", "el", "bin", "ben", "von", "van", "de", "der", "le", "la"])


def add_surnames(text: str, groups: Sequence[Group], taken: Iterable[Span]) -> None:
    """Give persons named in full the bare surnames that no other name covers.

    A surname that two of them bear is the known one's, else nobody's, and so is one within a
    longer run of capitals ("Trump Tower").
    """
    bearers: dict[str, list[Group]] = {}
    for group in groups:
        if group.kind == "person" and any(" " in name for name in (*group.names, group.name())):
            for last in {name.split()[-1] for name in group.names} | {group.name().split()[-1]}:
                if last[:1].isupper() and len(last) > 2:
                    bearers.setdefault(last, []).append(group)
    covered = {at for start, end in taken for at in range(start, end)}
    for match in WORD.finditer(text):
        found = bearers.get(match.group())
        if not found or match.start() in covered or not _alone(text, match):
            continue
        meant = found if len(found) == 1 else [group for group in found if group.entry]
        if len(meant) == 1:
            meant[0].add(match.group(), match.span())


def _alone(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 2]
    before = re.search(r"(\S+)(\s)$", text[max(0, match.start() - 20) : match.start()])
    if re.match(r"[ -][A-Z]", after):
        return False
    word = before.group(1) if before and before.group(2) != "\n" else ""
    return not (word[:1].isupper() and word.isalpha() and len(word) > 3) and (
        word.lower() not in _PARTICLES
    )


def halves(text: str, groups: Sequence[Group]) -> None:
    """ "the North" is North Korea where that is named, "the South" South Korea."""
    named = {group.name(): group for group in groups if group.entry}
    for half in ("North", "South"):
        for name, group in named.items():
            if name.startswith(half + " ") and group.entry and group.entry.nature == "state":
                for match in re.finditer(rf"\b[Tt]he {half}\b(?!\s+[A-Z]|-)", text):
                    group.add(name, match.span())


def offices(text: str, groups: Sequence[Group]) -> list[Group]:
    """Bodies that speak for a person: "Ramaphosa's office" is "Cyril Ramaphosa's office"."""
    made: dict[str, Group] = {}
    for person in groups:
        if person.kind != "person":
            continue
        for span in person.mentions:
            match = _office().match(text, span[1])
            if match:
                called = f"{person.name()}'s {' '.join(match['what'].split())}"
                group = made.setdefault(called, Group("organisation", called=called, of=person.of))
                group.add(called, (span[0], match.end()))
    return list(made.values())


@cache
def _office() -> re.Pattern[str]:
    words = sorted(vocab.load("bodies")["offices"], key=len, reverse=True)
    return re.compile(rf"['’]s?\s+(?P<what>{'|'.join(map(re.escape, words))})\b")


def joint(text: str, groups: Sequence[Group]) -> list[Group]:
    """States that act as one: "the leaders of Britain, France and Canada" have one statement.

    Three states or more in a list, as the article first lists them.
    """
    states = sorted(
        (span, group.name())
        for group in groups
        if group.entry and group.entry.nature == "state" and group.kind != "place"
        for span in group.mentions
    )
    made: dict[frozenset[str], Group] = {}
    run: list[tuple[Span, str]] = []
    for one in [*states, ((len(text) + 9, len(text) + 9), "")]:
        gap = text[run[-1][0][1] : one[0][0]] if run else ""
        if run and re.fullmatch(r"(?:,|,? and|,? with| &)(?: the)?\s", gap):
            run.append(one)
            continue
        names = [name for _, name in run]
        acting = run and _together(text, run[0][0][0], run[-1][0][1])
        if len(set(names)) > 2 and (acting or frozenset(names) in made):
            called = ", ".join(names[:-1]) + " and " + names[-1]
            group = made.setdefault(
                frozenset(names), Group("organisation", called=called, joint=True)
            )
            group.add(called, (run[0][0][0], run[-1][0][1]))
        run = [one]
    return list(made.values())


_BEFORE = re.compile(
    r"\b(?:leaders|governments|statement|ministers|letter|call|presidents)\b[^.]{0,30}$"
)
_AFTER = re.compile(
    r"[^.\n]{0,60}\b(?:joint|statement|issued|warned|said|say|called|condemned|demanded|threatened"
    r"|oppose|vowed)"
)


def _together(text: str, start: int, end: int) -> bool:
    """Whether the words around a list of states say that they act, not only that they are there."""
    before = _BEFORE.search(text[max(0, start - 60) : start])
    return bool(before or _AFTER.match(text[end : end + 80]))
