from __future__ import annotations

import pytest

from detente.article.capture_lines import lines_of
from detente.article.capture_outlet import outlet

FILLING = "\n".join(f"Line {i} of the page, which says one thing and then ends." for i in range(20))


def named(head: str, foot: str) -> tuple[str | None, str | None]:
    name, domain, _ = outlet(lines_of(f"{head}\n\n{FILLING}\n\n{foot}"))
    return name, domain


@pytest.mark.parametrize(
    ("head", "foot", "right"),
    [
        ("Ember Post", "ember-post.example", ("Ember Post", "ember-post.example")),
        ("* The Ember Post", "emberpost.example", ("The Ember Post", "emberpost.example")),
        (
            "EMBER POST\nNews Sport",
            "EMBER POST is a paper of Tallow Press. emberpost.example",
            ("EMBER POST", "emberpost.example"),
        ),
        ("Ember Post", "Ember Post\n© 2024 Ember Media", ("Ember Post", None)),
        ("Ember Post", "© 2024 Ember Media", ("Ember Media", None)),
        ("Sport", "Sport\n© 2024 Ember Media", ("Ember Media", None)),
        ("Ember Post", "We wrote of gull.example and then of tern.example", (None, None)),
    ],
)
def test_outlet_and_domain(head: str, foot: str, right: tuple[str | None, str | None]) -> None:
    assert named(head, foot) == right
