"""One encoder pass over an article (tokens, sentences, names, cue scores); vectors of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.language.encoder import Encoder
    from detente.language.gist import Gist

__all__ = ["Encoder", "Gist"]


def __getattr__(name: str) -> Any:
    """Load the models' libraries only when they are asked for."""
    if name == "Encoder":
        from detente.language.encoder import Encoder

        return Encoder
    if name == "Gist":
        from detente.language.gist import Gist

        return Gist
    raise AttributeError(name)
