"""One encoder pass over an article: tokens, sentences, names, cue scores, vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.language.encoder import Encoder

__all__ = ["Encoder"]


def __getattr__(name: str) -> Any:
    """Load the encoder's libraries only when it is asked for."""
    if name == "Encoder":
        from detente.language.encoder import Encoder

        return Encoder
    raise AttributeError(name)
