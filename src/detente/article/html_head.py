"""What a web page shows between its headline and its body: standfirst, bylines, date lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from detente.article.dates import is_dated
from detente.article.jsonld import Node, string
from detente.article.metadata import BY, byline_elements, headings, inner_text, words

# Names that say standfirst and nothing else, and names that a body's first paragraph has as well.
STANDFIRST = r"standfirst|stand-first|sub-?title|sub-?head(?:line)?|dek|deck|strapline|sapo|chapo"
LEAD = r"summary|excerpt|lede|lead|teaser|intro|vorspann"
STANDFIRST_CLASS = re.compile(rf"(?:^|[\s_-])(?:{STANDFIRST})(?:$|[\s_-])", re.I)
LEAD_CLASS = re.compile(rf"(?:^|[\s_-])(?:{LEAD})(?:$|[\s_-])", re.I)
DESCRIPTIONS = ("og:description", "description", "twitter:description")
# A sentence that is over; headlines and standfirsts often end without a stop.
STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
NEAR_HEADING = 8
LONGEST_BYLINE = 20
LONGEST_DATE = 10
MOST_IN_HEADER = 4
INLINE = frozenset({"span", "a", "b", "strong", "em", "i"})
READING_TIME = re.compile(r"reading time|\bmin(?:ute)?s?\.? read|lesezeit|lesedauer|lecture", re.I)


@dataclass(frozen=True, slots=True)
class Standfirst:
    """The line under the headline; `marked` where the page tells it from the body's paragraphs.

    One that is not marked is the body's first paragraph where it stands in the body.
    """

    text: str
    marked: bool


def standfirst(
    tree: HtmlElement,
    metas: dict[str, str],
    node: Node,
    title: str | None,
    names: tuple[str, ...] = (),
) -> Standfirst | None:
    """The line under the headline, where the page shows one.

    An element that is named as such, near the headline, or a paragraph in the headline's own
    `<header>`; else the page's description, where it is shown word for word in a block of its
    own before the body. What only search engines and social networks are told is no standfirst,
    nor is a line with one of `names`, the bylines.
    """
    told = _descriptions(metas, node)
    credits = frozenset(byline_lines(tree))
    blocks = [one for one in _after_heading(tree, title) if inner_text(one)]
    for at, element in enumerate(blocks):
        text = inner_text(element)
        if not 4 <= len(words(text)) <= 90 or words(text) == words(title):
            continue
        if text in credits or is_credit(text):
            continue
        marks = " ".join(filter(None, map(element.get, ("class", "data-testid", "id", "itemprop"))))
        heading = element.tag in ("h2", "h3")
        in_header = _in_header(element) and not any(name in text for name in names)
        if STANDFIRST_CLASS.search(marks) or "alternativeHeadline" in marks or in_header:
            return Standfirst(text, marked=True)
        is_told = " ".join(words(text)) in told
        if LEAD_CLASS.search(marks) or (is_told and (heading or _only_paragraph(element))):
            following = inner_text(blocks[at + 1]) if at + 1 < len(blocks) else ""
            apart = following in credits or is_credit(following)
            return Standfirst(text, marked=heading or apart or not STOPPED.search(text))
    return None


def byline_lines(tree: HtmlElement) -> Iterator[str]:
    """The text of each element that is named a byline, and of the block that it stands in."""
    for element in byline_elements(tree):
        block = element
        while block.tag in INLINE and block.getparent() is not None:
            block = block.getparent()
        text, whole = inner_text(element), inner_text(block)
        if text and len(text.split()) <= LONGEST_BYLINE:
            yield text
        # A name may also open or close a paragraph of the body.
        if len(whole.split()) <= LONGEST_BYLINE and not STOPPED.search(whole):
            yield whole


def is_credit(text: str) -> bool:
    """Whether a line by its own words is a byline or a date, not running text."""
    count = len(text.split())
    if STOPPED.search(text) or not count:
        return False
    return bool(count <= LONGEST_BYLINE // 2 and BY.match(text)) or is_date_line(text)


def is_date_line(text: str) -> bool:
    """Whether a line is short, no sentence, and holds a whole date."""
    if len(text.split()) > LONGEST_DATE or STOPPED.search(text) or not is_dated(text):
        return False
    # Weekday or place, and month; more makes a line that speaks of a day. Capitals are zones.
    long = [word for word in re.findall(r"[^\W\d_]{4,}", text) if not word.isupper()]
    return len(long) <= 2


def _descriptions(metas: dict[str, str], node: Node) -> set[str]:
    """What the page says of itself in its head, as words."""
    told = [metas.get(name) for name in DESCRIPTIONS]
    told += [string(node.get("description")), string(node.get("alternativeHeadline"))]
    return {" ".join(words(one)) for one in told if one}


def _after_heading(tree: HtmlElement, title: str | None) -> Iterator[HtmlElement]:
    """The text blocks after the page's heading, those of pictures left out, a dozen at most."""
    found = headings(tree, title)
    if not found:
        return
    seen = 0
    for element in found[-1].xpath("following::*[position() <= 200]"):
        if element.tag not in ("p", "h2", "h3", "div") or element.xpath("ancestor::figure"):
            continue
        if element.tag == "div" and element.xpath(".//p | .//div | .//figure | .//ul"):
            continue
        seen += bool(inner_text(element))
        if seen > NEAR_HEADING:
            return
        yield element


def _in_header(element: HtmlElement) -> bool:
    """Whether it is a paragraph of the `<header>` that holds the headline, and no menu's."""
    header = next(element.iterancestors("header"), None)
    if element.tag != "p" or header is None or header.find(".//h1") is None:
        return False
    text = inner_text(element)
    if element.find(".//time") is not None or READING_TIME.search(text):
        return False
    # Where the whole body stands in the header, its first paragraph is no standfirst.
    few = sum(1 for _ in header.iter("p")) <= MOST_IN_HEADER
    return few and next(element.iterancestors("nav", "ul", "form"), None) is None


def _only_paragraph(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and sum(1 for _ in parent.iterchildren("p")) == 1
