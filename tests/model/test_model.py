"""The records: frozen, from one place, with identifiers that only the content decides."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from detente import model

RECORDS = [
    record
    for _, record in inspect.getmembers(model, inspect.isclass)
    if record.__module__ != "typing"
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_is_frozen_and_documented(record: type) -> None:
    assert dataclasses.is_dataclass(record)
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert record.__doc__ and not record.__doc__.startswith(record.__name__ + "(")


def test_all_that_is_defined_is_given_out() -> None:
    assert {record.__name__ for record in RECORDS} <= set(model.__all__)
    assert len(RECORDS) > 20


def test_an_identifier_follows_from_the_content_alone() -> None:
    assert model.content_id("a", "b") == model.content_id("a", "b")
    assert model.content_id("a", "b") != model.content_id("ab")
    assert len(model.content_id("é\ud800")) == 20
