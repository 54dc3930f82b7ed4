"""Invented talks over a strait, with actors and a text about them."""

from __future__ import annotations

import re

import numpy as np

from detente.model import Actor, Dossier, Issue, Side, content_id

DOSSIER = Dossier(
    id="strait",
    title="Talks on the strait of Kesh",
    sides=(
        Side("tavria", "Tavria", aliases=("Port Harrow",)),
        Side("ostmark", "Ostmark"),
    ),
    issues=(
        Issue("tolls", "Ships pay no tolls in the strait.", ("tavria", "ostmark")),
        Issue("patrols", "Joint patrols guard the strait.", ("tavria", "ostmark")),
        Issue("prisoners", "Captured sailors are sent home.", ("tavria", "ostmark")),
    ),
)
TEXT = (
    "Tavria will accept joint patrols in the strait if the tolls are dropped. "
    "Ostmark has ruled out dropping tolls for ships. "
    "Its envoy spoke of the weather."
)


def actor(name: str, side: str | None, text: str = TEXT) -> Actor:
    spans = tuple(match.span() for match in re.finditer(name, text))
    return Actor(content_id("actor", name), name, "organisation", spans, side=side)


TAVRIA, OSTMARK = actor("Tavria", "tavria"), actor("Ostmark", "ostmark")


def vector(line: str) -> np.ndarray:
    """A stand-in for a sentence's vector: where its letters fall."""
    found = np.zeros(384, np.float32)
    for letter in line.casefold():
        found[ord(letter) % 384] += 1
    return found / max(float(np.linalg.norm(found)), 1e-9)
