from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.actors import gazetteer as module
from detente.actors.gazetteer import Term, build, compiled, digest, gazetteer, shipped
from detente.actors.gazetteer_check import check
from detente.errors import SettingsError

HOLM = {"states": {"QH": {"name": "Holm", "capital": "Holmstad", "adjective": ["Holmian"]}}}


def test_the_compiled_form_is_of_the_yaml_as_it_stands() -> None:
    kept = json.loads(module.COMPILED.read_text("utf-8"))
    assert kept["digest"] == digest(), "run python -m detente.actors.compile_gazetteer"
    assert kept["entries"] == compiled() == shipped()


def test_every_state_of_the_united_nations_is_there_and_its_people() -> None:
    states = compiled()["states"]
    assert len(states) >= 195
    assert len(compiled()["organisations"]) >= 120
    assert len(compiled()["persons"]) >= 400
    assert len({entry["name"] for entry in states.values()}) == len(states)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Zelenskyy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("ABBAS ARAQCHI", "Abbas Araghchi"),
        ("Jean-Noel Barrot", "Jean-Noël Barrot"),
        ("Viktor Orban", "Viktor Orbán"),
        ("Türkiye", "Turkey"),
        ("the U.S.".removeprefix("the "), "United States"),
        ("Kiev", "Ukraine"),
        ("EU", "European Union"),
        ("Elysee", "France"),
    ],
)
def test_names_are_found_whatever_their_letters(written: str, name: str) -> None:
    assert {one.entry.name for one in gazetteer().find(written)} == {name}


def test_an_office_is_held_between_its_dates() -> None:
    term = Term("envoy", "QH", "2024-03", "2025-01-20")
    assert [term.held(day) for day in ("2024-02-28", "2024-03-01", "2025-01-20", "2025-01-21")] == [
        False,
        True,
        True,
        False,
    ]
    assert not term.held(None)
    assert Term("envoy", "QH").held(None)


def test_bodies_belong_to_states_and_parties_stand_apart() -> None:
    known = gazetteer()
    committee = known.by_name["Democratic National Committee"]
    assert known.organ_of(committee).name == "Democratic Party"
    assert known.organ_of(known.by_name["Israel Defense Forces"]).name == "Israel"
    assert known.state("European Commission") == "EU"
    assert known.state("Hamas") is None


def test_the_user_adds_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yml"
    own.write_text(
        "states:\n  QH: {name: Holm, capital: Holmstad}\n"
        "persons:\n  Ada Brandal: {sex: f, roles: [QH envoy 2024/]}\n",
        "utf-8",
    )
    monkeypatch.setenv("DETENTE_GAZETTEER", str(own))
    gazetteer.cache_clear()
    try:
        assert gazetteer().find("Ada Brandal")[0].entry.terms[0].of == "QH"
        assert gazetteer().by_name["France"].key == "FR"
    finally:
        monkeypatch.undo()
        gazetteer.cache_clear()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"nations": {}}, "not a gazetteer"),
        ({"states": {False: {"name": "Norway"}}}, "no text"),
        ({"states": {"QH": {"title": "Holm", "name": "Holm"}}}, "unknown key 'title'"),
        ({"states": {"QH": {"capital": "Holmstad"}}}, "no 'name'"),
        ({"states": {"QH": {"name": "Holm", "also": "Holmland"}}}, "not a list"),
        ({"states": {"QH": {"name": " Holm"}}}, "stray space"),
        ({"persons": {"Ada Brandal": {"sex": "w"}}}, "sex 'w'"),
        ({"persons": {"Ada Brandal": {"sex": "f", "roles": ["envoy"]}}}, "role 'envoy'"),
        (
            {"persons": {"Ada Brandal": {"sex": "f", "roles": ["QH envoy 2025/2024"]}}},
            "ends before it begins",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(data: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        check(data, "own.yml")


def test_a_role_of_nothing_known_is_refused() -> None:
    person = {"persons": {"Ada Brandal": {"sex": "f", "roles": ["QX envoy 2024/"]}}}
    with pytest.raises(SettingsError, match="begin with a state"):
        build([HOLM, person])


def test_it_loads_fast() -> None:
    program = (
        "import time, detente.vocab;"
        "from detente.actors.gazetteer import gazetteer;"
        "t = time.process_time(); gazetteer(); print(time.process_time() - t)"
    )
    spent = min(
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
        )
        for _ in range(3)
    )
    assert spent < 0.15, "asked: 60 ms of an idle core; a loaded machine counts more"
