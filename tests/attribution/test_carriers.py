from __future__ import annotations

import pytest

from detente.attribution.carriers import carrier_name, is_informant
from detente.model import Entity, Span


def place(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        ("Brandal's lawyer", ["Brandal"], "Brandal's lawyer"),
        ("officials in Holm", ["Holm"], "officials in Holm"),
        ("the broadcaster Holm Eins", ["Holm Eins"], "Holm Eins"),
        ("the  two\nofficials,", [], "the two officials"),
    ],
)
def test_carrier_name(source: str, names: list[str], expected: str) -> None:
    entities = [Entity(place(source, name), "organisation") for name in names]
    assert carrier_name(source, ((0, len(source)),), entities) == expected


def test_informants() -> None:
    assert is_informant("two senior officials in Holm")
    assert is_informant("a person close to the talks")
    assert is_informant("three people, who spoke freely")
    assert is_informant("officials and diplomats")
    assert not is_informant("Ada Brandal and other officials")
    assert not is_informant("young people")
    assert not is_informant("people in Holm")
    assert not is_informant("Ada Brandal")
    assert not is_informant("")
