from __future__ import annotations

import pytest

from detente.attribution.cues import forms, read_cue


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("rule out", {"rule out", "rules out", "ruled out", "ruling out"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("think", {"think", "thinks", "thought", "thinking"}),
        ("dismiss", {"dismiss", "dismisses", "dismissed", "dismissing"}),
    ],
)
def test_forms(verb: str, expected: set[str]) -> None:
    assert forms(verb, {"think": ["thought"], "agree": ["agreed", "agreeing"]}) == expected


@pytest.mark.parametrize(
    ("text", "cue", "effect", "negated"),
    [
        ("He flatly denied it.", "denied", "negated", False),
        ("He has never denied it.", "denied", "negated", True),
        ("He said it.", "said", None, False),
        ("He warned of a flood.", "warned", "possible", False),
        ("He warned the crew.", "warned", None, False),
        ("They are widely expected to win.", "expected", "probable", False),
    ],
)
def test_read_cue(text: str, cue: str, effect: str | None, negated: bool) -> None:
    start = text.index(cue)
    found = read_cue(text, ((start, start + len(cue)),), (0, len(text)))
    assert (found.effect, found.negated) == (effect, negated)
