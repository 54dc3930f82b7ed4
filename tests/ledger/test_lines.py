from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from followed import DOSSIER, followed, telling
from readings import MODELS, OUTLETS, PEOPLE, reading
from test_writer import fill, rows

from detente.errors import LedgerError, NotFoundError, SettingsError
from detente.ledger import Copy, Filters, View, Writer
from detente.model import Reading

GIVEN = [followed(number, parts=number % 4 + 1) for number in range(12)]
LINES = ("times", "positions", "moves", "proposals", "divisions", "background")


@pytest.fixture(scope="module")
def view(shared_url: str) -> Iterator[View]:
    fill(shared_url, *GIVEN)
    with View(shared_url) as opened:
        yield opened


def bare(each: object) -> list[object]:
    """A record's lines; which position supersedes which is for the ledger to say."""
    positions = [replace(p, supersedes=None) for p in each.positions]  # type: ignore[attr-defined]
    return [positions, *(list(getattr(each, name)) for name in LINES if name != "positions")]


def test_every_line_comes_back_with_its_article(view: View) -> None:
    records = {record.article.id: record for record in view.each_article()}
    for given in GIVEN:
        for record in (view.article(given.article.id), records[given.article.id]):
            assert bare(record) == bare(given)
            assert record.dossier == DOSSIER
            assert record.actors == given.actors


def test_a_position_comes_with_its_words(view: View) -> None:
    found = {row.position.id: row for row in view.positions()}
    assert len(found) == sum(len(given.positions) for given in GIVEN)
    for given in GIVEN:
        text = given.article.text
        for position in given.positions:
            row = found[position.id]
            assert replace(row.position, supersedes=None) == position
            assert row.holder in PEOPLE
            assert row.holder_id == position.holder
            assert [text[slice(*e.span)] for e in row.evidence] == [e.words for e in row.evidence]
            assert tuple(e.span for e in row.evidence) == position.evidence
            for each in row.evidence:
                assert each.sentence == text[slice(*each.sentence_span)]
                assert each.sentence_span in given.sentences
            assert row.article.id == given.article.id
            assert row.origin == ("Fjord Wire" if position.via else given.article.outlet)
            assert row.models == MODELS


def test_the_day_is_the_lines_own_else_that_of_publication(view: View) -> None:
    for row in view.positions():
        if row.position.as_of:
            wanted = f"{row.position.as_of}-01-01"[:10]
        else:
            wanted = f"{row.article.published.value}-01"[:10] if row.article.published else ""
        assert row.day == wanted
    days = [row.day for row in view.positions()]
    assert days == sorted(days, reverse=True)
    assert view.positions(limit=3, offset=2) == view.positions()[2:5]
    assert {row.day for row in view.moves() if row.move.date} == {"2031-02-01"}


def test_other_lines_come_with_names_and_words(view: View) -> None:
    names = {actor.id: actor.name for given in GIVEN for actor in given.actors}
    texts = {given.article.id: given.article.text for given in GIVEN}
    assert {row.move.id for row in view.moves()} == {m.id for g in GIVEN for m in g.moves}
    for row in view.moves():
        assert row.actor == names[row.move.actor]
        assert row.recipient == (names[row.move.recipient] if row.move.recipient else None)
        assert (row.dossier, row.origin) == (DOSSIER, row.article.outlet)
    for told in view.proposals():
        text, proposal = texts[told.article.id], told.proposal
        assert told.terms == " … ".join(text[a:b] for a, b in proposal.terms)
        assert told.deadline_words == "said"
        assert told.reply == ("said" if proposal.reply else None)
        assert told.proposer == (names[proposal.proposer] if proposal.proposer else None)
        assert told.addressees == (names[proposal.addressees[0]],)
    for division in view.divisions():
        assert division.camps == tuple((names[camp[0]],) for camp in division.division.camps)
    for past in view.background():
        text = texts[past.article.id]
        assert past.words == text[slice(*past.background.sentence)]
        assert past.evidence[0].words == text[0:9]
    assert len(view.proposals()) == len(view.divisions()) == len(view.background()) == 9


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(dossier="other"), lambda r: False),
        (Filters(dossier=DOSSIER, side="coast"), lambda r: r.position.side == "coast"),
        (Filters(issue="transit"), lambda r: r.position.issue == "transit"),
        (Filters(holder="karaja"), lambda r: r.holder == "Aino Käräjä"),
        (Filters(outlet="fjord"), lambda r: r.article.outlet == OUTLETS[1][0]),
        (Filters(since="2031-02-01", until="2031-03-01"), lambda r: r.day in MARCH),
        (Filters(until="2031-12-31"), lambda r: r.day != ""),
        (Filters(language="de"), lambda r: r.article.language == "de"),
        (
            Filters(holder="Zetterlund", issue="pilot fees", side="coast"),
            lambda r: (
                (r.holder, r.position.issue, r.position.side)
                == ("Bo Zetterlund", "pilot fees", "coast")
            ),
        ),
    ],
)
def test_filters(view: View, filters: Filters, fits: object) -> None:
    everything = view.positions()
    wanted = [row for row in everything if fits(row)]  # type: ignore[operator]
    assert view.positions(filters) == wanted
    if filters.since is None and filters.until is None:
        found = {row.id for row in view.articles(filters)}
        assert found == {row.article.id for row in wanted}


