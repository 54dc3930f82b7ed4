from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.attribution.chain import UNNAMED, chain
from detente.model import CueLink, Span


def place(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


def link(text: str, source: str, cue: str, content: str) -> CueLink:
    sources = (place(text, source),) if source else ()
    return CueLink(place(text, cue), sources, (place(text, content),), 1.0)


def via(text: str, *links: tuple[str, str, str]) -> list[tuple[str, ...]]:
    return list(chain(text, [link(text, *one) for one in links], ((0, len(text)),)))


def test_an_outlet_that_reports_is_the_carrier() -> None:
    text = "The American outlet Bloomberg reported late Thursday that it rains."
    assert via(text, ("The American outlet Bloomberg", "reported", "that it rains")) == [
        ("Bloomberg",)
    ]


def test_informants_who_told_an_outlet_are_both_kept() -> None:
    text = "People familiar with the plan told Bloomberg that it rains."
    assert via(text, ("People familiar with the plan", "told", "that it rains")) == [
        ("Bloomberg", "People familiar with the plan")
    ]


def test_a_named_speaker_keeps_only_the_outlet() -> None:
    text = "Ada Brandal told the Harbour Herald that it rains."
    assert via(text, ("Ada Brandal", "told", "that it rains")) == [("Harbour Herald",)]
    text = "Ada Brandal said in an interview with Harbour Radio that it rains."
    assert via(text, ("Ada Brandal", "said", "that it rains")) == [("Harbour Radio",)]


def test_told_reporters_is_no_carrier() -> None:
    text = "Ada Brandal told reporters in Holm that it rains."
    assert via(text, ("Ada Brandal", "told", "that it rains")) == [()]


def test_a_report_that_cites_officials() -> None:
    text = "According to a report in the Harbour Herald citing two officials, it rains."
    source = "a report in the Harbour Herald citing two officials"
    assert via(text, (source, "According to", "it rains")) == [("Harbour Herald", "two officials")]


def test_citing_as_its_own_attribution() -> None:
    text = "Reuters, citing two officials, reported that it rains."
    told = via(
        text, ("Reuters", "reported", "that it rains"), ("two officials", "citing", "that it rains")
    )
    assert told == [("Reuters", "two officials")] * 2


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("There is reportedly a rift.", "reportedly", "a rift"),
        ("The envoys are said to be in Holm.", "are said", "to be in Holm"),
        ("The envoys are said to be in Holm.", "said", "to be in Holm"),
    ],
)
def test_a_hidden_source_is_unnamed(text: str, cue: str, content: str) -> None:
    assert via(text, ("", cue, content)) == [(UNNAMED,)]


def test_a_source_that_was_not_found_is_not_called_hidden() -> None:
    assert via("It rains, she added.", ("", "added", "It rains")) == [()]


def test_nested_attribution_goes_through_the_outer_sources() -> None:
    text = "The paper said the minister claimed that the king had promised rain."
    told = via(
        text,
        ("The paper", "said", "the minister claimed that the king had promised rain"),
        ("the minister", "claimed", "that the king had promised rain"),
        ("the king", "promised", "rain"),
    )
    assert told == [("The paper",), ("The paper",), ("The paper", "the minister")]


def test_the_same_source_does_not_carry_itself() -> None:
    text = "Brandal said that Brandal promised rain."
    outer = CueLink((8, 12), ((0, 7),), ((13, 39),), 1.0)
    inner = CueLink((26, 34), ((18, 25),), ((35, 39),), 1.0)
    assert chain(text, [outer, inner]) == ((), ())


@given(st.text(alphabet="aThe BBC, told citing \n.", max_size=60), st.data())
def test_every_link_has_a_chain_whatever_the_text(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    drawn = [data.draw(st.tuples(edge, edge)) for _ in range(6)]
    pairs = [(min(pair), max(pair)) for pair in drawn]
    links = [
        CueLink(pairs[0], (pairs[1],), (pairs[2],), 1.0),
        CueLink(pairs[3], (), (pairs[4], pairs[5]), 1.0),
    ]
    told = chain(text, links)
    assert len(told) == 2
    assert all(name and len(set(via)) == len(via) for via in told for name in via)


def test_an_abbreviation_does_not_end_the_cited_phrase() -> None:
    text = "Reuters reported, citing two U.S. officials, that the envoy would stay."
    content = (text.index("that the"), len(text) - 1)
    (via,) = chain(text, [CueLink((8, 16), ((0, 7),), (content,), 1.0)])
    assert via == ("Reuters", "two U.S. officials")
