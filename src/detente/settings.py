"""Where things lie, from the environment; nothing else is configured by it."""

from __future__ import annotations

import os
from pathlib import Path

from detente.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent


def database_url(given: str | None = None) -> str:
    """The SQLAlchemy URL of the ledger: `given`, else `DETENTE_DB`, else `detente.db` here.

    A value without a scheme is a path to an SQLite file.
    """
    value = given or os.environ.get("DETENTE_DB") or "detente.db"
    if "://" not in value:
        return f"sqlite:///{value}"
    if value.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + value.split("://", 1)[1]
    return value


def models_directory() -> Path:
    """The folder of trained weights: `DETENTE_MODELS`, else the one shipped with the package."""
    given = os.environ.get("DETENTE_MODELS")
    if given:
        return Path(given)
    shipped = PACKAGE / "_models"
    return shipped if shipped.is_dir() else PACKAGE.parents[1] / "models"


def dossiers_directory() -> Path | None:
    """The user's folder of dossiers: `DETENTE_DOSSIERS`, else `dossiers` here if it is there.

    Raises `SettingsError` where the folder that is set is none.
    """
    given = os.environ.get("DETENTE_DOSSIERS")
    folder = Path(given or "dossiers")
    if folder.is_dir():
        return folder
    if given:
        raise SettingsError("DETENTE_DOSSIERS is not a folder", given, "make it, or unset it")
    return None


def gazetteer() -> Path | None:
    """The user's own gazetteer: the YAML file that `DETENTE_GAZETTEER` names, None without one."""
    given = os.environ.get("DETENTE_GAZETTEER")
    return Path(given) if given else None
