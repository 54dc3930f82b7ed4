"""`search`, `show`, `brief`, `export`, `status`, `models` over a real ledger."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import samples
from detente import ledger, weights

Run = Callable[..., Result]

HARBOUR = samples.harbour().article.title


@pytest.fixture
def ask(detente: Run, sample_ledger: str) -> Run:
    """Run a verb on the samples' ledger; it must go well."""

    def run(verb: str, *arguments: object) -> Result:
        result = detente(verb, "--db", sample_ledger, *arguments)
        assert result.exit_code == 0, result.stderr
        return result

    return run


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(result.stdout, newline="")))


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_search_marks_the_words(ask: Run) -> None:
    found = json.loads(ask("search", "harbours", "--format", "json").stdout)
    assert {hit["type"] for hit in found} == {"article", "statement"}
    for hit in found:
        assert all(hit["text"][a:b].casefold() == "harbour" for a, b in hit["marks"])
    [article] = [hit for hit in found if hit["type"] == "article"]
    [[start, end]] = article["title_marks"]
    assert article["title"][start:end] == "harbour"


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--outlet", "island post"], {"Ferry 0 sails again", "Ferry 2 sails again"}),
        (["--speaker", "voss"], {"Ferry 0 sails again", "Ferry 2 sails again"}),
        (["--since", "2031-03-05"], {HARBOUR}),
        (["--until", "2031-03-04"], set()),
        (["--kind", "direct"], {"Ferry 0 sails again", "Ferry 2 sails again"}),
        (["--what", "statements", "--outlet", "courier"], {samples.harbour().article.title}),
        (
            ["--limit", "1", "--what", "articles", "--outlet", "courier"],
            {samples.harbour().article.title},
        ),
    ],
)
def test_search_narrows_down(ask: Run, options: list[str], titles: set[str]) -> None:
    words = "carry" if "--kind" in options else "ferries"
    found = json.loads(ask("search", words, *options, "--format", "json").stdout)
    assert {hit["title"] for hit in found} == titles


def test_search_on_a_terminal_names_the_place(ask: Run) -> None:
    shown = ask("search", "sale", "--what", "statements").stdout
    assert "  1 Ilse Marrow" in shown
    assert "Harbour Courier · 5 March 2031" in shown
    assert "Nothing found." in ask("search", "submarine").stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["northern harbour"], 1),
        (["harbour northern"], 0),
        (["harbour", "northern"], 1),
        (['"harbour northern"'], 0),
        (["--", "ferries", "-sail"], 1),
        (["--", "ferry", "-marrow"], 2),
    ],
)
def test_a_quoted_argument_is_a_phrase(ask: Run, words: list[str], found: int) -> None:
    options = ["--what", "articles", "--format", "json"]
    assert len(json.loads(ask("search", *options, *words).stdout)) == found


def test_search_by_what_is_meant(detente: Run, tmp_path: Path) -> None:
    from detente import pipeline

    db = str(tmp_path / "said.db")
    with ledger.Writer(db) as writer:
        writer.add(samples.harbour())
        with ledger.View(db) as view:
            assert pipeline.remember(writer, view) == 1
    asked = ("search", "--db", db, "--format", "json", "--what", "statements")
    (first, *_) = json.loads(detente(*asked, "--like", "the port cannot be bought").stdout)
    assert "not for sale" in first["text"]
    assert first["cosine"] > 0.35
    assert first["marks"] == []
    others = json.loads(detente(*asked, "--like", first["statement"][:9]).stdout)
    assert first["statement"] not in {each["statement"] for each in others}
    assert json.loads(detente(*asked, "bought", "--by", "words").stdout) == []
    assert json.loads(detente(*asked, "port", "bought", "--by", "meaning").stdout)
    assert json.loads(detente(*asked, "harbour", "--actor", "Reyl", "--by", "words").stdout) == []
    assert json.loads(detente(*asked, "harbour", "--story", "ab").stdout) == []
    assert "Give WORDS" in detente("search", "--db", db).stderr
    bad = detente("search", "--db", db, "harbour", "--story", "x")
    assert bad.stderr == "detente: 'x': not an identifier of a story\n"


def test_search_as_a_table(ask: Run) -> None:
    rows = table(ask("search", "voss", "--what", "statements", "--format", "csv"))
    assert {row["speaker"] for row in rows} == {"Lena Voss"}


@pytest.mark.parametrize("digits", [6, 20])
def test_show_takes_the_beginning_of_an_identifier(ask: Run, digits: int) -> None:
    reading = samples.harbour()
    shown = ask("show", reading.article.id[:digits]).stdout
    assert shown.startswith(reading.article.title or "?")
    assert "Statements (4)" in shown
    one = ask("show", reading.statements[2].id[:digits]).stdout
    assert "Tomas Reyl — denied — a map had been drawn" in one
    assert "Statements (" not in one


def test_show_as_json_is_the_contract_s_object(ask: Run) -> None:
    reading = samples.harbour()
    [article] = objects(ask("show", reading.article.id, "--format", "json"))
    assert article["schema"] == "detente/1"
    assert len(article["statements"]) == 4
    [one] = objects(ask("show", reading.statements[2].id, "--format", "json"))
    assert one["content"] == "a map had been drawn"


def test_show_names_every_outlet_that_carried_the_text(detente: Run, tmp_path: Path) -> None:
    path = tmp_path / "copies.db"
    with ledger.Writer(str(path)) as writer:
        for name, outlet in (("a", "Harbour Courier"), ("b", "Island Post")):
            text = "The ferries stay in port."
            writer.add(samples.reading(name, text, outlet=outlet))
    with ledger.View(str(path)) as view:
        [row] = view.articles()
    shown = detente("show", row.id, "--db", path).stdout
    assert "Carried by Harbour Courier, Island Post" in shown


