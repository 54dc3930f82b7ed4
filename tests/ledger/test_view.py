from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from readings import MODELS, PEOPLE, reading

from detente.errors import LedgerError, NotFoundError, SettingsError
from detente.ledger import Filters, StatementRow, View, Writer
from detente.ledger.database import REVISIONS

GIVEN = [reading(number) for number in range(12)]


@pytest.fixture(scope="module")
def view(shared_url: str) -> Iterator[View]:
    with Writer(shared_url) as writer:
        for each in GIVEN:
            writer.add(each)
    with View(shared_url) as opened:
        yield opened


def test_a_statement_comes_with_its_words_and_its_article(view: View) -> None:
    given = GIVEN[4]
    wanted = given.statements[1]
    row = view.statement(wanted.id[:12])
    text = given.article.text
    assert row.statement == wanted
    assert row.speaker in PEOPLE
    assert row.source == row.speaker
    assert row.cue == "said"
    assert row.content == " … ".join(text[a:b] for a, b in wanted.content)
    assert row.sentence == text[slice(*wanted.sentence)]
    assert row.passage == text[row.start : row.start + len(row.passage)]
    assert row.article.id == given.article.id
    assert row.article.outlet == given.article.outlet
    assert row.models == MODELS


def test_articles_come_newest_first_and_the_undated_last(view: View) -> None:
    days = [row.published.value[:10] if row.published else "" for row in view.articles()]
    assert len(days) == 12
    assert [day or "0" for day in days] == sorted((day or "0" for day in days), reverse=True)
    assert days[-1] == ""
    assert view.articles(limit=3, offset=2) == view.articles()[2:5]


def test_exports_hold_all_in_an_order_that_rests_on_content(view: View) -> None:
    records = list(view.each_article())
    days = [r.row.published.value if r.row.published else "" for r in records]
    assert sorted(r.article.id for r in records) == sorted(g.article.id for g in GIVEN)
    assert days == sorted(days)
    rows = list(view.each_statement())
    assert [r.statement for r in rows] == [s for r in records for s in r.statements]


def test_an_export_left_early_does_no_harm(view: View) -> None:
    exports = view.each_statement()
    assert isinstance(next(exports), StatementRow)
    del exports
    assert view.status().articles == 12


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(outlet="harbour courier"), lambda r: r.article.outlet == "The Harbour Courier"),
        (Filters(outlet="Harbour Cour"), lambda r: False),
        (Filters(outlet="fjord.example"), lambda r: r.article.outlet == "Fjord Wire"),
        (Filters(language="de"), lambda r: r.article.language == "de"),
        (Filters(kind="mixed"), lambda r: r.statement.kind == "mixed"),
        (Filters(speaker="aino karaja"), lambda r: r.speaker == "Aino Käräjä"),
        (Filters(speaker="LIND"), lambda r: r.speaker == "Tomás Ferreira-Lind"),
        (Filters(speaker="lin"), lambda r: False),
        (
            Filters(since="2031-03-10", until="2031-03-31"),
            lambda r: r.article.published and r.article.published.value.startswith("2031-03-1"),
        ),
        (
            Filters(since="2031-04-01"),
            lambda r: r.article.published and r.article.published.value == "2031-04",
        ),
        (
            Filters(until="2031-03-09"),
            lambda r: r.article.published and "T" in r.article.published.value,
        ),
        (Filters(seen_since="2099-01-01"), lambda r: False),
        (Filters(seen_since="2020-01-01T00:00:00Z"), lambda r: True),
        (
            Filters(speaker="Brandvold", kind="direct", language="en"),
            lambda r: (
                r.speaker == "Ilse Brandvold"
                and r.statement.kind == "direct"
                and r.article.language == "en"
            ),
        ),
    ],
)
def test_filters(view: View, filters: Filters, fits: object) -> None:
    everything = view.statements()
    assert len(everything) == sum(len(g.statements) for g in GIVEN)
    wanted = [row for row in everything if fits(row)]  # type: ignore[operator]
    assert view.statements(filters) == wanted
    found = {row.id for row in view.articles(filters)}
    assert found == {row.article.id for row in wanted}


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"until": "20310401"},
        {"seen_since": "soon"},
        {"speaker": "%"},
        {"outlet": " "},
        {"kind": "shouted"},
        {"what": "pictures"},
        {"language": "e\0n"},
    ],
)
def test_filters_that_nothing_could_meet_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        Filters(**wrong)  # type: ignore[arg-type]


def test_identifiers_may_be_cut_short(view: View) -> None:
    identifier = GIVEN[0].article.id
    assert view.article(identifier[:10]).article == GIVEN[0].article
    with pytest.raises(NotFoundError, match="not an identifier"):
        view.article("xyz%")
    with pytest.raises(NotFoundError, match="no stored statement"):
        view.statement("f" * 20)
    with pytest.raises(NotFoundError, match="no stored page"):
        view.page("0" * 64)


def test_an_ambiguous_prefix_tells_how_many(url: str) -> None:
    given = [reading(number) for number in range(3)]
    with Writer(url) as writer:
        for number, each in enumerate(given):
            article = replace(each.article, id=f"abc{number}" + "0" * 16)
            writer.add(replace(each, article=article))
    with View(url) as view:
        with pytest.raises(NotFoundError, match="3 articles begin so; give more digits"):
            view.article("abc")
        assert view.article("abc1").row.title == given[1].article.title


def test_status_counts(view: View) -> None:
    status = view.status()
    assert (status.pages, status.articles) == (12, 12)
    assert status.statements == sum(len(g.statements) for g in GIVEN)
    assert (status.speakers, status.outlets) == (4, 2)
    assert status.languages == {"en": 9, "de": 3}
    assert (status.first, status.last) == ("2031-03-01", "2031-04-01")
    assert status.models == ((MODELS, 12),)
    assert status.size > 10_000
    assert status.schema == REVISIONS[-1]


def test_a_view_may_be_read_from_many_threads(view: View) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda g: view.article(g.article.id).article, GIVEN * 3))
    assert found == [g.article for g in GIVEN] * 3


def test_a_view_writes_nothing(view: View) -> None:
    from sqlalchemy import text

    from detente.ledger.database import told

    refused = pytest.raises(LedgerError, match=r"read-?only")
    with refused, told(view._engine), view._engine.begin() as connection:
        connection.execute(text("DELETE FROM statements"))
