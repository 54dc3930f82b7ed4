"""The pages that the HTML benchmark measures on: every body stands in its page, word for word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml.html import document_fromstring

PAGES = Path(__file__).resolve().parents[1] / "benchmarks" / "pages"
GOLD: dict[str, list[str]] = json.loads((PAGES / "gold.json").read_text(encoding="utf-8"))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def test_there_is_a_page_for_every_body() -> None:
    assert len(GOLD) >= 12
    assert {path.stem for path in PAGES.glob("*.html")} == set(GOLD)


@pytest.mark.parametrize("name", GOLD)
def test_a_body_stands_in_its_page_in_order(name: str) -> None:
    tree = document_fromstring((PAGES / f"{name}.html").read_bytes().decode())
    shown, at = words(" ".join(tree.find("body").itertext())), 0
    for paragraph in GOLD[name]:
        at = shown.index(words(paragraph), at) + len(words(paragraph))
