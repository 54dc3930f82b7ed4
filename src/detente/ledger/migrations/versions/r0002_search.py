"""The full-text indices: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

Both stem with Porter's algorithm, keep every word (no stop list), and overlook case and accents.
PostgreSQL's parser takes `and/or` for a path and `U.S.` for a host, so `detente_words` turns
punctuation into spaces and Latin letters into their bare ones, one character for one.
"""

from __future__ import annotations

import string
import unicodedata

from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = {"articles": ("title", "standfirst", "text"), "statements": ("speaker_name", "passage")}
WEIGHTS = {"title": "A", "standfirst": "B", "text": "D", "speaker_name": "A", "passage": "D"}
# PostgreSQL refuses a tsvector over 1 MB.
LONGEST = 100_000
MARKS = string.punctuation + "\u00a0¡¢£¥¦§¨©«¬\u00ad®°±·»¿‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›€™"


def upgrade() -> None:
    """Index what is stored, and from now on all that will be."""
    make = _fts5 if op.get_bind().dialect.name == "sqlite" else _tsvector
    for table, columns in COLUMNS.items():
        make(table, columns)


def _fts5(table: str, columns: tuple[str, ...]) -> None:
    index, names = f"{table}_fts", ", ".join(columns)
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='key', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.key, {new});"  # noqa: S608
    drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.key, {old});"  # noqa: S608
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    for name, when, work in (
        ("insert", "AFTER INSERT", add),
        ("delete", "AFTER DELETE", drop),
        ("update", f"AFTER UPDATE OF {names}", drop + add),
    ):
        only = f"WHEN {differs} " if name == "update" else ""
        op.execute(f"CREATE TRIGGER {table}_fts_{name} {when} ON {table} {only}BEGIN {work} END")
    op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608


def _tsvector(table: str, columns: tuple[str, ...]) -> None:
    if table == "articles":
        _configure()
    vector = " || ".join(
        f"setweight(to_tsvector('detente', detente_words(left(coalesce({name}, ''), {LONGEST}))), "
        f"'{WEIGHTS[name]}')"
        for name in columns
    )
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({vector}) STORED"
    )
    # Without fastupdate a search never has to read a list of what is not yet sorted in.
    op.execute(
        f"CREATE INDEX ix_{table}_search ON {table} USING gin (search) WITH (fastupdate = off)"
    )


def _configure() -> None:
    old, new = _fold_table()
    quoted = old.replace("'", "''").replace(":", r"\:")
    op.execute(
        "CREATE FUNCTION detente_words(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT "
        f"PARALLEL SAFE AS $words$ SELECT translate($1, '{quoted}', '{new}') $words$"
    )
    for query in (
        "CREATE TEXT SEARCH DICTIONARY detente_stem (TEMPLATE = snowball, Language = porter)",
        "CREATE TEXT SEARCH CONFIGURATION detente (PARSER = default)",
        "ALTER TEXT SEARCH CONFIGURATION detente ADD MAPPING FOR asciiword, word, numword, "
        "asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart, int, uint, "
        "float, sfloat, version, host, email, url, url_path, file WITH detente_stem",
    ):
        op.execute(query)


def _fold_table() -> tuple[str, str]:
    letters = {
        chr(code): unicodedata.normalize("NFD", chr(code))[0]
        for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
    }
    letters = {old: new for old, new in letters.items() if new.isascii()}
    return MARKS + "".join(letters), " " * len(MARKS) + "".join(letters.values())
