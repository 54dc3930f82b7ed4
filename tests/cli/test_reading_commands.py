"""`read` and `add` from end to end: real inputs, real models, a real ledger."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from detente import ledger
from detente.errors import LedgerError

Run = Callable[..., Result]

TEXT = (
    "The talks on the northern harbour went on for a third day.\n\n"
    "“We will not sign a map that we have not seen,” Foreign Minister Ilse Marrow told "
    "reporters in the capital on Tuesday. Deputy envoy Tomas Reyl said that ferry {number} "
    "could sail again if both sides agree."
)


def article(number: int, **more: str) -> dict[str, str]:
    return {"id": f"a{number}", "title": f"Day {number}", "text": TEXT.format(number=number)} | more


def jsonl(path: Path, *lines: dict[str, str] | str) -> Path:
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT.format(number=1), encoding="utf-8")
    return path


def test_read_prints_one_object_with_what_was_given(detente: Run, text_file: Path) -> None:
    given = [
        "--published",
        "2031-03-05",
        "--outlet",
        "Harbour Courier",
        "--url",
        "https://a.example/1",
    ]
    result = detente("read", "--json", "--as", "article", *given, text_file)
    assert result.exit_code == 0, result.stderr
    [told] = objects(result)
    assert told["schema"] == "detente/1"
    assert told["id"] == str(text_file)
    assert told["article"]["text"] == text_file.read_text(encoding="utf-8")
    assert told["article"]["published"]["value"] == "2031-03-05"
    assert told["article"]["outlet"] == "Harbour Courier"
    assert told["article"]["domain"] == "a.example"
    assert told["statements"]
    assert set(told["models"]) >= {"detente", "encoder"}


def test_read_shows_the_text_and_the_statements(detente: Run, text_file: Path) -> None:
    result = detente("read", "--as", "article", text_file)
    assert result.exit_code == 0, result.stderr
    assert "“We will not sign a map that we have not seen,” Foreign Minister" in result.stdout
    assert "Statements (" in result.stdout


def test_read_takes_standard_input(detente: Run) -> None:
    result = detente("read", "--json", "--as", "article", "-", input=TEXT.encode())
    [told] = objects(result)
    assert told["id"] == "-"
    assert told["article"]["text"] == TEXT


def test_a_jsonl_gives_a_line_each_in_order_and_goes_on_after_a_bad_one(
    detente: Run, tmp_path: Path
) -> None:
    lines = (article(1), "{not json", {"id": "empty", "text": ""}, article(2, published="2031-03"))
    path = jsonl(tmp_path / "in.jsonl", *lines)
    result = detente("read", "--json", "--as", "article", path)
    assert result.exit_code == 0
    told = objects(result)
    assert [each["id"] for each in told] == ["a1", f"{path}:2", "empty", "a2"]
    assert [set(each) == {"schema", "id", "error"} for each in told] == [False, True, True, False]
    assert told[3]["article"]["published"]["precision"] == "month"
    assert "2 read, 2 failed" in result.stderr
    assert result.stderr.count("\n") == 3


def test_an_input_that_cannot_be_read_is_one_line_and_exit_code_1(
    detente: Run, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.txt.gz"
    cut.write_bytes(gzip.compress(TEXT.encode())[:-20])
    for bad in (cut, tmp_path / "missing.txt"):
        result = detente("read", bad)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith(f"detente: {bad}: ")
        assert result.stderr.count("\n") == 1
        told = detente("read", "--json", bad)
        assert told.exit_code == 1
        assert objects(told)[0]["error"]


def test_add_counts_and_adds_nothing_twice(detente: Run, tmp_path: Path) -> None:
    path, db = jsonl(tmp_path / "in.jsonl", article(1), article(2), "{"), tmp_path / "a.db"
    first = detente("add", "--db", db, "--as", "article", path)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == "2 new, 0 known, 0 changed, 1 failed\n"
    assert first.stderr.startswith(f"detente: {path}:3: ")
    before = contents(db)
    second = detente("add", "--db", db, "--as", "article", path)
    assert second.stdout == "0 new, 2 known, 0 changed, 1 failed\n"
    assert contents(db) == before
    # The two have one text: it counts once.
    assert "1 copy folded" in detente("brief", "--db", db).stdout


def contents(db: Path) -> tuple[int, list[str]]:
    with ledger.View(str(db)) as view:
        return len(view.statements()), sorted(row.id for row in view.articles())


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    path, db = jsonl(tmp_path / "in.jsonl", article(1)), tmp_path / "a.db"
    add = ["add", "--db", str(db), "--as", "article", str(path)]
    assert imported_by(*add, told="1 new, 0 known, 0 changed, 0 failed") >= {"onnxruntime"}
    again = imported_by(*add, told="0 new, 1 known, 0 changed, 0 failed")
    assert not again & {"onnxruntime", "tokenizers", "numpy"}
    # What is said anew about a page makes it another input.
    dated = [*add, "--published", "2031"]
    assert imported_by(*dated, told="0 new, 1 known, 0 changed, 0 failed") >= {"onnxruntime"}


def imported_by(*arguments: str, told: str) -> set[str]:
    """The top-level modules that a run of the command imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "detente", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == f"{told}\n"
    return {name.split(".")[0] for name in re.findall(r"\|\s+([\w.]+)$", run.stderr, re.MULTILINE)}


