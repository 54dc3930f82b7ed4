"""Paragraphs of a web page's body that are not the article's, and why they go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from detente.article.html_head import Standfirst, is_credit
from detente.article.html_parts import RELATED_LABEL
from detente.article.metadata import BY, inner_text, words
from detente.model import Discard

# Whole paragraphs only, none longer than this: a sentence that speaks of newsletters stays.
LONGEST = 220
NETWORKS = r"(?:facebook|twitter|x|instagram|linkedin|telegram|whatsapp|youtube|tiktok|bluesky)"
LABELS = tuple(
    (reason, re.compile(pattern, re.I))
    for reason, pattern in (
        (
            "advert",
            r"\W*(?:(?:skip )?advert(?:isement|ising)?(?:\W+(?:scroll|continue|story)\b.*)?|"
            r"sponsored(?: content)?|"
            r"(?:story|article) continues (?:below|after)\b.*|scroll (?:down )?to continue\b.*|"
            r"anzeige|publicité|publicidad)\W*$",
        ),
        (
            "newsletter",
            r"(?:(?:sign up|subscribe|register)\b|(?:get|receive|join|want)\b"
            r"(?=.{0,120}\b(?:your?|our|us|the latest|free|daily|weekly)\b)).{0,120}\b"
            r"(?:newsletters?|inbox|e-?mail|briefing|alerts|notifications|"
            r"(?:whatsapp|telegram) (?:channel|group))\b.*$|"
            r"(?:thank you|thanks) for (?:subscribing|signing up)\b.*$|enter your e-?mail\b.*$|"
            r"newsletters?\W*$",
        ),
        (
            "related",
            r"(?:read|see|watch|listen|click)(?: more| also| next| here)?\s*[:›»>|]\s*\S.*$|"
            r"(?:also read|read also|read more|see also|related(?: \w+)?|more on this|"
            r"don.t miss|recommended|must read)\s*[:›»>|–—-]\s*\S.*$|"
            r"(?:read more|continue reading|read the full story|view more)\W*$",
        ),
        (
            "share",
            r"(?:share|tweet|print|e-?mail|save|copy link|bookmark)"
            r"(?: (?:this|on|via|the)\b.{0,40})?\W*$|"
            rf"(?:follow|like|find) us\b.{{0,80}}$|{NETWORKS}(?:\W+{NETWORKS})*\W*$|"
            rf"follow .{{2,50}} on {NETWORKS}.{{0,90}}$",
        ),
        (
            "footer",
            r"(?:©|\(c\)|copyright\W{0,3}(?:©|\(c\)|by\b|(?:19|20)\d\d)).{0,200}$|"
            r".{0,150}\ball rights reserved\b.{0,60}$|"
            r"(?:terms of (?:use|service)|privacy policy)"
            r"(?:\W{1,3}(?:and|terms|privacy|cookies?|contact|about|imprint)\b.{0,50})?$",
        ),
        (
            "cookie-notice",
            r"(?:we|this (?:web)?site) uses? cookies\b.*$|"
            r"(?:accept|reject|manage)(?: all)? cookies\b.*$",
        ),
        (
            "login",
            r"already (?:a (?:member|subscriber)|have an account)\b.*$|"
            r"(?:log|sign) in(?: or .{0,40}| to .{0,80})?\W*$|"
            r"subscribe (?:now )?to (?:continue|keep|unlock|read)\b.*$|"
            r"to (?:continue|keep) reading\b.*$",
        ),
        (
            "date",
            r"(?:(?:first |last )?(?:published|updated|posted|modified))\b\s*:?\s*"
            # "Published in 1925, the novel was forgotten." is a sentence.
            r"(?=.{0,70}\d).{0,90}$(?<![a-z]{4}[.!?])",
        ),
        ("footer", r"(?:write to|contact|e-?mail) .{2,80}\S+@\S+\W*$"),
    )
)
COMMENTS = re.compile(
    r"(?:\d+ )?(?:comments?|leave a (?:reply|comment)|join the (?:conversation|discussion)|"
    r"post a comment|(?:view|show|load) (?:all )?comments|reader comments|responses|kommentare|"
    r"commentaires|comentarios|comentar)(?:\s*\(\d+\))?\s*:?$",
    re.I,
)
# Comments begin in the latter part of a page; a heading of that name earlier is the article's.
LATTER = 0.3
BYLINE_WORDS = 10
REST_OF_SENTENCE = 6
# `Name covers the north.`: what a page says of its author after the body.
ABOUT_AUTHOR = re.compile(r"\s+(?:is|was|covers|writes|reports|has|works|joined)\b")
LAST_PARAGRAPHS = 3
NEAR_TOP = 6
# A card of another article holds no more words, headline included.
CARD_WORDS = 70
CARD_PARTS = 12
FEWEST_WORDS = 4
INLINE = frozenset({"span", "strong", "em", "b", "i", "u", "font", "a"})
# Headlines may ask, but do not end as sentences do.
ENDED = re.compile(r"[.!…:;,][\"'”’»)\]]*$|[\"”»]$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page shows besides the body, to tell body from what only looks like it."""

    title: str | None = None
    standfirst: Standfirst | None = None
    bylines: tuple[str, ...] = ()
    byline_lines: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    related: tuple[str, ...] = ()
    teasers: frozenset[str] = frozenset()
    comments: str = ""


