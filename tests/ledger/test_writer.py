from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readings import MODELS, reading
from sqlalchemy import create_engine, text

from detente.errors import LedgerError
from detente.ledger import View, Writer
from detente.ledger.columns import metadata
from detente.model import Actor, Article, Discard, Modality, Page, Reading, Statement, content_id


def fill(url: str, *readings: Reading) -> list[str]:
    with Writer(url) as writer:
        return [writer.add(each) for each in readings]


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(url)
    found = {}
    with engine.connect() as connection:
        for name, table in metadata.tables.items():
            columns = [c for c in table.c if c.name != "last_seen"]
            ordered = table.select().with_only_columns(*columns).order_by(*table.primary_key)
            found[name] = [tuple(map(repr, row)) for row in connection.execute(ordered)]
    engine.dispose()
    return found


def test_everything_read_comes_back(url: str) -> None:
    given = [reading(number) for number in range(7)]
    assert fill(url, *given) == ["new"] * 7
    with View(url) as view:
        for each in given:
            found = view.article(each.article.id)
            assert found.article == each.article
            assert found.statements == each.statements
            assert found.actors == each.actors
            assert found.sentences == each.sentences
            assert found.models == each.models
            assert view.page(each.page.sha256) == each.page


def test_adding_again_changes_nothing_but_last_seen(url: str) -> None:
    given = [reading(number) for number in range(6)]
    fill(url, *given)
    before = rows(url)
    assert fill(url, *given) == ["known"] * 6
    with Writer(url) as writer:
        assert writer.seen([each.page for each in given], MODELS) == [True] * 6
    assert rows(url) == before


def test_a_known_page_counts_as_seen_now(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(url, reading(1))
    monkeypatch.setattr("detente.ledger.store.now", lambda: "2099-01-01T00:00:00Z")
    with Writer(url) as writer:
        assert writer.has(reading(1).page, MODELS)
    with View(url) as view:
        found = view.article(reading(1).article.id)
    assert found.row.last_seen == found.carriers[0].last_seen == "2099-01-01T00:00:00Z"
    assert found.row.first_seen < "2099"


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://elsewhere.example/1"},
        {"title": "Given"},
        {"outlet": "Given"},
        {"published": "2031-01-01"},
        {"media_type": "capture"},
        {"body": b"other", "sha256": ""},
        {"dossier": "strait"},
    ],
)
def test_has_tells_a_page_by_bytes_address_and_what_was_given(
    url: str, change: dict[str, object]
) -> None:
    page = reading(1).page
    with Writer(url) as writer:
        assert not writer.has(page, MODELS)
        writer.add(reading(1))
        assert writer.has(page, MODELS)
        assert writer.has(replace(page, fetched="2040-01-01T00:00:00Z", sha256=""), MODELS)
        assert not writer.has(replace(page, **change), MODELS)  # type: ignore[arg-type]
        assert not writer.has(page, MODELS | {"encoder": "r2"})


def test_reading_again_with_other_models_replaces_the_statements(url: str) -> None:
    old, new = reading(2, parts=4), reading(2, parts=4, models={"encoder": "r2"})
    new = replace(new, statements=new.statements[1:3], actors=new.actors[1:3])
    fill(url, old, reading(3))
    with View(url) as view:
        first = view.statement(new.statements[0].id)
    assert fill(url, new) == ["changed"]
    with View(url) as view:
        found = view.article(new.article.id)
        assert found.statements == new.statements
        assert found.actors == new.actors
        assert found.models == {"encoder": "r2"}
        again = view.statement(new.statements[0].id)
        assert (again.models, again.first_seen) == ({"encoder": "r2"}, first.first_seen)
        assert view.article(reading(3).article.id).statements == reading(3).statements
        assert [page.id for page in view.kept_pages(unless={"encoder": "r2"})] == ["in/3.html"]
        assert [page.id for page in view.kept_pages()] == ["in/2.html", "in/3.html"]


def test_a_page_read_as_another_article_leaves_the_old_one(url: str) -> None:
    old = reading(2)
    other = replace(reading(9), page=old.page)
    fill(url, old)
    with View(url) as view:
        before = view.article(old.article.id).row.first_seen
    assert fill(url, other) == ["changed"]
    with View(url) as view:
        assert [row.id for row in view.articles()] == [other.article.id]
        assert view.articles()[0].first_seen == before
        assert view.status().statements == len(other.statements)
        assert [hit.article.id for hit in view.search("talks")] == [other.article.id]


