"""The brief: ordered for a hurried reader, and every line with the sentence it rests on."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

import samples
from detente import ledger
from detente.model import Reading
from detente.views import brief_html, brief_text, listing
from detente.views.brief import Brief, Line, brief
from detente.views.sources import Source, by_words
from detente.views.terminal import THEME

RowsOf = Callable[[Reading], list[ledger.StatementRow]]
PLACE = re.compile(r"([0-9a-f]{10,20}) \[(\d+), (\d+)\]")


@pytest.fixture(scope="module")
def rows(sample_ledger: str) -> list[ledger.StatementRow]:
    with ledger.View(sample_ledger) as view:
        return view.statements()


@pytest.fixture(scope="module")
def told(rows: list[ledger.StatementRow]) -> Brief:
    return brief(rows)


@pytest.fixture
def rows_of(tmp_path: Path) -> RowsOf:
    """The reading's rows, as a ledger of its own gives them."""

    def rows(reading: Reading) -> list[ledger.StatementRow]:
        path = str(tmp_path / f"{reading.page.id}.db")
        with ledger.Writer(path) as writer:
            writer.add(reading)
        with ledger.View(path) as view:
            return view.statements()

    return rows


def lines(told: Brief) -> list[Line]:
    return [line for day in told.days for voice in day.voices for line in voice.lines]


def cited(told: Brief) -> list[Source]:
    """The sources as they are printed: once for the lines that rest on the same sentence."""
    voices = [voice for day in told.days for voice in day.voices]
    return [source for v in voices for passage in v.passages for source in passage[0].sources]


def line_with(told: Brief, words: str) -> Line:
    [found] = [line for line in lines(told) if words in line.content]
    return found


def terminal(told: Brief) -> str:
    out = io.StringIO()
    brief_text.show(Console(file=out, theme=THEME, width=88, highlight=False), told)
    return out.getvalue()


def article_text(sample_ledger: str, identifier: str) -> str:
    with ledger.View(sample_ledger) as view:
        return view.article(identifier).article.text


def test_every_line_has_a_source_that_says_it(told: Brief, sample_ledger: str) -> None:
    assert lines(told)
    for line in lines(told):
        assert line.sources
        for source in line.sources:
            start, end = source.sentence
            sentence = article_text(sample_ledger, source.article)[start:end]
            assert " ".join(sentence.split()) == source.words
            assert line.content.strip("“”") in source.words
            assert source.outlet
            assert source.day


def test_every_statement_is_in_some_line(told: Brief, rows: list[ledger.StatementRow]) -> None:
    cited = [source.statement for line in lines(told) for source in line.sources]
    assert sorted(cited) == sorted(row.statement.id for row in rows)


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_the_text_points_at_every_sentence(told: Brief, sample_ledger: str, form: str) -> None:
    text = terminal(told) if form == "terminal" else "\n".join(brief_text.markdown(told))
    flat = " ".join(text.split())
    places = PLACE.findall(flat)
    assert len(places) == len(cited(told))
    for identifier, start, end in places:
        sentence = article_text(sample_ledger, identifier)[int(start) : int(end)]
        first = re.findall(r"\w+", sentence)[0]
        assert first in flat


def test_json_holds_the_same(told: Brief) -> None:
    [line] = listing.jsonl([listing.as_object(told)])
    read = json.loads(line)
    kept = [x for day in read["days"] for voice in day["voices"] for x in voice["lines"]]
    assert [x["content"] for x in kept] == [line.content for line in lines(told)]
    assert all(x["sources"] for x in kept)


def test_days_from_the_newest_and_the_undated_last(told: Brief) -> None:
    assert [day.day for day in told.days] == ["5 March 2031", "February 2031", "Undated"]


def test_the_most_quoted_first_and_the_unnamed_last(told: Brief, rows_of: RowsOf) -> None:
    [march] = [day for day in told.days if day.published == "2031-03-05"]
    assert [voice.speaker for voice in march.voices] == [
        *("Ilse Marrow", "People close to the talks", "Tomas Reyl", "Unnamed source"),
    ]
    assert [voice.named for voice in march.voices] == [True, False, True, False]
    harbour = samples.harbour()
    harbour = replace(harbour, article=replace(harbour.article, published=None))
    [undated] = brief([*rows_of(harbour), *rows_of(samples.ferry(5))]).days
    assert undated.voices[0].speaker == "Lena Voss"


