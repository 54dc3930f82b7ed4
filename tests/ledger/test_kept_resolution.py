from __future__ import annotations

import pytest
from followed import DOSSIER, followed, telling
from readings import PEOPLE, reading
from test_writer import fill, rows

from detente.errors import LedgerError, NotFoundError
from detente.ledger import Filters, Merge, View, Writer
from detente.ledger.resolution import Judged, effective
from detente.model import content_id

AGES = {name: age for age, name in enumerate("abcdef")}


def ident(name: str) -> str:
    return content_id("actor", name)


@pytest.mark.parametrize(
    ("judged", "merged", "wanted"),
    [
        ([], [("a", "b")], {"a": "b", "b": "b"}),
        ([], [("a", "b"), ("b", "c")], dict.fromkeys("abc", "c")),
        ([], [("b", "a"), ("c", "a")], dict.fromkeys("abc", "a")),
        ([("a", "b", "different")], [("a", "b")], {"a": "a", "b": "b"}),
        ([("b", "a", "unsure")], [("a", "b")], {"a": "a", "b": "b"}),
        # By way of a third: the surer merge is kept, the other passed over.
        ([("a", "b", "different")], [("a", "c"), ("b", "c")], {"a": "c", "c": "c", "b": "b"}),
        # The newest judgement comes first and counts.
        ([("a", "b", "same"), ("a", "b", "different")], [], {"a": "b", "b": "b"}),
        ([("b", "a", "different"), ("a", "b", "same")], [], {"a": "a", "b": "b"}),
        ([("a", "b", "undone"), ("a", "b", "different")], [("a", "b")], {"a": "b", "b": "b"}),
        (
            [("a", "c", "different"), ("b", "c", "same"), ("a", "b", "same")],
            [],
            {"a": "a", "b": "c", "c": "c"},
        ),
        # What the user says gives the name.
        ([("a", "b", "same")], [("b", "a")], dict.fromkeys("ab", "b")),
        # One that is not stored joins others, and stands for none.
        ([], [("a", "x"), ("b", "x")], dict.fromkeys("ab", "a")),
        ([], [("a", "b"), ("b", "a")], dict.fromkeys("ab", "a")),
    ],
)
def test_who_stands_for_whom(
    judged: list[tuple[str, str, str]], merged: list[tuple[str, str]], wanted: dict[str, str]
) -> None:
    found = effective([Judged(*each) for each in judged], merged, AGES)
    assert {name: who for name, who in found.items() if name in wanted} == wanted


def test_a_merge_joins_and_a_judgement_parts_for_ever(url: str) -> None:
    old, new = "Ada Quill", "Ada M. Quill"
    fill(url, telling(old, "for", "2031-03-01"), telling(new, "against", "2031-03-05"))
    plain = rows(url)
    merge = Merge(ident(new), ident(old), 0.93, "the same but for an initial")
    with Writer(url) as writer:
        writer.merge([merge])
    with View(url) as view:
        (row,) = view.latest(DOSSIER)
        assert (row.holder, row.holder_id, row.position.holder) == (old, ident(old), ident(new))
        assert [(a.holder, b.holder) for a, b in view.changed(DOSSIER, "2031-03-01")] == [
            (old, old)
        ]
        assert len(view.positions(Filters(holder="M. Quill"))) == 2
        for asked in (new, old, ident(new)[:9], ident(old)):
            actor = view.actor(asked)
            assert (actor.id, actor.name, actor.names) == (ident(old), old, (old, new))
            assert actor.ids == (ident(old), ident(new))
        (kept,) = view.merges()
        assert (kept.score, kept.reason) == (merge.score, merge.reason)
    with Writer(url) as writer:
        writer.judge(ident(old), ident(new), "different", "kim", "two sisters")
        writer.merge([merge])  # the machine says so again, in vain
    with View(url) as view:
        assert len(view.latest(DOSSIER)) == 2
        assert view.actor(new).names == (new,)
        assert view.judgements()[0].who == "kim"
    with Writer(url) as writer:
        writer.undo(ident(new), ident(old), "kim")
    with View(url) as view:
        assert len(view.latest(DOSSIER)) == 1
        assert [each.verdict for each in view.judgements()] == ["undone", "different"]
    with Writer(url) as writer:
        writer.merge([], replace=True)
    after = rows(url)
    assert {n: r for n, r in after.items() if n != "judgements"} == {
        n: r for n, r in plain.items() if n != "judgements"
    }


