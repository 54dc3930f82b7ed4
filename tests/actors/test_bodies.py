"""States and bodies: what acts, what is only a place."""

from __future__ import annotations

import pytest
from marked import kinds, mentions


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said that it was ready.",
        "Talks with Moscow went on.",
        "This shifts Moscow's position.",
        "Concessions to Moscow were made.",
        "A response from Moscow came.",
        "The Kremlin agreed.",
        "Russia's government agreed.",
        "The government of Russia agreed.",
        "Senior Russian officials agreed.",
    ],
)
def test_a_government_by_any_of_its_names(text: str) -> None:
    assert kinds(text) == {"Russia": "organisation"}


@pytest.mark.parametrize(
    "text",
    [
        "They met in Moscow.",
        "She flew to Moscow.",
        "He returned from Moscow.",
        "MOSCOW, May 19. The day was hot.",
        "The Moscow region is large.",
        "They met near Moscow.",
    ],
)
def test_a_capital_that_is_a_place(text: str) -> None:
    assert [kind for name, kind in kinds(text).items() if name.lower() == "moscow"] == ["place"]


def test_the_first_of_a_list_decides_for_the_others() -> None:
    assert kinds("They met in Moscow and Kyiv.") == {"Moscow": "place", "Kyiv": "place"}
    assert set(kinds("Talks between Moscow and Kyiv went on.")) == {"Russia", "Ukraine"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Norwegian foreign ministry agreed.", "Norwegian Foreign Ministry"),
        ("Norway's Foreign Ministry agreed.", "Norwegian Foreign Ministry"),
        ("The Ministry of Defence of Norway agreed.", "Norwegian Defense Ministry"),
        ("The US state department agreed.", "United States Department of State"),
        ("The Israeli army agreed.", "Israel Defense Forces"),
        ("The Polish parliament agreed.", "Sejm"),
        ("The EU agreed.", "European Union"),
        ("Brussels agreed.", "European Union"),
    ],
)
def test_bodies_have_one_name(text: str, name: str) -> None:
    assert name in mentions(text)


def test_capitals_count_where_a_name_needs_them() -> None:
    assert mentions("They told us who won, and the fed bird sang.") == {}


def test_a_name_within_a_longer_one_is_not_the_state() -> None:
    assert "Israel" not in mentions("The {o:Bank of Israel} agreed.")


def test_states_that_act_together_have_one_voice() -> None:
    found = mentions(
        "The leaders of Norway, Chile and Kenya issued a statement. The three countries said more."
    )
    assert found["Norway, Chile and Kenya"] == [
        "leaders of Norway, Chile and Kenya",
        "The three countries",
    ]
    assert "Norway, Chile and Kenya" not in mentions("It rains in Norway, Chile and Kenya.")


def test_halves_of_a_parted_state() -> None:
    found = mentions("North Korea and South Korea met. The North agreed. The South did not.")
    assert found["North Korea"] == ["North Korea", "The North"]
    assert found["South Korea"] == ["South Korea", "The South"]
