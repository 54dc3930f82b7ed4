"""Passages that the reader encodes: runs of sentences, each overlapping the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.model import Span, Spans

# Code points. A window is about a hundred word pieces: long enough to hold a speaker's sentence
# and the pronoun that takes it up, short enough that one answer a question is right.
LENGTH = 480
OVERLAP = 240


class Window(NamedTuple):
    """Sentences `first` to `last` (exclusive) of an article, and their span in its text."""

    first: int
    last: int
    span: Span


def windows(sentences: Spans) -> list[Window]:
    """Runs of sentences of `LENGTH` code points at most, together covering every sentence.

    A run begins with the last sentence of the one before where that is short and leaves room for
    the next; a sentence longer than `LENGTH` is a run of its own.
    """
    found: list[Window] = []
    first = last = 0
    while last < len(sentences):
        last = max(last + 1, _last(sentences, first))
        found.append(Window(first, last, (sentences[first][0], sentences[last - 1][1])))
        first = last - 1 if last - 1 > first and _overlaps(sentences, last) else last
    return found


def _last(sentences: Spans, first: int) -> int:
    """The end of the run from `first` that keeps to `LENGTH`."""
    last, start = first, sentences[first][0]
    while last < len(sentences) and sentences[last][1] - start <= LENGTH:
        last += 1
    return last


def _overlaps(sentences: Spans, last: int) -> bool:
    """Whether the sentence before `last` is to stand in the next run too."""
    if last == len(sentences):
        return False
    start, end = sentences[last - 1]
    return end - start <= OVERLAP and sentences[last][1] - start <= LENGTH
