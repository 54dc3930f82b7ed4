"""A dossier over what is stored: applied, changed, applied again, with the real models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente import ledger

Run = Callable[..., Result]

YAML = """\
id: harbour
title: Talks on the northern harbour
sides:
  norland: {name: Norland, organisations: [Norland]}
  ostmark: {name: Ostmark, organisations: [Ostmark]}
issues:
  truce: {proposition: "The shelling of the harbour stops.", needs: [norland, ostmark]}
"""
TEXT = (
    "Norland rejected a truce and said that the shelling of the harbour would go on.\n\n"
    "Ostmark demanded that the shelling of the harbour stop at once."
)


@pytest.fixture
def kept(tmp_path: Path, detente: Run) -> tuple[str, Path]:
    """A ledger with one article in it, read without a dossier, and a dossier beside it."""
    page, dossier = tmp_path / "page.txt", tmp_path / "harbour.yml"
    page.write_text(TEXT, encoding="utf-8")
    dossier.write_text(YAML, encoding="utf-8")
    database = str(tmp_path / "kept.db")
    added = detente("add", "--db", database, "--as", "article", "--published", "2031-04-16", page)
    assert added.exit_code == 0, added.stderr
    return database, dossier


def issues(database: str) -> set[str]:
    with ledger.View(database) as view:
        return {row.position.issue for row in view.positions()}


def test_what_is_stored_is_held_against_a_new_dossier(kept: tuple[str, Path], detente: Run) -> None:
    database, dossier = kept
    assert issues(database) == set()
    applied = detente("dossier", "apply", "--db", database, dossier)
    assert applied.stdout == "1 articles changed, 0 as they were\n"
    assert issues(database) == {"truce"}
    told = json.loads(detente("gap", "--db", database, "--format", "json").stdout)
    assert "harbour" in json.dumps(told)


def test_a_changed_dossier_is_noticed_and_an_unchanged_one_costs_nothing(
    kept: tuple[str, Path], detente: Run
) -> None:
    database, dossier = kept
    detente("dossier", "apply", "--db", database, dossier)
    again = detente("dossier", "apply", "--db", database, dossier)
    assert again.stdout == "0 articles changed, 0 as they were\n"
    changed = YAML.replace("  truce:", "  shelling:")
    dossier.write_text(changed, encoding="utf-8")
    detente("dossier", "apply", "--db", database, dossier)
    assert issues(database) == {"shelling"}


def test_a_dossier_with_faults_changes_nothing(kept: tuple[str, Path], detente: Run) -> None:
    database, dossier = kept
    dossier.write_text(YAML.replace("needs: [norland, ostmark]", "needs: [nobody]"), "utf-8")
    refused = detente("dossier", "apply", "--db", database, dossier)
    assert refused.exit_code != 0
    assert "nobody" in refused.stderr
    assert issues(database) == set()
