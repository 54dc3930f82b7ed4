"""A page's JSON-LD: the node that tells of the article, whatever form it was given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|SocialMediaPosting)$")
# Real pages wrap their JSON in comments and CDATA, end it with a semicolon or a comma too many.
WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
    r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)?[\s;]*$"
)
SPARE_COMMA = re.compile(r",(\s*[}\]])")
# What an article may be wrapped in, besides a list and `@graph`.
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
DEEPEST = 8


def article_node(tree: HtmlElement, url: str | None, titles: list[str]) -> Node:
    """The article's own node, its references by `@id` filled in; empty where there is none.

    Among several (lists of further articles are common) the one with the page's URL or one of
    its titles is taken, else the one that says most.
    """
    found = list(nodes(tree))
    articles = [node for node in found if any(map(ARTICLE_TYPE.search, types(node)))]
    if not articles:
        return {}
    wanted = {_plain(title) for title in titles if title}

    def rank(node: Node) -> tuple[bool, bool, int]:
        same_url = bool(url) and url in (node.get("url"), _main_page(node), node.get("@id"))
        return same_url, _plain(string(node.get("headline")) or "") in wanted, len(node)

    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str)}
    best = max(articles, key=rank)
    return {key: _filled(value, by_id) for key, value in best.items()}


def nodes(tree: HtmlElement) -> Iterator[Node]:
    """Every node of every JSON-LD script, outer before inner."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        yield from _walk(_parsed(script.text or ""), 0)


def types(node: Node) -> list[str]:
    """The node's `@type`, always as a list."""
    value = node.get("@type")
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def string(value: Any) -> str | None:
    """The text of a value that is a string, a node with a `name`, or a list of these."""
    if isinstance(value, list):
        return next(filter(None, map(string, value)), None)
    if isinstance(value, dict):
        return string(value.get("name") or value.get("@value"))
    return value.strip() or None if isinstance(value, str) else None


def strings(value: Any) -> list[str]:
    """Every text of such a value."""
    return list(filter(None, map(string, value if isinstance(value, list) else [value])))


def _parsed(text: str) -> Any:
    text = WRAPPING.sub("", text)
    for attempt in (text, SPARE_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in HOLDERS:
            yield from _walk(value.get(key), depth + 1)


def _filled(value: Any, by_id: dict[str, Node]) -> Any:
    """A bare reference becomes the node that it refers to."""
    if isinstance(value, list):
        return [_filled(one, by_id) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return by_id.get(value.get("@id") or "", value)
    return value


def _main_page(node: Node) -> str | None:
    page = node.get("mainEntityOfPage")
    value = page.get("@id") if isinstance(page, dict) else page
    return value if isinstance(value, str) else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
