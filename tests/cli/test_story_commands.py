"""`stories`, `related`, `compare`: on the terminal, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import told_events

Detente = Callable[..., Result]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return told_events.filled(tmp_path_factory.mktemp("stories") / "stories.db")


def test_stories_as_json(detente: Detente, database: str) -> None:
    told = json.loads(detente("stories", "--format", "json", "--db", database).stdout)
    assert len(told) == 2
    raid = next(each for each in told if each["reports"] == 2)
    assert {"id", "title", "outlet", "published", "inputs"} <= raid["articles"][0].keys()
    assert [each.get("copy_of") for each in raid["articles"]].count(None) == 2
    assert raid["copies"] == 1


def test_stories_on_the_terminal_and_as_csv(detente: Detente, database: str) -> None:
    shown = detente("stories", "--least", "2", "--db", database).stdout
    assert "2 reports, 1 copy" in shown
    rows = list(
        csv.DictReader(io.StringIO(detente("stories", "--format", "csv", "--db", database).stdout))
    )
    assert len(rows) == 4
    assert sum(bool(row["copy_of"]) for row in rows) == 1


def test_no_stories_says_so(detente: Detente, database: str) -> None:
    told = detente("stories", "--since", "2090-01-01", "--db", database)
    assert (told.exit_code, told.stderr.strip()) == (0, "No stories.")


def test_compare_finds_the_other_number(detente: Detente, database: str) -> None:
    stories = json.loads(detente("stories", "--format", "json", "--db", database).stdout)
    raid = next(each for each in stories if each["reports"] == 2)
    told = json.loads(detente("compare", raid["id"], "--format", "json", "--db", database).stdout)
    assert told["origin"]["outlet"] == "Fjord Wire"
    differing = [each for each in told["claims"] if each["verdict"] == "differently"]
    assert {claim["value"] for each in differing for claim in each["claims"]} == {"50", "11"}
    assert "Told differently" in detente("compare", raid["id"][:9], "--db", database).stdout
    rows = detente("compare", raid["id"], "--format", "csv", "--db", database).stdout
    assert rows.startswith("verdict,kind,differs,group")


def test_compare_refuses_what_is_not_stored(detente: Detente, database: str) -> None:
    told = detente("compare", "ffffffffff", "--db", database)
    assert told.exit_code == 1
    assert "no story or article has this identifier" in told.stderr


def test_related_of_a_stored_article(detente: Detente, database: str) -> None:
    name = told_events.ids()[0]
    told = json.loads(detente("related", name, "--format", "json", "--db", database).stdout)
    assert told[0]["reason"] == "same event"
    assert name not in {each["article"] for each in told}
    assert "same event" in detente("related", name[:10], "--db", database).stdout


def test_related_of_what_is_nothing(detente: Detente, database: str) -> None:
    told = detente("related", "ffffffffff", "--db", database)
    assert told.exit_code == 1
    assert "no article, story or file is called so" in told.stderr


@pytest.mark.slow
def test_related_of_a_file(detente: Detente, database: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(told_events.FRESH, encoding="utf-8")
    given = ("--as", "article", "--published", "2033-05-03", "--format", "json", "--db", database)
    told = json.loads(detente("related", page, *given).stdout)
    assert told[0]["reason"] == "same event"
