"""Sentences that pass as propositions, and what does not."""

from __future__ import annotations

import pytest

from detente.dossiers import propositions

SENTENCES = [
    "The dockers strike.",
    "Norland and Sudria talk with each other.",
    "Fighting stops.",
    "The sides exchange prisoners",
    "Guards strike over Christmas.",
    "Migrants cross the lake in rowing boats.",
    "Ostmark is to join the Customs Union.",
    "The two presidents talk by telephone.",
    "New sanctions are imposed on Westmark.",
    "Westmark vouchsafes the islanders passage.",
    "Families deal with the kidnappers themselves.",
    "The cape will be reopened.",
    "A truce (for example of 30 days) takes effect without conditions.",
    "Import tariffs on steel fall to 10%.",
    "Troops of the U.S. Navy leave the island.",
]
NAMES = [
    "Ceasefire",
    "Prisoner exchange.",
    "Peace talks",
    "New sanctions on Westmark",
    "Sanctions relief",
    "Territorial concessions",
    "The release of hostages",
    "Security guarantees for the island",
    "The future of the harbour",
    "Recognition of the cape as part of Ostmark",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_pass(sentence: str) -> None:
    assert propositions.fault(sentence) is None


@pytest.mark.parametrize("name", NAMES)
def test_names_of_matters_do_not(name: str) -> None:
    fault = propositions.fault(name)
    assert fault
    assert "no verb" in fault[0]


@pytest.mark.parametrize("text", ["Who gets the cape", "Is the cape sold?", "Ostmark sells it?"])
def test_questions_do_not(text: str) -> None:
    fault = propositions.fault(text)
    assert fault
    assert fault[0] == "asks"
