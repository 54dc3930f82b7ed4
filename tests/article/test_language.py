from __future__ import annotations

import pytest

from detente.article.language_id import language

ENGLISH = (
    "The two delegations met for a second day of talks, and no deal was reached, officials said."
)
GERMAN = (
    "Die Delegationen trafen sich am zweiten Tag der Gespräche, ohne dass es zu einer Einigung kam."
)


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH, "en-GB", "en"),
        (GERMAN, None, "de"),
        (GERMAN * 3, "en", "de"),
        ("Talks", None, None),
        ("Talks", "en_US", "en"),
        ("Talks", "xx-broken-english", "xx"),
        ("", None, None),
        ("12345 " * 50, "", None),
        (
            "Переговоры продолжатся в понедельник, сообщил представитель посредника. " * 4,
            "en",
            "ru",
        ),
    ],
)
def test_language(text: str, declared: str | None, code: str | None) -> None:
    assert language(text, declared) == code
