"""Articles out of captures: a page's visible text, selected, copied and saved, with no markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from detente.article import capture_discards, capture_head
from detente.article.capture_asides import asides
from detente.article.capture_lines import Line, lines_of
from detente.article.capture_model import lowest_kept, model
from detente.article.capture_outlet import outlet
from detente.article.capture_pictures import Caption, captions
from detente.article.decode import decode
from detente.article.language_id import language
from detente.errors import UnreadableInputError
from detente.model import Article, Discard, Image, Page, Spans, content_id

PARAGRAPH_BREAK = "\n\n"
# The least probability that keeps a page's likeliest line where none passes the threshold.
_LEAST = 0.15
_LEAD = 0.7
# What the trees are this sure of, a layout rule does not take out again.
_SURE = 0.75
_ENDED = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»)\]]*$")
_WRAPPED = 45
_SHORT = 80
_FEW = 5
_RUNNING = 10
_SHOWN = 6_000


def read_capture(page: Page) -> Article:
    """The article in a page's visible text.

    Every non-blank line is a paragraph (or a part of one), the title, the standfirst, the lead
    picture's caption, or a `Discard` with its reason. Raises UnreadableInputError for what is no
    text, holds no words, asks to log in and the like, or is far longer than a page.
    """
    lines = lines_of(decode(page), page.id)
    if not any(line.words for line in lines):
        raise UnreadableInputError("no words in it", page.id)
    body, sure = _body(lines)
    pictures, repeated = captions(lines)
    pictures = [x for x in pictures if _is_picture(x, lines, body, sure)]
    name, domain, named = outlet(lines)
    taken = {*repeated, *named, *(x.at for x in pictures)}
    body = [i for i in body if i not in taken]
    aside = asides(lines, body)
    body = capture_discards.without_teasers(lines, [i for i in body if i not in aside], sure)
    top = capture_head.head(lines, body, taken, sure, page.title)
    lead = _lead(pictures, body)
    settled = aside | _settled(lines, top, pictures, repeated, named, lead)
    body = [i for i in body if i not in settled and i not in (top.title, top.standfirst)]
    kept = {top.standfirst, top.title} | ({lead.at} if lead and lead.caption else set())
    found = capture_discards.reasons(lines, body, settled, top.title)
    text, spans = _joined([lines[i] for i in body])
    _refuse_wall(page, lines, text)
    title = page.title or (lines[top.title].text.lstrip("*+ ") if top.title is not None else None)
    return Article(
        id=content_id(title or "", text),
        text=text,
        title=title,
        standfirst=lines[top.standfirst].text if top.standfirst is not None else None,
        bylines=top.bylines,
        outlet=page.outlet or name,
        domain=domain,
        url=page.url,
        published=top.published,
        language=language(text),
        image=Image(lead.caption, lead.credit) if lead else None,
        paragraphs=spans,
        related=capture_discards.related(lines, found, top.title),
        discarded=tuple(
            Discard(lines[i].text, reason, lines[i].number)
            for i, reason in sorted(found.items())
            if i not in kept
        ),
    )


def _refuse_wall(page: Page, lines: Sequence[Line], text: str) -> None:
    """No running text, or little of it and all asking for something: that is no article."""
    if len(text.split()) >= _SHORT:
        return
    from detente.article.html_walls import REMEDY, asked

    # With no body at all, what the page asks for is among the lines left out.
    what = asked(text if text else " ".join(line.text for line in lines)[:_SHOWN])
    if what or not text:
        raise UnreadableInputError(what or "it shows no running text", page.id, REMEDY)


def _body(lines: Sequence[Line]) -> tuple[list[int], set[int]]:
    """The body's lines, and those of all lines that the trees are sure of."""
    likely = model().body(lines)
    best = float(likely.max())
    if best < _LEAST and len(lines) > _FEW:
        # A script or a layout that the trees never saw: what reads as sentences is kept.
        return [i for i, line in enumerate(lines) if _is_running(line)], set()
    lowest = lowest_kept(likely, np.array([len(line.words) for line in lines]))
    found = [int(i) for i in np.flatnonzero(likely > min(lowest, best * _LEAD))]
    sure = {int(i) for i in np.flatnonzero(likely > _SURE)}
    return capture_discards.without_comments(lines, found), sure


def _is_running(line: Line) -> bool:
    return len(line.words) >= _RUNNING and not line.bullet and bool(_ENDED.search(line.text))


def _is_picture(one: Caption, lines: Sequence[Line], body: Sequence[int], sure: set[int]) -> bool:
    """A sure or a long line of the body that ends in a credit's words is as likely a sentence."""
    return one.at not in set(body) or (one.at not in sure and len(lines[one.at].words) <= 45)


def _lead(pictures: Sequence[Caption], body: Sequence[int]) -> Caption | None:
    """The first picture with a caption, else the first credit, before the body's end."""
    last = body[-1] if body else 0
    near = [x for x in pictures if x.at <= last]
    return next((x for x in near if x.caption), None) or next(iter(near), None)


def _settled(
    lines: Sequence[Line],
    top: capture_head.Head,
    pictures: Sequence[Caption],
    repeated: set[int],
    named: set[int],
    lead: Caption | None,
) -> dict[int, str]:
    """The reasons that the head, the pictures and the outlet give."""
    found = dict.fromkeys(sorted(named), "outlet")
    found |= dict.fromkeys(top.date_lines, "date") | dict.fromkeys(top.byline_lines, "byline")
    found |= {x.at: "caption" if x.caption else "credit" for x in pictures}
    found |= dict.fromkeys(repeated, "repeated-caption")
    if top.title is not None:
        key = lines[top.title].key
        found |= {i: "repeated-title" for i, x in enumerate(lines) if x.key == key}
        found.pop(top.title, None)
    if top.standfirst is not None:
        found.pop(top.standfirst, None)
    return found


def _joined(lines: Sequence[Line]) -> tuple[str, Spans]:
    """Body lines as paragraphs with a blank line between, and each paragraph's span.

    A line that breaks off in mid-sentence goes on with the next one if that begins small.
    """
    paragraphs: list[str] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line):
            paragraphs[-1] += " " + line.text
        else:
            paragraphs.append(line.text)
        previous = line
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(paragraphs), tuple(spans)


def _goes_on(previous: Line, line: Line) -> bool:
    return (
        line.number == previous.number + 1
        and len(previous.text) >= _WRAPPED
        and not line.bullet
        and line.text[0].islower()
        and not _ENDED.search(previous.text)
    )
