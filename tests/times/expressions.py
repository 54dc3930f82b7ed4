"""Times of a text of ours, as the tests ask for them."""

from __future__ import annotations

from typing import Any

from detente.language.sentences import sentences
from detente.model import Date, Time
from detente.times import times


def read(text: str, published: str | None = "2025-04-19", precision: Any = "day") -> list[Time]:
    """The times, seen from a day of publication."""
    date = Date(published, precision, "given") if published else None
    return list(times(text, sentences(text), date))
