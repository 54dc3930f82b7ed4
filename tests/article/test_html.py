"""The HTML reader on pages of sixteen outlets' manners, beside trafilatura alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from detente.article import read
from detente.article.reasons import REASONS
from detente.errors import UnreadableInputError
from detente.model import Article, Page

PAGES = Path(__file__).parent / "html_pages"
EXPECTED: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(PAGES.glob("*.json"))
}
SHOWN = [name for name, expected in EXPECTED.items() if "error" not in expected]
WALLS = [name for name, expected in EXPECTED.items() if "error" in expected]


def _read(name: str) -> Article:
    return read(Page(id=name, body=(PAGES / f"{name}.html").read_bytes()))


def _f1(found: str, right: str) -> float:
    """F1 over bags of word 4-shingles."""
    bags = []
    for text in (found, right):
        tokens = re.findall(r"\w+", text.lower())
        bags.append(Counter(tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)))
    return 2 * (bags[0] & bags[1]).total() / max(1, bags[0].total() + bags[1].total())


def test_there_are_pages_of_many_manners() -> None:
    assert len(SHOWN) >= 10
    assert len(WALLS) >= 3
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_says_of_itself(name: str) -> None:
    article, expected = _read(name), EXPECTED[name]
    found = {
        "title": article.title,
        "standfirst": article.standfirst,
        "bylines": list(article.bylines),
        "outlet": article.outlet,
        "domain": article.domain,
        "published": article.published
        and [article.published.value, article.published.precision, article.published.basis],
        "language": article.language,
        "image": article.image and [article.image.caption, article.image.credit],
        "related": list(article.related),
        "notes": list(article.notes),
    }
    assert found == {key: expected.get(key, []) for key in found}


@pytest.mark.parametrize("name", SHOWN)
def test_body_is_no_worse_than_trafilatura_alone(name: str) -> None:
    from trafilatura import extract

    right = "\n".join(EXPECTED[name]["body"])
    alone = extract((PAGES / f"{name}.html").read_bytes(), include_comments=False) or ""
    assert _f1(_read(name).text, right) >= _f1(alone, right)


def test_floor_of_bodies() -> None:
    scores = {name: _f1(_read(name).text, "\n".join(EXPECTED[name]["body"])) for name in SHOWN}
    assert min(scores.values()) >= 0.95, scores
    assert sum(scores.values()) / len(scores) >= 0.99, scores


@pytest.mark.parametrize("name", SHOWN)
def test_paragraphs_are_spans_of_the_text(name: str) -> None:
    article = _read(name)
    paragraphs = [article.text[start:end] for start, end in article.paragraphs]
    assert "\n\n".join(paragraphs) == article.text
    assert all(text == text.strip() and text for text in paragraphs)
    assert {one.reason for one in article.discarded} <= REASONS


def test_paragraphs_are_the_page_s_own() -> None:
    for name in ("wordpress_graph", "javascript_shell", "wire_divs", "newsletter_comments"):
        article = _read(name)
        assert [article.text[a:b] for a, b in article.paragraphs] == EXPECTED[name]["body"]


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_no_article(name: str) -> None:
    with pytest.raises(UnreadableInputError, match=EXPECTED[name]["error"]) as caught:
        _read(name)
    assert str(caught.value).startswith(f"{name}: no article on this page")
    assert "\n" not in str(caught.value)


def test_what_came_with_the_page_outranks_what_is_found() -> None:
    page = Page(
        id="x",
        body=(PAGES / "wordpress_graph.html").read_bytes(),
        title="Given",
        outlet="Given Outlet",
        url="https://www.given.example/1",
        published="2025-06-18",
    )
    article = read(page)
    assert (article.title, article.outlet, article.domain) == (
        "Given",
        "Given Outlet",
        "given.example",
    )
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2025-06-18", "day")
    assert article.published.basis == "given"
    assert article.id != _read("wordpress_graph").id


def test_a_given_date_that_cannot_be_read_is_noted() -> None:
    body = (PAGES / "wordpress_graph.html").read_bytes()
    article = read(Page(id="x", body=body, published="last week"))
    assert article.published is not None
    assert article.published.basis == "json-ld"
    assert article.notes == ("the date given is not understood: 'last week'",)


def _page(head: str, body: str = "") -> Article:
    text = "<p>The two sides met again in the old town hall on Monday, the mayor said.</p>" * 3
    html = (
        f"<!doctype html><html><head>{head}</head><body><h1>Two sides meet again</h1>{body}{text}"
    )
    return read(Page(id="x", body=html.encode(), fetched="2025-07-01T12:00:00+00:00"))


@pytest.mark.parametrize(
    ("stated", "value", "precision"),
    [
        ("2025-06-17", "2025-06-17", "day"),
        ("2025-06", "2025-06", "month"),
        ("2025-06-17T00:00:00Z", "2025-06-17", "day"),
        ("20250617T101502Z", "2025-06-17T10:15:02Z", "second"),
        ("2025-06-17 10:15 +0200", "2025-06-17T10:15+02:00", "minute"),
        ("Tue, 17 Jun 2025 10:15:00 GMT", "2025-06-17T10:15:00+00:00", "minute"),
    ],
)
def test_dates_keep_the_precision_that_is_stated(stated: str, value: str, precision: str) -> None:
    published = _page(f'<meta property="article:published_time" content="{stated}">').published
    assert published is not None
    assert (published.value, published.precision, published.basis) == (value, precision, "meta")


def test_dates_that_cannot_be_are_passed_over() -> None:
    head = '<meta name="date" content="2031-01-01"><meta name="pubdate" content="0001-01-01">'
    assert _page(head).published is None


def test_dates_at_odds_are_noted() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-06-20"}'
        '</script><meta name="pubdate" content="2025-06-01">'
    )
    article = _page(head)
    assert article.published is not None
    assert article.published.value == "2025-06-20"
    assert article.notes == ("date in doubt: json-ld says 2025-06-20, meta says 2025-06-01",)


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","author":"Ann Reed",}',
        '<!-- {"@type":"NewsArticle","author":"Ann Reed"} -->',
        '/*<![CDATA[*/ {"@type":"NewsArticle","author":["Ann Reed"]} /*]]>*/',
        '[[{"@type":["Thing","NewsArticle"],"author":{"name":"By Ann Reed"}}]];',
        '{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},{"@id":"#a","name":"Ann Reed"}]}',
    ],
)
def test_json_ld_as_real_pages_write_it(broken: str) -> None:
    article = _page(f'<script type="application/ld+json">{broken}</script>')
    assert article.bylines == ("Ann Reed",)


def test_a_description_for_search_engines_is_no_standfirst() -> None:
    told = "What you need to know about the two sides and their meeting"
    head = f'<meta property="og:description" content="{told}">'
    assert _page(head).standfirst is None
    assert _page(head, f"<h2>{told}</h2>").standfirst == told


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("The hall on Monday. Photo: Ann Reed", ("The hall on Monday.", "Ann Reed")),
        ("The hall on Monday. © Ann Reed/Agency", ("The hall on Monday.", "Ann Reed/Agency")),
        ("The hall on Monday (Ann Reed/Agency)", ("The hall on Monday", "Ann Reed/Agency")),
        ("The hall on Monday<cite>Ann Reed</cite>", ("The hall on Monday", "Ann Reed")),
        ("The hall on Monday", ("The hall on Monday", None)),
    ],
)
def test_caption_and_credit_are_parted(caption: str, parts: tuple[str, str | None]) -> None:
    image = _page("", f"<figure><img><figcaption>{caption}</figcaption></figure>").image
    assert image is not None
    assert (image.caption, image.credit) == parts


def _of(html: str) -> Article:
    return read(Page(id="x", body=f"<!doctype html><html lang=en>{html}</html>".encode()))


@pytest.mark.parametrize(
    "brief",
    [
        "The island asked to become a member of the Northern Customs Union on Tuesday, two years "
        "after its voters turned the idea down, and the union said that it would answer in May.",
        "Searchers found 404 crates of tea on the sea bed on Tuesday, a day after the freighter "
        "Anna Holt sank in calm weather off the lighthouse, the harbour master said.",
        "Officers noted unusual traffic on the border road on Tuesday, and tickets for the night "
        "ferry were no longer available by noon, a clerk at the terminal said.",
    ],
)
def test_a_brief_is_no_wall_for_a_word_it_uses(brief: str) -> None:
    assert _of(f"<title>In brief</title><article><h1>In brief</h1><p>{brief}</p></article>").text


CHAPTERS = (
    "The two fishing villages have shared the sound for as long as anybody remembers, and for as "
    "long they have quarrelled over the mussel beds on its eastern side.",
    "In March the county asked both for their view of a plan that would close the beds for two "
    "years and pay the crews for what they would have caught.",
    "The plan was sent to every household, with a map and a form on which an answer could be "
    "ticked, and three meetings were held in the school hall.",
)
ANSWERS = (
    "Most of those who wrote from the northern village were against the closing of the beds, and "
    "said that the count of mussels was made in the wrong month.",
    "The southern village was split, with the older crews for the plan and the younger ones "
    "afraid that the beds would never be opened again.",
)


@pytest.mark.parametrize("label", ["Responses", "Comments"])
def test_a_chapter_named_like_a_comments_box_stays(label: str) -> None:
    parts = [
        *(f"<p>{x}</p>" for x in CHAPTERS),
        f"<h2>{label}</h2>",
        *(f"<p>{x}</p>" for x in ANSWERS),
    ]
    article = _of(f"<title>Mussels</title><article><h1>Mussels</h1>{''.join(parts)}</article>")
    assert all(text in article.text for text in (*CHAPTERS, label, *ANSWERS))


@pytest.mark.parametrize(
    "line",
    [
        "Published in 1925, the map was forgotten for eighty years.",
        "Copyright law says nothing of maps that nobody signed.",
        "Get to the harbour early and watch the briefing from the wall.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line: str) -> None:
    parts = "".join(f"<p>{x}</p>" for x in (*CHAPTERS, line, *ANSWERS))
    assert line in _of(f"<title>Mussels</title><article><h1>Mussels</h1>{parts}</article>").text


def test_an_article_body_cut_at_a_paragraph_cuts_nothing() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": " ".join((*CHAPTERS, ANSWERS[0]))})
    parts = "".join(f"<p>{x}</p>" for x in (*CHAPTERS, *ANSWERS))
    article = _of(
        f'<title>Mussels</title><script type="application/ld+json">{told}</script>'
        f"<article><h1>Mussels</h1>{parts}</article>"
    )
    assert article.text.endswith(ANSWERS[1])
