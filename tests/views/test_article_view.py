"""The article on a terminal: marks in the text, with and without colour."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

import samples
from detente.model import Reading
from detente.views import article
from detente.views.terminal import THEME, console, safe

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7][;m]")


def printed(reading: Reading, *, discarded: bool = False, **settings: object) -> str:
    out = io.StringIO()
    on = Console(file=out, theme=THEME, width=80, highlight=False, **settings)  # type: ignore[arg-type]
    article.show(on, reading.article, reading.statements, reading.actors, discarded)
    return out.getvalue()


def test_every_span_is_marked_in_its_style() -> None:
    reading = samples.harbour()
    marks = article.marked(reading.article.text, reading.statements)
    wanted = {
        (role, *span)
        for statement in reading.statements
        for role in ("source", "cue", "content")
        for span in getattr(statement, role)
    }
    assert {(str(mark.style), mark.start, mark.end) for mark in marks.spans} == wanted


def test_the_three_differ_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed(samples.harbour(), force_terminal=True)
    assert not COLOUR.search(plain)
    assert "\x1b[1msource\x1b[0m" in plain
    assert "\x1b[3mcue\x1b[0m" in plain
    assert "\x1b[4mcontent\x1b[0m" in plain
    assert "\x1b[3mdenied\x1b[0m" in plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert COLOUR.search(printed(samples.harbour(), force_terminal=True, color_system="standard"))


def test_the_head_the_text_and_the_list() -> None:
    shown = printed(samples.harbour())
    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert lines[:2] == [
        "Marrow rules out sale of the northern harbour",
        "The envoys meet again on the island",
    ]
    assert "Harbour Courier · harbourcourier.example · by Nora Quill · 5 March 2031" in lines[2]
    assert "  1 Ilse Marrow — said — the northern harbour “is not for sale”" in lines
    assert "    possible (“may be”) · via The Daily Anchor · indirect · " in shown
    assert "Unnamed source — It was reported — a truce could hold" in shown
    assert "Related headlines (1)" in lines
    assert "Sign up for our letter" not in shown
    assert not [line for line in lines if line != line.rstrip()]


def test_what_was_left_out_is_shown_on_request() -> None:
    shown = printed(samples.harbour(), discarded=True)
    assert "Left out (1)" in shown
    assert re.search(r"14 subscription +Sign up for our letter", shown)


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(map(len, printed(samples.harbour()).splitlines())) <= 80


def test_foreign_text_cannot_steer_the_terminal() -> None:
    shown = printed(samples.hostile(), discarded=True)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "<script>alert(1)</script>" in shown


@pytest.mark.parametrize("text", ["a\x1b[31mb", "\x00\x07\x08", "\x9b1m", "x\u202ey", "q\ud83dq"])
def test_safe_text_keeps_its_length(text: str) -> None:
    told = safe(text).plain
    assert len(told) == len(text)
    assert told.isprintable()


def test_markup_of_the_terminal_library_is_text() -> None:
    assert safe("[bold]not bold[/bold]").plain == "[bold]not bold[/bold]"
    assert not safe("[bold]not bold[/bold]").spans


def test_an_article_without_anything_still_prints() -> None:
    reading = samples.reading("x", "One line.", title="Only this", outlet=None)
    shown = printed(replace(reading, article=replace(reading.article, paragraphs=(), title=None)))
    assert shown.startswith("Untitled\nUndated · en")
    assert "One line." in shown
    assert "Statements: none" in shown


def test_a_console_that_cannot_write_a_sign_writes_another() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    console(out).print("“is not for sale”")
    out.flush()
    assert raw.getvalue() == b"?is not for sale?\n"


def test_a_statement_in_its_paragraph() -> None:
    reading = samples.harbour()
    out = io.StringIO()
    on = Console(file=out, theme=THEME, width=80, highlight=False)
    article.show_statement(on, reading.article, reading.statements[2], reading.actors)
    shown = out.getvalue()
    assert "Deputy envoy Tomas Reyl denied that a map had been drawn." in shown
    assert "The Daily Anchor" not in shown
    assert "Tomas Reyl — denied — a map had been drawn" in shown
