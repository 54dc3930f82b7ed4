from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors import actors, speakers
from detente.actors.names import initials, plain, same_person
from detente.actors.titles import gender, title_after, title_before, without_titles
from detente.model import (
    Actor,
    Analysis,
    Article,
    Date,
    Entity,
    EntityKind,
    Modality,
    Span,
    Statement,
)

KINDS: dict[str, EntityKind] = {"p": "person", "o": "organisation", "l": "place", "x": "other"}
PUBLISHED = Date("2025-05-20T08:00:00+00:00", "second", "given")


def read(marked: str) -> tuple[Article, tuple[Actor, ...]]:
    """Actors of a text in which names are marked "{p:Ada Brandal}"."""
    text, entities = "", []
    for plain_part, kind, name in re.findall(r"([^{]*)(?:\{(\w):([^}]*)\})?", marked):
        text += plain_part
        if name:
            entities.append(Entity((len(text), len(text) + len(name)), KINDS[kind]))
            text += name
    article = Article("a", text, published=PUBLISHED)
    return article, actors(article, analysis(text, tuple(entities)))


def analysis(text: str, entities: tuple[Entity, ...]) -> Analysis:
    """Only the entities count for actors; the arrays are empty."""
    fields = dict.fromkeys(Analysis.__dataclass_fields__, np.zeros((0, 0), np.float32))
    words = {"tokens": (), "sentences": ((0, len(text)),), "entities": entities, "model": "none"}
    return Analysis(**{**fields, **words})  # type: ignore[arg-type]


def spelled(marked: str) -> dict[str, list[str]]:
    article, found = read(marked)
    return {actor.name: [article.text[slice(*span)] for span in actor.mentions] for actor in found}


def speaker_names(marked: str, *sources: str) -> list[str | None]:
    """Whom each source, searched from left to right, names as the speaker."""
    article, found = read(marked)
    statements, at = [], 0
    for source in sources:
        start = article.text.index(source, at)
        at = start + len(source)
        statements.append(statement((start, at)))
    names = {actor.id: actor.name for actor in found}
    told = speakers(tuple(statements), found, article)
    return [names.get(one.speaker or "") for one in told]


def statement(source: Span) -> Statement:
    cue = ((source[1], source[1] + 1),)
    return Statement("s", (source,), cue, (), "indirect", Modality("asserted"), 1.0)


def test_a_person_goes_by_surname_and_title_to_the_full_name() -> None:
    told = spelled(
        "{p:Ada Brandal} left. {p:Brandal} and President {p:Brandal}’s ship. {p:Ada} ate."
    )
    assert told == {"Ada Brandal": ["Ada Brandal", "Brandal", "Brandal", "Ada"]}


def test_titles_and_possessives_inside_a_mention_are_not_the_name() -> None:
    told = spelled("{p:Prime Minister Ada Brandal's} ship. {p:Mrs. Brandal} left.")
    assert list(told) == ["Ada Brandal"]


def test_two_of_one_surname_are_two_and_the_bare_surname_is_neither() -> None:
    told = spelled("{p:Ada Brandal} met {p:Karl Brandal}. {p:Brandal} left. {p:Karl} ate.")
    assert told == {"Ada Brandal": ["Ada Brandal"], "Karl Brandal": ["Karl Brandal", "Karl"]}


def test_a_bare_surname_is_the_one_who_alone_was_named_before_it() -> None:
    told = spelled("{p:Ada Brandal} left. {p:Brandal} ate. {p:Karl Brandal} came. {p:Brandal} sat.")
    assert told == {
        "Ada Brandal": ["Ada Brandal", "Brandal", "Brandal"],
        "Karl Brandal": ["Karl Brandal"],
    }


def test_a_bare_surname_is_the_one_who_is_named_far_more_often() -> None:
    told = spelled(
        "{p:Karl Brandal} and {p:Ada Brandal} met. {p:Ada Brandal} ate. {p:Ada Brandal} sat."
        " {p:Brandal} left."
    )
    assert told["Ada Brandal"] == ["Ada Brandal"] * 3 + ["Brandal"]


def test_a_form_of_address_that_contradicts_makes_another_person() -> None:
    told = spelled("Sir {p:Jon Vale} left. Mrs {p:Vale} stayed. {p:A. B. Trost}, {p:Anna Trost}.")
    assert set(told) == {"Jon Vale", "Vale", "A. B. Trost"}


