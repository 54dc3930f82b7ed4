"""What stands between a page's headline and its body: outlet, standfirst, bylines, captions."""

from __future__ import annotations

import pytest

from detente.article import read
from detente.model import Article, Page

RUNNING = "<p>The two sides met again in the old town hall on Monday, the mayor said.</p>" * 3
FIRST = "The two sides met again"


def _bare(html: str) -> Article:
    return read(
        Page(id="x", body=f"<!doctype html>{html}".encode(), fetched="2025-07-01T12:00:00+00:00")
    )


def _under_heading(body: str) -> Article:
    return _bare(f"<h1>Two sides meet again</h1>{body}{RUNNING}")


def _reasons(article: Article) -> dict[str, str]:
    return {one.text: one.reason for one in article.discarded}


@pytest.mark.parametrize(
    "told", ["Hill Gazette: {}", "{} - Hill Gazette", "{} | Hill Gazette", "Hill Gazette – {}"]
)
def test_outlet_and_headline_of_a_page_of_divs(told: str) -> None:
    headline = "Two sides meet again: no end yet"
    article = _bare(
        f"<title>{told.format(headline)}</title><div><b>HILL GAZETTE</b></div>"
        f"<div class=hd>{headline}</div><div>Monday, June 16, 2025</div>"
        f"<div>From our woman on the spot, Ann Reed</div><meta name=author content='Ann Reed'>"
        f"{RUNNING.replace('p>', 'div>')}"
    )
    assert (article.title, article.outlet) == (headline, "Hill Gazette")
    assert article.text.startswith(FIRST)
    assert set(_reasons(article).values()) <= {"navigation", "repeated-title", "date", "byline"}


def test_a_colon_in_a_headline_parts_no_outlet() -> None:
    headline = "Town hall: two sides meet again"
    article = _bare(f"<title>{headline}</title><div>{headline}</div>{RUNNING}")
    assert (article.title, article.outlet) == (headline, None)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Reed, <time datetime=2025-06-16>16 June 2025</time>",
        "Von Ann Reed",
        "<span class='author vcard'>Ann Reed</span>, town hall desk",
    ],
)
def test_standfirst_and_byline_in_the_header_are_not_body(line: str) -> None:
    article = _bare(
        "<article><header><h1>Two sides meet again</h1><p>The mayor hopes for a third time</p>"
        f"<p>{line}</p></header>{RUNNING}</article>"
    )
    assert article.standfirst == "The mayor hopes for a third time"
    assert article.bylines == ("Ann Reed",)
    assert article.text.startswith(FIRST)


def test_a_body_inside_the_header_keeps_its_first_paragraph() -> None:
    article = _bare(
        f"<article><header><h1>Two sides meet again</h1>{RUNNING * 2}</header></article>"
    )
    assert article.standfirst is None
    assert article.text.startswith(FIRST)


def test_a_lead_is_the_standfirst_where_the_byline_follows_it() -> None:
    head = "<h1>Two sides meet again</h1><p class=lead>The mayor hopes for a third time.</p>"
    parted = _bare(f"<article>{head}<p class=autor>Ann Reed</p>{RUNNING}</article>")
    assert parted.standfirst == "The mayor hopes for a third time."
    assert parted.bylines == ("Ann Reed",)
    assert parted.text.startswith(FIRST)
    running = _bare(f"<article>{head}{RUNNING}</article>")
    assert running.standfirst is None
    assert running.text.startswith("The mayor hopes for a third time.")


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Monday, June 16, 2025", True),
        ("16 June 2025, 10:15 GMT", True),
        ("What changes on 16 June 2025", False),
        ("By Ann Reed in the old town", True),
        ("By night they had met again in the old town hall.", False),
    ],
)
def test_lines_above_the_body(line: str, goes: bool) -> None:
    article = _under_heading(f"<p>{line}</p>")
    assert article.text.startswith(FIRST if goes else line)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>Posted by <span class='author vcard'>Ann Reed</span> in Towns</div>",
        "<p class=autor>Von Ann Reed</p>",
        "<div class=byline>By Ann Reed</div>",
    ],
)
def test_bylines_by_class(markup: str) -> None:
    assert _under_heading(markup).bylines == ("Ann Reed",)


def test_authors_of_other_things_are_no_byline() -> None:
    body = (
        "<aside><p class=author>Bea Moss</p></aside><figure><img>"
        "<figcaption>The hall <span class=author>Cy Lund</span></figcaption></figure>"
        "<div class=comments><p class=author>Dee Falk</p></div>"
    )
    assert _under_heading(body).bylines == ()


def test_caption_and_credit_in_classes() -> None:
    article = _under_heading(
        "<div class=photo><img src=a.jpg><div class=caption>The old town hall on Monday</div>"
        "<div class=photo-credit>Ann Reed / Hill Gazette</div></div>",
    )
    assert article.image is not None
    assert article.image.caption == "The old town hall on Monday"
    assert article.image.credit == "Ann Reed / Hill Gazette"
    assert _reasons(article)["Ann Reed / Hill Gazette"] == "credit"
    assert article.text.startswith(FIRST)
