"""Who is meant: office-holders by surname, nouns and pronouns that refer back."""

from __future__ import annotations

from marked import mentions, read, said

from detente.actors import speakers
from detente.model import Date

EARLIER = Date("2023-05-20", "day", "given")


def test_a_surname_alone_is_the_office_holder_of_the_day() -> None:
    assert mentions("The UK is ready, {p:Starmer} said.").keys() >= {"Keir Starmer"}
    assert mentions("The UK is ready, {p:Sunak} said.", EARLIER).keys() >= {"Rishi Sunak"}
    assert "Wong" in mentions("{p:Wong} sells bread in Holm.")


def test_one_person_in_several_spellings() -> None:
    found = mentions("{p:Volodymyr Zelenskyy} came. {p:Zelenskiy} left.")
    assert found == {"Volodymyr Zelensky": ["Volodymyr Zelenskyy", "Zelenskiy"]}


def test_a_namesake_of_an_office_holder_stays_apart() -> None:
    found = mentions("{p:Mike Johnson}, the owner of a boat, sang.")
    assert list(found) == ["Mike Johnson (owner of a boat)"]


def test_a_title_with_its_state_is_who_holds_the_office() -> None:
    found = mentions("{p:Emmanuel Macron} came late. It rained. The French president left.")
    assert found["Emmanuel Macron"] == ["Emmanuel Macron", "The French president"]


def test_nouns_mean_who_was_last_named_of_the_office() -> None:
    found = mentions(
        "Foreign Minister {p:Jon Vale} met Senator {p:Ivo Rass}. The minister left."
        " The senator ate."
    )
    assert found["Jon Vale"] == ["Jon Vale", "The minister"]
    assert found["Ivo Rass"] == ["Ivo Rass", "The senator"]


def test_a_noun_of_another_office_or_state_is_nobody() -> None:
    found = mentions("Deputy Foreign Minister {p:Jon Vale} came. The prime minister left.")
    assert found["Jon Vale"] == ["Jon Vale"]
    found = mentions("Kenyan Trade Minister {p:Jon Vale} came. The Chilean minister left.")
    assert found["Jon Vale"] == ["Jon Vale"]


def test_a_noun_in_front_of_its_name() -> None:
    found = mentions("They heard the ambassador, {p:Ada Brandal}, at noon.")
    assert found["Ada Brandal"] == ["the ambassador", "Ada Brandal"]


def test_pronouns_by_gender_and_nearness() -> None:
    found = mentions("{p:Anna Trost} met {p:Robert Vale}. She smiled. He gave her a book.")
    assert found["Anna Trost"] == ["Anna Trost", "She", "her"]
    assert found["Robert Vale"] == ["Robert Vale", "He"]


def test_a_pronoun_in_a_quotation_is_left_alone() -> None:
    found = mentions("{p:Robert Vale} came. “He is a fool,” a guest cried.")
    assert found["Robert Vale"] == ["Robert Vale"]


def test_the_two_leaders_are_both() -> None:
    found = mentions("{p:Anna Trost} met {p:Jon Vale}. The two leaders ate.")
    assert found["Anna Trost"][-1] == found["Jon Vale"][-1] == "The two leaders"


def test_a_body_by_its_noun_and_a_government_by_its_head() -> None:
    found = mentions("Hamas agreed. The group then waited.")
    assert found["Hamas"] == ["Hamas", "The group"]
    found = mentions("{p:Emmanuel Macron} of France spoke. He praised his government.")
    assert found["France"] == ["France", "his government"]


def test_a_person_speaks_through_an_office() -> None:
    found = mentions("{p:Cyril Ramaphosa} came. {p:Ramaphosa}’s office agreed.")
    assert "Cyril Ramaphosa's office" in found


def test_an_example_is_who_speaks_only_if_it_is_the_one() -> None:
    marked = "Critics including {p:Jon Vale}, and envoy {p:Ivo Rass}, agreed."
    article, found = read(marked)
    source = "Critics including Jon Vale, and envoy Ivo Rass,"
    [told] = speakers((said(article.text, source),), found, article)
    assert told.speaker is None


def test_speakers_by_what_went_before() -> None:
    text = (
        "The Norwegian foreign ministry said “boats may pass the sound”. The statement said more."
        " Envoy {p:Jon Vale} said “nothing of it is true at all”."
        " “It never was, not once,” he added."
    )
    article, found = read(text)
    names = {actor.id: actor.name for actor in found}
    told = speakers(
        tuple(
            said(article.text, source, content)
            for source, content in (
                ("The Norwegian foreign ministry", "boats may pass the sound"),
                ("The statement", "more"),
                ("Envoy Jon Vale", "nothing of it is true at all"),
                ("he", "It never was, not once,"),
                ("", "It never was, not once"),
            )
        ),
        found,
        article,
    )
    assert [names.get(one.speaker or "") for one in told][:3] == [
        "Norwegian Foreign Ministry",
        "Norwegian Foreign Ministry",
        "Jon Vale",
    ]
    assert names.get(told[4].speaker or "") == "Jon Vale"
