"""`detente actors` over the ledger of invented talks."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result

import strait

Run = Callable[..., Result]


@pytest.fixture
def own(detente: Run, strait_ledger: str, tmp_path: Path) -> Run:
    """Run `detente actors` on a copy of the ledger of the talks."""
    path = tmp_path / "own.db"
    shutil.copy(strait_ledger, path)
    return lambda *arguments: detente("actors", *arguments, "--db", path)


def names(result: Result) -> set[str]:
    assert result.exit_code == 0, result.stderr
    return {each["name"] for each in json.loads(result.stdout)}


def test_list_in_every_form(own: Run) -> None:
    told = json.loads(own("list", "--format", "json").stdout)
    [oder] = [each for each in told if each["name"] == "Nils Oder"]
    assert oder["sides"] == {"strait-2031": "ostmark"}
    assert {role["title"] for role in oder["roles"]} == {"deputy foreign minister"}
    table = list(csv.DictReader(StringIO(own("list", "--format", "csv").stdout, newline="")))
    assert [row["id"] for row in table] == [each["id"] for each in told]
    [row] = [row for row in table if row["name"] == "Nils Oder"]
    assert row["sides"] == "strait-2031: ostmark"
    assert row["roles"].startswith("deputy foreign minister, as told on 10 March 2031")
    assert int(row["articles"]) == oder["articles"] > 0
    shown = " ".join(own("list").stdout.split())
    assert "Nils Oder person · ostmark in strait-2031" in shown


def test_list_narrowed_down(own: Run) -> None:
    def listed(*given: str) -> set[str]:
        return names(own("list", *given, "--format", "json"))

    assert listed("--name", "oder") == {"Nils Oder"}
    league = listed("--side", "league", "--dossier", strait.DOSSIER.id)
    assert league == {"Isle of Jura", "Isle of Kolk"}
    assert "Aino Kallas" not in listed("--issue", "cable")
    assert not listed("--outlet", "nowhere")
    assert "No actor that fits" in own("list", "--outlet", "nowhere").stderr
    assert own("list", "--dossier", strait.DOSSIER.id, "--side", "moon").exit_code == 1


def test_same_and_undo(own: Run) -> None:
    assert own("same", "Bo Zetter", "Nils Oder").stdout == (
        "Bo Zetter and Nils Oder are one actor now: Nils Oder.\n"
    )
    assert "Bo Zetter" not in names(own("list", "--format", "json"))
    shown = own("merges").stdout
    assert "Bo Zetter and Nils Oder: same" in " ".join(shown.split())
    assert "are two actors now" in own("undo", "Nils Oder", "Bo Zetter").stdout
    assert "Bo Zetter" in names(own("list", "--format", "json"))
    rows = json.loads(own("merges", "--format", "json").stdout)
    assert [(row["verdict"], row["in_force"]) for row in rows] == [
        ("undone", False),
        ("same", False),
    ]


def test_unsure_and_identifiers(own: Run) -> None:
    told = json.loads(own("list", "--format", "json").stdout)
    one, other = told[0]["id"], told[1]["id"][:9]
    assert "are two actors now" in own("unsure", one, other).stdout
    [row] = json.loads(own("merges", "--format", "json").stdout)
    assert (row["a_id"], row["verdict"], row["in_force"]) == (one, "unsure", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["same", "Nobody", "Nils Oder"], "no stored actor has this name"),
        (["same", "Isle", "Nils Oder"], "2 actors fit: Isle of"),
        (["same", "Nils Oder", "Oder"], "cannot be judged beside itself"),
        (["undo", "Nils Oder", "Bo Zetter"], "nothing is judged of these two"),
    ],
)
def test_faults_are_one_line(own: Run, arguments: list[str], words: str) -> None:
    result = own(*arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_no_ledger_is_made(detente: Run, tmp_path: Path) -> None:
    for verb in (["same", "a", "b"], ["undo", "a", "b"], ["resolve"], ["list"]):
        assert detente("actors", *verb, "--db", tmp_path / "none.db").exit_code == 1
    assert list(tmp_path.iterdir()) == []
