"""Text out of a page's bytes: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from detente.errors import UnreadableInputError
from detente.model import Page

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "gzip data, perhaps packed twice"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
MOST_BYTES = 32 << 20
HEAD = 4096
SAMPLE = 1 << 16
META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})""", re.I)
# The WHATWG Encoding Standard reads these labels as the larger Windows code pages.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Bytes of these are all ASCII, so that they pass for UTF-8 without being it.
SEVEN_BIT = ("iso2022", "hz", "utf-7")
CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
# Shares of characters (NULs, control and replacement characters) above which it is no text.
MOST_NULS = 0.001
MOST_CONTROL = 0.02


def decode(page: Page) -> str:
    """The page's characters; line ends stay as they are, a byte order mark goes.

    The encoding is the byte order mark's, else UTF-8 where the bytes are that, else the header's
    or the page's own word, else a guess. A stray NUL or an undecodable byte becomes U+FFFD.
    Raises UnreadableInputError for what is empty, too big, binary or in no known encoding.
    """
    body = page.body
    if not body.strip():
        raise UnreadableInputError("the input is empty", page.id)
    if len(body) > MOST_BYTES:
        size = f"larger than {MOST_BYTES >> 20} MiB"
        raise UnreadableInputError(size, page.id, "no article is that long")
    for magic, kind in MAGIC:
        if body.startswith(magic):
            raise UnreadableInputError(f"this is {kind}, not text", page.id, "save it as text")
    return _checked(_characters(body, page.charset, page.id), page.id)


def _characters(body: bytes, charset: str | None, where: str) -> str:
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    declared = [name for name in map(_codec, (charset, *_own_word(body))) if name]
    ordered = declared if declared and declared[0].startswith(SEVEN_BIT) else ["utf-8", *declared]
    for encoding in ordered:
        try:
            return body.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    return _guessed(body, declared, where)


def _own_word(body: bytes) -> list[str]:
    head = body[:HEAD]
    return [found[1].decode("ascii") for found in (META.search(head), XML.search(head)) if found]


def _codec(label: str | None) -> str | None:
    """Python's name for an encoding label, None for one that is unknown or is no text encoding."""
    try:
        info = codecs.lookup((label or "").strip())
    except (LookupError, ValueError):
        return None
    # The flag keeps out rot13, hex and the like, which codecs.lookup also knows.
    return WIDER.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else None


def _guessed(body: bytes, declared: list[str], where: str) -> str:
    """Neither UTF-8 nor as declared: nearly so, or what charset-normalizer makes of a sample."""
    for encoding in ("utf-8", *declared):
        text = body.decode(encoding, "replace")
        if text.count("\ufffd") <= len(text) * MOST_CONTROL / 10:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(body[:SAMPLE]).best()
    if best is None:
        raise UnreadableInputError("in no known encoding, or not text", where, "save it as UTF-8")
    return body.decode(best.encoding, "replace")


def _checked(text: str, where: str) -> str:
    nuls = text.count("\0")
    if nuls > len(text) * MOST_NULS:
        raise UnreadableInputError("NUL bytes all over: not text", where, "save it as UTF-8 text")
    if len(CONTROL.findall(text)) > len(text) * MOST_CONTROL:
        raise UnreadableInputError("binary data, not text", where, "save it as UTF-8 text")
    if not text.strip("\ufeff\0 \t\r\n\f\v"):
        raise UnreadableInputError("the input is empty", where)
    # One character for one, so that offsets into the input stay true.
    return text.replace("\0", "\ufffd") if nuls else text