def test_an_article_carried_twice_keeps_both_carriers(url: str) -> None:
    first = reading(1, outlet=0, body=b"first")
    second = reading(1, outlet=1, body=b"second")
    assert first.article.id == second.article.id
    assert fill(url, first, second) == ["new", "known"]
    before = rows(url)
    assert fill(url, first, second) == ["known", "known"]
    assert rows(url) == before
    with View(url) as view:
        found = view.article(first.article.id)
        assert found.article == first.article
        assert [each.outlet for each in found.carriers] == ["The Harbour Courier", "Fjord Wire"]
        assert view.status().articles == 1


def test_an_article_outlives_its_first_page(url: str) -> None:
    first, second = reading(1, outlet=0, body=b"first"), reading(1, outlet=1, body=b"second")
    fill(url, first, second, replace(reading(8), page=first.page))
    with View(url) as view:
        found = view.article(first.article.id)
        assert [each.outlet for each in found.carriers] == ["Fjord Wire"]
        assert found.row.page == second.page.sha256


def test_a_span_or_speaker_that_points_nowhere_is_refused_whole(url: str) -> None:
    good = reading(1)
    far = replace(good.statements[0], content=((0, 10_000),))
    nobody = replace(good.statements[0], speaker="0" * 20)
    with Writer(url) as writer:
        for bad in (far, nobody):
            with pytest.raises(LedgerError, match=r"in/1\.html"):
                writer.add(replace(good, statements=(bad,)))
        assert not writer.has(good.page, MODELS)
    with View(url) as view:
        assert view.status().pages == 0


def test_a_fault_half_way_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("pulled plug")

    with Writer(url) as writer:
        writer.add(reading(1))
        before = rows(url)
        monkeypatch.setattr("detente.ledger.addition.Addition._keep_statements", broken)
        with pytest.raises(RuntimeError):
            writer.add(reading(2))
        assert rows(url) == before
        monkeypatch.undo()
        assert writer.add(reading(2)) == "new"


def test_two_writers_take_turns(url: str) -> None:
    with Writer(url) as one, Writer(url) as two:
        for number in range(0, 10, 2):
            assert one.add(reading(number)) == "new"
            assert two.add(reading(number + 1)) == "new"
            assert two.add(reading(number)) == "known"
    with View(url) as view:
        assert view.status().articles == 10


anything = st.text(st.characters(codec=None, categories=None), max_size=40)  # surrogates too


def of_any_text(title: str, words: str, name: str) -> Reading:
    whole = (0, len(words))
    article = Article(
        id=content_id(title, words, name),
        text=words,
        title=title,
        outlet=name,
        paragraphs=(whole,),
        discarded=(Discard(name, "navigation"),),
    )
    actor = Actor(content_id(name), name, "other", (whole,))
    statement = Statement(
        id=content_id(article.id),
        source=(),
        cue=(whole,),
        content=((len(words) // 2, len(words)),),
        kind="indirect",
        modality=Modality("asserted"),
        confidence=0.1,
        speaker=actor.id,
        sentence=whole,
    )
    page = Page(id=name, body=repr((title, words)).encode())
    return Reading(page, article, (statement,), (actor,), (whole,), MODELS)


def as_stored(words: str) -> str:
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in words)


def test_any_text_is_kept_with_its_offsets(url: str) -> None:
    with Writer(url) as writer, View(url) as view:

        @settings(max_examples=40, deadline=None)
        @given(title=anything, words=anything, name=anything)
        @example(title="\0", words="a\ud800\0\udfffb", name="\udcff.html")
        @example(title="", words="\U0001f6a2 \u202eabc", name="")
        def keep(title: str, words: str, name: str) -> None:
            wanted = of_any_text(title, words, name)
            writer.add(wanted)
            assert writer.add(wanted) == "known"
            assert writer.has(wanted.page, MODELS)
            found = view.article(wanted.article.id)
            assert found.article.text == as_stored(words)
            assert (found.article.title, found.article.outlet) == (
                as_stored(title),
                as_stored(name),
            )
            assert found.statements == wanted.statements
            assert found.actors[0].mentions == found.sentences == ((0, len(words)),)

        keep()


def test_bytes_are_kept_compressed(url: str) -> None:
    body = b"the same line\n" * 50_000
    fill(url, reading(1, body=body))
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT length(body) FROM bodies")) < len(body) / 100
        connection.execute(text("UPDATE bodies SET body = substr(body, 5)"))
        connection.commit()
    engine.dispose()
    with View(url) as view, pytest.raises(LedgerError, match="damaged"):
        view.page(reading(1, body=body).page.sha256)
