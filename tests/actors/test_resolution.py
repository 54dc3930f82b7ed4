from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.actors.resolution import (
    MADE,
    Judgement,
    Known,
    Merge,
    candidates,
    keys,
    offices,
    resolved,
    told_apart,
)
from detente.model import EntityKind, Role


def person(name: str, *titles: str) -> Known:
    return Known(name, name, "person", tuple(Role(title) for title in titles))


@pytest.mark.parametrize(
    ("name", "other", "at_least", "at_most"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", 1.0, 1.0),
        ("Yahya Sinwar", "Mohammed Sinwar", 0.0, 0.0),
        ("Jose Valde", "José Valde", 0.95, 1.0),
        ("Dmitriy Valevskiy", "Dmitry Valevsky", 0.85, 0.95),
        ("Ada M. Brandal", "Ada Brandal", 0.85, 0.95),
        ("A. Brandal", "Ada Brandal", 0.4, 0.8),
        ("Brandal", "Ada Brandal", 0.4, 0.6),
        ("Karl Brandal", "Ada Brandal", 0.0, 0.0),
    ],
)
def test_names_of_persons(name: str, other: str, at_least: float, at_most: float) -> None:
    found = candidates(name, [person(other)], "person")
    assert at_least <= (found[0].score if found else 0.0) <= at_most
    assert all(merge.reason for merge in found)


def test_people_of_the_same_name_and_other_states_stay_apart() -> None:
    known = [person("Ada Brandal", "Kenyan envoy")]
    [alike] = candidates("Ada Brandal", known, "person", [Role("Kenyan minister")])
    [apart] = candidates("Ada Brandal", known, "person", [Role("Chilean minister")])
    assert alike.score > 0.9 > apart.score
    assert "different states" in apart.reason


def test_bodies_by_initials_and_the_surest_first() -> None:
    known = [Known("a", "Holm Ports Board", "organisation"), Known("b", "HPB", "organisation")]
    assert [merge.into for merge in candidates("HPB", known, "organisation")] == ["b", "a"]


# Given names, middle names and surnames, in several spellings, for any combination of them.
GIVEN = ["Ada", "Dmitry", "Dmitriy", "Mohammed", "Muhammad", "A.", "Volodymyr", ""]
MIDDLE = ["", "M.", "K.", "Karla", "al", "bin"]
SURNAMES = ["Brandal", "Bråndal", "Valevsky", "Valevskiy", "Zelenskyy", "Zelensky", "Ferreira-Lind"]
NAMES = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(GIVEN),
    st.sampled_from(MIDDLE),
    st.sampled_from(SURNAMES),
    st.sampled_from(["", "", "Jr.", "III"]),
)


# The first example loads the gazetteer.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, NAMES, st.sampled_from(["person", "organisation", "place"]))
def test_names_that_may_be_one_share_a_key(one: str, other: str, kind: EntityKind) -> None:
    sure = [
        merge for merge in candidates(one, [Known("x", other, kind)], kind) if merge.score >= MADE
    ]
    assert not sure or keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Kiev", "Kyiv", True), ("Odessa", "Odesa", True), ("Mali", "Malé", False)],
)
def test_places_in_other_letters(one: str, other: str, same: bool) -> None:
    found = candidates(one, [Known("x", other, "place")], "place")
    assert [merge.score >= MADE for merge in found] == [True] * same
    assert not same or keys(one) & keys(other)


def test_names_share_few_keys() -> None:
    assert not keys("Ada Brandal") & keys("Karl Brandal")
    assert keys("Burma") & keys("Myanmar")
    assert keys("…")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Ada M. Brandal", "Ada K. Brandal", True),
        ("Ada M. Brandal", "Ada Maria Brandal", False),
        ("Ada M. Brandal", "Ada Brandal", False),
        ("Yahya Sinwar", "Mohammed Sinwar", True),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", False),
    ],
)
def test_who_is_told_apart(one: str, other: str, apart: bool) -> None:
    assert told_apart(person(one), person(other)) is apart
    assert not apart or not [m for m in candidates(one, [person(other)]) if m.score >= MADE]


def test_an_office_is_of_its_day() -> None:
    assert [role.title for role in offices("Marco Rubio", "2024-06-01")] == [
        "United States: senator"
    ]
    assert "United States: secretary of state" in [
        role.title for role in offices("Marco Rubio", "2025-04-19")
    ]
    assert offices("Ada Brandal") == ()


def merge(into: str, score: float = 0.9) -> Merge:
    return Merge(into, score, "told")


def test_merges_follow_each_other_and_doubtful_ones_are_not_made() -> None:
    found = resolved([("b", merge("a")), ("c", merge("b")), ("d", merge("a", 0.5))])
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_judgement_outranks_for_ever() -> None:
    merges = [("b", merge("a", 1.0))]
    assert resolved(merges, [Judgement("a", "b", "different")]) == {"a": "a", "b": "b"}
    assert resolved(merges, [Judgement("b", "a", "unsure")]) == {"a": "a", "b": "b"}
    assert resolved([], [Judgement("a", "b", "same")]) == {"a": "a", "b": "a"}
    twice = [Judgement("a", "b", "different"), Judgement("b", "a", "same")]
    assert len(set(resolved([], twice).values())) == 1


def test_different_holds_also_by_a_detour() -> None:
    merges = [("c", merge("a", 0.99)), ("c", merge("b", 0.95))]
    found = resolved(merges, [Judgement("a", "b", "different")])
    assert found["c"] == found["a"] != found["b"]


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.floats(0, 1))),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))),
)
def test_no_merge_joins_what_was_judged_different(
    merges: list[tuple[str, str, float]], apart: list[tuple[str, str]]
) -> None:
    judged = [Judgement(a, b, "different") for a, b in apart if a != b]
    found = resolved([(a, merge(b, score)) for a, b, score in merges], judged)
    assert all(found[one.a] != found[one.b] for one in judged)
    assert all(found[root] == root for root in found.values())