MARCH = ("2031-02-01", "2031-03-01")


def test_filters_narrow_the_lines_that_have_such_a_thing(view: View) -> None:
    everyone = view.moves()
    assert [r for r in everyone if r.actor == PEOPLE[0]] == view.moves(Filters(holder=PEOPLE[0]))
    assert view.moves(Filters(issue="transit")) == everyone
    proposals = view.proposals(Filters(holder="zetterlund"))
    assert proposals == [r for r in view.proposals() if r.proposer == PEOPLE[3]] != []
    camps = view.divisions(Filters(holder="zetterlund"))
    assert camps == [r for r in view.divisions() if (PEOPLE[3],) in r.camps] != []
    assert view.divisions(Filters(side="sea")) == view.moves(Filters(side="sea")) == []


@pytest.mark.parametrize("wrong", [{"holder": "%"}, {"dossier": ""}, {"side": ""}, {"issue": ""}])
def test_filters_that_nothing_could_meet_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        Filters(**wrong)  # type: ignore[arg-type]


def test_adding_again_changes_nothing(url: str) -> None:
    assert fill(url, *GIVEN) == ["new"] * len(GIVEN)
    before = rows(url)
    assert fill(url, *GIVEN) == ["known"] * len(GIVEN)
    assert rows(url) == before


def test_reading_again_replaces_the_lines_of_that_dossier_alone(url: str) -> None:
    old, other = followed(3, 3), followed(3, 3, dossier="cable-2031")
    other = replace(other, page=replace(other.page, dossier="cable-2031"))
    assert fill(url, old, other, followed(4)) == ["new", "changed", "new"]
    new = replace(old, positions=old.positions[:1], moves=(), models={"encoder": "r2"})
    assert fill(url, new) == ["changed"]
    with View(url) as view:
        assert bare(view.article(old.article.id, DOSSIER)) == bare(new)
        assert bare(view.article(old.article.id, "cable-2031")) == bare(other)
        assert view.article(old.article.id).dossier == "cable-2031"
        assert view.article(followed(4).article.id).positions
        assert view.article(old.article.id, "none").positions == ()
        by_model = {
            r.position.dossier: r.models for r in view.positions() if r.article.id == old.article.id
        }
        assert by_model == {DOSSIER: {"encoder": "r2"}, "cable-2031": MODELS}
        assert view.dossiers() == [("cable-2031", 1, 3), (DOSSIER, 2, 4)]


def test_reading_without_a_dossier_leaves_the_lines(url: str) -> None:
    fill(url, followed(3), reading(3, models={"encoder": "r2"}))
    with View(url) as view:
        found = view.article(reading(3).article.id)
        assert bare(found)[0] == bare(followed(3))[0]
        assert found.models == {"encoder": "r2"}
        assert [actor.side for actor in found.actors] == ["coast"] * 3


def test_background_is_kept_without_a_dossier_until_there_is_one(url: str) -> None:
    given = replace(reading(3), background=followed(3).background)
    fill(url, given)
    with View(url) as view:
        assert [row.dossier for row in view.background()] == [""]
        assert view.article(given.article.id).background == given.background
        assert view.article(given.article.id).dossier is None
        assert view.dossiers() == []
    fill(url, followed(3))
    with View(url) as view:
        assert [row.dossier for row in view.background()] == [DOSSIER]


def test_an_actor_stays_as_long_as_a_line_names_it(url: str) -> None:
    given = followed(3, 2)
    fill(url, given)
    gone = given.actors[1]
    later = replace(reading(3, 2, models={"encoder": "r2"}), page=given.page)
    fill(url, replace(later, actors=later.actors[:1], statements=later.statements[:1]))
    with View(url) as view:
        assert gone.name in [row.holder for row in view.positions()]
        assert view.actor(gone.name).articles == 0
    fill(url, replace(reading(9), page=given.page))
    with View(url) as view:
        assert view.positions() == []
        with pytest.raises(NotFoundError):
            view.actor(gone.name)


