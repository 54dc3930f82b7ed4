"""Lists for machines: JSON that parses, CSV that is a table and runs nothing."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.views import listing

COLUMNS = ("a", "b")


def table(rows: list[dict[str, object]]) -> list[list[str]]:
    return list(csv.reader(StringIO("".join(listing.table(rows, COLUMNS)), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert listing.cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (0.5, "0.5"), (-3, "-3"), (["x", "y"], "x; y"), ("a=b", "a=b")]
)
def test_other_values_are_as_they_are(value: object, cell: str) -> None:
    assert listing.cell(value) == cell


def test_a_list_in_a_cell_is_guarded_too() -> None:
    assert listing.cell(["=1", "2"]) == "'=1; 2"


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_every_text_comes_back_from_the_table(a: str, b: str) -> None:
    head, row = table([{"a": a, "b": b}])
    assert head == ["a", "b"]
    assert row == [listing.cell(a), listing.cell(b)]
    assert [cell.removeprefix("'") for cell in row] == [a.removeprefix("'"), b.removeprefix("'")]


@pytest.mark.parametrize("rows", [[], [{"a": 1}], [{"a": 1}, {"a": "“é”"}]])
def test_json_is_one_array(rows: list[dict[str, object]]) -> None:
    assert json.loads("".join(listing.json(rows))) == rows


def test_json_lines_are_one_a_line() -> None:
    lines = list(listing.jsonl([{"a": "x\ny"}, {"a": (1, 2)}]))
    assert [json.loads(line) for line in lines] == [{"a": "x\ny"}, {"a": [1, 2]}]
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)