def test_a_surname_with_and_without_a_form_of_address_is_one_person() -> None:
    assert spelled("Mr {p:Vale} left. {p:Vale} ate.") == {"Vale": ["Vale", "Vale"]}


def test_bodies_go_by_acronym_alias_and_article() -> None:
    told = spelled(
        "The {o:World Grain Union} ({o:WGU}) met the {o:Holm Ports Board}."
        " {o:The WGU's} {o:HPB} ate. {l:U.S.} and {l:the United States} and {l:Holm}."
    )
    assert told == {
        "World Grain Union": ["World Grain Union", "WGU", "The WGU's"],
        "Holm Ports Board": ["Holm Ports Board", "HPB"],
        "United States": ["U.S.", "United States"],
        "Holm": ["Holm"],
    }


def test_ids_follow_the_name_from_article_to_article() -> None:
    (one,), (two,) = read("{p:Ada Brandal} left.")[1], read("Then {p:Ada Brandal} ate.")[1]
    assert one.id == two.id
    assert one.id != read("{p:Eda Brandal}")[1][0].id


def test_roles_from_titles_and_appositions() -> None:
    _, found = read(
        "Secretary of State {p:Marlo Vint} met {p:Kira Halden}, leader of the Holm party, and"
        " Russian Ambassador to the United Nations {p:Oleg Marin}. The board's chairwoman,"
        " {p:Anna Trost}, ate. {p:Vint}, the minister, left."
    )
    roles = {actor.name: [role.title for role in actor.roles] for actor in found}
    assert roles == {
        "Marlo Vint": ["Secretary of State", "minister"],
        "Kira Halden": ["leader of the Holm party"],
        "Oleg Marin": ["Russian Ambassador to the United Nations"],
        "Anna Trost": ["chairwoman"],
        "United Nations": [],
    }
    assert {role.as_of for actor in found for role in actor.roles} == {"2025-05-20"}


@pytest.mark.parametrize(
    ("marked", "source", "expected"),
    [
        ("{p:Ada Brandal} said so.", "Ada Brandal", "Ada Brandal"),
        ("President {p:Ada Brandal} said so.", "President Ada Brandal", "Ada Brandal"),
        ("{p:Ada Brandal}'s lawyer said so.", "Ada Brandal's lawyer", None),
        ("{p:Brandal}'s lawyer {p:Jon Vale} said so.", "Brandal's lawyer Jon Vale", "Jon Vale"),
        ("{p:Ada Brandal}'s claim was so.", "Ada Brandal's", "Ada Brandal"),
        ("{l:Holm} officials said so.", "Holm officials", None),
        ("Officials in {l:Holm} said so.", "Officials in Holm", None),
        ("The {o:Holm Board} said so.", "The Holm Board", "Holm Board"),
        ("{p:Ada Brandal} and {p:Jon Vale} said so.", "Ada Brandal and Jon Vale", None),
        ("{p:Ivo Rass}, who was in {l:Holm}, said so.", "Ivo Rass, who was in Holm", "Ivo Rass"),
        (
            "The party's leader, {p:Anna Trost}, said so.",
            "The party's leader, Anna Trost",
            "Anna Trost",
        ),
        (
            "Secretary of State {p:Marlo Vint} said so.",
            "Secretary of State Marlo Vint",
            "Marlo Vint",
        ),
        (
            "{p:Ivo Rass}, {p:Ada Brandal} and {p:Jon Vale} said so.",
            "Ivo Rass, Ada Brandal and Jon Vale",
            None,
        ),
        (
            "Former Secretary of State and candidate {p:Ada Brandal} said so.",
            "Former Secretary of State and candidate Ada Brandal",
            "Ada Brandal",
        ),
        ("Two officials said so.", "Two officials", None),
    ],
)
def test_the_speaker_is_the_head_of_the_source(
    marked: str, source: str, expected: str | None
) -> None:
    assert speaker_names(marked, source) == [expected]


def test_a_pronoun_is_the_last_who_spoke() -> None:
    marked = "{p:Jon Vale} said so. He said more. Later, he left."
    assert speaker_names(marked, "Jon Vale", "He", "he") == ["Jon Vale"] * 3


def test_a_pronoun_with_two_to_choose_from_is_nobody() -> None:
    assert speaker_names("{p:Jon Vale} met {p:Ivo Rass}. He said so.", "He") == [None]
    marked = "{p:Jon Vale} said so. {p:Ivo Rass} came. He said more."
    assert speaker_names(marked, "Jon Vale", "He") == ["Jon Vale", None]


