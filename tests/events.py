"""Invented events with accounts of several outlets, look-alikes among them, as readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from detente.model import Article, Date, Page, Reading, content_id
from detente.stories.gist import Gist, gist


@dataclass(frozen=True, slots=True)
class Account:
    event: str
    outlet: str
    day: str
    title: str
    text: str

    @property
    def id(self) -> str:
        return content_id(self.title, self.text)


ACCOUNTS = (
    Account(
        "mine",
        "Quarry Herald",
        "2033-02-01",
        "Eleven miners trapped after roof falls in Sel Orva copper mine",
        "Eleven miners were trapped 300 metres under ground when a roof fell in the copper mine of"
        " Sel Orva in Norland on Tuesday. Rescuers drill a shaft to them. Mine director Pola Grent"
        " said that knocking had been heard. The mine was closed for two weeks last autumn after"
        " a fire.",
    ),
    Account(
        "mine",
        "Fjord Wire",
        "2033-02-01",
        "Knocking heard from trapped miners at Sel Orva",
        "Rescue teams have heard knocking from the eleven men who are trapped in the copper mine"
        " of Sel Orva since its roof came down on Tuesday. A drill has reached 120 metres of the"
        " 300 that are needed, director Pola Grent told families in Norland.",
    ),
    Account(
        "mine",
        "Selland Post",
        "2033-02-02",
        "Norland holds its breath for eleven miners",
        "All Norland waits for eleven copper miners. They are 300 metres below Sel Orva, where a"
        " roof fell on Tuesday. The drill goes slowly through granite. Pola Grent, who runs the"
        " mine, has not slept, she said.",
    ),
    Account(
        "rescue",
        "Quarry Herald",
        "2033-02-09",
        "All eleven miners brought up alive at Sel Orva",
        "The eleven miners of Sel Orva are free. One after the other they were pulled up through"
        " the new shaft in a steel capsule on Wednesday, eight days after the roof fell. Doctors"
        " found two broken ribs. Norland's prime minister Ada Wren embraced the last.",
    ),
    Account(
        "rescue",
        "Fjord Wire",
        "2033-02-09",
        "In a steel capsule out of the dark: Sel Orva miners rescued",
        "It took five hours on Wednesday to bring up the eleven men, each in a steel capsule just"
        " wide enough for his shoulders. Eight days they had been below Sel Orva. Prime minister"
        " Ada Wren of Norland shook every hand; doctors counted two broken ribs.",
    ),
    Account(
        "ports",
        "Fjord Wire",
        "2033-02-01",
        "Westmark and Norland open talks on shared ports in Haldby",
        "Envoys of Westmark and Norland began talks in Haldby on Tuesday about the use of each"
        " other's ports. Westmark wants three berths in Norhavn; Norland asks for pilots' fees."
        " Chief envoy Ilse Dorn spoke of a good first morning.",
    ),
    Account(
        "ports",
        "Westmark Daily",
        "2033-02-01",
        "Three berths in Norhavn: what Westmark wants in Haldby",
        "With a list of three berths in Norhavn, Ilse Dorn went into talks on ports in Haldby on"
        " Tuesday. Norland would rather speak of pilots' fees. The envoys of Westmark and Norland"
        " meet again next week.",
    ),
    Account(
        "stadium",
        "Selland Post",
        "2033-02-02",
        "Selland's stadium roof to cost twice as much",
        "The roof over Selland's stadium will cost 48 million crowns, twice the sum that voters"
        " were told, the city's auditors wrote on Wednesday. Mayor Tom Hesk blamed steel prices.",
    ),
)
COPY = Account(
    "mine",
    "Lowland Echo",
    "2033-02-03",
    "Roof falls in copper mine",
    ACCOUNTS[0].text,
)


def made(accounts: Iterable[Account] = ACCOUNTS, *, dated: bool = True) -> list[Gist]:
    return [gist(a.id, a.title, None, a.text, a.day if dated else "") for a in accounts]


def reading(account: Account, *, dated: bool = True, related: tuple[str, ...] = ()) -> Reading:
    """An account as the ledger takes it; nothing was read from it."""
    body = f"{account.title}\n{account.text}".encode()
    article = Article(
        account.id,
        account.text,
        account.title,
        outlet=account.outlet,
        published=Date(account.day, "day", "given") if dated else None,
        language="en",
        paragraphs=((0, len(account.text)),),
        related=related,
    )
    page = Page(account.title, body, "article", sha256=hashlib.sha256(body).hexdigest())
    return Reading(page, article, models={"test": "1"})


def of_events(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    """Groups of articles as the sets of their titles."""
    title = {each.id: each.title for each in (*ACCOUNTS, COPY)}
    return {frozenset(title[name] for name in group) for group in groups}


def right(accounts: Iterable[Account] = ACCOUNTS) -> set[frozenset[str]]:
    of: dict[str, set[str]] = {}
    for each in accounts:
        of.setdefault(each.event, set()).add(each.title)
    return {frozenset(group) for group in of.values()}
