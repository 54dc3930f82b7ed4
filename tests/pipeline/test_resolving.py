"""Names across articles: what the machine joins, what a user's judgement does to it, and cost."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import samples
from detente import ledger, pipeline
from detente.actors import resolution
from detente.errors import NotFoundError
from detente.model import Reading, Role

Run = Callable[..., Result]
OLD, NEW = "Dmitry Valevsky", "Dmitriy Valevskiy"


def report(number: int, *names: str, titles: Sequence[str] = ()) -> Reading:
    """A report that names these people and says nothing else; each with its title."""
    text = "\n".join(f"{name} came to round {number}." for name in names)
    people = [samples.actor(name, text) for name in names]
    for at, title in enumerate(titles):
        people[at] = replace(people[at], roles=(Role(title, "2031-03-02"),))
    return samples.reading(f"report-{number}", text, (), people, title=f"Round {number}")


def add(url: str, *readings: Reading) -> int:
    """Add them and bring the merges up to date, as `detente add` does."""
    with ledger.Writer(url) as writer:
        for each in readings:
            writer.add(each)
        with ledger.View(url) as view:
            return pipeline.resolve(writer, view)


def groups(url: str) -> list[set[str]]:
    with ledger.View(url) as view:
        return [set(row.names) for row in view.actors()]


def test_spellings_in_two_articles_are_one_actor(url: str) -> None:
    add(url, report(1, "Volodymyr Zelensky", OLD))
    assert add(url, report(2, "Volodymyr Zelenskyy", NEW, "Karl Valevsky")) == 2
    assert {frozenset(each) for each in groups(url)} == {
        frozenset({"Volodymyr Zelensky", "Volodymyr Zelenskyy"}),
        frozenset({OLD, NEW}),
        frozenset({"Karl Valevsky"}),
    }
    with ledger.View(url) as view:
        assert view.actor(NEW).name == OLD
        assert {(each.score, bool(each.reason)) for each in view.merges()} == {
            (1.0, True),
            (0.9, True),
        }


def test_a_name_is_compared_once(url: str) -> None:
    given = report(1, OLD, NEW)
    assert add(url, given) == 1
    assert add(url, given) == 0
    with ledger.View(url) as view:
        before = view.merges()
        assert view.names_uncompared() == []
        assert [row.name for row in view.names_uncompared(anew=True)] == [OLD, NEW]
    with ledger.Writer(url) as writer, ledger.View(url) as view:
        assert pipeline.resolve(writer, view, anew=True) == 1
        assert [(m.actor, m.into) for m in view.merges()] == [(m.actor, m.into) for m in before]


def test_a_judgement_outranks_the_machine_for_ever(url: str) -> None:
    add(url, report(1, OLD), report(2, NEW))
    with ledger.Writer(url) as writer, ledger.View(url) as view:
        one, other = view.name(OLD), view.name(NEW)
        writer.judge(one.id, other.id, "different", "kim")
    # A third spelling fits both, and must not join them by a detour.
    add(url, report(3, NEW, "Dmitrii Valevskii"))
    assert not any({OLD, NEW} <= each for each in groups(url))
    with ledger.Writer(url) as writer, ledger.View(url) as view:
        pipeline.resolve(writer, view, anew=True)
    assert not any({OLD, NEW} <= each for each in groups(url))
    with ledger.Writer(url) as writer:
        writer.undo(other.id, one.id, "kim")
    assert groups(url) == [{OLD, NEW, "Dmitrii Valevskii"}]


def test_who_is_told_apart_stays_apart(url: str) -> None:
    """By states, and by middle names also where a shorter name would fit both."""
    add(url, report(1, "Ada Brandal", titles=["Kenyan envoy"]))
    assert add(url, report(2, "Ada M. Brandal", titles=["Chilean envoy"])) == 0
    assert add(url, report(3, "Nils K. Oder", "Nils P. Oder", "Nils Oder")) == 0
    # The shorter name came first: it goes with the first that fits.
    assert add(url, report(4, "Rosa Tamm", "Rosa K. Tamm", "Rosa P. Tamm")) == 1
    assert len(groups(url)) == 7


def test_a_ledger_of_before_is_caught_up_with(url: str) -> None:
    with ledger.Writer(url) as writer:
        writer.add(report(1, OLD))
        writer.add(report(2, NEW))
    assert len(groups(url)) == 2
    assert add(url) == 1
    assert groups(url) == [{OLD, NEW}]


def test_who_left_the_articles_is_no_longer_compared(url: str) -> None:
    given = report(1, OLD)
    add(url, given)
    with ledger.Writer(url) as writer:
        writer.add(replace(given, actors=report(1, "Karl Oder").actors))
    assert add(url, report(2, NEW)) == 0
    assert add(url, report(3, OLD)) == 1


def test_only_names_that_share_a_key_are_looked_at(url: str) -> None:
    people = [f"Person{number} Surname{number}" for number in range(200)]
    add(url, report(1, *people), report(2, OLD))
    with ledger.View(url) as view:
        alike = view.names_alike(resolution.keys(NEW))
    assert {row.name for rows in alike.values() for row in rows} == {OLD}


def test_an_actor_is_found_by_another_spelling(url: str) -> None:
    add(url, report(1, "Volodymyr Zelensky", OLD))
    with ledger.View(url) as view:
        for asked in ("Zelenskyy", "Volodymyr Zelenskiy", "zelensky"):
            assert pipeline.find_actor(view, asked).name == "Volodymyr Zelensky"
        assert pipeline.find_actor(view, NEW).name == OLD
        with pytest.raises(NotFoundError):
            pipeline.find_actor(view, "Valevskiy of the Ferries")


def written(folder: Path, number: int, *sentences: str) -> Path:
    path = folder / f"report-{number}.txt"
    path.write_text("\n\n".join(sentences), encoding="utf-8")
    return path


def test_add_who_and_judgements_on_the_command_line(
    url: str, detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*arguments: str | Path) -> str:
        result = detente(*arguments, "--db", url)
        assert result.exit_code == 0, result.stderr
        return str(result.stdout)

    def who(name: str) -> tuple[str, list[str]]:
        told = json.loads(run("who", name, "--format", "json"))
        return told["name"], told["names"]

    monkeypatch.setenv("LOGNAME", "kim")
    talks = "The talks on the northern harbour went on for a third day."
    first = written(
        tmp_path, 1, talks, f"Foreign Minister {OLD} of Ostmark met President Volodymyr Zelensky."
    )
    second = written(
        tmp_path, 2, talks, f"Foreign Minister {NEW} met Volodymyr Zelenskyy, the president, again."
    )
    run("add", "--as", "article", first, second)
    assert who(NEW) == who(OLD) == (OLD, [NEW])
    assert who("Zelensky") == who("Zelenskyy")
    [merge] = json.loads(run("actors", "merges", "--format", "json"))
    assert (merge["a"], merge["b"], merge["in_force"]) == (NEW, OLD, True)

    assert "are two actors now" in run("actors", "different", OLD, NEW, "--note", "two brothers")
    assert who(NEW) == (NEW, [])
    third = written(tmp_path, 3, talks, f"{NEW} and {OLD} met a third time in the harbour.")
    run("add", "--as", "article", third)
    assert who(NEW) == (NEW, [])
    merge, judged = json.loads(run("actors", "merges", "--format", "json"))
    assert not merge["in_force"]
    assert (judged["verdict"], judged["who"], judged["note"]) == (
        "different",
        "kim",
        "two brothers",
    )

    assert "are one actor now" in run("actors", "undo", NEW, OLD)
    assert who(NEW) == (OLD, [NEW])
