"""The examples: each one sourced, each one read for what it is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente import article, fetch
from detente.model import Article, Failure, Page

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (EXAMPLES / "expected.json").read_text(encoding="utf-8")
)
WIRE = "wire.jsonl"
COPY, ORIGINAL = "wire.jsonl#gp-20250419-3", "wire.jsonl#ow-20250419-1"
CAPTURE_FIELDS = ("standfirst", "bylines", "domain", "related")


@cache
def fetched() -> dict[str, Page]:
    """Every example as fetched, by its name in `expected.json`."""
    found: dict[str, Page] = {}
    for folder in ("pages", "captures"):
        for page in fetch.pages([str(EXAMPLES / folder)], fetch.FetchOptions()):
            assert not isinstance(page, Failure), page
            found[f"{folder}/{Path(page.id).name}"] = page
    for page in fetch.pages([str(EXAMPLES / WIRE)], fetch.FetchOptions()):
        assert not isinstance(page, Failure), page
        found[f"{WIRE}#{page.id}"] = page
    return found


@cache
def read(name: str) -> Article:
    return article.read(fetched()[name])


def body(name: str) -> list[str]:
    it = read(name)
    return [it.text[start:end] for start, end in it.paragraphs]


def test_expectations_and_examples_are_the_same_set() -> None:
    assert set(fetched()) == set(EXPECTED)


def test_sources_are_named_for_every_example() -> None:
    told = (EXAMPLES / "SOURCES.md").read_text(encoding="utf-8")
    unsourced = [n for n in EXPECTED if f"`{n.removeprefix(WIRE + '#')}`" not in told]
    assert unsourced == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_head_is_read(name: str) -> None:
    it, want = read(name), EXPECTED[name]
    day = it.published.value[:10] if it.published else None
    got = (it.title, (it.outlet or "").casefold(), day, it.language)
    assert got == (want["title"], want["outlet"].casefold(), want["published"], want["language"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_body_is_read_from_first_word_to_last(name: str) -> None:
    paragraphs, want = body(name), EXPECTED[name]
    assert paragraphs[0].startswith(want["starts"])
    assert paragraphs[-1].endswith(want["ends"])
    assert len(paragraphs) == want["paragraphs"]


@pytest.mark.parametrize("name", sorted(n for n in EXPECTED if n.startswith("captures/")))
def test_surroundings_of_a_capture_are_told_apart(name: str) -> None:
    it, want = read(name), EXPECTED[name]
    image = (it.image.caption, it.image.credit) if it.image else (None, None)
    assert image == (want["caption"], want["credit"])
    found = {field: getattr(it, field) for field in CAPTURE_FIELDS}
    wanted = {f: tuple(want[f]) if isinstance(want[f], list) else want[f] for f in CAPTURE_FIELDS}
    assert found == wanted


def test_the_wire_copy_differs_in_its_headline_alone() -> None:
    assert read(COPY).text == read(ORIGINAL).text
    assert read(COPY).title != read(ORIGINAL).title
    assert read(COPY).outlet != read(ORIGINAL).outlet