def test_the_same_words_of_a_speaker_are_one_line_with_two_sources(told: Brief) -> None:
    line = line_with(told, "We carry anyone")
    assert [source.title for source in line.sources] == [
        "Ferry 2 sails again",
        "Ferry 0 sails again",
    ]
    [(words, sources)] = by_words(line.sources)
    assert words == "“We carry anyone”, she said."
    assert len(sources) == 2


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("northern harbour", "said"),
        ("willing to share", "citing, possible (“may be”)"),
        ("map had been drawn", "denied"),
        ("ferries run again", "It was reported, on a condition (“could”, “if”)"),
        ("ferry 2 will sail", "told reporters, yet to come (“will”)"),
    ],
)
def test_modality_is_told_in_words(told: Brief, words: str, manner: str) -> None:
    assert line_with(told, words).manner == manner


def test_the_chain_and_the_day_it_was_said(told: Brief) -> None:
    assert line_with(told, "willing to share").about == "via The Daily Anchor"
    assert line_with(told, "northern harbour").about == "said on Tuesday (4 March 2031)"


def test_two_statements_of_a_sentence_cite_it_once(rows_of: RowsOf) -> None:
    text = "Ilse Marrow said that the map is wrong and urged Ostmark to draw another."
    marrow = samples.actor("Ilse Marrow", text)
    pairs = (("said", "the map is wrong"), ("urged", "Ostmark to draw another"))
    told = [
        samples.statement(text, ["Ilse Marrow"], cue, [words], speaker=marrow)
        for cue, words in pairs
    ]
    two = brief(rows_of(samples.reading("map", text, told, [marrow])))
    for shown in (terminal(two), "\n".join(brief_text.markdown(two))):
        assert "the map is wrong" in shown
        assert "Ostmark to draw another" in shown
        assert len(PLACE.findall(" ".join(shown.split()))) == 1
    assert brief_html.html(two).count('class="place" href="#s-') == 1


def test_a_quotation_is_shown_as_one(told: Brief) -> None:
    assert line_with(told, "will it hold").content == "“will it hold?”"
    assert line_with(told, "We carry anyone").content == "“We carry anyone”"


def test_a_pronoun_is_no_heading(rows_of: RowsOf) -> None:
    ferry = samples.ferry()
    nameless = tuple(replace(statement, speaker=None) for statement in ferry.statements)
    nobody = [row for row in rows_of(replace(ferry, statements=nameless)) if row.source == "she"]
    [day] = brief(nobody).days
    assert [voice.speaker for voice in day.voices] == ["Unnamed source"]


def test_more_lines_than_asked_for_are_counted(
    told: Brief, rows: list[ledger.StatementRow]
) -> None:
    short = brief(rows, each=1)
    [undated] = [day for day in short.days if day.published is None]
    [voss] = undated.voices
    assert (len(voss.lines), voss.left_out) == (1, 2)
    assert voss.lines[0].content == "“We carry anyone”", "two articles carry it"
    assert short.statements == told.statements
    assert "… and 2 more" in terminal(short)
    assert "… and 2 more" in "\n".join(brief_text.markdown(short))
    assert "… and 2 more" in brief_html.html(short)


def test_the_counts(told: Brief) -> None:
    assert told.summary == "10 statements by 4 named speakers, from 4 articles of 3 outlets."
    assert brief([]).summary.startswith("No statements")
    assert terminal(brief([])).strip() == brief([]).summary


def test_foreign_text_stays_text(told: Brief) -> None:
    markdown = "\n".join(brief_text.markdown(told))
    assert r"\<script\>alert(1)\</script\> \& \*stars\* \[link\](x)" in markdown
    assert "\x1b" not in markdown
    assert "\x1b" not in terminal(told)
    page = brief_html.html(told)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; *stars*" in page
    assert 'href="javascript:' not in page


class Page(HTMLParser):
    """Identifiers, links and what a page would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.fetched += [tag] if "src" in given or tag in ("link", "script", "img") else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(told: Brief) -> None:
    page = Page(brief_html.html(told))
    assert not page.fetched
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    places = [link for link in page.links if link.startswith("#s-")]
    assert len(places) == len(cited(told))
    for line in lines(told):
        for source in line.sources:
            start, end = source.sentence
            assert f"#s-{source.article}-{start}-{end}" in places


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a", True),
        ("http://news.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, linked: bool) -> None:
    assert bool(brief_html.web_address(url)) is linked
