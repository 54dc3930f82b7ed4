"""What stands around a web page's body: lead picture, captions, related headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from detente.article.jsonld import Node, string
from detente.article.metadata import inner_text, squeezed, words
from detente.model import Image

RELATED_CLASS = re.compile(
    r"related|recommend|more-?on|read-?(?:more|also|next)|also-?read|see-?also|further-?reading|"
    r"you-?may|more-?stories|more-?from",
    re.I,
)
RELATED_LABEL = re.compile(
    r"^(?:related\b.{0,25}|more (?:on|from|about|stories|coverage)\b.{0,30}|"
    r"read (?:also|next|more)|more must-?reads.{0,20}|"
    r"also read|see also|further reading|recommended.{0,20}|you may also like|mehr zum thema|"
    r"lesen sie auch|sur le même sujet|lire aussi|te puede interesar)\s*:?$",
    re.I,
)
CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|attribution|byline|rights", re.I)
CREDIT_LABEL = (
    r"(?:photo(?:graph(?:er|y)?)?|image|picture|pic|credit|foto|bild)s?"
    r"(?:\s+(?:by|credit|courtesy(?:\s+of)?))?"
)
CREDIT_START = re.compile(rf"^\W*{CREDIT_LABEL}\s*[:/]?\s+(?=\S)|^\W*(?:©|\(c\))\s*", re.I)
# `… caption. Photo: Name / Agency`, `… caption. © Agency`, `… caption (Name/Agency)`.
CREDIT_END = (
    re.compile(
        rf"[\s.|\[(]+(?:{CREDIT_LABEL}\s*[:/]|©|\(c\))\s*(?P<credit>[^.]{{2,80}}?)[.)\]]*$", re.I
    ),
    re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,60}/[^()\[\]]{2,60})[)\]]\.?$"),
)
# A caption beside its picture, in a box that holds little else.
CAPTION = "./*[contains(concat(' ', @class, ' '), ' caption ') and not(.//img)]"
CAPTIONED = f"//div[{CAPTION} and count(./*) <= 4 and .//img and not(.//p[not(@class)])]"
COMMENTS_CLASS = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|responses|replies|discussion|kommentare|"
    r"commentaires|comentarios)(?:$|[\s_-])",
    re.I,
)
MOST_RELATED = 20
FEWEST_WORDS = 4


def lead_image(tree: HtmlElement, node: Node) -> Image | None:
    """Caption and credit of the first captioned picture, else of JSON-LD's image."""
    for figure in tree.xpath(
        "//figure[.//figcaption] | //div[contains(@class, 'wp-caption')]"
        " | //div[contains(@class, 'caption') and .//img]"
        f" | {CAPTIONED}"
    ):
        if figure.xpath("ancestor::aside | ancestor::nav | ancestor::footer"):
            continue
        shown = _from_figure(figure)
        if shown is not None:
            return shown
    return _from_node(node.get("image"))


def captions(tree: HtmlElement) -> frozenset[str]:
    """Every caption on the page, squeezed, as far as it is more than a word or two."""
    elements = [*tree.iter("figcaption"), *tree.xpath(f"{CAPTIONED}/{CAPTION[2:]}")]
    found = map(inner_text, elements)
    return frozenset(text for text in found if len(words(text)) >= FEWEST_WORDS)


def credits(tree: HtmlElement) -> frozenset[str]:
    """The credits of pictures whose caption stands beside them, each an element of its own."""
    beside = (one for box in tree.xpath(CAPTIONED) for one in box)
    named = (one for one in beside if CREDIT_CLASS.search(one.get("class") or ""))
    return frozenset(filter(None, map(inner_text, named)))


def comments(tree: HtmlElement) -> str:
    """All that stands in boxes which their names call comments, in one line."""
    named = (
        element
        for element in tree.iter("div", "section", "aside", "ol", "ul", "footer")
        if COMMENTS_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        # A whole page is no box, whatever its class says.
        and element.find(".//h1") is None
    )
    return " ".join(map(inner_text, named))


def _from_figure(figure: HtmlElement) -> Image | None:
    holder = next(
        iter(figure.xpath(f".//figcaption | .//*[contains(@class, 'caption-text')] | {CAPTION}")),
        figure,
    )
    credit = ""
    for element in figure.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("cite", "small") or CREDIT_CLASS.search(element.get("class") or ""):
            credit = inner_text(element)
            if credit:
                break
    whole = inner_text(holder)
    caption = whole
    if credit and credit in whole:
        at = whole.rindex(credit)
        caption = f"{whole[:at]} {whole[at + len(credit) :]}"
    return _image(squeezed(caption), credit)


def _image(caption: str, credit: str) -> Image | None:
    if not credit:
        caption, credit = split_credit(caption)
    credit = CREDIT_START.sub("", credit).strip(" .()[]|/–-")
    caption = caption.strip(" |/–-")
    return Image(caption or None, credit or None) if caption or credit else None


def split_credit(caption: str) -> tuple[str, str]:
    """A caption parted from the credit that is written at its end; credit may be empty."""
    if CREDIT_START.match(caption) and len(words(caption)) <= 8:
        return "", caption
    for pattern in CREDIT_END:
        if found := pattern.search(caption):
            head = caption[: found.start()]
            stop = "." if caption[len(head) : len(head) + 1] == "." else ""
            return head + stop, found["credit"]
    return caption, ""


def _from_node(value: object) -> Image | None:
    if isinstance(value, list):
        return next(filter(None, map(_from_node, value)), None)
    if not isinstance(value, dict):
        return None
    caption = squeezed(string(value.get("caption")))
    credit = squeezed(string(value.get("creditText")) or string(value.get("copyrightNotice")))
    return _image(caption, credit)


def related(tree: HtmlElement, title: str | None) -> tuple[str, ...]:
    """Headlines of further articles, where the page has a box of them, in order, each once."""
    found: dict[str, None] = {}
    for box in _boxes(tree):
        for link in box.iter("a"):
            text = inner_text(link)
            count = len(words(text))
            if FEWEST_WORDS <= count <= 30 and words(text) != words(title):
                found.setdefault(text)
    return tuple(found)[:MOST_RELATED]


def _boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter("div", "section", "aside", "ul", "ol", "nav", "p"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        label = element.get("aria-label") or ""
        # A whole page is no box, whatever its class says.
        if (RELATED_CLASS.search(marks) or RELATED_LABEL.match(label)) and not element.xpath(
            ".//h1"
        ):
            yield element
    for heading in tree.iter("h2", "h3", "h4", "h5", "strong", "p"):
        if RELATED_LABEL.match(inner_text(heading)[:60]):
            following = heading.getnext()
            if following is not None and following.tag in ("ul", "ol", "div", "section"):
                yield following
