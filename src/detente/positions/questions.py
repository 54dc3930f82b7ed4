"""How the reader is asked: one line that names an actor and, for a stance, the proposition."""

from __future__ import annotations


def question(holder: str, side: str | None, proposition: str) -> str:
    """Whether `holder` holds a position towards `proposition`; `side` is its side's name."""
    return f"{_named(holder, side)}: {proposition}"


def move_question(actor: str, side: str | None = None, recipient: str | None = None) -> str:
    """What `actor` does, towards `recipient` where one is given."""
    towards = f" towards {recipient}" if recipient else ""
    return f"What does {_named(actor, side)} do{towards}?"


def _named(name: str, side: str | None) -> str:
    if not side or side.casefold() in name.casefold():
        return name
    return f"{name} ({side})"
