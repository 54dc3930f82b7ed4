from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.article import read
from detente.article.decode import decode
from detente.errors import DetenteError, UnreadableInputError
from detente.model import Page

WORDS = "Der Präsident sagte am Dienstag, das Café bleibe für die Gespräche geöffnet. "


def _decoded(body: bytes, charset: str | None = None) -> str:
    return decode(Page(id="x", body=body, charset=charset))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_goes(encoding: str) -> None:
    assert _decoded(WORDS.encode(encoding), "latin-1") == WORDS


def test_the_header_decides_over_the_page() -> None:
    page = f'<meta charset="koi8-r"><p>{WORDS}'
    assert _decoded(page.encode("cp1252"), "iso-8859-1") == page


def test_the_page_decides_without_a_header() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Переговоры'
    assert _decoded(page.encode("cp1251")) == page


def test_utf8_is_known_under_a_wrong_label() -> None:
    page = f"<meta charset=iso-8859-1><p>{WORDS}"
    assert _decoded(page.encode()) == page


def test_bytes_that_are_not_as_declared_are_guessed() -> None:
    page = f"<meta charset=utf-8><p>{WORDS * 5}"
    assert _decoded(page.encode("cp1252")) == page


def test_seven_bit_encodings_are_not_taken_for_utf8() -> None:
    page = '<meta charset="iso-2022-jp"><p>交渉は続く'
    assert _decoded(page.encode("iso2022_jp")) == page


def test_one_spoilt_byte_spoils_nothing_else() -> None:
    assert _decoded((WORDS * 20).encode() + b"\xff") == WORDS * 20 + "\ufffd"


def test_a_stray_nul_keeps_its_place() -> None:
    text = WORDS * 20
    assert _decoded((text[:50] + "\0" + text[51:]).encode()) == text[:50] + "\ufffd" + text[51:]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"", "x: the input is empty"),
        (b" \r\n\t ", "x: the input is empty"),
        (b"\xef\xbb\xbf \n", "x: the input is empty"),
        (b"%PDF-1.7 and so on", "x: this is a PDF, not text"),
        (gzip.compress(b"text")[:12], "x: this is gzip data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "x: this is a picture"),
        (b"PK\x03\x04" + bytes(50), "x: this is a zip archive"),
        (b"some\0text\0" * 50, "x: NUL bytes all over"),
        (zlib.compress(bytes(range(256)) * 400) * 3, "x: "),
        (b"a" * (33 << 20), "x: larger than 32 MiB"),
    ],
)
def test_what_is_no_text_gets_one_clear_line(body: bytes, line: str) -> None:
    for media_type in ("html", "article", None):
        with pytest.raises(UnreadableInputError) as caught:
            read(Page(id="x", body=body, media_type=media_type))
        assert str(caught.value).startswith(line)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<div>" * 10_000 + WORDS.encode() * 20 + b"</div>" * 10_000,
        b"<html><body><p>" + b"<span>" * 10_000 + WORDS.encode() * 20,
        b"<html><body>" + b"<table><tr><td>" * 10_000 + WORDS.encode() * 20,
        b"<html><body><p>" + WORDS.encode() * 150_000,
        b"<html><body><p>" + b"a" * (12 << 20),
        b"<html><body>" + b"<" * (1 << 20),
        b"<html><body>" + b"<p>x</p>" * 70_000,
        b'<html><script type="application/ld+json">' + b"[" * 300_000 + b"</script><p>x",
    ],
    ids=["div", "span", "table", "one-line", "one-word", "brackets", "elements", "json"],
)
def test_monstrous_pages_end_in_seconds(body: bytes) -> None:
    began = time.process_time()
    try:
        article = read(Page(id="x", body=body, media_type="html"))
        assert article.text
    except DetenteError as error:
        assert "\n" not in str(error)
    assert time.process_time() - began < 10


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(body: bytes) -> None:
    try:
        assert "\0" not in _decoded(body)
    except UnreadableInputError as error:
        assert "\n" not in str(error)
