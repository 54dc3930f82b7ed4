from __future__ import annotations

import pytest
import wire

from detente.stories import copies, signatures
from detente.stories.copies import Text

WHOLE = wire.joined(wire.BRIDGE)
HERE, THERE = frozenset({"sound.example"}), frozenset({"quay.example"})
DAYS = (
    {"place": "Skerry", "sky": "bright", "wind": "north", "high": 12, "low": 3, "rain": 10},
    {"place": "Hollin", "sky": "clouded", "wind": "west", "high": 9, "low": 1, "rain": 65},
)
SEAS = (
    {"rise": "6:12", "sets": "19:40", "coast": "Kiln", "sea": "calm", "waves": 1, "plant": "alder"},
    {"rise": "6:20", "sets": "19:47", "coast": "Drewe", "sea": "rough", "waves": 3, "plant": "elm"},
)


def text(words: str, house: frozenset[str] = HERE, others: tuple[str, ...] = ()) -> Text:
    found = [Text(signatures.words(each), house) for each in (words, *others)]
    return found[0].furnished(found[1:])


def share(one: str, other: str, houses: tuple[frozenset[str], ...] = (HERE, THERE)) -> float | None:
    first, second = text(one, houses[0]), text(other, houses[1])
    found = copies.share(first, second)
    assert copies.share(second, first) == found
    return found


@pytest.mark.parametrize("houses", [(HERE, THERE), (HERE, HERE), (HERE, frozenset())])
@pytest.mark.parametrize(
    "made",
    [
        WHOLE,
        WHOLE.upper().replace("“", '"'),
        wire.joined(wire.BRIDGE[:1]),
        wire.joined(wire.BRIDGE[:4]),
        wire.joined(wire.LEAD, wire.BRIDGE),
        wire.joined(wire.LEAD, wire.BRIDGE[:5]),
        WHOLE.replace("percent", "per cent").replace("harbour", "harbor").replace("crowns", "Cr"),
        WHOLE + "\n\nThe Kiln Street Courier also heard from a driver, who was glad.",
    ],
)
def test_what_newsrooms_make_of_a_text_is_a_copy(
    made: str, houses: tuple[frozenset[str], ...]
) -> None:
    assert (share(WHOLE, made, houses) or 0) >= copies.SHARE


def test_a_short_text_with_its_own_lead_is_a_copy_of_another_house_only() -> None:
    made = wire.joined(wire.LEAD, wire.BRIDGE[:3])
    assert share(WHOLE, made)
    assert share(wire.joined(wire.OWN_WORDS[:1], wire.BRIDGE), wire.joined(wire.LEAD, wire.BRIDGE))


def test_the_same_event_told_anew_is_none() -> None:
    assert share(WHOLE, wire.joined(wire.OWN_WORDS)) is None


@pytest.mark.parametrize("houses", [(HERE, THERE), (HERE, HERE)])
def test_a_report_after_a_template_is_none(houses: tuple[frozenset[str], ...]) -> None:
    made = [
        wire.joined(wire.WEATHER).format(**day, **sea, count=count)
        for day, sea, count in zip(DAYS, SEAS, ("low", "high"), strict=True)
    ]
    assert share(*made, houses) is None


def test_a_follow_up_that_repeats_its_background_is_none() -> None:
    news = (
        "The fishermen's guild of Ostoy voted by 211 to 54 on Friday to stay away from the talks "
        "in Hollin, a blow to the accord that opened the Long Bridge this week. Its speaker, Tove "
        "Arden, said no boat would carry a delegate until night nets were on the agenda.",
    )
    assert share(WHOLE, wire.joined(news, wire.BRIDGE[2:5]), (HERE, HERE)) is None
    assert share(WHOLE, wire.joined(news, wire.BRIDGE[3:5])) is None


def test_a_page_that_holds_a_text_among_others_is_none() -> None:
    page = wire.joined(wire.OWN_WORDS, wire.LEAD, wire.WEATHER, wire.FURNITURE, wire.BRIDGE[:1])
    assert share(page, wire.joined(wire.BRIDGE[:1])) is None


def test_furniture_of_a_house_is_nobodys_own_text() -> None:
    stub = wire.joined(("In pictures: the bridge at dawn.",), wire.FURNITURE)
    other = wire.joined(("Listen: a pilot's song.",), wire.FURNITURE)
    pages = tuple(wire.joined(part, wire.FURNITURE) for part in (wire.BRIDGE, wire.OWN_WORDS))
    bare = copies.share(text(stub), text(other))
    known = copies.share(text(stub, others=pages), text(other, others=pages))
    assert known is None
    assert bare is None or bare < 1


def test_a_text_is_no_furniture_because_it_was_copied() -> None:
    assert text(WHOLE, others=(WHOLE, WHOLE, WHOLE)).own.all()


def test_a_few_words_are_copies_only_of_the_same() -> None:
    assert share("The bridge is open.", "The bridge is OPEN") is None
    assert share("The bridge is open.", "The bridge is open") == 1.0
    assert share("The bridge is open.", WHOLE) is None


def test_what_one_text_has_that_the_other_has_not() -> None:
    made = wire.joined(wire.LEAD, wire.BRIDGE[:5])
    found = wire.article("Bridge", made)
    mask = copies.covered(text(made), text(WHOLE))
    [(start, end)] = copies.passages(signatures.spans(made), mask, found.sentences)
    assert made[start:end] == wire.LEAD[0]
