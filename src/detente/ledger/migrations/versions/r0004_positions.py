"""What is read with a dossier: dossiers, readings, members, lines; judgements and merges."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEEN = ("first_seen", "last_seen")
LINE = ("article", "dossier", "id")
BATCH = 200


def _texts(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=null) for name in names]


def _jsons(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=True) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _float(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False)


def _ref(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    rule = "CASCADE" if target == "articles.key" else None
    return sa.ForeignKeyConstraint([column], [target], f"fk_{table}_{column}", ondelete=rule)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    key = sa.Column("key", sa.Integer, primary_key=True)
    op.create_table(name, key, *parts, sa.PrimaryKeyConstraint("key", name=f"pk_{name}"))


def upgrade() -> None:
    """Make the tables, and fill the new columns of those that are there."""
    _widen_articles()
    _widen_actors()
    _make_dossiers()
    _make_positions()
    _make_other_lines()
    _make_judgements()


def _widen_articles() -> None:
    op.add_column("articles", sa.Column("times", sa.JSON, nullable=True))
    op.add_column("articles", sa.Column("text_hash", PLAIN, nullable=False, server_default=""))
    articles = sa.table("articles", sa.column("key"), sa.column("text"), sa.column("text_hash"))
    connection = op.get_bind()
    keys = list(connection.scalars(sa.select(articles.c.key)))
    for start in range(0, len(keys), BATCH):
        some = articles.c.key.in_(keys[start : start + BATCH])
        rows = connection.execute(sa.select(articles.c.key, articles.c.text).where(some))
        hashes = [{"its_key": row.key, "its_hash": _text_hash(row.text)} for row in rows]
        query = sa.update(articles).where(articles.c.key == sa.bindparam("its_key"))
        connection.execute(query.values(text_hash=sa.bindparam("its_hash")), hashes)
    _index("articles", "text_hash")


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _widen_actors() -> None:
    op.add_column("actors", sa.Column("effective", PLAIN, nullable=False, server_default=""))
    op.execute("UPDATE actors SET effective = id")
    _index("actors", "effective")


def _make_dossiers() -> None:
    _table(
        "dossiers",
        *_texts("id", "sha256", "content", *SEEN),
        _number("version"),
        _unique("dossiers", "id", "sha256"),
    )
    _table(
        "readings",
        _number("article"),
        _number("revision"),
        *_texts("dossier", "digest", *SEEN),
        *_texts("content", null=True),
        _unique("readings", "article", "dossier"),
        _ref("readings", "article", "articles.key"),
        _ref("readings", "revision", "revisions.key"),
    )
    _index("readings", "dossier")
    _table(
        "members",
        _number("article"),
        _number("actor"),
        *_texts("dossier", *SEEN),
        *_texts("side", null=True),
        _unique("members", "article", "dossier", "actor"),
        _ref("members", "article", "articles.key"),
        _ref("members", "actor", "actors.key"),
    )
    _index("members", "actor")


def _lines(name: str, *columns: sa.schema.SchemaItem) -> None:
    _table(
        name,
        *_texts("id", "dossier", "day", *SEEN),
        _number("article"),
        _number("revision"),
        _number("ordinal"),
        *_jsons("evidence", "passages"),
        *columns,
        _unique(name, *LINE),
        _ref(name, "article", "articles.key"),
        _ref(name, "revision", "revisions.key"),
    )
    _index(name, "dossier", "day")


def _make_positions() -> None:
    _lines(
        "positions",
        *_texts("holder", "who", "issue", "stance", "certainty"),
        *_texts("side", "carrier", "as_of", null=True),
        *_texts("supersedes", "superseded_by", "superseded_day", null=True),
        _float("confidence"),
        *_jsons("via"),
    )
    _index("positions", "dossier", "superseded_day", "day")
    _index("positions", "who", "issue", "dossier", "superseded_day")
    _index("positions", "holder")


def _make_other_lines() -> None:
    _lines(
        "moves",
        *_texts("actor", "type", "status"),
        *_texts("side", "recipient", "date", null=True),
        _float("confidence"),
    )
    _lines(
        "proposals",
        *_texts("status"),
        *_texts("proposer", "side", "issue", "deadline", null=True),
        _float("confidence"),
        *_jsons("addressees", "terms", "deadline_words", "reply", "words"),
    )
    _lines(
        "divisions",
        *_texts("side"),
        *_texts("issue", null=True),
        _float("confidence"),
        *_jsons("camps"),
    )
    _lines("backgrounds", *_jsons("sentence", "time"))


def _make_judgements() -> None:
    _table(
        "judgements",
        *_texts("a", "b", "verdict", "at"),
        *_texts("who", "note", null=True),
    )
    _index("judgements", "a")
    _index("judgements", "b")
    _table(
        "merges",
        *_texts("actor", "into", "reason", *SEEN),
        _float("score"),
        _unique("merges", "actor", "into"),
    )
    _index("merges", "into")
