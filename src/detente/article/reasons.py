"""Why a line of a page is left out of the article's text: a closed set."""

from __future__ import annotations

REASONS = frozenset(
    {
        "advert",
        "byline",
        "caption",
        "comments",
        "cookie-notice",
        "credit",
        "date",
        "empty-box",
        "footer",
        "login",
        "navigation",
        "newsletter",
        "outlet",
        "outside-body",
        "related",
        "repeated",
        "repeated-caption",
        "repeated-title",
        "share",
    }
)
