from __future__ import annotations

import pytest

from detente.article.capture import read_capture
from detente.errors import UnreadableInputError
from detente.model import Page


def test_a_login_wall_is_refused_in_one_line() -> None:
    text = (
        "* Home\n* News\n\nMembers only\n\nPlease log in to continue reading this report.\n\n"
        "Password\nForgot password?\n"
    )
    with pytest.raises(UnreadableInputError, match="log in") as told:
        read_capture(Page(id="wall", body=text.encode()))
    assert "\n" not in str(told.value)
