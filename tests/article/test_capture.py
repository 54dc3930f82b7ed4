"""The capture reader, on pages that we made up and on any text at all."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article.capture import read_capture
from detente.article.capture_lines import LONGEST_PAGE
from detente.article.reasons import REASONS
from detente.errors import UnreadableInputError
from detente.model import Article, Page

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))
# Mean over the pages beside this file, of word 4-shingles: lower means that something got worse.
FLOOR = 0.97


def article(name: str) -> Article:
    return read_capture(Page(id=name, body=(PAGES / f"{name}.txt").read_bytes()))


def expected(name: str) -> dict[str, Any]:
    return dict(json.loads((PAGES / f"{name}.json").read_text("utf-8")))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def test_bodies_stay_above_the_floor() -> None:
    precision = recall = 0.0
    for name in NAMES:
        got, right = shingles(article(name).text), shingles("\n".join(expected(name)["body"]))
        same = (got & right).total()
        precision += same / max(1, got.total()) / len(NAMES)
        recall += same / right.total() / len(NAMES)
    assert 2 * precision * recall / (precision + recall) >= FLOOR


@pytest.mark.parametrize("name", NAMES)
def test_body_paragraphs(name: str) -> None:
    read = article(name)
    assert [read.text[a:b] for a, b in read.paragraphs] == expected(name)["body"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["title", "standfirst", "bylines", "outlet", "domain", "related"])
def test_fields(name: str, field: str) -> None:
    found = getattr(article(name), field)
    assert (list(found) if isinstance(found, tuple) else found) == expected(name)[field]


@pytest.mark.parametrize("name", NAMES)
def test_date_and_image(name: str) -> None:
    read, right = article(name), expected(name)
    shown = read.published and {
        "value": read.published.value,
        "precision": read.published.precision,
    }
    assert shown == right["published"]
    image = read.image and {"caption": read.image.caption, "credit": read.image.credit}
    assert image == right["image"]


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_left_out_for_the_right_reason(name: str) -> None:
    reasons = {discard.text: discard.reason for discard in article(name).discarded}
    for text, reason in expected(name)["discarded"].items():
        assert reasons[text] == reason


def accounted(text: str, read: Article) -> bool:
    """Whether every non-blank line is in the text, in a field, or discarded."""
    left = Counter(line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip())
    left -= Counter(discard.text for discard in read.discarded)
    kept = [read.text, read.title or "", read.standfirst or ""]
    if read.image and read.image.caption:
        kept.append(read.image.caption + (read.image.credit or ""))
    return all(any(line.lstrip("*+ ") in part for part in kept) for line in left) or any(
        line.startswith(read.image.caption or "\0") for line in left if read.image
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_page_is_lost(name: str) -> None:
    text = (PAGES / f"{name}.txt").read_bytes().decode()
    read = article(name)
    assert accounted(text, read)
    numbers = [discard.line for discard in read.discarded]
    lines = re.split(r"\r\n|\r|\n", text)
    assert numbers == sorted(set(numbers), key=lambda n: n or 0)
    for discard in read.discarded:
        assert discard.line is not None
        assert lines[discard.line - 1].strip() == discard.text


LINE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "* Home",
            "Share this article",
            "By Ann Ort",
            "March 3, 2022",
            "A long sentence that goes on for a while, as sentences of a body do, and then ends.",
            "A gate on the river, seen in autumn.Ann Ort",
            "A gate on the river, seen in autumn.",
            "No stories found.",
            "example.org",
            "מילים בעברית ועוד מילים",
            "\U0001f30d\U0001f30d",
        ]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_text_gives_valid_offsets_and_loses_nothing(lines: list[str], ends: str) -> None:
    text = ends.join(lines)
    page = Page(id="any", body=text.encode("utf-8", "replace"))
    try:
        read = read_capture(page)
    except UnreadableInputError as error:
        assert "\n" not in str(error)
        return
    end = 0
    for a, b in read.paragraphs:
        assert end <= a < b <= len(read.text)
        assert read.text[a:b].strip() == read.text[a:b]
        end = b
    assert {discard.reason for discard in read.discarded} <= REASONS
    assert read == read_capture(page)
    assert accounted(page.body.decode().lstrip("\ufeff").replace("\0", "\ufffd"), read)


def test_a_text_longer_than_any_page_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableInputError, match="more than one page holds"):
        read_capture(Page(id="big", body=b"word " * (LONGEST_PAGE // 5 + 1)))


def test_a_very_long_line_is_read() -> None:
    read = read_capture(Page(id="long", body=b"A word and another one, then an end. " * 20_000))
    assert len(read.text) + sum(len(x.text) for x in read.discarded) > 700_000


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="no words"):
        read_capture(Page(id="signs", body=b"*** --- ***\n\n+ + +"))


def test_what_came_with_the_page_outranks_what_is_found() -> None:
    body = (PAGES / "river.txt").read_bytes()
    read = read_capture(Page(id="x", body=body, title="Another title", outlet="Another outlet"))
    assert (read.title, read.outlet) == ("Another title", "Another outlet")
