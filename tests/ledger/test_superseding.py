from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise

import pytest
from followed import DOSSIER, telling
from sqlalchemy import create_engine, select
from test_writer import fill

from detente.errors import SettingsError
from detente.ledger import Filters, Merge, PositionRow, View, Writer
from detente.ledger.line_tables import positions
from detente.ledger.superseding import Held, successors
from detente.ledger.tables import articles
from detente.model import Reading, content_id

ADA, BO = "Ada Quill", "Bo Zetterlund"


def told(rows: list[PositionRow]) -> list[tuple[str, str]]:
    return [(row.position.stance, row.day[5:]) for row in rows]


def current(url: str, as_of: str | None = None) -> list[tuple[str, str]]:
    with View(url) as view:
        return told(view.latest(DOSSIER, as_of))


def test_a_later_position_supersedes_an_earlier_one_and_both_stay(url: str) -> None:
    fill(url, telling(ADA, "for", "2031-03-02"), telling(ADA, "against", "2031-03-01"))
    assert current(url) == [("for", "03-02")]
    with View(url) as view:
        new, old = view.positions()
    assert (old.superseded_by, new.superseded_by) == (new.position.id, None)
    assert (old.position.supersedes, new.position.supersedes) == (None, old.position.id)


def test_the_latest_may_be_asked_of_any_day(url: str) -> None:
    fill(
        url,
        telling(ADA, "against", "2031-03-01"),
        telling(ADA, "for", "2031-03-09", as_of="2031-03-04"),
        telling(ADA, "open", "2031-03-07"),
    )
    assert current(url, "2031-02-28") == []
    assert current(url, "2031-03-01") == current(url, "2031-03-03") == [("against", "03-01")]
    assert current(url, "2031-03-06") == [("for", "03-04")]
    assert current(url, "2031-03-07") == current(url) == [("open", "03-07")]
    with View(url) as view, pytest.raises(SettingsError):
        view.latest(DOSSIER, "yesterday")


def test_holders_issues_and_dossiers_are_apart(url: str) -> None:
    fill(
        url,
        telling(ADA, "for", "2031-03-01"),
        telling(BO, "against", "2031-03-02"),
        telling(ADA, "open", "2031-03-03", issue="fees"),
        telling(ADA, "against", "2031-03-04", dossier="cable-2031"),
    )
    assert current(url) == [("open", "03-03"), ("for", "03-01"), ("against", "03-02")]


def test_contradictory_accounts_of_one_day_stand_side_by_side(url: str) -> None:
    fill(
        url,
        telling(ADA, "for", "2031-03-01", number=0),
        telling(ADA, "for", "2031-03-05", number=1, certainty="reported"),
        telling(ADA, "against", "2031-03-05", number=2),
        telling(ADA, "against", "2031-03-05", number=3, certainty="reported"),
    )
    assert sorted(current(url)) == [("against", "03-05"), ("for", "03-05")]
    with View(url) as view:
        assert [r.position.certainty for r in view.latest(DOSSIER, "2031-03-05")].count(
            "stated"
        ) == 1
        pairs = view.changed(DOSSIER, "2031-03-02")
    assert [(told([a]), told([b])) for a, b in pairs] == [
        ([("for", "03-01")], [("against", "03-05")])
    ]
    assert pairs[0][1].position.certainty == "stated"


def test_what_is_possible_never_supersedes_what_was_stated(url: str) -> None:
    fill(url, telling(ADA, "against", "2031-03-01"))
    fill(url, telling(ADA, "open", "2031-03-02", certainty="possible"))
    assert current(url) == [("open", "03-02"), ("against", "03-01")]
    fill(url, telling(ADA, "for", "2031-03-03", certainty="possible"))
    assert current(url) == [("for", "03-03"), ("against", "03-01")]
    with View(url) as view:
        pairs = view.changed(DOSSIER, "2031-03-01")
    assert [(told([a])[0][0], told([b])[0][0]) for a, b in pairs] == [("open", "for")]
    fill(url, telling(ADA, "conditional", "2031-03-04", certainty="reported"))
    assert current(url) == [("conditional", "03-04")]
    with View(url) as view:
        assert len(view.changed(DOSSIER, "2031-03-04")) == 2


def test_an_undated_position_gives_way_and_takes_no_place(url: str) -> None:
    fill(url, telling(ADA, "for", None), telling(ADA, "against", None))
    assert current(url) == [("against", ""), ("for", "")] or current(url) == [
        ("for", ""),
        ("against", ""),
    ]
    fill(url, telling(ADA, "open", "2031-03-01"))
    assert current(url) == [("open", "03-01")]


