"""Files, folders, standard input and JSONL, with gzip and every fault."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from detente.fetch import FetchOptions, pages
from detente.model import Failure, Page

BODY = b"The two sides met again on Monday."


def _all(target: Path | str, **options: Any) -> list[Page | Failure]:
    return list(pages([str(target)], FetchOptions(**options)))


def _page(found: list[Page | Failure]) -> Page:
    (one,) = found
    assert isinstance(one, Page), one
    return one


def _failure(found: list[Page | Failure]) -> str:
    (one,) = found
    assert isinstance(one, Failure), one
    assert "\n" not in one.error
    return one.error


def test_a_file_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY)
    page = _page(_all(path, as_="article", outlet="Post", published="2025-06-17"))
    assert (page.id, page.body, page.media_type) == (str(path), BODY, "article")
    assert page.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (page.outlet, page.published) == ("Post", "2025-06-17")


@pytest.mark.parametrize("name", ["a.html.gz", "a.html"])
def test_gzip_is_known_by_its_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(BODY))
    assert _page(_all(tmp_path / name)).body == BODY


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a/.hidden", ".git/x", "b_files/style.css", "c_files/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(BODY)
    (tmp_path / "lines.jsonl").write_text('{"id": "one", "text": "x"}\n')
    assert [page.id.removeprefix(f"{tmp_path}/") for page in _all(tmp_path)] == [
        "b.html",
        "one",
        "a/z.txt",
        "c_files/d.txt",
    ]


def test_a_fault_in_a_folder_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(BODY * 9)[:30])
    (tmp_path / "b.txt").write_bytes(BODY)
    first, second = _all(tmp_path)
    assert isinstance(first, Failure)
    assert first == Failure(
        str(tmp_path / "a.txt"), "the gzip data ends too early; copy or download the file again"
    )
    assert isinstance(second, Page)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert _failure(_all(tmp_path / "no")) == "no such file or folder; check the path"
    assert _failure(_all(tmp_path)) == "no files in this folder; name a folder that holds pages"
    assert _failure(_all("a\0b")) == "no such file or folder; check the path"
    assert _failure(_all("file:///etc/hostname")).startswith("file: URLs are refused")
    assert _failure(_all("ftp://example.org/x")).startswith("the scheme 'ftp' is refused")


def test_a_file_url_is_read_when_allowed(tmp_path: Path) -> None:
    path = tmp_path / "with space.txt"
    path.write_bytes(BODY)
    assert _page(_all(path.as_uri(), allow_private=True)).body == BODY


@pytest.mark.parametrize("kind", ["reserved", "damaged"])
def test_damaged_gzip_is_told(tmp_path: Path, kind: str) -> None:
    body = bytearray(gzip.compress(os.urandom(500)))
    body[3 if kind == "reserved" else 60] ^= 0xFF
    (tmp_path / "x.gz").write_bytes(body)
    assert "gzip data" in _failure(_all(tmp_path / "x.gz"))


def test_a_bomb_is_dropped_while_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    block = gzip.compress(bytes(1 << 24))
    path.write_bytes(block * 128)  # two gigabytes, in two megabytes
    began = time.process_time()
    line = _failure(_all(path, max_bytes=1 << 22))
    assert line == "larger than 4 MiB once unpacked; no article is that long"
    path.rename(tmp_path / "bomb.jsonl.gz")
    first, *_ = _all(tmp_path / "bomb.jsonl.gz", max_bytes=1 << 20)
    assert isinstance(first, Failure)
    assert time.process_time() - began < 5


def test_standard_input_is_a_page_or_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(body: bytes, **options: Any) -> list[Page | Failure]:
        monkeypatch.setattr(
            "sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(body)))
        )
        return _all("-", **options)

    assert _page(given(BODY)).id == "-"
    assert _page(given(gzip.compress(BODY))).body == BODY
    assert [page.id for page in given(b'{"id": "a", "text": "x"}\n{"text": "y"}')] == ["a", "-:2"]
    assert [page.id for page in given(b'\n{"text": "y"}\n', as_="jsonl")] == ["-:2"]
    assert _page(given(b'{"no": "page of ours"}')).id == "-"
    assert "damaged" in _failure(given(b"\x1f\x8b\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))


def _jsonl(tmp_path: Path, *lines: bytes | dict[str, Any], **options: Any) -> list[Page | Failure]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(raw)))
    return _all(path, **options)


def test_jsonl_lines_are_pages_in_order(tmp_path: Path) -> None:
    first, second, third = _jsonl(
        tmp_path,
        {"id": "b", "text": "x", "title": "T", "published": "2025", "url": "u", "outlet": "O"},
        {"id": 7, "html": "<p>x", "text": "ignored", "source": {"name": "passed over"}},
        {"text": "y", "dossier": "d", "title": None},
        as_="capture",
        outlet="Given",
    )
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, Page)
    assert (first.id, first.title, first.published, first.url) == ("b", "T", "2025", "u")
    assert (first.outlet, second.outlet) == ("O", "Given")
    assert (second.id, second.body, second.media_type) == ("7", b"<p>x", "html")
    assert (third.id, third.dossier, third.media_type) == (
        f"{tmp_path}/x.jsonl.gz:3",
        "d",
        "capture",
    )


def test_a_bad_line_fails_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = _jsonl(
        tmp_path,
        b"{not json",
        b"\xff\xfe{}",
        b"[1]",
        {"id": "no-text"},
        {"id": "wrong", "text": "x", "url": 5},
        {"id": [1], "text": "x"},
        b'{"a":' * 100_000,
        b"",
        {"id": "long", "text": "x" * 5000},
        {"id": "good", "text": "x"},
        max_bytes=4096 + 500_000,
    )
    assert [one.id for one in found[-2:]] == ["long", "good"]
    assert all(isinstance(one, Page) for one in found[-2:])
    failures = [one for one in found if isinstance(one, Failure)]
    assert len(failures) == len(found) - 2 == 7
    assert [one.id for one in failures[3:5]] == ["no-text", "wrong"]
    assert failures[0].error.startswith("not a line of JSON (")
    assert failures[3].error == "no `text` or `html` string in it"
    assert failures[4].error == "`url` is not a string"
    assert not any("\n" in one.error for one in failures)


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    first, second = _jsonl(tmp_path, {"text": "x" * 9000}, {"id": "b", "text": "y"}, max_bytes=2000)
    assert isinstance(first, Failure)
    assert (first.id.endswith(":1"), second.id) == (True, "b")


def test_jsonl_keeps_offsets_of_broken_and_astral_text(tmp_path: Path) -> None:
    (page,) = _jsonl(tmp_path, b'{"text": "a\\ud800b \\ud83d\\udd4a \xf0\x9f\x95\x8a"}')
    assert isinstance(page, Page)
    assert page.body.decode() == "a\ufffdb \U0001f54a \U0001f54a"


def test_jsonl_is_streamed(tmp_path: Path) -> None:
    read, write = os.pipe()
    found = pages([f"/dev/fd/{read}"], FetchOptions(as_="jsonl"))
    with os.fdopen(write, "wb", buffering=0) as stream:
        for number in range(3):
            stream.write(b'{"id": "%d", "text": "x"}\n' % number)
            assert next(found).id == str(number)


def test_truncated_jsonl_gives_what_was_whole(tmp_path: Path) -> None:
    lines = b"".join(
        b'{"id": "%d", "text": "%s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(500)
    )
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    *whole, last = _all(path)
    assert len(whole) > 100
    assert all(isinstance(one, Page) for one in whole)
    assert isinstance(last, Failure)
    assert last.error.startswith("the gzip data ends too early")
