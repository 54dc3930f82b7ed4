"""The brief of the talks, from a real ledger: what an editor finds, and a source for every line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console

import strait
from detente import ledger
from detente.model import Dossier
from detente.views import brief_html, gap_text, listing, phrases, talks_text
from detente.views.brief import Brief, brief
from detente.views.principals import Principals
from detente.views.standing import standing
from detente.views.talks import Record, Talks, new_since, talks
from detente.views.terminal import THEME

# The user's own words, and names: they tell nothing of the talks.
OWN_WORDS = {"title", "proposition", "speaker", "name"}
STANCE = re.compile("for|against|open|conditional")
PLACE = re.compile(r"[0-9a-f]{10,20} \[\d+, \d+\]")


def made(path: str, as_of: str = strait.TODAY, since: str = "2031-03-19") -> tuple[Talks, Brief]:
    lines = ledger.Filters(dossier=strait.DOSSIER.id)
    with ledger.View(path) as view:
        leaders = Principals(strait.DOSSIER, view.actors(lines))
        record = Record(
            standing(view, strait.DOSSIER, leaders, as_of),
            view.positions(lines),
            view.proposals(lines),
            view.divisions(lines),
            view.background(lines),
        )
        said = brief(view.statements(lines))
    return talks(strait.DOSSIER, record, leaders, since, as_of, "2031-03-20"), said


@pytest.fixture(scope="module")
def both(strait_ledger: str) -> tuple[Talks, Brief]:
    return made(strait_ledger, since="2031-03-18")


@pytest.fixture(scope="module")
def state(both: tuple[Talks, Brief]) -> Talks:
    return both[0]


@pytest.fixture(scope="module")
def page(both: tuple[Talks, Brief]) -> str:
    return brief_html.html(both[1], both[0])


def test_the_table(state: Talks) -> None:
    told = {issue.issue: issue.state for issue in state.gap.issues}
    assert told == {"transit": "within reach", "cable": "contested", "pilot-fees": "unknown"}
    [transit, *_] = state.gap.issues
    cells = {cell.side: cell for cell in transit.cells}
    assert cells["ostmark"].held
    assert (cells["ostmark"].held.holder, cells["ostmark"].held.age) == ("Ilse Marrow", 18)
    assert [one.holder for one in cells["ostmark"].dissent] == ["Nils Oder"]
    assert cells["vellmark"].held
    assert cells["vellmark"].held.stance == "conditional"


def test_what_moved(state: Talks) -> None:
    [change] = state.moved
    assert change.text == (
        "Tomas Reyl (Vellmark) softened on transit: against, reported (Vellmark, 19 March 2031) → "
        "for it on a condition (20 March 2031, own word)."
    )


def test_deadlines(state: Talks) -> None:
    [due] = state.pending
    assert due.due == "due in 2 days (22 March 2031, “by Saturday”)"
    assert "awaits the reply of Vellmark" in due.text


def test_inside_the_sides(state: Talks) -> None:
    told, held = state.inside
    assert told.text == "Ostmark divided over transit: Nils Oder at odds with Ilse Marrow."
    assert (told.told, held.told) == ("said", "held")
    assert "Nils Oder is against" in held.text


def test_disputed_accounts(state: Talks) -> None:
    [dispute] = state.disputed
    assert (dispute.accepted, dispute.refused) == (2, 1)
    assert dispute.text.startswith("Accounts of Vellmark on transit differ: ")
    assert "via Bo Zetter" in dispute.text
    assert "via Fjord Wire" in dispute.text


def test_background_with_its_date(state: Talks) -> None:
    [recalled] = state.background
    assert (recalled.text, recalled.value) == ("2014 (“since 2014”)", "2014")
    assert recalled.words == "Vellmark has held the northern shore since 2014."


def test_only_the_news_is_news(strait_ledger: str) -> None:
    state, _ = made(strait_ledger, since="2031-03-19")
    assert not state.background
    early, _ = made(strait_ledger, as_of="2031-03-04", since="2031-03-01")
    assert not early.pending
    assert not early.moved
    assert {change.kind for change in early.fresh} == {"new"}
    late, _ = made(strait_ledger, as_of="2031-03-24", since="2031-03-21")
    assert [tabled.status for tabled in late.settled] == ["expired"]


@pytest.mark.parametrize(
    ("as_of", "last", "since"),
    [
        ("2031-03-20", "2031-03-20", "2031-03-19"),
        ("2031-03-20", "2031-03-19", "2031-03-19"),
        ("2031-03-20", "2031-03-10", "2031-03-10"),
        ("2031-03-20", None, "2031-03-19"),
    ],
)
def test_since_yesterday_or_the_last_report(as_of: str, last: str | None, since: str) -> None:
    assert new_since(as_of, last) == since


def everything(both: tuple[Talks, Brief]) -> dict[str, Any]:
    [line] = listing.jsonl([{"talks": listing.as_object(both[0]), **listing.as_object(both[1])}])
    read: dict[str, Any] = json.loads(line)
    return read


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def unsourced(value: Any, key: str = "") -> Iterator[str]:
    """The sentences that stand in no object with sources."""
    if isinstance(value, dict):
        if not value.get("sources"):
            for name, each in value.items():
                yield from unsourced(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from unsourced(each, key)
    elif isinstance(value, str) and len(value.split()) > 3 and key not in OWN_WORDS:
        yield value


def test_no_sentence_lacks_a_source(both: tuple[Talks, Brief]) -> None:
    read = everything(both)
    assert not list(unsourced(read))
    lines = [each for each in objects(read) if each.get("text") or each.get("content")]
    assert len(lines) > 20
    assert all(line["sources"] for line in lines)


def test_an_unsourced_sentence_would_be_seen(both: tuple[Talks, Brief]) -> None:
    read = everything(both)
    [dispute] = read["talks"]["disputed"]
    dispute["sources"] = []
    assert dispute["text"] in list(unsourced(read))


def test_every_source_stands_in_its_article(both: tuple[Talks, Brief], strait_ledger: str) -> None:
    cited = [s for each in objects(everything(both)) for s in each.get("sources", ())]
    assert cited
    with ledger.View(strait_ledger) as view:
        texts = {row.id: view.article(row.id).article.text for row in view.articles()}
    for source in cited:
        text = texts[source["article"]]
        assert phrases.one_line(text[slice(*source["span"])]) == source["evidence"]
        assert phrases.one_line(text[slice(*source["sentence"])]) == source["words"]
        assert source["evidence"] in source["words"]
        assert source["outlet"]
        assert source["published"]


class Tree(HTMLParser):
    """The page's identifiers and links, and the links and words of each line and table cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.parts: list[tuple[str, list[str], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.fetched += [tag] if "src" in given or tag in ("link", "script", "img") else []
        if tag == "td" or given.get("class") == "line":
            self.parts.append((tag, [], []))
        if tag == "a":
            self.links.append(given["href"])
            if self._inside():
                self.parts[-1][1].append(given["href"])
        if tag not in ("meta", "br"):
            self.open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._inside():
            self.parts[-1][2].append(data.strip())

    def _inside(self) -> bool:
        return any(tag == "td" or kind == "line" for tag, kind in self.open)


