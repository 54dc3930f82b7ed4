"""What a dossier must be, and what is said of one that is not in order."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import dossiers
from detente.errors import SettingsError
from detente.model import Dossier

# The machine may be busy: what is slow is no fault here.
BUSY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

SOUND = """\
id: harbour-talks
title: "Talks on the northern harbour: second round"
since: 2031-02-01
mediators: [west, the Island Council]
sides:
  east: {name: Ostmark, states: [AT], aliases: [Holm, the Castle]}
  west:
    name: Westmark
    organisations: [Harbour Union]
    people: [Ilse Marrow]
issues:
  harbour: {proposition: "Westmark sells the northern harbour.", needs: [west]}
  ferries: {proposition: "Ferries run again between the two shores.", needs: [east, west]}
"""


def told(text: str) -> list[str]:
    """Every fault in the text, without the file's name."""
    with pytest.raises(dossiers.DossierError) as caught:
        dossiers.parse(text, "talks.yml")
    lines = str(caught.value).splitlines()
    assert lines == [str(fault) for fault in caught.value.faults]
    assert all(line.startswith("talks.yml:") for line in lines)
    return [line.removeprefix("talks.yml:") for line in lines]


def changed(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new)


def test_a_sound_one_is_read_whole() -> None:
    read = dossiers.parse(SOUND, "talks.yml")
    assert (read.id, read.since) == ("harbour-talks", "2031-02-01")
    assert read.title == "Talks on the northern harbour: second round"
    assert [side.id for side in read.sides] == ["east", "west"]
    assert read.sides[0].states == ("AT",)
    assert read.sides[0].aliases == ("Holm", "the Castle")
    assert read.sides[1].organisations == ("Harbour Union",)
    assert read.sides[1].people == ("Ilse Marrow",)
    assert read.mediators == ("west", "the Island Council")
    assert read.issues[1].needs == ("east", "west")
    assert read.issues[0].proposition == "Westmark sells the northern harbour."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: harbour-talks", "id: Harbour Talks", "1: 'Harbour Talks' is not an id; write harb"),
        ("id: harbour-talks\n", "", "1: the dossier has no 'id'; add id"),
        ("since: 2031-02-01", "since: 2031-02-30", "3: since is '2031-02-30', which is no day"),
        ("since: 2031-02-01", "since: last week", "3: since is 'last week', which is no day"),
        ("since: 2031-02-01", "since: [2031]", "3: since is no day; write a day"),
        ("since:", "sinse:", "3: the dossier has an unknown key 'sinse'; write since; known: id"),
        ("states: [AT]", "states: [NO]", 'YAML takes NO for false; write "NO" in quotes'),
        ("states: [AT]", "states: [AX, UK]", "6: 'UK' is no state's code; write \"GB\""),
        ("states: [AT]", "states: [Vienna]", "6: 'Vienna' is no state's code; write \"AT\""),
        ("states: [AT]", "states: [QQ]", "6: 'QQ' is no state's code; use ISO 3166"),
        ("states: [AT]", "states: AT", "6: states of side 'east' is not a list; write it as ["),
        ("states: [AT]", "states: [AT, AT]", "6: states of side 'east' has 'AT' twice; keep one"),
        ("name: Ostmark", "name: on", "6: name of side 'east': YAML takes on for true; write \""),
        ("name: Ostmark", "name: ", "6: name of side 'east' is empty; write a text"),
        ("name: Ostmark", "name: 1871", "6: name of side 'east': '1871' is no text (int); write"),
        ("name: Ostmark", 'name: "\\x1b[2J"', "6: name of side 'east' holds a control character"),
        ("name: Ostmark, ", "", "6: side 'east' has no 'name'; add name"),
        ("the Castle", "the Harbour Union", "9: 'Harbour Union' is on the sides east and west"),
        ("the Castle", "westmark", "8: 'Westmark' is on the sides east and west; leave it on one"),
        ("  west:\n", "  east:\n", "7: sides: 'east' stands twice; it stands on line 6 already"),
        ("[west, the", "[wets, the", "4: mediator 'wets' is neither a side nor a name; write one"),
        ("needs: [west]", "needs: [wets]", "needs 'wets', which is no side; write west"),
        ("needs: [west]", "needs: [north]", "is no side; the sides are east, west"),
        ("needs: [west]", "needs: []", "12: issue 'harbour' needs nobody; list the sides"),
        (", needs: [west]", "", "12: issue 'harbour' has no 'needs'; add needs"),
        ("Westmark sells the northern harbour.", "Sale of the harbour", "has no verb; say who"),
        ("Westmark sells the northern harbour.", "Is the harbour sold", "asks; say it as a stat"),
        ("Westmark sells the northern harbour.", "Westmark sells?", "asks; say it as a statement"),
        ("Westmark sells", f"Westmark sells {'very ' * 40}", "has 45 words; say it in 40 at most"),
        ("the northern harbour.", "the harbour. Ostmark pays.", "is more than one sentence; make"),
        ("  ferries:", "  Ferries:", "13: 'Ferries' is not an id; write ferries"),
        ("  ferries:", "  no:", '13: a key of issues: YAML takes no for false; write "no" in'),
        ("title: ", "title: Talks: ", "2: is not YAML: mapping values are not allowed here; ind"),
        ("title: ", "\ttitle: ", "found character '\\t' that cannot start any token; indent wi"),
        ("title: ", "title: \x07", "2: holds the character U+0007; take it out"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(old: str, new: str, expected: str) -> None:
    faults = told(changed(old, new))
    assert any(expected in fault for fault in faults), faults
    assert all(re.match(r"\d+: .+; .+", fault) for fault in faults)


def test_a_side_needs_something_that_makes_actors_belong() -> None:
    without = changed("    organisations: [Harbour Union]\n    people: [Ilse Marrow]\n", "")
    [fault] = told(without)
    assert fault.startswith(
        "7: nothing makes an actor belong to side 'west'; fill in one of states, organis"
    )
    empty = changed("[Harbour Union]", "[]").replace("[Ilse Marrow]", "[]")
    [fault] = told(empty)
    assert fault.endswith("belong to side 'west'; fill in one of organisations, people")


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = SOUND
    for old, new in (("harbour-talks", "Harbour"), ("[AT]", "[QQ]"), ("[west]", "[wets]")):
        text = text.replace(old, new)
    assert [fault.split(":")[0] for fault in told(text)] == ["1", "6", "12"]


@pytest.mark.parametrize(
    "text",
    ["", "# only a comment", "[]", "talks", "- &a [*a]", "sides: &a {x: *a}", "{" * 5000, "a: *b"],
)
def test_what_is_no_dossier_at_all(text: str) -> None:
    assert told(text)


def test_a_large_file_is_refused_before_it_is_read() -> None:
    assert told("#" * 1_000_001) == ["1: too large to be a dossier; at most 1,000,000 characters"]


def outcome(text: str) -> Dossier | None:
    """The dossier, or None after it was seen that all faults are fit to be printed."""
    try:
        return dossiers.parse(text, "any.yml")
    except dossiers.DossierError as error:
        assert isinstance(error, SettingsError)
        assert error.faults
        for fault in error.faults:
            assert str(fault).isprintable()
        return None


@BUSY
@given(st.text())
def test_any_text_gives_a_dossier_or_faults(text: str) -> None:
    outcome(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@BUSY
@given(st.sampled_from(["id", "title", "since", "mediators", "sides", "issues"]), values)
def test_any_value_in_any_place_gives_a_dossier_or_faults(key: str, value: object) -> None:
    data = yaml.safe_load(SOUND) | {key: value}
    outcome(yaml.safe_dump(data, allow_unicode=True))


@BUSY
@given(
    st.integers(0, len(SOUND)),
    st.integers(0, 60),
    st.text("{}[]:,#&*!|>'\"%@`-\n\t NO", max_size=9),
)
def test_a_damaged_file_gives_a_dossier_or_faults(at: int, length: int, put: str) -> None:
    outcome(SOUND[:at] + put + SOUND[at + length :])
