"""Quotations within longer contents, each as a statement of its own.

An attribution is whole: what is said in one breath is one content, whatever marks stand in it.
Who wants to know whose the very words are asks for each quotation by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.attribution.bare import WORD, inner, is_worded, with_marks
from detente.attribution.kind import quotations, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.model import Article, Span, Spans, Statement

# A content that agrees with a quotation by so much (F1 over words) is that quotation.
_THE_SAME = 0.5


def quoted(
    article: Article, sentences: Spans, statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The quotations of four words or more that none of `statements` has for its content.

    Source and cue are those of the statement that holds most of it; both are empty where none
    does. Names and titles are left out.
    """
    from detente.attribution import unsourced

    text = article.text
    words = _Words(text)
    contents = [words.within(one.content) for one in statements]
    made = []
    for span in quotations(text):
        if not is_worded(text, span):
            continue
        own = words.within((span,))
        near = [(len(own & held), -len(held), at) for at, held in enumerate(contents) if own & held]
        if any(2 * same / (len(own) - size) >= _THE_SAME for same, size, _ in near):
            continue
        content = with_marks(text, span)
        if near:
            made.append(_part(article, statements[max(near)[2]], content))
        else:
            made.append(unsourced(article, sentences, content))
    return (*made, *_nested(article, sentences))


def _part(article: Article, whole: Statement, content: Span) -> Statement:
    """The quotation with all that is told of the statement that holds it.

    Whose words it is within that statement ("that Vale had told him: …") outranks its source.
    """
    from detente.model import content_id

    begin = max(whole.cue[0][1] if whole.cue else 0, whole.content[0][0])
    told = inner(article.text, min(begin, content[0]), content) if whole.kind == "mixed" else None
    source, cue = ((told[0],), (told[1],)) if told else (whole.source, whole.cue)
    name = repr((source, cue, (content,)))
    return replace(
        whole,
        id=content_id(article.id, name),
        source=source,
        cue=cue,
        content=(content,),
        kind="direct",
    )


def _nested(article: Article, sentences: Spans) -> Iterator[Statement]:
    """Quotations within quotations, said by whom the outer one tells, else by nobody told."""
    from detente.attribution import unsourced

    text = article.text
    for outer in quotations(text):
        for span in within(text, outer):
            if is_worded(text, span):
                content = with_marks(text, span)
                told = inner(text, outer[0], content)
                one = unsourced(article, sentences, content)
                yield replace(one, source=(told[0],), cue=(told[1],)) if told else one


class _Words:
    """The words of a text by number."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def within(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the words that share a character with `spans`."""
        return frozenset(
            at
            for start, end in spans
            for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )
