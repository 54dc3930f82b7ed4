"""Pages that stand before the article instead of showing it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from detente.article.jsonld import Node
from detente.article.metadata import inner_text, squeezed

# What a page asks for, told by its words, most telling first; the remedy is the same for all.
WALLS = (
    (
        "it asks whether you are a robot",
        r"verify (?:that )?you are (?:a )?human|captcha|checking your browser|"
        r"just a moment(?:\W*$|\.{3}|…)|unusual traffic from your|are you a robot|"
        r"^\W*access denied\b|access to this page has been denied|ddos protection by",
    ),
    (
        "it asks to accept cookies",
        r"(?:accept|agree to|consent to|reject) (?:all |the use of )?(?:our )?cookies|"
        r"cookie (?:consent|policy|settings|preferences)|we (?:and our \d* ?partners )?use cookies|"
        r"personal(?:ised|ized) ad(?:s|vertising)|"
        r"manage (?:my |your )?(?:consent|choices|preferences)|"
        r"alle akzeptieren|cookies akzeptieren|accepter (?:les )?cookies",
    ),
    (
        "it asks to log in",
        r"(?:log|sign) ?in (?:to (?:continue|read|view|access|your))|"
        r"(?:log|sign) ?in or (?:register|subscribe|create)|"
        r"(?:log|sign) ?in\b.{0,200}\bpassword|password\b.{0,200}\b(?:log|sign) ?in|"
        r"create (?:a free |an |your )?account|already (?:a (?:member|subscriber)|have an account)|"
        r"register (?:for free )?to (?:continue|read)|bitte (?:melden sie sich an|anmelden)",
    ),
    (
        "it asks to subscribe",
        r"subscribe (?:now )?to (?:continue|read|keep|unlock)|to (?:continue|keep) reading\b|"
        r"this (?:article|content|story) is (?:only )?(?:for|available to|reserved for) "
        r"(?:paying |our )?(?:subscribers|members)|subscriber[- ]only|start your (?:free )?trial|"
        # Countries, too, become members.
        r"unlock (?:this|the full) (?:article|story)|become a subscriber|"
        r"become a member(?: (?:now|today|for)\b|\W+to (?:read|continue|unlock|support|access)\b)",
    ),
    (
        "it asks for JavaScript",
        r"(?:enable|requires?|turn on|activate) javascript|"
        r"javascript (?:is )?(?:disabled|required)",
    ),
    (
        "it says that the page is not there",
        r"page (?:not found|cannot be found|doesn.t exist|does not exist|you.{1,40}looking for)|"
        r"(?:^|error\W{1,3})404\b(?=\W|$)(?! [a-z])|404\W{1,3}(?:error|not found|page)|"
        r"(?:page|article|story|content|item)\b.{0,20} no longer available",
    ),
)
PATTERNS = tuple((what, re.compile(pattern, re.I | re.S)) for what, pattern in WALLS)
REMEDY = "open it in a browser and save the page when the article shows"
# A body of fewer words is weighed against what the page asks for; of fewer still it is none.
SHORT = 80
NONE = 8
# What a site shows of an article that it sells is no longer than this.
BEGINNING = 200
CONSENT = "it asks to accept cookies"
OFFERS = ("it asks to log in", "it asks to subscribe")
# The part of a wall's text that is looked at.
SHOWN = 6000


def wall(tree: HtmlElement, paragraphs: list[str], title: str | None) -> str | None:
    """What the page asks for instead of showing its article, None where it shows one.

    A body of some length is an article whatever stands around it. A short one is held for a
    wall's own text where it asks for something itself, or where the page's title does.
    """
    body = " ".join(paragraphs)
    count = len(body.split())
    if count < NONE:
        return asked(f"{title or ''} {shown_text(tree)}") or "it shows no running text"
    telling = [text for text in paragraphs if asked(text)]
    share = sum(len(text) for text in telling) / len(body)
    if count < SHORT and (share >= 0.4 or asked(title or "")):
        return asked(" ".join([title or "", *telling]))
    # Consent texts run long, but speak of nothing else; so much of anything else is an article.
    consent = [text for text in telling if asked(text) == CONSENT]
    return CONSENT if sum(map(len, consent)) >= 0.6 * len(body) and len(consent) > 1 else None


def asked(text: str) -> str | None:
    """Which wall a text speaks for, if any."""
    return next((what for what, pattern in PATTERNS if pattern.search(text)), None)


def cut_short(tree: HtmlElement, node: Node, paragraphs: list[str]) -> bool:
    """Whether the page says that the article is not free, shows little and offers the rest."""
    free = str(node.get("isAccessibleForFree", "")).lower() not in ("false", "no")
    if free or len(" ".join(paragraphs).split()) > BEGINNING:
        return False
    return any(pattern.search(shown_text(tree)) for what, pattern in PATTERNS if what in OFFERS)


def shown_text(tree: HtmlElement) -> str:
    """The beginning of all that the page shows, `<noscript>` included."""
    body = tree.find(".//body")
    return squeezed(inner_text(tree if body is None else body)[:SHOWN])