@pytest.mark.parametrize("identifier", ["zzz", "0" * 20])
def test_show_says_that_there_is_none(detente: Run, sample_ledger: str, identifier: str) -> None:
    result = detente("show", identifier, "--db", sample_ledger)
    assert result.exit_code == 1
    assert result.stderr.startswith("detente: ")
    assert "no article or statement has this identifier" in result.stderr
    assert result.stderr.count("\n") == 1


def test_export_of_statements_as_a_table(ask: Run) -> None:
    rows = table(ask("export", "--format", "csv"))
    assert len(rows) == 10
    [mapped] = [row for row in rows if row["content"] == "a map had been drawn"]
    assert mapped["speaker"] == "Tomas Reyl"
    assert (mapped["modality"], mapped["modality_words"]) == ("negated", "denied")
    assert mapped["published"] == "2031-03-05"
    text = samples.harbour().article.text
    assert text[int(mapped["start"]) : int(mapped["end"])] == mapped["sentence"]
    hostile = [row for row in rows if row["outlet"].startswith("'=")]
    assert len(hostile) == 2
    assert {row["source"] for row in hostile} == {"'=HYPERLINK(1)", "Rosa Tamm"}


def test_export_of_statements_as_json_lines_has_spans(ask: Run) -> None:
    rows = objects(ask("export", "--format", "jsonl", "--outlet", "courier"))
    text = samples.harbour().article.text
    for row in rows:
        words = " … ".join(text[start:end] for start, end in row["spans"]["content"])
        assert words == row["content"]


def test_export_of_articles(ask: Run) -> None:
    rows = table(ask("export", "--format", "csv", "--what", "articles"))
    assert len(rows) == 4
    lines = objects(ask("export", "--format", "jsonl", "--what", "articles"))
    assert [line["article"]["id"] for line in lines] == [row["article"] for row in rows]
    assert all(line["schema"] == "detente/1" for line in lines)


def test_output_goes_to_a_file_and_only_whole(ask: Run, detente: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ask("export", "--format", "csv", "-o", out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 11
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    nowhere = detente("export", "--format", "csv", "--db", tmp_path / "none.db", "-o", out)
    assert nowhere.exit_code == 1
    assert len(out.read_text(encoding="utf-8").splitlines()) == 11


def test_a_file_that_cannot_be_written_is_one_line(
    ask: Run, sample_ledger: str, detente: Run
) -> None:
    out = "/nowhere/at/all.csv"
    result = detente("export", "--format", "csv", "--db", sample_ledger, "-o", out)
    assert result.exit_code == 1
    assert re.fullmatch(r"detente: /nowhere/.*No such file or directory\n", result.stderr)


def test_brief_in_every_form(ask: Run, tmp_path: Path) -> None:
    assert "5 March 2031 ──" in ask("brief").stdout
    assert "## 5 March 2031" in ask("brief", "--format", "markdown").stdout
    assert "<h2>5 March 2031</h2>" in ask("brief", "--format", "html").stdout
    told = json.loads(ask("brief", "--format", "json").stdout)
    assert told["days"][0]["day"] == "5 March 2031"
    page = tmp_path / "brief.html"
    ask("brief", "--format", "html", "-o", page)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "statements"),
    [
        (["--speaker", "Lena Voss"], 4),
        (["--outlet", "Harbour Courier"], 4),
        (["--since", "2031-03-01", "--until", "2031-03-31"], 4),
        (["--new-since", "today"], 10),
        (["--new-since", "2999-01-01"], 0),
        (["--kind", "direct"], 3),
    ],
)
def test_brief_narrows_down(ask: Run, options: list[str], statements: int) -> None:
    told = json.loads(ask("brief", "--format", "json", *options).stdout)
    assert told["statements"] == statements


def test_status_counts(ask: Run, sample_ledger: str) -> None:
    told = json.loads(ask("status", "--format", "json").stdout)
    assert told["database"] == sample_ledger
    assert (told["articles"], told["statements"], told["speakers"]) == (4, 10, 4)
    assert told["models"] == [{"models": samples.MODELS, "articles": 4}]
    rows = {row["what"]: row["value"] for row in table(ask("status", "--format", "csv"))}
    assert rows["articles"] == "4"
    assert re.search(r"^articles +4 *$", ask("status").stdout, re.MULTILINE)


def test_the_environment_names_the_ledger(
    detente: Run, sample_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_DB", sample_ledger)
    assert json.loads(detente("status", "--format", "json").stdout)["articles"] == 4


def test_models_lists_what_is_there(detente: Run) -> None:
    told = json.loads(detente("models", "--format", "json").stdout)
    assert [each["name"] for each in told] == [each.name for each in weights.installed()]
    assert "encoder" in weights.revisions()
    assert all(re.fullmatch(r"[0-9a-f]{12}", each["revision"]) for each in told)
    assert all(each["size"] > 1000 for each in told)


def test_a_model_s_revision_follows_its_files_and_not_its_card(tmp_path: Path) -> None:
    before = _model(tmp_path / "a", b"weights", "one")
    card = _model(tmp_path / "b", b"weights", "another")
    file = _model(tmp_path / "c", b"Weights", "one")
    assert before == card
    assert before != file


def _model(folder: Path, data: bytes, card: str) -> str:
    (folder / "tagger").mkdir(parents=True)
    (folder / "tagger" / "tagger.onnx").write_bytes(data)
    (folder / "tagger" / "README.md").write_text(card)
    [model] = weights.installed(folder)
    assert model.card
    return model.revision


def test_no_models_is_told_in_one_line(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_MODELS", str(tmp_path))
    result = detente("models")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"detente: {tmp_path}: no models are there; ")
