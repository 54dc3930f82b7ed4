from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente import vocab
from detente.actors.gazetteer import FILES
from detente.errors import SettingsError
from detente.vocab.schema import SHAPES

NAMES = {"aliases": {"GB": "Great Holm"}, "given": {"male": ["Jon"]}}


@pytest.mark.parametrize("name", SHAPES)
def test_every_vocabulary_is_there_and_sound(name: str) -> None:
    assert set(vocab.load(name)) == set(SHAPES[name])
    assert vocab.load(name) is vocab.load(name)


def test_every_file_has_a_shape() -> None:
    assert {path.stem for path in vocab.HERE.glob("*.yml")} == {*SHAPES, *FILES}


def test_an_unknown_vocabulary_is_told_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="no vocabulary 'nonsense'; there are modality"):
        vocab.load("nonsense")


def cues(**changed: Any) -> dict[str, Any]:
    return {**vocab.load("cues"), **changed}


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        ([], "names", "keys list"),
        ({}, "names", "give exactly"),
        ({**NAMES, "extra": {}}, "names", "extra"),
        ({**NAMES, "aliases": ["GB"]}, "names", "not a mapping"),
        ({**NAMES, "aliases": {"GB": 1}}, "names", "not a list of words"),
        ({**NAMES, "aliases": {"NO": False}}, "names", "not a list of words"),
        ({**NAMES, "aliases": {"GB ": "x"}}, "names", "stray space"),
        ({"states": {"XA": ["Ostmark"]}}, "iso_states", "not such a record"),
        ({"states": {"XA": {"capitals": ["Holm"]}}}, "iso_states", "give name, and adjectives"),
        ({"states": {"XA": {"name": "Ostmark", "seat": []}}}, "iso_states", "not such a record"),
        ({"states": {"XA": {"name": ["Ostmark"]}}}, "iso_states", "not a list of words"),
        ({"states": {"XA": {"name": "Ostmark", "capitals": "Holm"}}}, "iso_states", "not a list"),
        ({"states": {False: {"name": "Norway"}}}, "iso_states", "quote words such as 'no'"),
        (cues(verbs={"denied": ["deny"]}), "cues", "unknown class denied"),
        (cues(verbs={"negated": ["deny"], "future": ["deny"]}), "cues", "'deny' stands twice"),
        (cues(negators=["not", "not"]), "cues", "'not' stands twice"),
        (cues(negators=[False]), "cues", "not a list of words"),
    ],
)
def test_what_is_refused(data: object, name: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        vocab.check(data, name, "here")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("here")


def test_sound_data_comes_back_as_it_is() -> None:
    assert vocab.check(NAMES, "names") is NAMES


@pytest.mark.parametrize(
    ("text", "message"),
    [("aliases: {a: b, a: c}", "stands twice"), ("aliases: [", "expected"), (None, "No such file")],
)
def test_files_that_cannot_be_read(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "names.yml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        vocab.read(path, "names")
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_precedence_names_kinds_that_have_signals() -> None:
    data = vocab.load("modality")
    assert set(data["precedence"]) == set(data["signals"]) - {"asserted"}
