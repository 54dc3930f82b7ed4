"""A kill -9 at any point loses no finished article and leaves no half one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from followed import DOSSIER, followed
from readings import reading
from sqlalchemy import create_engine, text

from detente.ledger import View, Writer

ADDER = Path(__file__).with_name("adder.py")
ROUNDS = 6


def add_and_kill(url: str, first: int, seconds: float) -> int:
    """Kill a process that adds articles from `first` on; the first one it had not finished."""
    command = [sys.executable, str(ADDER), url, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.kill()
        finished = [line for line in process.stdout if line.endswith("\n")]
    return int(finished[-1]) + 1 if finished else first


def check_whole(url: str, finished: int) -> int:
    """Every article up to `finished` is there, and what is there is whole; how many there are."""
    with View(url) as view:
        stored = {record.article.id: record for record in view.each_article()}
        for number in range(max(finished, len(stored))):
            given = followed(number, parts=number % 7)
            record = stored[given.article.id]
            assert record.article == given.article
            assert record.statements == given.statements
            assert record.actors == given.actors
            for name in ("times", "moves", "proposals", "divisions", "background"):
                assert getattr(record, name) == getattr(given, name)
            assert [replace(p, supersedes=None) for p in record.positions] == [*given.positions]
            assert view.page(given.page.sha256).body == given.page.body
        assert finished <= len(stored) <= finished + 1
        held = view.positions()
        assert len(held) == sum(len(record.positions) for record in stored.values())
        assert view.dossiers() == ([(DOSSIER, len(stored), len(held))] if stored else [])
        known = {row.position.id for row in held}
        assert all(row.superseded_by in (None, *known) for row in held)
        assert view.status().statements == sum(len(r.statements) for r in stored.values())
        found = view.search("round", limit=10_000)
        assert len(found) == len(stored) + view.status().statements
    return len(stored)


def check_file(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert not connection.execute(text("PRAGMA foreign_key_check")).all()
        for index in ("articles_fts", "statements_fts"):
            columns = f"{index}({index}, rank)"
            check = f"INSERT INTO {columns} VALUES ('integrity-check', 1)"  # noqa: S608
            connection.execute(text(check))
    engine.dispose()


def test_a_kill_loses_nothing_and_leaves_nothing_half_done(url: str) -> None:
    dice = random.Random(4)
    finished = 0
    for number in range(ROUNDS):
        finished = add_and_kill(url, finished, dice.uniform(0.0, 0.6) if number else 0.05)
        with Writer(url) as writer:  # makes the schema where the kill came before it was whole
            assert writer.seen([reading(0).page], {}) == [False]
        finished = check_whole(url, finished)
        if url.startswith("sqlite"):
            check_file(url)
    while not finished:
        finished = add_and_kill(url, 0, 2.0)
    assert check_whole(url, finished) > 0
