"""Which talks a verb is about, and who leads their sides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.ledger import PositionRow, View
    from detente.model import Dossier
    from detente.views.principals import Principals

# A ledger whose last report is older than this may be an archive: the reader is told.
LONG_AGO_DAYS = 7
# So late may a stance be reported and still be news; accounts of one stance come closer together.
LATE_DAYS = 7


def named(given: str | None) -> str | None:
    """The id of the dossier `given`, by id or by file; None where none is."""
    from detente import dossiers

    return None if given is None else dossiers.load(given).id


def followed(view: View, given: str | None) -> Dossier:
    """The dossier `given`, as the ledger keeps it, else from its file; else the ledger's only one.

    Raises SettingsError where the ledger has none, or several, and none is given.
    """
    from detente.errors import SettingsError

    known = [each.dossier for each in view.dossiers()]
    if given is None and len(known) != 1:
        if not known:
            remedy = "add pages with `detente add --dossier FILE_OR_ID`"
            raise SettingsError("the ledger follows no talks", remedy=remedy)
        listed = ", ".join(known)
        raise SettingsError("the ledger follows several talks", remedy=f"--dossier one of {listed}")
    return opened(view, given or known[0])


def opened(view: View, name: str) -> Dossier:
    """The dossier of that id as the ledger keeps it, else from its file or the starters."""
    from detente import dossiers

    kept = view.dossier(name)
    return dossiers.parse(kept.content, f"dossier {name}") if kept else dossiers.load(name)


def principals(view: View, dossier: Dossier) -> Principals:
    """Whose word binds each side, as the ledger knows the actors."""
    from detente.ledger import Filters
    from detente.views.principals import Principals

    return Principals(dossier, view.actors(Filters(dossier=dossier.id)))


def around(
    view: View, dossier: Dossier, leaders: Principals, since: str, as_of: str
) -> list[PositionRow]:
    """How things stood when `since` began, and every position since then to `as_of`.

    It begins some days earlier: what was held then may have been reported since.
    """
    from detente.ledger import Filters
    from detente.views.standing import standing

    first = date.fromisoformat(since) - timedelta(LATE_DAYS)
    before = standing(view, dossier, leaders, (first - timedelta(1)).isoformat())
    days = Filters(dossier=dossier.id, since=first.isoformat(), until=as_of)
    return before + view.positions(days)


def check(dossier: Dossier, side: str | None = None, issue: str | None = None) -> None:
    """Raise SettingsError where the dossier has no such side or issue."""
    _check("side", side, [each.id for each in dossier.sides])
    _check("issue", issue, [each.id for each in dossier.issues])


def _check(what: str, given: str | None, known: Iterable[str]) -> None:
    from detente.errors import SettingsError

    known = list(known)
    if given is not None and given not in known:
        raise SettingsError(
            f"the dossier has no {what} {given!r}", remedy=f"one of {', '.join(known)}"
        )


def last_report(view: View, dossier: Dossier, as_of: str) -> str | None:
    """The ISO day of the last report of the talks up to `as_of`, None where there is none dated."""
    from detente.ledger import Filters

    newest = view.articles(Filters(dossier=dossier.id, until=as_of), limit=1)
    published = newest[0].published if newest else None
    return published.value[:10] if published and len(published.value) >= 10 else None


def tell_if_old(last: str | None, as_of: str) -> None:
    """Say on standard error that the ledger's last report is old, and how to look back."""
    if last and (date.fromisoformat(as_of) - date.fromisoformat(last)).days > LONG_AGO_DAYS:
        click.echo(
            f"detente: the last report is of {last}; --as-of {last} tells how things stood then",
            err=True,
        )
