"""Invented talks over a strait: the dossier, and readings of reports with every kind of line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import samples
from detente.model import (
    Actor,
    Background,
    Certainty,
    Date,
    Division,
    Dossier,
    EntityKind,
    Issue,
    Move,
    Position,
    Proposal,
    Reading,
    Role,
    Side,
    Span,
    Stance,
    Statement,
    Time,
    content_id,
)

TODAY = "2031-03-20"

DOSSIER = Dossier(
    id="strait-2031",
    title="Talks on the strait",
    sides=(
        Side("ostmark", "Ostmark", organisations=("Ostmark",), aliases=("the Amber Palace",)),
        Side("vellmark", "Vellmark", organisations=("Vellmark",), people=("Tomas Reyl",)),
        Side("league", "League of the Isles", organisations=("Isle of Jura", "Isle of Kolk")),
        Side("pilots", "Pilots", people=("Aino Kallas",)),
    ),
    issues=(
        Issue("transit", "Ships of both states pass the strait freely.", ("ostmark", "vellmark")),
        Issue("cable", "A cable is laid across the strait.", ("ostmark", "league")),
        Issue("pilot-fees", "Fees for pilots are dropped.", ("pilots",)),
    ),
    mediators=("league",),
    since="2031-01-01",
)

YAML = """\
id: strait-2031
title: Talks on the strait
since: 2031-01-01
sides:
  ostmark: {name: Ostmark, organisations: [Ostmark], aliases: [the Amber Palace]}
  vellmark: {name: Vellmark, organisations: [Vellmark], people: [Tomas Reyl]}
  league: {name: League of the Isles, organisations: [Isle of Jura, Isle of Kolk]}
  pilots: {name: Pilots, people: [Aino Kallas]}
mediators: [league]
issues:
  transit:
    proposition: Ships of both states pass the strait freely.
    needs: [ostmark, vellmark]
  cable:
    proposition: A cable is laid across the strait.
    needs: [ostmark, league]
  pilot-fees:
    proposition: Fees for pilots are dropped.
    needs: [pilots]
"""

_TITLES = {
    "Ilse Marrow": "President",
    "Tomas Reyl": "Prime Minister",
    "Nils Oder": "deputy foreign minister",
    "Bo Zetter": "envoy",
}
_SIDES = {
    **dict.fromkeys(("Ostmark", "Ilse Marrow", "Nils Oder"), "ostmark"),
    **dict.fromkeys(("Vellmark", "Tomas Reyl", "Bo Zetter"), "vellmark"),
    **dict.fromkeys(("Isle of Jura", "Isle of Kolk"), "league"),
    "Aino Kallas": "pilots",
}


def kind_of(name: str) -> EntityKind:
    """People have a title or are pilots here; the others are states."""
    return "person" if name in _TITLES or name == "Aino Kallas" else "place"


class Report:
    """One report in the making: every span is found by its words, the actors by their names."""

    def __init__(self, day: str, outlet: str, text: str, title: str = "The strait") -> None:
        """Published on `day` by `outlet`."""
        self.text, self.day, self.outlet, self.title = text, day, outlet, title
        self.article = content_id(title, text)
        self.names: dict[str, str] = {}
        self.positions: list[Position] = []
        self.moves: list[Move] = []
        self.proposals: list[Proposal] = []
        self.divisions: list[Division] = []
        self.background: list[Background] = []
        self.statements: list[Statement] = []

    def actor(self, name: str) -> str:
        """The identifier of who goes by that name."""
        return self.names.setdefault(name, content_id(name))

    def holds(
        self,
        holder: str,
        stance: Stance,
        words: str,
        issue: str = "transit",
        certainty: Certainty = "stated",
        via: tuple[str, ...] = (),
    ) -> Report:
        """The holder's stance, by these words."""
        key = content_id(self.article, "position", holder, issue, stance, certainty, *via)
        span = (self.span(words),)
        told = Position(
            key,
            DOSSIER.id,
            self.actor(holder),
            _SIDES.get(holder),
            issue,
            stance,
            certainty,
            span,
            0.9,
            via,
            self.day,
        )
        self.positions.append(told)
        return self

    def proposes(
        self,
        proposer: str,
        to: str,
        words: str,
        deadline: str | None = None,
        by: str | None = None,
    ) -> Report:
        """A proposal that awaits the reply of `to`."""
        span = self.span(words)
        self.proposals.append(
            Proposal(
                id=content_id(self.article, "proposal", words),
                proposer=self.actor(proposer),
                side=_SIDES.get(proposer),
                addressees=(self.actor(to),),
                terms=(span,),
                status="awaiting-reply",
                evidence=(span,),
                confidence=0.8,
                issue="transit",
                deadline=deadline,
                deadline_words=self.span(by) if by else None,
            )
        )
        return self

    def divides(self, side: str, one: Sequence[str], other: Sequence[str], words: str) -> Report:
        """Two camps of one side, over transit."""
        camps = (tuple(map(self.actor, one)), tuple(map(self.actor, other)))
        key = content_id(self.article, "division", words)
        self.divisions.append(Division(key, side, camps, (self.span(words),), 0.7, "transit"))
        return self

    def moved(self, actor: str, recipient: str, words: str) -> Report:
        """Talks of one with the other."""
        who, to = self.actor(actor), self.actor(recipient)
        key = content_id(self.article, "move", words)
        span = (self.span(words),)
        self.moves.append(
            Move(key, who, _SIDES.get(actor), to, "CONSULT", "done", span, 0.9, self.day)
        )
        return self

    def recalls(self, words: str, value: str) -> Report:
        """What has been so since when."""
        span = self.span(words)
        sentence = next(s for s in samples.sentences(self.text) if s[0] <= span[0] < s[1])
        time = Time(span, "date", value, f"{value}-01-01", None, words=span)
        self.background.append(Background(sentence, time))
        return self

    def says(self, speaker: str, cue: str, content: str) -> Report:
        """A statement, the speaker named in it."""
        actor = samples.actor(speaker, self.text)
        self.actor(speaker)
        said = samples.statement(self.text, [speaker], cue, [content], speaker=actor)
        self.statements.append(said)
        return self

    def span(self, words: str) -> Span:
        """Where the words stand first."""
        return samples.span(self.text, words)

    def reading(self) -> Reading:
        """The whole of it."""
        made = samples.reading(
            f"{self.day}-{self.outlet}.txt",
            self.text,
            self.statements,
            [self._actor(name, key) for name, key in self.names.items()],
            title=self.title,
            outlet=self.outlet,
            published=Date(self.day, "day", "given"),
        )
        return replace(
            made,
            page=replace(made.page, dossier=DOSSIER.id),
            dossier=DOSSIER.id,
            positions=tuple(self.positions),
            moves=tuple(self.moves),
            proposals=tuple(self.proposals),
            divisions=tuple(self.divisions),
            background=tuple(self.background),
        )

    def _actor(self, name: str, key: str) -> Actor:
        roles = (Role(_TITLES[name], self.day),) if name in _TITLES else ()
        mentions = (self.span(name),) if name in self.text else ()
        return Actor(key, name, kind_of(name), mentions, roles, _SIDES.get(name))