def test_gender_told_by_a_form_of_address_settles_it() -> None:
    marked = "Mr {p:Jon Vale} met Mrs {p:Anna Trost}. She said so. {p:Vale} said so. She ate."
    assert speaker_names(marked, "She", "Vale", "She") == ["Anna Trost", "Jon Vale", "Anna Trost"]


def test_near_who_spoke_only_a_new_subject_puts_a_pronoun_in_doubt() -> None:
    marked = "{p:Jon Vale} said so to {p:Ivo Rass}. He said more."
    assert speaker_names(marked, "Jon Vale", "He") == ["Jon Vale", "Jon Vale"]


def test_a_role_stands_for_the_one_person_who_has_it() -> None:
    marked = "Prime Minister {p:Jon Vale} met {p:Ivo Rass}. The prime minister said so."
    assert speaker_names(marked, "The prime minister") == ["Jon Vale"]
    marked = "Prime Minister {p:Jon Vale} met Prime Minister {p:Ivo Rass}. The prime minister ate."
    assert speaker_names(marked, "The prime minister") == [None]


def test_the_office_is_not_the_body_it_belongs_to() -> None:
    marked = "The President of the {o:Holm Council} said so. The {o:Holm Council} ate."
    assert speaker_names(marked, "The President of the Holm Council") == [None]


def test_a_first_name_tells_the_gender() -> None:
    marked = "{p:Robert Vale} said so. {p:Anna Trost} came. She ate."
    assert speaker_names(marked, "Robert Vale", "She") == ["Robert Vale", "Anna Trost"]


def test_nobody_is_meant_where_nobody_is_named() -> None:
    assert speaker_names("He said so.", "He") == [None]
    assert speaker_names("They said so of {p:Jon Vale}.", "They") == [None]


def test_a_statement_without_source_stays_without_speaker() -> None:
    article, found = read("{p:Jon Vale} left.")
    bare = Statement("s", (), ((0, 1),), (), "indirect", Modality("asserted"), 1.0)
    assert speakers((bare,), found, article) == (bare,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("President Ada Brandal", "Ada Brandal"),
        ("former Deputy Prime Minister Jon Vale's", "Jon Vale"),
        ("Mr. Vale", "Vale"),
        ("Secretary of State Marlo Vint", "Marlo Vint"),
        ("Pope", "Pope"),
        ("Kingsley Amber", "Kingsley Amber"),
    ],
)
def test_without_titles(name: str, expected: str) -> None:
    assert without_titles(name) == expected


def test_names() -> None:
    assert initials("World Bank of the Holm") == "WBH"
    assert plain("the Holm Board's") == "Holm Board"
    assert same_person("Ada M. Brandal", "Ada Brandal")
    assert same_person("Ursula von der Holm", "von der Holm")
    assert not same_person("Ada Brandal", "Karl Brandal")
    assert same_person("Jon Vale Jr.", "Jon Vale")
    assert same_person("François Vale", "Francois Vale")


def test_titles_stand_on_the_name_only() -> None:
    text = "The minister said Ada Brandal, a swimmer, met the spokeswoman Anna Trost."
    assert title_before(text, (text.index("Ada"), text.index("Ada") + 11)) is None
    assert title_after(text, (text.index("Ada"), text.index("Ada") + 11)) is None
    anna = (text.index("Anna"), text.index("Anna") + 10)
    assert title_before(text, anna) == "spokeswoman"
    assert gender(text, anna) == "female"


@given(st.data())
def test_whatever_the_text_mentions_are_spans_and_speakers_are_actors(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="AaBb .,'’\n(Mrs)", max_size=60))
    edge = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(edge, edge), max_size=6))
    spans = sorted({(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]})
    kinds: list[EntityKind] = ["person", "organisation", "place", "other"]
    entities = tuple(Entity(span, kinds[at % 4]) for at, span in enumerate(spans))
    article = Article("a", text)
    found = actors(article, analysis(text, entities))
    assert {span for actor in found for span in actor.mentions} <= set(spans)
    assert all(actor.name and actor.mentions for actor in found)
    told = speakers(tuple(statement(span) for span in spans), found, article)
    assert len(told) == len(spans)
    assert {one.speaker for one in told} <= {None, *(actor.id for actor in found)}
