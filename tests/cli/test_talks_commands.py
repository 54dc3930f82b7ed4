"""`gap`, `changes`, `positions`, `moves`, `proposals`, `divisions`, `who`, `brief` over talks."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import strait
from detente import ledger
from detente.views import gap_text

Run = Callable[..., Result]
AS_OF = ["--as-of", strait.TODAY]


@pytest.fixture
def ask(detente: Run, strait_ledger: str) -> Run:
    """Run a verb on the ledger of the talks; it must go well."""

    def run(verb: str, *arguments: object) -> Result:
        result = detente(verb, "--db", strait_ledger, *arguments)
        assert result.exit_code == 0, result.stderr
        return result

    return run


def rows(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(result.stdout, newline="")))


VERBS = (
    ["gap", *AS_OF],
    ["changes", "--since", "2031-03-19", *AS_OF],
    ["positions"],
    ["moves"],
    ["proposals", *AS_OF],
    ["divisions", *AS_OF],
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_every_line_has_a_source_in_every_form(ask: Run, verb: list[str]) -> None:
    told = rows(ask(*verb, "--format", "json"))
    assert told
    for line in told:
        assert line["text"] or line["state"] == "unknown"
        assert line["sources"] or not line["text"]
    flat = table(ask(*verb, "--format", "csv"))
    assert flat
    for row in flat:
        assert row["article"] or not row["stance"]
        assert bool(row["article"]) == bool(row["evidence"]) == bool(row["start"])
    shown = " ".join(ask(*verb).stdout.split())
    assert "Harbour Courier" in shown or "Fjord Wire" in shown


def test_gap_state_by_state(ask: Run) -> None:
    states = {each["issue"]: each["state"] for each in rows(ask("gap", *AS_OF, "--format", "json"))}
    assert states == {"transit": "within reach", "cable": "contested", "pilot-fees": "unknown"}
    before = rows(ask("gap", "--as-of", "2031-03-18", "--issue", "transit", "--format", "json"))
    assert [each["state"] for each in before] == ["blocked"]
    flat = table(ask("gap", *AS_OF, "--format", "csv"))
    assert tuple(flat[0]) == gap_text.COLUMNS
    [vellmark] = [row for row in flat if (row["issue"], row["side"]) == ("transit", "vellmark")]
    assert (vellmark["stance"], vellmark["age"], vellmark["firm"]) == ("conditional", "0", "yes")


def test_gap_on_a_terminal(ask: Run) -> None:
    shown = ask("gap", *AS_OF).stdout
    assert "◐ within reach" in shown
    assert "Nothing on record: pilot-fees." in shown
    assert "not yet settled" in shown
    assert "not yet settled" not in ask("gap", *AS_OF, "--table").stdout
    assert "cable" not in ask("gap", *AS_OF, "--side", "vellmark").stdout


def test_changes_on_whose_word(ask: Run) -> None:
    told = rows(ask("changes", "--since", "2031-03-19", *AS_OF, "--format", "json"))
    assert [each["type"] for each in told] == ["change", "dispute"]
    assert told[0]["after"]["word"] == "own word"
    flat = table(ask("changes", "--since", "2031-03-19", *AS_OF, "--format", "csv"))
    assert (flat[0]["was"], flat[0]["now"]) == ("against", "conditional")
    assert (flat[1]["origins"], flat[1]["against_origins"]) == ("2", "1")
    shown = ask("changes", "--since", "2031-03-01", *AS_OF).stdout
    assert [name for name in ("Moved (", "Accounts that", "New on record (") if name in shown]
    quiet = ask("changes", "--since", "2031-03-19", *AS_OF, "--side", "league")
    assert "Nothing on record has moved since 2031-03-19." in quiet.stderr


@pytest.mark.parametrize(
    ("options", "holders"),
    [
        (["--side", "league"], {"Isle of Jura", "Isle of Kolk"}),
        (["--issue", "cable"], {"Isle of Jura", "Isle of Kolk", "Ostmark"}),
        (["--holder", "marrow"], {"Ilse Marrow"}),
        (["--since", "2031-03-19"], {"Vellmark", "Tomas Reyl"}),
        (["--until", "2031-03-02", "--side", "vellmark"], {"Tomas Reyl"}),
    ],
)
def test_positions_narrowed_down(ask: Run, options: list[str], holders: set[str]) -> None:
    told = rows(ask("positions", "--format", "json", *options))
    assert {each["holder"] for each in told} == holders


def test_superseded_positions_are_marked_or_left_out(ask: Run) -> None:
    reyl = ["--holder", "Tomas Reyl"]
    shown = ask("positions", *reyl).stdout
    assert shown.index("20 March 2031") < shown.index("2 March 2031: Tomas Reyl")
    assert shown.count("Superseded since.") == 1
    [latest] = rows(ask("positions", *reyl, "--latest", "--format", "json"))
    assert latest["stance"] == "conditional"
    both = table(ask("positions", *reyl, "--format", "csv"))
    assert latest["position"] in {row["superseded_by"] for row in both}


def test_moves(ask: Run) -> None:
    shown = ask("moves").stdout
    assert "19 March 2031" in shown
    assert "Tomas Reyl talks with Ilse Marrow." in shown
    assert "No move" in ask("moves", "--holder", "Nils Oder").stderr


@pytest.mark.parametrize(
    ("as_of", "status", "days"),
    [
        ("2031-03-20", "awaiting-reply", 2),
        ("2031-03-22", "awaiting-reply", 0),
        ("2031-03-24", "expired", -2),
    ],
)
def test_proposals_as_of_a_day(ask: Run, as_of: str, status: str, days: int) -> None:
    [told] = rows(ask("proposals", "--as-of", as_of, "--format", "json"))
    assert (told["status"], told["days"]) == (status, days)
    pending = rows(ask("proposals", "--as-of", as_of, "--pending", "--format", "json"))
    assert bool(pending) is (status != "expired")


def test_divisions_told_and_held(ask: Run) -> None:
    told = rows(ask("divisions", *AS_OF, "--format", "json"))
    assert [(each["told"], each["issue"]) for each in told] == [
        ("said", "transit"),
        ("held", "transit"),
    ]
    assert told[0]["camps"] == [["Nils Oder"], ["Ilse Marrow"]]
    assert rows(ask("divisions", *AS_OF, "--holder", "oder", "--format", "json")) == told
    assert not rows(ask("divisions", *AS_OF, "--side", "vellmark", "--format", "json"))


def test_who(ask: Run) -> None:
    shown = ask("who", "Oder").stdout
    for words in (
        "Nils Oder",
        "ostmark in strait-2031",
        "deputy foreign minister, as told on 10 March 2031 to 18 March 2031",
        "Positions over time",
        "10 March 2031: Nils Oder (Ostmark) against, own word.",
        "At odds inside its side",
        "Statements over time",
        "no ship shall pass",
    ):
        assert words in " ".join(shown.split()), words
    told = json.loads(ask("who", "Nils", "Oder", "--format", "json").stdout)
    assert (told["name"], told["kind"], told["sides"]) == (
        "Nils Oder",
        "person",
        {"strait-2031": "ostmark"},
    )
    assert [each["stance"] for each in told["positions"]] == ["against"]
    assert {row["type"] for row in table(ask("who", "Oder", "--format", "csv"))} == {
        *("position", "division", "statement"),
    }


def test_who_is_not_there(detente: Run, strait_ledger: str) -> None:
    result = detente("who", "Nobody", "--db", strait_ledger)
    assert result.exit_code == 1
    assert result.stderr.startswith("detente: ")
    assert result.stderr.count("\n") == 1


def test_brief_of_the_talks_in_every_form(ask: Run, tmp_path: Path) -> None:
    shown = ask("brief", *AS_OF).stdout
    for heading in (
        "The state of the talks",
        "Moved since 19 March 2031 (1)",
        "Deadlines and pending replies (1)",
        "Inside the sides (2)",
        "Disputed accounts (1)",
        "Background (0)",
        "What was said",
    ):
        assert heading in shown, heading
    markdown = ask("brief", *AS_OF, "--format", "markdown").stdout
    assert markdown.startswith("# Brief: Talks on the strait, 20 March 2031\n")
    told = json.loads(ask("brief", *AS_OF, "--format", "json").stdout)
    assert told["talks"]["dossier"] == "strait-2031"
    assert [day["published"] for day in told["days"]] == ["2031-03-20", "2031-03-19"]
    page = tmp_path / "brief.html"
    ask("brief", *AS_OF, "--format", "html", "-o", page)
    assert "<h1>Talks on the strait</h1>" in page.read_text(encoding="utf-8")


def test_brief_since_a_day(ask: Run) -> None:
    since = ["--since", "2031-03-10", "--format", "json"]
    told = json.loads(ask("brief", *AS_OF, *since).stdout)
    assert told["talks"]["since"] == "2031-03-10"
    assert told["talks"]["background"]
    assert {day["published"] for day in told["days"]} == {"2031-03-10", "2031-03-19", "2031-03-20"}


def test_a_report_without_a_date_is_news_when_it_came(detente: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "undated.db")
    report = strait.Report("2031-03-02", "Island Post", "Aino Kallas said that fees must go.")
    report.holds("Aino Kallas", "for", "fees must go", "pilot-fees")
    report.says("Aino Kallas", "said", "fees must go")
    made = report.reading()
    with ledger.Writer(path) as writer:
        writer.keep_dossier(strait.DOSSIER.id, strait.YAML)
        writer.add(replace_date(made))
    told = json.loads(detente("brief", "--db", path, "--format", "json").stdout)
    assert [day["published"] for day in told["days"]] == [None]
    assert told["talks"]["gap"]["issues"][2]["state"] == "agreed"


def replace_date(made: Any) -> Any:
    from dataclasses import replace

    article = replace(made.article, published=None)
    positions = tuple(replace(each, as_of=None) for each in made.positions)
    return replace(made, article=article, positions=positions)


def test_an_archive_is_told_how_to_look_back(ask: Run) -> None:
    hint = (
        "detente: the last report is of 2031-03-20; --as-of 2031-03-20 tells how things stood then"
    )
    for verb in ("gap", "brief", "proposals", "changes"):
        assert hint in ask(verb, "--as-of", "2031-05-01").stderr
        assert hint not in ask(verb, "--as-of", "2031-03-27").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["positions", "--side", "oestmark"], "no side 'oestmark'; one of ostmark, vellmark,"),
        (["gap", "--issue", "fish"], "no issue 'fish'; one of transit, cable, pilot-fees"),
        (["changes", "--since", "2031-13-01"], "is not a day like"),
    ],
)
def test_what_the_dossier_does_not_have(
    detente: Run, strait_ledger: str, arguments: list[str], words: str
) -> None:
    result = detente(*arguments, "--db", strait_ledger)
    assert result.exit_code in (1, 2)
    assert words in result.stderr


@pytest.fixture
def two_talks(tmp_path: Path) -> str:
    path = str(tmp_path / "two.db")
    with ledger.Writer(path) as writer:
        for name in (strait.DOSSIER.id, "canal-2031"):
            writer.keep_dossier(name, strait.YAML.replace(strait.DOSSIER.id, name))
        for reading in strait.readings():
            writer.add(reading)
    return path


@pytest.mark.parametrize("verb", [verb[0] for verb in VERBS])
def test_several_talks_are_named(detente: Run, two_talks: str, verb: str) -> None:
    result = detente(verb, "--db", two_talks)
    assert result.exit_code == 1
    assert "several talks; --dossier one of canal-2031, strait-2031" in result.stderr
    assert detente(verb, "--db", two_talks, "--dossier", "strait-2031").exit_code == 0


def test_brief_of_several_talks_says_which(detente: Run, two_talks: str) -> None:
    result = detente("brief", "--db", two_talks)
    assert result.exit_code == 0
    assert "--dossier canal-2031 | strait-2031" in result.stderr
    assert "statements by" in result.stdout
    told = detente("brief", "--db", two_talks, "--dossier", "canal-2031", *AS_OF)
    assert "Nothing on record: transit, cable, pilot-fees." in told.stdout


@pytest.mark.parametrize("verb", [verb[0] for verb in VERBS])
def test_without_talks_there_is_one_line(detente: Run, sample_ledger: str, verb: str) -> None:
    result = detente(verb, "--db", sample_ledger)
    assert result.exit_code == 1
    assert result.stderr == (
        "detente: the ledger follows no talks; add pages with `detente add --dossier FILE_OR_ID`\n"
    )


def test_without_talks_the_brief_is_what_was_said(detente: Run, sample_ledger: str) -> None:
    told = json.loads(detente("brief", "--db", sample_ledger, "--format", "json").stdout)
    assert "talks" not in told
    assert told["statements"] == 10
