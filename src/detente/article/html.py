"""Articles out of web pages."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from detente.article import html_body, html_dates, html_head, html_parts, html_walls, metadata
from detente.article.decode import decode
from detente.article.html_furniture import Surroundings, cleaned, link_texts, teasers
from detente.article.jsonld import Node, article_node
from detente.article.language_id import language
from detente.errors import UnreadableInputError
from detente.model import Article, Discard, Page, Span

# No page of news comes near this; beyond it reading takes minutes.
MOST_ELEMENTS = 60_000
PARAGRAPH_BREAK = "\n\n"


def read_html(page: Page) -> Article:
    """The article that a web page shows; `id` is left empty.

    Raises UnreadableInputError for what is no text, and for a page that asks for something
    (to log in, to accept cookies) instead of showing an article.
    """
    tree = parsed(decode(page), page.id)
    metas = metadata.meta_elements(tree)
    url = metadata.page_url(tree, {}, metas, page.url)
    shown = [metas.get("og:title", ""), *map(metadata.inner_text, tree.iter("h1"))]
    node = article_node(tree, url, shown)
    url = url or metadata.page_url(tree, node, metas, None)
    outlet = metadata.outlet(tree, node, metas)
    around = _surroundings(tree, node, metas, page.title, page.outlet or outlet)
    kept, discarded = _body(tree, node, url, around)
    standfirst = around.standfirst
    if standfirst and not standfirst.marked and standfirst.text in kept:
        standfirst = None
    notes = _refuse_walls(tree, node, kept, around.title, page.id)
    latest = datetime.fromisoformat(page.fetched) if page.fetched else datetime.now(UTC)
    published, doubts = html_dates.published(tree, node, metas, url, latest)
    text, spans = joined(kept)
    declared = tree.get("lang") or tree.get("xml:lang") or metas.get("og:locale")
    return Article(
        id="",
        text=text,
        title=around.title,
        standfirst=standfirst.text if standfirst else None,
        bylines=around.bylines or _shown_bylines(discarded, outlet),
        outlet=outlet,
        url=url,
        published=published,
        language=language(text, declared),
        image=html_parts.lead_image(tree, node),
        paragraphs=spans,
        related=around.related,
        discarded=tuple(discarded),
        notes=(*notes, *doubts),
    )


def parsed(text: str, where: str) -> HtmlElement:
    """The page as a tree. Raises UnreadableInputError where no tree can be made of it."""
    # The text is decoded: what it says of its own encoding must not be heeded a second time.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInputError("no HTML can be made out in it", where) from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        size = f"more than {MOST_ELEMENTS} elements in this page"
        raise UnreadableInputError(size, where, "save the article alone")
    return tree


def joined(paragraphs: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Paragraphs as one text, a blank line between two, and each one's span in it."""
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(paragraphs), tuple(spans)


def _surroundings(
    tree: HtmlElement, node: Node, metas: dict[str, str], given: str | None, outlet: str | None
) -> Surroundings:
    title = given or metadata.title(tree, node, metas, outlet)
    names = metadata.bylines(tree, node, metas, outlet)
    return Surroundings(
        title=title,
        standfirst=html_head.standfirst(tree, metas, node, title, names),
        bylines=names,
        byline_lines=frozenset(html_head.byline_lines(tree)),
        captions=html_parts.captions(tree),
        credits=html_parts.credits(tree),
        links=link_texts(tree),
        related=html_parts.related(tree, title),
        teasers=teasers(tree),
        comments=html_parts.comments(tree),
    )


def _body(
    tree: HtmlElement, node: Node, url: str | None, around: Surroundings
) -> tuple[list[str], list[Discard]]:
    found = html_body.paragraphs(tree, node, url)
    first, last = html_body.edges(found, html_body.article_body(node))
    outside = [Discard(text, "outside-body") for text in (*found[:first], *found[last:])]
    kept, discarded = cleaned(found[first:last], around)
    return kept, outside + discarded


def _shown_bylines(discarded: list[Discard], outlet: str | None) -> tuple[str, ...]:
    """The names in the byline above the body, where nothing in the markup tells them."""
    lines = [one.text for one in discarded if one.reason == "byline"]
    return tuple(metadata.names_in(lines[0], outlet)) if lines else ()


def _refuse_walls(
    tree: HtmlElement, node: Node, kept: list[str], title: str | None, where: str
) -> tuple[str, ...]:
    """A note where only the beginning is shown; raises where nothing is."""
    asks = html_walls.wall(tree, kept, title)
    if asks:
        raise UnreadableInputError(f"no article on this page: {asks}", where, html_walls.REMEDY)
    if html_walls.cut_short(tree, node, kept):
        return ("only the beginning: the page keeps the rest for subscribers",)
    return ()
