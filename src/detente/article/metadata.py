"""What a web page says of itself: title, outlet, bylines, URL, by its head and its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from detente.article.jsonld import Node, string, strings

BYLINE_METAS = (
    "author", "byl", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "article:author", "twitter:data1",
)  # fmt: skip
OUTLET_METAS = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright")
SEPARATOR = re.compile(r"\s+[|\-–—:·•»«/]+\s+")
BY = re.compile(
    r"^(?:(?:written|reported|story|words)\s+)?by[:\s]+|^(?:authors?|autor(?:en|e)?|auteur):\s*|"
    r"^(?:von|par|por|door)\s+(?-i:(?=[^\W\d_a-zäöüß]))",
    re.I,
)
AND = re.compile(r"\s*(?:;|,|\||&|\band\b|\bund\b|\bet\b)\s*")
# After the first name, what says what somebody is or where: not a further name.
NO_NAME = re.compile(
    r"https?:|@|\d|\b(?:editor|correspondent|reporter|writer|staff|bureau|chief|contributor|"
    r"columnist|analyst|updated|published|newsroom|admin|minutes?|read)\b",
    re.I,
)
OUTLET_LINE = re.compile(r"[\w.]+\.(?:com|org|net|news|co\.\w\w|\w\w)$", re.I)
LONGEST_NAME = 60
LONGEST_OUTLET = 6
LONGEST_BYLINE = 20
# Elements within one that shows a headline: links and line breaks, no more.
MOST_INSIDE = 8
COLON = re.compile(r":\s+")
SHOWING = ("div", "p", "h2", "h3", "td", "span", "font", "b", "strong", "a", "center")
UNSEEN = frozenset({"script", "style", "template", "svg"})
BREAKING = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "td", "figcaption"})
BYLINE_XPATH = (
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') or "
    "contains(@class, 'author-name') or contains(@class, 'author__name') or "
    "contains(@data-testid, 'byline') or @id='byline']"
)
# WordPress calls whole pages `comments-open`: what holds the headline is no comment.
IN_COMMENTS = "ancestor::*[contains(@class, 'comment') and not(.//h1) and not(self::body)]"
ASIDE = "ancestor::aside | ancestor::nav | ancestor::footer | ancestor::figure"
NEARBY = "following::*[position() <= 60]"
# Whole class names: a box `author-bio` after the body names authors as well, among much else.
BYLINE_CLASSES = frozenset(
    {"author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "vcard"}
)


def meta_elements(tree: HtmlElement) -> dict[str, str]:
    """`<meta>` contents by lower-case `name`, `property` or `itemprop`; the first one stands."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = squeezed(element.get("content"))
        for key in ("property", "name", "itemprop"):
            if content and element.get(key):
                found.setdefault(element.get(key).strip().lower(), content)
    return found


def squeezed(text: str | None) -> str:
    """Text with white space run together, soft hyphens and zero-width characters left out."""
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufeff]", "", text or "").split())


def words(text: str | None) -> list[str]:
    """The words of a text in lower case, for comparing."""
    return re.findall(r"\w+", (text or "").lower())


