"""The scorer of the benchmark counts as TempEval-3 defines it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PLACE = Path(__file__).parents[2] / "benchmarks" / "timeml.py"


@pytest.fixture(scope="module")
def timeml() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmarks_timeml", PLACE)
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_figures(timeml: ModuleType) -> None:
    one = timeml.Timex
    gold = (one(0, 5, "DATE", "2025"), one(9, 12, "DATE", "P1D"), one(20, 25, "SET", "P1W"))
    told = [one(0, 5, "DATE", "2025"), one(10, 14, "DURATION", "P1D"), one(30, 33, "DATE", "x")]
    score = timeml.Score()
    score.add(gold, told)
    assert (score.gold, score.told) == (3, 3)
    assert (score.strict, score.relaxed, score.kind, score.value) == (1, 2, 1, 2)
    assert score.figures() == (".333", ".667", ".333", ".667")


def test_each_expression_is_matched_once(timeml: ModuleType) -> None:
    one = timeml.Timex
    pairs = timeml.matched(
        (one(0, 20, "DATE", "a"),), [one(0, 5, "DATE", "a"), one(8, 20, "DATE", "a")]
    )
    assert [bool(g and t) for g, t in pairs] == [True, False]