def test_add_again_reads_the_kept_pages_of_other_models(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente import pipeline
    from detente.settings import models_directory

    path, db = jsonl(tmp_path / "in.jsonl", article(1), article(2)), tmp_path / "a.db"
    assert detente("add", "--db", db, "--as", "article", path).exit_code == 0
    path.unlink()
    assert detente("add", "--again", "--db", db).stdout == "0 new, 0 known, 0 changed, 0 failed\n"
    more = tmp_path / "models"
    shutil.copytree(models_directory(), more)
    (more / "another").mkdir()
    (more / "another" / "weights.bin").write_bytes(b"of a model to come")
    monkeypatch.setenv("DETENTE_MODELS", str(more))
    assert detente("add", "--again", "--db", db).stdout.endswith(" 0 failed\n")
    with ledger.View(str(db)) as view:
        assert view.status().models == ((pipeline.revisions(), 2),)
    assert "another" in pipeline.revisions()


def test_add_fails_when_everything_does(detente: Run, tmp_path: Path) -> None:
    result = detente("add", "--db", tmp_path / "a.db", tmp_path / "missing.html")
    assert result.exit_code == 1
    assert result.stdout == "0 new, 0 known, 0 changed, 1 failed\n"


def test_on_a_terminal_a_bar_tells_how_far_it_is(tmp_path: Path) -> None:
    lines = (article(number) for number in range(30))
    path, db = jsonl(tmp_path / "in.jsonl", "{", *lines), tmp_path / "a.db"
    ours, theirs = pty.openpty()
    arguments = ["add", "--db", str(db), "--as", "article", str(path)]
    with subprocess.Popen(
        [sys.executable, "-m", "detente", *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"},
        text=True,
    ) as process:
        os.close(theirs)
        shown = everything(ours)
        assert process.stdout
        assert process.stdout.read() == "30 new, 0 known, 0 changed, 1 failed\n"
    assert f"detente: {path}:1: not a line of JSON" in shown
    assert re.search(r"━.*\b\d+/31\b.*/s.*\d:\d\d:\d\d", shown)


def everything(terminal: int) -> str:
    """All that is written to a terminal until its other side is closed."""
    found = b""
    with contextlib.suppress(OSError):  # how Linux tells that nobody writes any more
        while block := os.read(terminal, 4096):
            found += block
    os.close(terminal)
    return found.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, jobs: str) -> None:
    db = tmp_path / "a.db"
    source = "".join(json.dumps(article(number)) + "\n" for number in range(20))
    arguments = ["add", "--db", str(db), "--as", "jsonl", "--jobs", jobs, "-"]
    with subprocess.Popen(
        [sys.executable, "-m", "detente", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdin and process.stderr
        # The pipe stays open: the command has read what is there and waits for more.
        process.stdin.write(source)
        process.stdin.flush()
        wait_for_an_article(db)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
        process.wait(timeout=120)
        told = process.stderr.read()
    assert process.returncode == 130
    with ledger.View(str(db)) as view:
        stored = view.status().articles
    assert (
        told == f"detente: interrupted; kept so far: {stored} new, 0 known, 0 changed, 0 failed\n"
    )
    assert stored >= 1


def wait_for_an_article(db: Path) -> None:
    for _ in range(600):
        try:
            with ledger.View(str(db)) as view:
                if view.status().articles:
                    return
        except LedgerError:
            pass
        time.sleep(0.2)
    pytest.fail("nothing was stored")