def link_texts(tree: HtmlElement) -> frozenset[str]:
    """The text of every link of four words and more that is alone in its block."""
    found = set()
    for link in tree.iter("a"):
        block = link
        # An only child has no neighbours; counting children would take each link all of them.
        while block.getnext() is None and block.getprevious() is None:
            above = block.getparent()
            if above is None or block.tag not in INLINE:
                break
            block = above
        text = inner_text(link)
        if len(words(text)) >= FEWEST_WORDS and block is not link and inner_text(block) == text:
            found.add(text)
    return frozenset(found)


def teasers(tree: HtmlElement) -> frozenset[str]:
    """The lines under headlines that link elsewhere: cards of other articles."""
    found: set[str] = set()
    for heading in tree.iter("h2", "h3", "h4", "h5"):
        link = heading.find(".//a[@href]")
        card = heading.getparent()
        if link is None or card is None or _is_large(card):
            continue
        if inner_text(link) == inner_text(heading) and len(inner_text(card).split()) <= CARD_WORDS:
            found.update(inner_text(line) for line in card.iter("p"))
    return frozenset(found)


def _is_large(card: HtmlElement) -> bool:
    return sum(1 for _ in islice(card, CARD_PARTS + 1)) > CARD_PARTS


def cleaned(found: list[str], around: Surroundings) -> tuple[list[str], list[Discard]]:
    """The paragraphs that are the article's own, and the others with the reason for each.

    Where most of the text would go (comments apart), the reasons are wrong and all of it stays.
    """
    judged = list(zip(found, _reasons(found, around), strict=True))
    kept = [text for text, reason in judged if reason is None]
    doubtful = [text for text, reason in judged if reason != "comments"]
    if 2 * len(" ".join(kept)) < len(" ".join(doubtful)):
        kept = doubtful
    gone = [Discard(text, reason) for text, reason in judged if reason and text not in kept]
    return kept, gone


def _reasons(found: list[str], around: Surroundings) -> Iterator[str | None]:
    """For each paragraph why it goes, None where it stays."""
    above = _above_title(found, around.title)
    yield from ["navigation"] * above
    after: str | None = None
    head = True
    for at in range(above, len(found)):
        if after == "comments" or _opens_comments(found, at, around):
            after = "comments"
            yield after
            continue
        reason = _reason(found, at, head, around)
        if reason is None and after == "related" and _headline_like(found[at]):
            reason = "related"
        is_label = RELATED_LABEL.match(found[at]) and _leads_to_headlines(found, at, around)
        reason = "related" if is_label else reason
        after = "related" if is_label or (after and reason) else None
        head = head and reason is not None
        yield reason


def _reason(found: list[str], at: int, head: bool, around: Surroundings) -> str | None:
    if head and (reason := _at_head(found[at], around)):
        return reason
    if at >= len(found) - LAST_PARAGRAPHS and _about_author(found[at], around.bylines):
        return "byline"
    return _anywhere(found[at], around)


def _above_title(found: list[str], title: str | None) -> int:
    """How many short lines stand above the repeated title, where it is repeated near the top."""
    if not title:
        return 0
    for at, text in enumerate(found[:NEAR_TOP]):
        if words(text) == words(title):
            return at
        if len(text.split()) > BYLINE_WORDS:
            return 0
    return 0


def _at_head(text: str, around: Surroundings) -> str | None:
    """Reasons that hold only before the first paragraph of the body."""
    if words(text) == words(around.title):
        return "repeated-title"
    line = around.standfirst
    if line is not None and line.marked and words(text) == words(line.text):
        return "repeated"
    # Of a line with marked names in it trafilatura may leave only what follows them.
    if any(text in line for line in around.byline_lines):
        return "byline"
    if is_credit(text):
        return "byline" if BY.match(text) else "date"
    for name in around.bylines:
        rest = text.lower().replace(name.lower(), "").split()
        most = REST_OF_SENTENCE if ENDED.search(text) else BYLINE_WORDS
        if name.lower() in text.lower() and len(rest) <= most:
            return "byline"
    return None


def _about_author(text: str, bylines: tuple[str, ...]) -> bool:
    return any(text.startswith(name) and ABOUT_AUTHOR.match(text[len(name) :]) for name in bylines)


def _anywhere(text: str, around: Surroundings) -> str | None:
    if text in around.captions:
        return "caption"
    if text in around.credits:
        return "credit"
    if text in around.related or text in around.links or text in around.teasers:
        return "related"
    if len(text) > LONGEST:
        return None
    return next((reason for reason, pattern in LABELS if pattern.match(text)), None)


def _opens_comments(found: list[str], at: int, around: Surroundings) -> bool:
    """Whether a heading of that name stands there, and what follows stands in a box of comments.

    A heading alone says little: a report may have a chapter `Responses`.
    """
    if not COMMENTS.match(found[at]) or at <= LATTER * len(found):
        return False
    following = found[at + 1 : at + 2]
    return not following or following[0] in around.comments


def _leads_to_headlines(found: list[str], at: int, around: Surroundings) -> bool:
    """Whether a label such as `Related stories` is followed by headlines, or by nothing."""
    following = found[at + 1 : at + 2]
    return not following or _headline_like(following[0]) or following[0] in around.links


def _headline_like(text: str) -> bool:
    return len(text) < 140 and not ENDED.search(text)