def readings() -> list[Reading]:
    """Six reports of March 2031, from the earliest to the latest."""
    return [
        Report(
            "2031-03-02",
            "Harbour Courier",
            "Ilse Marrow said that ships may pass. Tomas Reyl said that ships must never pass.\n\n"
            "Isle of Jura will lay the cable. Isle of Kolk will not lay a cable.",
            "First words",
        )
        .holds("Ilse Marrow", "for", "ships may pass")
        .holds("Tomas Reyl", "against", "ships must never pass")
        .holds("Isle of Jura", "for", "will lay the cable", "cable")
        .holds("Isle of Kolk", "against", "will not lay a cable", "cable")
        .says("Ilse Marrow", "said", "ships may pass")
        .reading(),
        Report(
            "2031-03-10",
            "Island Post",
            "Ostmark may lay the cable, The Daily Anchor reported. "
            "Nils Oder said that no ship shall pass.",
            "Cable talk",
        )
        .holds("Ostmark", "open", "may lay the cable", "cable", "possible", ("The Daily Anchor",))
        .holds("Nils Oder", "against", "no ship shall pass")
        .says("Nils Oder", "said", "no ship shall pass")
        .reading(),
        Report(
            "2031-03-18",
            "Harbour Courier",
            "Ilse Marrow offered Vellmark a truce at sea for a month and wants an answer by "
            "Saturday. Vellmark has held the northern shore since 2014.\n\n"
            "In Ostmark, Nils Oder is pushing for a blockade, while Ilse Marrow seeks a deal.",
            "A truce at sea",
        )
        .proposes(
            "Ilse Marrow", "Vellmark", "a truce at sea for a month", "2031-03-22", "by Saturday"
        )
        .divides("ostmark", ["Nils Oder"], ["Ilse Marrow"], "Nils Oder is pushing for a blockade")
        .recalls("since 2014", "2014")
        .reading(),
        Report(
            "2031-03-19",
            "Fjord Wire",
            "Vellmark accepts free passage, Fjord Wire has learned. "
            "Tomas Reyl met Ilse Marrow on the island.",
            "Vellmark accepts",
        )
        .holds("Vellmark", "for", "accepts free passage", certainty="reported", via=("Fjord Wire",))
        .moved("Tomas Reyl", "Ilse Marrow", "Tomas Reyl met Ilse Marrow")
        .reading(),
        Report(
            "2031-03-19",
            "Island Post",
            "“We did not accept”, Bo Zetter said. Vellmark refused free passage, he told us.",
            "Not accepted",
        )
        .holds(
            "Vellmark", "against", "refused free passage", certainty="reported", via=("Bo Zetter",)
        )
        .says("Bo Zetter", "said", "We did not accept")
        .reading(),
        Report(
            "2031-03-20",
            "Harbour Courier",
            "Tomas Reyl said that ships pass if the shore stays with Vellmark.",
            "A condition",
        )
        .holds("Tomas Reyl", "conditional", "ships pass if the shore stays with Vellmark")
        .says("Tomas Reyl", "said", "ships pass if the shore stays with Vellmark")
        .reading(),
    ]
