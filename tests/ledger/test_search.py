from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import MODELS, reading

from detente.ledger import Filters, Hit, View, Writer
from detente.ledger.hits import LONGEST, excerpt
from detente.ledger.query import Query, parse
from detente.model import Article, Page, Reading, content_id

BODIES = {
    "a": ("Ceasefire talks", "Delegates are negotiating a cease-fire. Envoys from the U.S. came."),
    "b": ("Harbour news", "Pilots and/or crews accepted the café owners' offer of ceasefire."),
    "c": ("Ice", "The ceasefire, the ceasefire and again the ceasefire: nobody negotiates it."),
    "d": ("Weather", "Fire and a cease to rain. São Tomé is far, 3.5 degrees warmer in 2031."),
}


def plain(name: str) -> Reading:
    title, text = BODIES[name]
    article = Article(content_id(title, text), text, title=title, outlet=f"Outlet {name}")
    return Reading(Page(name, text.encode()), article, models=MODELS)


@pytest.fixture(scope="module")
def view(shared_url: str) -> Iterator[View]:
    with Writer(shared_url) as writer:
        for name in BODIES:
            writer.add(plain(name))
        for number in range(8):
            writer.add(reading(number))
    with View(shared_url) as opened:
        yield opened


def names(hits: list[Hit]) -> list[str]:
    return sorted((hit.article.outlet or "").removeprefix("Outlet ") for hit in hits)


ARTICLES = Filters(what="articles")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ceasefire -strait -talks -coast", "bc"),
        ("negotiates cease", "a"),
        ("CEASEFIRE nobody", "c"),
        ('"cease fire"', "a"),
        ("cease-fire", "a"),
        ("fire cease", "ad"),
        ("“fire and a cease”", "d"),
        ("crews", "b"),
        ("and/or", "b"),
        ("cafe owner", "b"),
        ("CAFÉ", "b"),
        ("sao tome", "d"),
        ("U.S.", "a"),
        ("3.5 degree", "d"),
        ("weather the", ""),
        ("weather a to", "d"),
        ("weather -rain", ""),
        ('weather -"to warm"', "d"),
        ("-weather", ""),
        ("", ""),
        ('"', ""),
        ("nobody NOT again", ""),
        ("nobody OR weather", ""),
    ],
)
def test_what_is_found(view: View, query: str, found: str) -> None:
    assert names(view.search(query, ARTICLES)) == list(found)


def test_more_of_the_word_and_the_title_rank_higher(view: View) -> None:
    order = [hit.article.title for hit in view.search("ceasefire -coast", ARTICLES)]
    assert order == ["Ceasefire talks", "Ice", "Harbour news"]
    scores = [hit.score for hit in view.search("ceasefire", ARTICLES)]
    assert scores == sorted(scores, reverse=True)


def marked(text: str, hit: Hit) -> list[str]:
    return [text[a:b] for a, b in hit.marks]


def test_the_words_are_marked(view: View) -> None:
    (hit,) = view.search("negotiate cease-fire envoy", ARTICLES)
    assert marked(hit.text, hit) == ["negotiating", "cease", "fire", "Envoys"]
    (hit,) = view.search("harbour cafe pilot", ARTICLES)
    assert marked(hit.text, hit) == ["Pilots", "café"]
    assert hit.title_marks == ((0, 7),)


def test_statements_are_found_by_speaker_and_words(view: View) -> None:
    hits = view.search("karaja ceasefires", Filters(what="statements"))
    assert hits
    for hit in hits:
        assert hit.statement is not None
        assert hit.statement.speaker == "Aino Käräjä"
        assert hit.text == hit.statement.passage
        assert marked(hit.text, hit) == ["Käräjä", "ceasefire"]
        article = view.article(hit.article.id).article
        assert article.text[hit.start :].startswith(hit.text)
    assert view.search("karaja", Filters(what="statements", kind="direct", outlet="Nobody")) == []
    assert len(view.search("coast", Filters(what="statements", speaker="Brandvold"))) == 6
    german = view.search("coast", Filters(language="de"))
    assert {hit.article.language for hit in german} == {"de"}


def test_both_kinds_are_taken_in_turn_and_paged(view: View) -> None:
    hits = view.search("coast", limit=50)
    kinds = [hit.statement is None for hit in hits]
    assert (kinds.count(True), kinds.count(False)) == (8, 24)
    assert kinds[:16] == [True, False] * 8
    assert view.search("coast", limit=5) + view.search("coast", limit=45, offset=5) == hits


def test_what_is_replaced_is_no_longer_found(url: str) -> None:
    old = reading(2)
    new = replace(old, statements=(), models={"encoder": "r2"})
    with Writer(url) as writer:
        writer.add(old)
        with View(url) as view:
            assert len(view.search("coast", Filters(what="statements"))) == 3
        writer.add(new)
    with View(url) as view:
        assert view.search("coast", Filters(what="statements")) == []
        assert len(view.search("coast")) == 1


def test_a_very_long_article_is_kept_and_found(url: str) -> None:
    text = "Opening words. " + " ".join(f"w{n:x}" for n in range(400_000)) + " ending"
    article = Article(content_id(text), text, title="Long")
    with Writer(url) as writer:
        writer.add(Reading(Page("long", b"x"), article, models=MODELS))
    with View(url) as view:
        assert view.article(article.id).article == article
        (hit,) = view.search("opening w2")
        assert hit.text.startswith("Opening words. w0")


odd = st.text(st.characters(codec=None, categories=None), max_size=30)
OPERATORS = (
    *("AND", "OR", "NOT", "NEAR(a b", "(", ")", "*", "^", ":", "title:", '"', "-", "--", "'", ";"),
    *("\\", "%", "|", "&", "!", "<->", "\0", "\ud800", "coast", "a*", '-"', "{x}", "_", "’s"),
)
operators = st.lists(st.sampled_from(OPERATORS), max_size=8).map(" ".join)


def test_no_query_is_an_error(view: View) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(query=odd | operators)
    def search(query: str) -> None:
        for hit in view.search(query, limit=3):
            assert all(0 <= a < b <= len(hit.text) for a, b in hit.marks)

    search()
    assert view.search("coast " * 5_000 + "-weather " * 5_000, limit=1)
    assert view.search('"' + "coast " * 5_000) == []


def test_a_query_is_words_phrases_and_exclusions() -> None:
    assert parse('Ice -"pilot fees" “The Strait” -fog U.S.') == Query(
        (("Ice",), ("The", "Strait"), ("U", "S")), (("pilot", "fees"), ("fog",))
    )


@given(st.text(max_size=900), st.lists(st.tuples(st.integers(0, 899), st.integers(1, 9))))
def test_an_excerpt_lies_in_the_text(text: str, raw: list[tuple[int, int]]) -> None:
    marks = tuple(sorted((a, min(len(text), a + n)) for a, n in raw if a < len(text)))
    start, end = excerpt(text, marks)
    assert 0 <= start <= end <= len(text)
    assert end - start <= LONGEST
    assert not marks or any(start <= a and b <= end for a, b in marks)
