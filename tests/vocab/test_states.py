from __future__ import annotations

from collections import Counter
from typing import Any

from detente import vocab

# Words that honestly mean two states; everything else must tell one from all others.
SHARED = {"Congolese", "Dominican", "Dominicans", "Brussels"}


def states() -> dict[str, Any]:
    found: dict[str, Any] = vocab.load("iso_states")["states"]
    return found


def test_every_code_of_the_standard_and_the_two_beside_it() -> None:
    codes = states()
    assert len(codes) == 249 + 2
    assert {"EU", "XK", "PS", "TW", "VA", "NO", "GB", "SS"} <= set(codes)
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)
    assert list(codes) == sorted(codes)


def test_a_word_means_one_state() -> None:
    words = Counter(
        word
        for state in states().values()
        for word in {
            state["name"],
            *(
                word
                for key in ("adjectives", "capitals", "seats", "aliases")
                for word in state.get(key, ())
            ),
        }
    )
    assert {word for word, count in words.items() if count > 1} == SHARED


def test_norway_is_a_state() -> None:
    assert states()["NO"]["name"] == "Norway"
