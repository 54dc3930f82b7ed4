"""Gists, stories and threads in the ledger, on both back-ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import reading

from detente.errors import NotFoundError
from detente.ledger import Copy, Filters, Gist, Story, StoryLink, View, Writer

FIRST, SECOND, THIRD = (reading(number).article for number in (3, 1, 2))
STORY = Story(
    id="a1" * 10,
    title="Talks on transit",
    day="2031-03-02",
    last="2031-03-12",
    articles={FIRST.id: 0.9, SECOND.id: 0.8},
    about={"actors": ["Ilse Brandvold"]},
    gist=b"\x00centre",
)
LATER = Story("b2" * 10, "Talks on ice", "2031-04-01", "2031-04-01", {THIRD.id: 1.0})
LINK = StoryLink(STORY.id, LATER.id, "follows", 0.7, "same talks")


def fill(url: str) -> None:
    with Writer(url) as writer:
        for number in (1, 2, 3):
            writer.add(reading(number))
        writer.keep_stories([LATER, STORY])
        writer.keep_links([LINK])


def test_gists_are_kept_and_replaced(url: str) -> None:
    fill(url)
    with Writer(url) as writer, View(url) as view:
        assert set(view.ungisted(1)) == {FIRST.id, SECOND.id, THIRD.id}
        writer.keep_gists([Gist(FIRST.id, 1, b"one"), Gist(SECOND.id, 1, b"two")])
        writer.keep_gists([Gist(FIRST.id, 2, b"new"), Gist("unknown", 2, b"none")])
        assert set(view.ungisted(1)) == {FIRST.id, THIRD.id}
        assert view.gists([FIRST.id, THIRD.id]) == {FIRST.id: Gist(FIRST.id, 2, b"new")}
        assert set(view.gists_of_days("2031-03-01", "2031-03-31")) == {FIRST.id, SECOND.id}
        assert view.gists_of_days("2032-01-01", "2032-12-31") == {}


def test_stories_come_out_as_they_went_in(url: str) -> None:
    fill(url)
    with View(url) as view:
        assert view.stories() == [LATER, STORY]
        assert view.stories(limit=1, offset=1) == [STORY]
        assert view.stories(Filters(until="2031-03-31")) == [STORY]
        assert view.stories_of_days("2031-03-10", "2031-03-20") == [STORY]
        assert view.story(STORY.id[:6]) == STORY
        assert view.stories_of([FIRST.id, "unknown"]) == {FIRST.id: STORY.id}
        assert [each.article.id for each in view.story_articles(STORY.id)] == list(STORY.articles)
        assert view.story_links([LATER.id]) == [LINK]
        assert view.status().stories == 2
        with pytest.raises(NotFoundError):
            view.story("c3")


def test_a_story_keeps_just_its_articles(url: str) -> None:
    fill(url)
    with Writer(url) as writer, View(url) as view:
        writer.keep_stories([replace(STORY, articles={FIRST.id: 0.5, THIRD.id: 0.4})])
        assert set(view.story(STORY.id).articles) == {FIRST.id, THIRD.id}
        assert view.story(LATER.id).articles == {}
        writer.keep_stories([], gone=[LATER.id])
        assert [each.id for each in view.stories()] == [STORY.id]
        assert view.story_links([STORY.id]) == []


def test_links_of_a_story_are_replaced(url: str) -> None:
    fill(url)
    with Writer(url) as writer, View(url) as view:
        other = StoryLink(LATER.id, STORY.id, "answers", 0.6, "the other side")
        writer.keep_links([other], of=[STORY.id])
        assert view.story_links([STORY.id]) == [other]
        with pytest.raises(NotFoundError):
            writer.keep_links([replace(LINK, later="unknown")])


def test_a_story_of_an_unknown_article_is_refused_whole(url: str) -> None:
    fill(url)
    with Writer(url) as writer, View(url) as view:
        with pytest.raises(NotFoundError, match="articles"):
            writer.keep_stories([replace(STORY, title="Other", articles={"unknown": 1.0})])
        assert view.story(STORY.id) == STORY


def test_what_an_article_tells_and_what_it_is_a_copy_of(url: str) -> None:
    fill(url)
    with Writer(url) as writer, View(url) as view:
        with writer.folding() as folds:
            folds.keep([Copy(SECOND.id, FIRST.id, 0.8, added=((0, 5),))])
            folds.keep([Copy(THIRD.id, SECOND.id, 0.9)])
        assert view.copies()[THIRD.id].origin == FIRST.id
        assert view.copies([SECOND.id])[SECOND.id].added == ((0, 5),)
        assert view.copies([FIRST.id]) == {}
        told = view.told([FIRST.id])[FIRST.id]
        assert (told.text, told.sentences) == (FIRST.text, reading(3).sentences)
        copied = view.story_articles(STORY.id)[1].article
        assert (copied.copy_of, copied.origin) == (FIRST.id, FIRST.outlet)
