from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.article.plain import line_spans, read_plain
from detente.model import Page


def test_nothing_is_cleaned_and_offsets_are_into_the_input() -> None:
    text = "  * Home\r\n\r\n First paragraph. \n\tSecond, with \U0001f30d in it.\n"
    article = read_plain(Page(id="x", body=text.encode()))
    assert article.text == text
    assert [text[a:b] for a, b in article.paragraphs] == [
        "* Home",
        "First paragraph.",
        "Second, with \U0001f30d in it.",
    ]
    assert article.discarded == ()


@given(st.text(max_size=300))
def test_paragraphs_hold_every_visible_character_in_order(text: str) -> None:
    spans = line_spans(text)
    end = 0
    for a, b in spans:
        assert end <= a < b <= len(text)
        assert text[a:b] == text[a:b].strip()
        assert text[end:a].strip() == ""
        end = b
    assert text[end:].strip() == ""
