"""The body of a web page: trafilatura's, made whole and clean where the page itself shows how."""

from __future__ import annotations

import html
import re
from collections import Counter
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, fromstring

from detente.article.jsonld import Node, string
from detente.article.metadata import squeezed, words

# What trafilatura and lxml are known to raise on mangled trees.
MANGLED = (ValueError, TypeError, AttributeError, RecursionError, LookupError, etree.LxmlError)
# The page's articleBody stands in where it holds at least this many times trafilatura's words,
# and this share of trafilatura's own shingles.
LONGER = 1.25
CONSISTENT = 0.8
# From this share on, both ways, two texts are the same one.
SAME = 0.95
# Words in one cell from which on a table is a layout, not data.
LAYOUT_CELL = 100
# The densest block stands in where trafilatura has less than this share of its words.
FAR_LESS = 0.35
FEW_WORDS = 50
# Edges go by the page's articleBody only where both agree for most of their length.
AGREED = 0.85
FOREIGN = 0.2
FURNITURE_BOX = re.compile(
    r"comment|footer|cookie|consent|newsletter|subscri|promo|related|share|social|sidebar|menu|"
    r"breadcrumb|advert|banner",
    re.I,
)
RUN_TOGETHER = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z“\"])|(?<=[a-z][.!?][”\"])(?=[A-Z“])")
BULLET = re.compile(r"^(?:- |\* |• )")


def paragraphs(tree: HtmlElement, node: Node, url: str | None) -> list[str]:
    """The body's paragraphs, white space squeezed; empty where no text can be found.

    trafilatura (Barbaresi 2021) decides; three rivals may only take its place where it plainly
    fell short: what it makes of the page with layout tables undone and JSON-LD's `articleBody`,
    when they are longer and hold what it found, and the block with the densest paragraphs, when
    it has next to nothing of it.
    """
    found = _trafilatura(deepcopy(tree), url)
    unlaid = _unlaid(tree)
    if unlaid is not None:
        rival = _trafilatura(unlaid, url)
        if _outgrows(rival, found) or (_is_laid(found) and _share(found, rival) >= CONSISTENT):
            found = rival
    told = article_body(node)
    if told and _stands_in(told, found):
        found = told
    if _count(found) < FEW_WORDS or not found:
        rival = _densest(tree)
        if _count(found) < FAR_LESS * _count(rival):
            found = rival
    return found


def _stands_in(told: list[str], found: list[str]) -> bool:
    """Whether JSON-LD's articleBody is to be taken in the place of what was found."""
    if _outgrows(told, found):
        return True
    # The same text, run together into fewer paragraphs.
    return len(told) > len(found) and min(_share(found, told), _share(told, found)) >= SAME


def _outgrows(rival: list[str], found: list[str]) -> bool:
    """Whether a rival is longer by far and holds nearly all of what was found, if it is much."""
    if _count(rival) < LONGER * _count(found):
        return False
    return _count(found) < FEW_WORDS or _share(found, rival) >= CONSISTENT


def edges(found: list[str], told: list[str]) -> tuple[int, int]:
    """Where the body begins and ends by JSON-LD's articleBody: a slice's bounds.

    Only where that is whole (it does not break off) and nearly all of it stands in what was
    found; then what was found beyond its first and last paragraph is not the article's. More
    than a short rest is left alone: sites cut `articleBody` at a paragraph's end as well.
    """
    whole = bool(told) and re.search(r"[.!?”\"'’)]$", told[-1]) and not told[-1].endswith("...")
    if not whole or _count(told) < AGREED * _count(found) or _share(told, found) < 0.9:
        return 0, len(found)
    known = _shingles(told)
    ours = [at for at, one in enumerate(found) if _held(_shingles([one]), known) > FOREIGN]
    return (ours[0], ours[-1] + 1) if ours else (0, len(found))


def article_body(node: Node) -> list[str]:
    """JSON-LD's `articleBody` as paragraphs, markup and entities undone."""
    text = string(node.get("articleBody")) or ""
    if "&lt;" in text or "&amp;" in text or "&#" in text or "&nbsp;" in text:
        text = html.unescape(text)
    if re.search(r"</?(?:p|br|div|h\d)\b[^>]*>", text, re.I):
        text = re.sub(r"</?(?:p|br|div|h\d|li|ul|blockquote)\b[^>]*>", "\n", text, flags=re.I)
        text = "".join(fromstring(f"<div>{text}</div>").itertext())
    lines = (squeezed(line) for line in RUN_TOGETHER.sub("\n", text).splitlines())
    return [line for line in lines if line]


def _trafilatura(tree: HtmlElement, url: str | None) -> list[str]:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree, url=url, include_comments=False)
    except MANGLED:
        return []
    lines = (getattr(document, "text", None) or "").splitlines()
    cleaned = (BULLET.sub("", squeezed(line)) for line in lines)
    return [line for line in cleaned if line.strip("| -")]


def _unlaid(tree: HtmlElement) -> HtmlElement | None:
    """A copy in which tables that only lay the page out are plain blocks; None without any."""
    tree = deepcopy(tree)
    cells = [cell for cell in tree.iter("td") if len(_own_text(cell).split()) >= LAYOUT_CELL]
    if not cells:
        return None
    tables = {table for cell in cells for table in cell.iterancestors("table")}
    for table in tables:
        for part in table.iter("table", "tbody", "tr", "td"):
            part.tag = "div"
    return tree


def _is_laid(found: list[str]) -> bool:
    """Whether the text stands in the cell of a table, as trafilatura writes one: `| … | … |`."""
    rows = (line.split("|") for line in found if line.startswith("|"))
    return any(len(cell.split()) >= LAYOUT_CELL for row in rows for cell in row)


def _densest(tree: HtmlElement) -> list[str]:
    """The paragraphs under the element that holds most words in paragraphs of its own."""
    weights: Counter[HtmlElement] = Counter()
    for element in tree.iter("p"):
        size = len(_own_text(element).split())
        parent = element.getparent()
        if size < FEW_WORDS // 5 or parent is None or _in_furniture(element):
            continue
        weights[parent] += 2 * size
        if parent.getparent() is not None:
            weights[parent.getparent()] += size
    if not weights:
        return []
    best = max(weights, key=lambda element: weights[element])
    texts = (_own_text(one) for one in best.iter("p", "h2", "h3", "li") if not _in_furniture(one))
    return [text for text in texts if text]


def _own_text(element: HtmlElement) -> str:
    return squeezed("".join(element.itertext()))


def _in_furniture(element: HtmlElement) -> bool:
    for above in element.iterancestors():
        if above.tag in ("aside", "nav", "footer", "form", "noscript"):
            return True
        if FURNITURE_BOX.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return above.tag not in ("body", "html", "main", "article")
    return False


def _count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _shingles(texts: list[str]) -> Counter[tuple[str, ...]]:
    """Word 4-shingles, after the scrapinghub article-extraction benchmark."""
    tokens = words(" ".join(texts))
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)))


def _held(some: Counter[tuple[str, ...]], whole: Counter[tuple[str, ...]]) -> float:
    return (some & whole).total() / max(1, some.total())


def _share(some: list[str], whole: list[str]) -> float:
    return _held(_shingles(some), _shingles(whole))