def test_every_line_and_cell_of_the_page_has_its_citation(page: str, state: Talks) -> None:
    tree = Tree(page)
    lines = [part for part in tree.parts if part[0] == "li"]
    assert len(lines) > 10
    for _, links, words in lines:
        assert any(link.startswith("#s-") for link in links), words
    stances = [part for part in tree.parts if part[0] == "td" and STANCE.search("".join(part[2]))]
    held = [cell for issue in state.gap.issues for cell in issue.cells if cell.held]
    assert len(stances) >= len(held) > 0
    assert all(links and links[0].startswith("#s-") for _, links, _ in stances)


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(page: str) -> None:
    tree = Tree(page)
    assert not tree.fetched
    assert not tree.open
    assert len(tree.ids) == len(set(tree.ids))
    assert {link[1:] for link in tree.links if link.startswith("#")} <= set(tree.ids)


def test_the_evidence_is_marked(page: str) -> None:
    assert "said that <mark>ships pass if the shore stays with Vellmark</mark>." in page


def test_states_are_told_in_shape_and_word(page: str) -> None:
    assert set(gap_text.MARKS) == {"blocked", "contested", "within reach", "agreed", "unknown"}
    assert "◆ contested</span>" in page
    assert "− against" in page


def test_markdown_cites_under_every_line(both: tuple[Talks, Brief]) -> None:
    lines = list(talks_text.markdown(*both))
    assert "| issue | state | Ostmark | Vellmark | League of the Isles | Pilots |" in lines
    items = [number for number, line in enumerate(lines) if line.startswith("- ")]
    assert len(items) > 10
    for number in items:
        under = next(line for line in lines[number + 1 :] if not line.startswith("- "))
        assert PLACE.search(under), lines[number]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_on_a_terminal(both: tuple[Talks, Brief], width: int) -> None:
    out = io.StringIO()
    talks_text.show(Console(file=out, theme=THEME, width=width, highlight=False), *both)
    shown = out.getvalue()
    assert max(map(len, shown.splitlines())) <= width
    flat = " ".join(shown.split())
    for words in ("◆ contested", "due in 2 days", "Nothing on record: pilot-fees.", "since 2014"):
        assert words in flat
    assert len(PLACE.findall(flat)) > 10


def test_foreign_text_stays_text(both: tuple[Talks, Brief]) -> None:
    state, said = both
    hostile = "<script>alert(1)</script> \x1b[31m *stars*"
    change = replace(state.moved[0], text=hostile)
    changed = replace(state, moved=(change,), title="<b>Talks</b>")
    page = brief_html.html(said, changed)
    assert "<script" not in page
    assert "<b>" not in page
    markdown = "\n".join(talks_text.markdown(changed, said))
    assert r"\<script\>alert(1)\</script\>" in markdown
    assert "\x1b" not in markdown


def test_talks_without_a_word_on_record() -> None:
    quiet = Dossier("quiet", "Quiet talks", strait.DOSSIER.sides, strait.DOSSIER.issues)
    state = talks(quiet, Record(), Principals(quiet, []), "2031-03-19", strait.TODAY)
    assert "Nothing on record: transit, cable, pilot-fees." in brief_html.html(brief([]), state)
    assert list(talks_text.markdown(state, brief([])))
