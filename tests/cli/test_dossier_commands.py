"""`dossier new`, `check`, `list`, `draft` as a user runs them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result

from detente import cli, dossiers

Run = Callable[..., Result]

TALKS = """\
id: harbour
title: Harbour talks
sides: {east: {name: Ostmark, aliases: [Holm]}, west: {name: Westmark, states: [XX]}}
issues: {ferries: {proposition: Ferries run again., needs: [east]}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_DOSSIERS", raising=False)
    monkeypatch.chdir(tmp_path)


def test_new_writes_a_file_once(detente: Run) -> None:
    result = detente("dossier", "new", "harbour")
    assert result.exit_code == 0
    path = Path("dossiers/harbour.yml")
    assert result.stdout.startswith(f"{path}: written; edit it, then run `detente dossier check")
    again = detente("dossier", "new", "harbour")
    assert again.exit_code == 1
    assert again.stderr == f"detente: {path}: is there already; edit it, or take another id\n"


def test_check_tells_all_faults_of_all_files(detente: Run) -> None:
    Path("bad.yml").write_text(TALKS.replace("[Holm]", "[]"), encoding="utf-8")
    Path("good.yml").write_text(TALKS.replace("[XX]", "[AT]"), encoding="utf-8")
    result = detente("dossier", "check", "bad.yml", "good.yml", "gaza-2025", "none")
    assert result.exit_code == 1
    assert result.stdout == (
        "good.yml: in order: 2 sides, 1 issue\ngaza-2025: in order: 5 sides, 10 issues\n"
    )
    first, second, third = result.stderr.splitlines()
    assert first.startswith("bad.yml:3: nothing makes an actor belong to side 'east'; fill in")
    assert second.startswith("bad.yml:3: 'XX' is no state's code; use ISO 3166")
    assert third.startswith("no dossier 'none'; there are ")
    assert detente("dossier", "check", "good.yml").exit_code == 0


def test_list_shows_yours_and_the_starters(detente: Run) -> None:
    Path("dossiers").mkdir()
    Path("dossiers/harbour.yml").write_text(TALKS.replace("[XX]", "[AT]"), encoding="utf-8")
    Path("dossiers/bad.yml").write_text("id: [", encoding="utf-8")
    listed = {
        row["id"]: row for row in json.loads(detente("dossier", "list", "--format", "json").stdout)
    }
    assert listed["harbour"] == {
        "id": "harbour",
        "title": "Harbour talks",
        "path": str(Path("dossiers/harbour.yml")),
    }
    assert listed["bad"]["title"].startswith("not in order; ")
    assert "ukraine-2025" in listed
    rows = list(csv.DictReader(StringIO(detente("dossier", "list", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == sorted(listed)
    shown = detente("dossier", "list").stdout
    assert re.search(r"^harbour +Harbour talks +dossiers/harbour\.yml *$", shown, re.MULTILINE)
    assert re.search(
        r"^iran-2025 +United States–Iran nuclear talks +starter *$", shown, re.MULTILINE
    )


def test_draft_says_where_too_little_is_told(detente: Run, sample_ledger: str) -> None:
    result = detente("dossier", "draft", "harbour", "--db", sample_ledger)
    assert result.exit_code == 1
    assert result.stderr == (
        "detente: 4 articles tell too little to draft from; add more articles, or begin with "
        "`detente dossier new ID`\n"
    )


def test_a_folder_that_is_none_is_told(detente: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_DOSSIERS", "nowhere")
    result = detente("dossier", "list")
    assert result.exit_code == 1
    assert result.stderr == (
        "detente: nowhere: DETENTE_DOSSIERS is not a folder; make it, or unset it\n"
    )


@pytest.mark.parametrize("verb", ["new", "draft"])
def test_an_id_is_checked_first(detente: Run, verb: str) -> None:
    result = detente("dossier", verb, "My talks")
    assert result.exit_code == 1
    assert result.stderr.startswith("detente: 'My talks' is not an id; use lower-case letters")
    assert not list(Path().iterdir())


def test_several_faults_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(dossiers.DossierError) as caught:
        dossiers.parse(TALKS.replace("[Holm]", "[]"), "bad.yml")
    cli.RefusalError(str(caught.value)).show()
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("detente: bad.yml:3: ")
    assert second.startswith("detente: bad.yml:3: ")