def test_who_comes_later_was_judged_already(url: str) -> None:
    old, new = "Ada Quill", "Ada M. Quill"
    with Writer(url) as writer:
        writer.merge([Merge(ident(new), ident(old), 0.9, "initial")])
        writer.add(telling(new, "for", "2031-03-01"))
    with View(url) as view:
        assert [row.holder for row in view.latest(DOSSIER)] == [new]
    with Writer(url) as writer:
        writer.add(telling(old, "for", "2031-03-02"))
    with View(url) as view:
        assert [row.holder for row in view.latest(DOSSIER)] == [old]
        assert view.positions()[1].superseded_by


def test_who_stands_for_others_may_go(url: str) -> None:
    old, new = "Ada Quill", "Ada M. Quill"
    given = telling(old, "for", "2031-03-02")
    fill(url, given, telling(new, "for", "2031-03-01"))
    with Writer(url) as writer:
        writer.merge([Merge(ident(new), ident(old), 0.9, "initial")])
        other = reading(1)
        writer.add(type(other)(given.page, other.article, other.statements, other.actors))
    with View(url) as view:
        assert [row.holder for row in view.latest(DOSSIER)] == [new]
        with pytest.raises(NotFoundError):
            view.actor(ident(old))


def test_judgements_of_nobody_are_refused(url: str) -> None:
    fill(url, telling("Ada Quill", "for", "2031-03-01"))
    ada = ident("Ada Quill")
    with Writer(url) as writer:
        with pytest.raises(NotFoundError):
            writer.judge(ada, "0" * 20, "same")
        with pytest.raises(LedgerError):
            writer.judge(ada, ada, "same")
        with pytest.raises(LedgerError):
            writer.judge(ada, ada, "perhaps")  # type: ignore[arg-type]
        with pytest.raises(LedgerError):
            writer.merge([Merge(ada, ada, 1.0, "")])


def test_a_speaker_is_found_by_any_of_its_names(url: str) -> None:
    fill(url, *(reading(number) for number in range(4)))
    one, other = PEOPLE[:2]
    with View(url) as view:
        before = [len(view.statements(Filters(speaker=name))) for name in (one, other)]
    with Writer(url) as writer:
        writer.merge([Merge(ident(one), ident(other), 0.9, "test")])
    with View(url) as view:
        for name in (one, other):
            found = view.statements(Filters(speaker=name))
            assert len(found) == sum(before)
            assert {row.speaker for row in found} == {other}


def test_actors_are_listed_with_what_is_stored_of_them(url: str) -> None:
    given = [followed(number) for number in range(4)]
    fill(url, *given, telling("Ilse Brandvold Holt", "for", "2031-03-01"))
    with View(url) as view:
        everyone = view.actors()
        assert [row.articles for row in everyone] == sorted(
            (row.articles for row in everyone), reverse=True
        )
        row = view.actor("ilse brandvold")
        assert row in everyone
        assert row.kind == "person"
        assert row.articles == sum(PEOPLE[0] in g.article.text for g in given)
        assert row.statements == sum(s.speaker == row.id for g in given for s in g.statements)
        assert [role.title for role in row.roles] == ["Envoy"]
        assert row.sides == {DOSSIER: "coast"}
        assert len(view.actors(Filters(side="coast"))) == len(everyone)
        assert view.actors(Filters(side="sea")) == view.actors(Filters(dossier="none")) == []
        held = view.actors(Filters(issue="transit", dossier=DOSSIER))
        assert {r.name for r in held} == {
            r.holder for r in view.positions(Filters(issue="transit"))
        }
        assert [r.name for r in view.actors(Filters(holder="holt"))] == ["Ilse Brandvold Holt"]
        with pytest.raises(NotFoundError, match=r"2 actors fit: .*Ilse Brandvold Holt \("):
            view.actor("Brandvold")
        for nobody in ("Nobody", "%", "", "0000"):
            with pytest.raises(NotFoundError):
                view.actor(nobody)
