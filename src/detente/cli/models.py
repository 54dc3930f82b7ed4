"""`detente models`: the trained weights at hand."""

from __future__ import annotations

import click

from detente.cli import options

COLUMNS = ("name", "revision", "size", "card")


@click.command("models")
@options.listing
def command(form: str) -> None:
    """List the models that read the pages: revision, size in bytes, and the card of each.

    A model's card says what it was trained on, how well it does, and where its limits are.
    """
    from detente import weights
    from detente.cli.output import listed
    from detente.errors import SettingsError
    from detente.settings import models_directory

    found = weights.installed()
    if not found:
        remedy = "set DETENTE_MODELS to their folder, or install again"
        raise SettingsError("no models are there", str(models_directory()), remedy)
    rows = [
        {
            "name": each.name,
            "revision": each.revision,
            "size": each.size,
            "card": str(each.card) if each.card else None,
        }
        for each in found
    ]
    listed(rows, COLUMNS, form)