def inner_text(element: HtmlElement) -> str:
    """All text under an element, run together, scripts and styles left out."""
    return squeezed("".join(_pieces(element)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Text in the order of the page; by events, since deep nesting must not recurse."""
    hidden = 0
    for event, one in iterwalk(element, events=("start", "end")):
        unseen = one.tag in UNSEEN or not isinstance(one.tag, str)
        if event == "start":
            hidden += unseen
            if not hidden:
                yield " " if one.tag in BREAKING else ""
                yield one.text or ""
        else:
            hidden -= unseen
            if not hidden and one is not element:
                yield " " if one.tag in BREAKING else ""
                yield one.tail or ""


def page_url(tree: HtmlElement, node: Node, metas: dict[str, str], given: str | None) -> str | None:
    """The page's address: canonical link, `og:url`, JSON-LD, else the one it was asked for at."""
    candidates = [element.get("href") for element in tree.xpath("//link[@rel='canonical']")]
    candidates += [metas.get("og:url"), string(node.get("url")), given]
    for candidate in candidates:
        try:
            url = urljoin(given or "", (candidate or "").strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return str(url)
    return None


def outlet(tree: HtmlElement, node: Node, metas: dict[str, str]) -> str | None:
    """The outlet's name as the page writes it, a name going before a domain."""
    candidates = [metas.get("og:site_name"), string(node.get("publisher"))]
    candidates += [metas.get(name) for name in OUTLET_METAS[1:4]]
    candidates += [string(node.get("sourceOrganization"))]
    plain = (squeezed(name).partition(" | ")[0].strip(" -–—|") for name in candidates)
    named = [name for name in plain if name and not name.startswith("@")]
    proper = [name for name in named if not OUTLET_LINE.fullmatch(name)]
    if proper or named:
        return (proper or named)[0]
    return _outlet_in_title(tree)


def _outlet_in_title(tree: HtmlElement) -> str | None:
    """`Headline | Outlet` or `Outlet: Headline`: what the headline that the page shows leaves."""
    whole = squeezed(tree.findtext(".//title"))
    for heading in tree.iter("h1"):
        shown = inner_text(heading)
        if shown and shown in whole:
            return whole.replace(shown, "").strip(" |:·•»«/–—-") or None
    # Without a heading: one side of the title is a block of its own, the other is shown too.
    for joint in (*SEPARATOR.finditer(whole), *COLON.finditer(whole)):
        before, after = whole[: joint.start()], whole[joint.end() :]
        for name, headline in ((before, after), (after, before)):
            short = len(words(name)) <= LONGEST_OUTLET and len(words(name)) < len(words(headline))
            if short and headings(tree, headline) and _shown_as(tree, name):
                return name
    return None


def headings(tree: HtmlElement, title: str | None) -> list[HtmlElement]:
    """The headings of the first rank, else the blocks that hold the title and nothing else."""
    found = [one for one in tree.iter("h1") if len(words(inner_text(one))) > 2]
    return found or (_shown_as(tree, title) if len(words(title)) > 2 else [])


def _shown_as(tree: HtmlElement, text: str | None) -> list[HtmlElement]:
    """The innermost elements of the page's body whose whole text has these words."""
    wanted = words(text)
    found = [
        one
        for one in tree.iter(*SHOWING)
        # Most elements are told apart by their first text, without looking at all that is inside.
        if wanted
        and words(one.text)[:1] in ([], wanted[:1])
        and sum(1 for _ in islice(one.iterdescendants(), MOST_INSIDE)) < MOST_INSIDE
        and words(inner_text(one)) == wanted
    ]
    return [one for one in found if not any(one in other.iterancestors() for other in found)]


def title(tree: HtmlElement, node: Node, metas: dict[str, str], site: str | None) -> str | None:
    """The headline: the heading that readers see where the head bears it out, else the head's.

    Pages often give search engines and social networks another wording; the shown one counts.
    """
    told = [string(node.get("headline")), metas.get("og:title"), metas.get("twitter:title")]
    told += [tree.findtext(".//title")]
    heads = [head for head in (without_outlet(squeezed(one), site) for one in told) if head]
    shown = [text for text in map(inner_text, tree.iter("h1")) if len(words(text)) > 2]
    for heading in shown:
        if any(_alike(heading, head) for head in heads):
            return heading
    if len(shown) == 1 and words(shown[0]) != words(site):
        return shown[0]
    return heads[0] if heads else (shown[0] if shown else None)


def without_outlet(text: str, site: str | None) -> str:
    """A title without the outlet's name at its end or beginning."""
    name = words(site)
    before, _, after = text.partition(": ")
    if after and name and words(before) == name:
        return after
    parts = SEPARATOR.split(text)
    if len(parts) < 2 or not site:
        return text
    joints = list(SEPARATOR.finditer(text))
    if _names(words(parts[-1]), name):
        return text[: joints[-1].start()]
    return text[joints[0].end() :] if _names(words(parts[0]), name) else text


def _names(part: list[str], name: list[str]) -> bool:
    return bool(part) and ("".join(part) in "".join(name) or "".join(name) in "".join(part))


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter text stand in the longer."""
    few, many = sorted((set(words(one)), set(words(other))), key=len)
    return bool(few) and len(few & many) >= 0.5 * len(few)


def bylines(
    tree: HtmlElement, node: Node, metas: dict[str, str], site: str | None
) -> tuple[str, ...]:
    """Who wrote it, by name, each once: JSON-LD, else meta elements, else the line shown."""
    shown = [inner_text(element) for element in byline_elements(tree)]
    shown = [text for text in shown if len(text.split()) <= LONGEST_BYLINE][:4]
    for told in (
        strings(node.get("author")),
        [metas.get(name, "") for name in BYLINE_METAS],
        shown,
    ):
        names = [name for one in told for name in names_in(one, site)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def byline_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that are named a byline or an author, in order; comments' own left out.

    A bare `author` or `vcard` counts only near the headline: cards of other articles have it too.
    """
    heading = tree.xpath("(//h1)[last()]")
    near = heading[0].xpath(NEARBY) if heading else tree.iter("p", "div", "span", "a", "address")
    named = {
        element
        for element in near
        if isinstance(element.tag, str)
        and BYLINE_CLASSES.intersection((element.get("class") or "").lower().split())
        and not element.xpath(ASIDE)
    }
    named.update(tree.xpath(BYLINE_XPATH))
    return [one for one in tree.iter() if one in named and not one.xpath(IN_COMMENTS)]


def names_in(line: str, site: str | None) -> list[str]:
    """The names in a byline, parted at commas and `and`; the outlet's own name is none.

    A single word after the first name is a place or an agency, not a further author.
    """
    found: list[str] = []
    for part in AND.split(BY.sub("", squeezed(line))):
        name = BY.sub("", part).strip(" .–—-|")
        if not name or NO_NAME.search(name) or len(name) > LONGEST_NAME:
            continue
        if found and " " not in name:
            continue
        if words(name) != words(site) and any(letter.isupper() for letter in name):
            found.append(name)
    return found
