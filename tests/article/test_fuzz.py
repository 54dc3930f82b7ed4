"""Both readers on spoilt pages: an article with true offsets, or one clear line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import read
from detente.errors import UnreadableInputError
from detente.model import MediaType, Page

PAGES = sorted((Path(__file__).parent / "html_pages").glob("*.html"))
SNIPPETS = [
    b"<div>", b"</div>", b"</p>", b"<table>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&#0;",
    b"&#x1F600;", b"\xf0\x9f\x95\x8a", b"\xff\xfe", b"\0", b"\xe2\x80\xae", b"\xd8\xa7", b'"', b"{",
    b"<script>", b"</script>", b"<h1>", b"<a href='", b"\r\n", b"\xc2\xa0", b"<svg><title>",
]  # fmt: skip


def _check(body: bytes, media_type: MediaType | None) -> None:
    try:
        article = read(Page(id="x", body=body, media_type=media_type))
    except UnreadableInputError as error:
        assert "\n" not in str(error)
        return
    last = 0
    for start, end in article.paragraphs:
        assert last <= start < end <= len(article.text)
        assert article.text[start:end].strip()
        last = end
    assert article.id


def _spoilt(body: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(body)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(spoilt))
        size = chance.randint(0, 200)
        match chance.randrange(4):
            case 0:
                del spoilt[at : at + size]
            case 1:
                spoilt[at:at] = chance.choice(SNIPPETS) * chance.randint(1, 40)
            case 2:
                spoilt[at:at] = spoilt[at // 2 : at // 2 + size]
            case _:
                spoilt[at] = chance.randrange(256)
    return bytes(spoilt[: chance.randint(len(spoilt) // 2, len(spoilt))])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_spoilt_pages(path: Path) -> None:
    chance = random.Random(path.stem)
    for _ in range(4):
        _check(_spoilt(path.read_bytes(), chance), "html")


def test_spoilt_captures() -> None:
    from lxml.html import document_fromstring

    chance = random.Random(7)
    for path in PAGES:
        tree = document_fromstring(path.read_bytes().decode("utf-8", "replace"))
        lines = [line.strip() for line in tree.itertext() if line.strip()]
        for _ in range(4):
            _check(_spoilt("\n".join(lines).encode(), chance), "capture")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=600), st.sampled_from(["html", "capture", "article", None]))
def test_any_text(text: str, media_type: MediaType | None) -> None:
    _check(text.encode("utf-8", "replace"), media_type)


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="שלום العالم🕊𝔞\u202e\u200f\u0301 .\n", min_size=1, max_size=300))
def test_plain_text_keeps_its_offsets(text: str) -> None:
    try:
        article = read(Page(id="x", body=text.encode(), media_type="article"))
    except UnreadableInputError:
        assert not text.strip()
        return
    assert article.text == text
