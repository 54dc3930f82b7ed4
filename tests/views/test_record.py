"""`read --json`: the contract `detente/1`."""

from __future__ import annotations

import json
from dataclasses import replace

import samples
from detente import ledger
from detente.model import Failure
from detente.views import record

KEYS = [
    *("schema", "id", "article", "actors", "statements"),
    *("moves", "positions", "proposals", "divisions", "times", "background"),
    *("dossier", "models"),
]
STATEMENT_KEYS = {
    *("id", "source", "cue", "content", "kind", "modality", "confidence"),
    *("speaker", "via", "said", "sentence"),
}


def test_the_keys_of_the_contract() -> None:
    told = json.loads(record.encoded(record.record(samples.harbour())))
    assert list(told) == KEYS
    assert told["schema"] == "detente/1"
    assert told["id"] == "harbour.txt"
    assert [told[key] for key in KEYS[5:9]] == [[], [], [], []]
    assert told["dossier"] is None
    assert told["models"] == samples.MODELS
    assert all(set(statement) == STATEMENT_KEYS for statement in told["statements"])


def test_quotations_stand_behind_the_statements() -> None:
    reading = samples.harbour()
    told = record.record(replace(reading, quotations=reading.statements[:1]))
    assert told["statements"] == (*reading.statements, reading.statements[0])


def test_a_statement_in_full() -> None:
    told = json.loads(record.encoded(record.record(samples.harbour())))
    text, first = told["article"]["text"], told["statements"][0]
    [[start, end]] = first["content"]
    assert text[start:end] == "the northern harbour “is not for sale”"
    assert first["said"]["value"] == "2031-03-04"
    assert first["said"]["precision"] == "day"
    assert first["said"]["expression"] == "on Tuesday"
    names = {actor["id"]: actor["name"] for actor in told["actors"]}
    assert names[first["speaker"]] == "Ilse Marrow"
    possible = told["statements"][1]
    assert possible["via"] == ["The Daily Anchor"]
    assert possible["modality"]["kind"] == "possible"
    assert [text[a:b] for a, b in possible["modality"]["words"]] == ["may be"]
    assert possible["speaker"] is None
    assert told["statements"][3]["source"] == []


def test_the_article_s_fields() -> None:
    article = json.loads(record.encoded(record.record(samples.harbour())))["article"]
    assert article["published"] == {"value": "2031-03-05", "precision": "day", "basis": "given"}
    assert article["image"] == {"caption": "The northern harbour at dawn.", "credit": "P. Lind"}
    assert article["discarded"][0]["reason"] == "subscription"
    undated = json.loads(record.encoded(record.record(samples.ferry())))["article"]
    assert undated["published"] is None


def test_a_lone_surrogate_stays_valid_json_of_the_same_length() -> None:
    reading = samples.ferry()
    odd = replace(reading, article=replace(reading.article, text="a\ud800b"))
    line = record.encoded(record.record(odd))
    line.decode("utf-8")
    assert len(json.loads(line)["article"]["text"]) == 3


def test_a_failure_has_the_schema_and_no_article() -> None:
    line = record.encoded(record.failure(Failure("x.gz", "the gzip ends early")))
    assert json.loads(line) == {
        "schema": "detente/1",
        "id": "x.gz",
        "error": "the gzip ends early",
    }


def test_what_is_stored_reads_like_what_was_read(sample_ledger: str) -> None:
    reading = samples.harbour()
    with ledger.View(sample_ledger) as view:
        kept = view.article(reading.article.id)
    assert record.encoded(record.stored(kept)) == record.encoded(record.record(reading))
