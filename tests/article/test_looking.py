from __future__ import annotations

import pytest

from detente.article.looking import media_type

SENTENCE = "The delegations met on Monday and will meet again on Thursday, the mayor said."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><title>x</title>", "html"),
        ("\n <html lang=en><p>x", "html"),
        (f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>", "html"),
        (f"{SENTENCE}\n\n{SENTENCE}", "article"),
        (SENTENCE, "article"),
        (f"A headline over it\n\n{SENTENCE}\n\n{SENTENCE}", "article"),
        (f"Home\nWorld\nA headline over it\n\n{SENTENCE}\n\nRelated stories", "capture"),
        (f"Write <b>code</b> like this: <script src=x></script>\n{SENTENCE}", "article"),
        (f"x < y and y > z\n{SENTENCE}", "article"),
    ],
)
def test_the_reader_is_told_by_looking(text: str, kind: str) -> None:
    assert media_type(text) == kind
