"""Articles come into a ledger and are put into stories; what is related; how accounts compare."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import events
from detente import ledger, pipeline


def add(url: str, accounts: Iterable[events.Account], *, dated: bool = True) -> None:
    """What `detente add` does after reading, without vectors."""
    with ledger.Writer(url) as writer:
        for each in accounts:
            writer.add(events.reading(each, dated=dated))
        pipeline.fold(writer)
        with ledger.View(url) as view:
            pipeline.cluster(writer, view)


def found(url: str) -> set[frozenset[str]]:
    with ledger.View(url) as view:
        return events.of_events(each.articles for each in view.stories())


def linked(url: str) -> set[tuple[str, str]]:
    with ledger.View(url) as view:
        links = view.story_links(each.id for each in view.stories())
    return {(link.earlier, link.later) for link in links}


def test_every_article_is_in_the_story_of_its_event(url: str) -> None:
    add(url, events.ACCOUNTS)
    assert found(url) == events.right()


def test_the_order_within_a_day_does_not_matter(tmp_path: Path) -> None:
    known = set()
    for seed in range(3):
        url = f"sqlite:///{tmp_path}/{seed}.db"
        accounts = list(events.ACCOUNTS)
        random.Random(seed).shuffle(accounts)
        accounts.sort(key=lambda each: each.day)
        for some in [accounts] if seed == 0 else [[each] for each in accounts]:
            add(url, some)
        with ledger.View(url) as view:
            known.add(frozenset((s.id, s.title, tuple(s.articles.items())) for s in view.stories()))
    assert len(known) == 1


def test_adding_again_changes_nothing(url: str) -> None:
    add(url, events.ACCOUNTS)
    before = found(url)
    with ledger.Writer(url) as writer, ledger.View(url) as view:
        assert pipeline.cluster(writer, view) == 0
    assert found(url) == before


def test_a_copy_goes_where_its_first_goes(url: str) -> None:
    add(url, [*events.ACCOUNTS, events.COPY])
    with ledger.View(url) as view:
        story = view.stories_of([events.COPY.id])[events.COPY.id]
        rows = {each.article.id: each.article.copy_of for each in view.story_articles(story)}
    assert rows[events.COPY.id] == events.ACCOUNTS[0].id
    assert rows[events.ACCOUNTS[1].id] is None


def test_a_copy_that_comes_weeks_later_joins_the_story_of_its_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/late.db"
    add(url, events.ACCOUNTS)
    before = linked(url)
    add(url, [replace(events.COPY, day="2033-03-01")])
    assert found(url) == events.right([*events.ACCOUNTS, events.COPY])
    assert linked(url) == before


def test_the_first_of_a_text_may_come_after_its_copy(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/early.db"
    add(url, [replace(events.COPY, day="2033-03-01"), *events.ACCOUNTS[5:]])
    add(url, events.ACCOUNTS[:5])
    assert found(url) == events.right([*events.ACCOUNTS, events.COPY])


def test_a_later_step_follows_the_earlier_story(url: str) -> None:
    add(url, events.ACCOUNTS)
    first, later = events.ACCOUNTS[0].id, events.ACCOUNTS[3].id
    with ledger.View(url) as view:
        of = view.stories_of([first, later])
        links = view.story_links([of[later]])
    assert [(link.earlier, link.later) for link in links] == [(of[first], of[later])]


def test_undated_articles_are_put_into_stories(url: str) -> None:
    add(url, events.ACCOUNTS, dated=False)
    with ledger.View(url) as view:
        placed = view.stories_of(each.id for each in events.ACCOUNTS)
    assert len(placed) == len(events.ACCOUNTS)


def test_related_tells_why_and_never_itself_or_a_copy(url: str) -> None:
    add(url, [*events.ACCOUNTS, events.COPY])
    first, later = events.ACCOUNTS[0], events.ACCOUNTS[3]
    with ledger.View(url) as view:
        asked = pipeline.asked_of(view.article(first.id))
        told = pipeline.related(view, asked, 20)
    reasons = {each.article: each.reason for each in told.found}
    assert first.id not in reasons
    assert events.COPY.id not in reasons
    assert reasons[events.ACCOUNTS[1].id] == "same event"
    assert reasons[later.id] == "later step"
    assert told.found[0].reason == "same event"


def test_related_headlines_are_linked_by_title(url: str) -> None:
    add(url, events.ACCOUNTS[:7])
    about = events.reading(
        events.ACCOUNTS[7],
        related=("Knocking heard from trapped miners at SEL ORVA!", "Never stored"),
    )
    with ledger.View(url) as view:
        told = pipeline.related(view, pipeline.asked(about.article, (), ()), 5)
    assert told.found[0].reason == "named as related"
    assert told.found[0].article == events.ACCOUNTS[1].id
    assert told.missing == ("Never stored",)


def test_where_nothing_is_related_what_was_looked_through_is_told(url: str) -> None:
    add(url, events.ACCOUNTS[7:])
    with ledger.View(url) as view:
        told = pipeline.related(view, pipeline.asked_of(view.article(events.ACCOUNTS[7].id)))
    assert told.found == ()
    assert (told.looked, told.first, told.last) == (1, "2033-02-02", "2033-02-02")


def test_a_story_is_found_by_its_identifier_or_an_articles(url: str) -> None:
    add(url, events.ACCOUNTS)
    with ledger.View(url) as view:
        story = pipeline.find_story(view, events.ACCOUNTS[0].id)
        assert pipeline.find_story(view, story.id[:12]) == story
        assert pipeline.compare(view, story).story == story.id