def test_who_moved_since(url: str) -> None:
    fill(
        url,
        telling(ADA, "against", "2031-03-01", number=0),
        telling(ADA, "against", "2031-03-03", number=1),
        telling(ADA, "for", "2031-03-05", number=2, certainty="reported"),
        telling(ADA, "for", "2031-03-05", number=3),
        telling(ADA, "for", "2031-03-06", number=4),
        telling(BO, "open", "2031-03-04", number=5),
        telling(BO, "for", "2031-03-07", number=6),
    )
    with View(url) as view:
        found = [(a.holder, *told([a, b])) for a, b in view.changed(DOSSIER, "2031-03-01")]
        assert found == [
            (BO, ("open", "03-04"), ("for", "03-07")),
            (ADA, ("against", "03-03"), ("for", "03-05")),
        ]
        ada = view.changed(DOSSIER, "2031-03-05")[1]
        assert ada[1].position.certainty == "stated"
        assert len(view.changed(DOSSIER, "2031-03-06")) == 1
        assert view.changed(DOSSIER, "2031-03-08") == view.changed("other", "2031-03-01") == []


def test_what_is_read_otherwise_gives_the_place_back(url: str) -> None:
    old, new = telling(ADA, "for", "2031-03-01"), telling(ADA, "against", "2031-03-05")
    fill(url, old, new)
    with Writer(url) as writer:
        writer.apply(new.article.id, DOSSIER, models=new.models)
    assert current(url) == [("for", "03-01")]
    with Writer(url) as writer:
        writer.apply(new.article.id, DOSSIER, new.positions, models=new.models)
    assert current(url) == [("against", "03-05")]


def random_reading(dice: random.Random, number: int) -> Reading:
    return telling(
        dice.choice((ADA, BO, "Ada M. Quill")),
        dice.choice(("for", "open", "conditional", "against")),
        dice.choice((None, *(f"2031-03-0{n}" for n in range(1, 8)), "2031-03-03T08:00:00Z")),
        number=number,
        certainty=dice.choice(("stated", "reported", "possible")),
        as_of=dice.choice((None, None, "2031-03-04", "2031-03")),
        issue=dice.choice(("fees", "transit")),
    )


def test_keeping_up_gives_what_counting_anew_gives(url: str) -> None:
    dice = random.Random(11)
    given = [random_reading(dice, number) for number in range(60)]
    quill, full = content_id("actor", ADA), content_id("actor", "Ada M. Quill")
    with Writer(url) as writer:
        for number, each in enumerate(given):
            writer.add(each)
            if number % 7 == 3:
                other = dice.choice(given[:number])
                kept = dice.choice(((), other.positions))
                writer.apply(other.article.id, DOSSIER, kept, models={"m": str(number)})
            if number == 25:
                writer.merge([Merge(full, quill, 0.9, "initial")])
            if number == 40:
                writer.judge(full, quill, "different")
            if number % 10 == 9:
                assert_counted_anew(url)
        writer.undo(full, quill)
    assert_counted_anew(url)


def assert_counted_anew(url: str) -> None:
    engine = create_engine(url)
    query = select(positions, articles.c.published, articles.c.id.label("article_id"))
    with engine.connect() as connection:
        rows = connection.execute(query.join(articles, articles.c.key == positions.c.article)).all()
    engine.dispose()
    groups = defaultdict(list)
    for row in rows:
        groups[row.who, row.issue].append(row)
    for group in groups.values():
        names = ("key", "id", "day", "published", "article_id", "stance", "certainty")
        held = [Held(*(getattr(row, name) or "" for name in names)) for row in group]
        after = successors(held)
        for row in group:
            found = after[row.key]
            assert (row.superseded_by, row.superseded_day) == (
                (found.id, found.day) if found else (None, None)
            )
            given_way = {other.id for other in group if other.superseded_by == row.id}
            assert row.supersedes in given_way or (row.supersedes is None and not given_way)


def test_within_a_day_the_surest_of_one_stance_stands() -> None:
    def held(key: int, certainty: str, stance: str = "for", day: str = "2031-03-01") -> Held:
        return Held(key, str(key), day, day, f"article {key}", stance, certainty)

    group = [
        held(1, "stated"),
        held(2, "reported"),
        held(3, "possible"),
        held(4, "possible", "against"),
        held(5, "reported", "against", "2031-03-02"),
    ]
    found = {key: each.key if each else None for key, each in successors(group).items()}
    assert found == {3: 2, 2: 1, 1: 5, 4: 5, 5: None}
    one_article = [Held(key, str(key), "", "", "same", "for", "stated") for key in (1, 2)]
    assert set(successors(one_article).values()) == {None}


def test_the_time_of_publication_decides_within_a_day(url: str) -> None:
    hours = ("2031-03-01T23:30:00+02:00", "2031-03-01T21:45:00Z", "2031-03-01T17:00:00-05:00")
    given = [telling(ADA, "for", hour, number=n) for n, hour in enumerate(hours)]
    fill(url, *given)
    with View(url) as view:
        found = {row.article.id: row for row in view.positions(Filters(holder="quill"))}
    for earlier, later in pairwise(given):
        by = found[earlier.article.id].superseded_by
        assert by == later.positions[0].id