def test_lines_that_point_nowhere_are_refused_whole(url: str) -> None:
    good = followed(3)
    position = good.positions[0]
    wrong: tuple[Reading, ...] = (
        replace(good, positions=(replace(position, holder="0" * 20),)),
        replace(good, positions=(replace(position, evidence=((0, 10_000),)),)),
        replace(good, positions=(replace(position, dossier="other"),)),
        replace(good, dossier=None),
        replace(good, divisions=(replace(good.divisions[0], camps=(("0" * 20,), ())),)),
        replace(good, times=(replace(good.times[0], words=(0, 10_000)),)),
    )
    with Writer(url) as writer:
        for bad in wrong:
            with pytest.raises(LedgerError, match=r"in/3\.html"):
                writer.add(bad)
    with View(url) as view:
        assert view.status().pages == 0


def test_lines_are_applied_to_a_stored_article(url: str) -> None:
    plain, lines = reading(3), followed(3)
    fill(url, plain)
    with View(url) as view:
        before = view.article(plain.article.id)
    given = {name: getattr(lines, name) for name in LINES if name != "times"}
    sides = {actor.id: actor.side for actor in lines.actors[:2]}
    with Writer(url) as writer:
        for outcome in ("new", "known"):
            assert (
                writer.apply(plain.article.id, DOSSIER, **given, sides=sides, models=MODELS)
                == outcome
            )
        assert writer.apply(plain.article.id, DOSSIER, models=MODELS) == "changed"
        assert (
            writer.apply(plain.article.id, DOSSIER, **given, sides=sides, models=MODELS)
            == "changed"
        )
        assert writer.apply(plain.article.id, "cable-2031", models=MODELS) == "new"
        with pytest.raises(NotFoundError):
            writer.apply("0" * 20, DOSSIER)
        with pytest.raises(LedgerError, match="not among the actors"):
            lost = replace(lines.positions[0], holder="0" * 20)
            writer.apply(plain.article.id, DOSSIER, positions=(lost,))
        with pytest.raises(LedgerError, match="not in the article"):
            writer.apply(plain.article.id, DOSSIER, sides={"0" * 20: "coast"})
    with View(url) as view:
        after = view.article(plain.article.id)
        assert bare(after)[0] == bare(lines)[0]
        assert (after.moves, after.proposals) == (lines.moves, lines.proposals)
        assert [actor.side for actor in after.actors] == ["coast", "coast", None]
        assert (after.article, after.statements) == (before.article, before.statements)
        assert after.models == before.models
    assert fill(url, plain) == ["known"]
    with View(url) as view:
        assert view.article(plain.article.id) == replace(
            after, row=view.articles()[0], carriers=view.article(plain.article.id).carriers
        )


def test_a_changed_dossier_is_noticed(url: str) -> None:
    with Writer(url) as writer:
        writer.add(followed(1))
        assert writer.keep_dossier(DOSSIER, "id: strait-2031\n")
        assert not writer.keep_dossier(DOSSIER, "id: strait-2031\n")
        writer.add(followed(2))
        writer.add(followed(3))
    with View(url) as view:
        assert view.outdated(DOSSIER) == [followed(1).article.id]
        assert view.outdated("other") == []
        kept = view.dossier(DOSSIER)
        assert kept is not None and kept.content == "id: strait-2031\n"
        assert view.dossier("other") is None
    with Writer(url) as writer:
        assert writer.keep_dossier(DOSSIER, "id: strait-2031\ntitle: x\n")
        writer.apply(followed(2).article.id, DOSSIER, models=MODELS)
    with View(url) as view:
        assert set(view.outdated(DOSSIER)) == {followed(1).article.id, followed(3).article.id}
    with Writer(url) as writer:  # as it was before
        assert writer.keep_dossier(DOSSIER, "id: strait-2031\n")
    with View(url) as view:
        assert set(view.outdated(DOSSIER)) == {followed(1).article.id, followed(2).article.id}


def test_origins(url: str) -> None:
    readings = (
        telling("Ada Quill", "for", "2031-03-01", outlet="Harbour Courier"),
        telling("Ada Quill", "for", "2031-03-02"),
        telling("Ada Quill", "for", "2031-03-03", via=("Bloomberg", "officials")),
        telling("Ada Quill", "for", "2031-03-04", via=("Western officials",)),
        telling("Ada Quill", "for", "2031-03-05", outlet=None),
    )
    fill(url, *readings)
    first, second, third, *_, last = (each.article.id for each in readings)
    with Writer(url) as writer, writer.folding() as folds:
        folds.keep([Copy(second, first, 1.0), Copy(third, second, 0.9)])

    with View(url) as view:
        found = [row.origin for row in reversed(view.positions())]
    # A carrier with a name outranks the outlet that had the text first.
    assert found == ["Harbour Courier", "Harbour Courier", "Bloomberg", "Fjord Wire", last]
