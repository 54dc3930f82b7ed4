from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from readings import reading
from sqlalchemy import MetaData, create_engine, inspect, select, text

from detente.errors import LedgerError
from detente.ledger import View, Writer, database
from detente.ledger.columns import metadata
from detente.ledger.tables import actors, articles
from detente.model import Reading, content_id


def run(url: str, *queries: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for query in queries:
            connection.execute(text(query))
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_sees(url: str) -> None:
    with Writer(url):
        pass
    engine = create_engine(url)

    def ours(_: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        searches = bool(name) and (str(name).startswith("ix_") and str(name).endswith("_search"))
        shadow = kind == "table" and "_fts" in str(name)
        return not (shadow or searches or (kind == "column" and name == "search"))

    with engine.connect() as connection:
        options = {"include_object": ours, "version_table": database.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_list_of_revisions_is_complete() -> None:
    folder = Path(database.__file__).parent / "migrations"
    script = ScriptDirectory(str(folder))
    assert tuple(r.revision for r in script.walk_revisions())[::-1] == database.REVISIONS


def fill_old(url: str, revision: str, given: Reading, other: str) -> None:
    """Make a ledger of an older schema that holds `given`, by way of one of today's."""
    with Writer(other) as writer:
        writer.add(given)
    new, old = create_engine(other), create_engine(url)
    with new.connect() as source, old.begin() as connection:
        database.upgrade(connection, revision)
        tables = MetaData()
        tables.reflect(connection, only=lambda name, _: name in metadata.tables)
        for table in tables.sorted_tables:
            columns = [table.c[c.name] for c in metadata.tables[table.name].c if c.name in table.c]
            for row in source.execute(select(*columns)).mappings():
                connection.execute(table.insert().values(dict(row)))
    new.dispose()
    old.dispose()


@pytest.mark.parametrize("revision", database.REVISIONS[:-1])
def test_an_older_schema_is_upgraded_with_all_it_holds(
    url: str, revision: str, tmp_path: Path
) -> None:
    fill_old(url, revision, reading(1), f"sqlite:///{tmp_path}/today.db")
    with pytest.raises(LedgerError, match=r"older version .* detente add upgrades"):
        View(url)
    with Writer(url) as writer:
        assert writer.add(reading(1)) == "known"
    with View(url) as view:
        assert view.status().schema == database.REVISIONS[-1]
        assert len(view.search("coast")) == 1 + len(reading(1).statements)
        found = view.article(reading(1).article.id)
        assert (found.statements, found.actors) == (reading(1).statements, reading(1).actors)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert (
            connection.scalar(select(actors.c.key).where(actors.c.effective != actors.c.id)) is None
        )
        assert list(connection.scalars(select(articles.c.text_hash))) == [
            content_id(reading(1).article.text)
        ]
    engine.dispose()


def test_a_newer_schema_is_refused(url: str) -> None:
    with Writer(url) as writer:
        writer.add(reading(1))
    run(url, "UPDATE detente_schema SET version_num = '9999'")
    for opener in (lambda: Writer(url).__enter__(), lambda: View(url)):
        with pytest.raises(LedgerError, match=r"newer version \(schema 9999\); update detente"):
            opener()


def test_a_database_of_something_else_is_refused_and_left_alone(url: str) -> None:
    run(url, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match="something else"), Writer(url):
        pass
    with pytest.raises(LedgerError, match="holds no ledger"):
        View(url)
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == ["recipes"]
    engine.dispose()


def test_a_ledger_may_be_made_by_several_at_once(url: str) -> None:
    def add(number: int) -> str:
        with Writer(url) as writer:
            return writer.add(reading(number))

    # Processes in real life; alembic's own globals allow no two upgrades in one process.
    code = "import sys; sys.path.insert(0, sys.argv[2]); from readings import reading\n"
    code += "from detente.ledger import Writer\nwith Writer(sys.argv[1]) as w: "
    code += "print(w.add(reading(int(sys.argv[3]))))"
    here = str(Path(__file__).parent)
    commands = [[sys.executable, "-c", code, url, here, str(n)] for n in range(3)]
    processes = [subprocess.Popen(c, stdout=subprocess.PIPE, text=True) for c in commands]
    assert [process.communicate()[0] for process in processes] == ["new\n"] * 3
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(add, range(2, 6))) == ["known", "new", "new", "new"]


def test_a_view_never_makes_a_database(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none\.db: there is no ledger; add something first"):
        View(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_sqlite_ledger_is_safe_against_power_cuts(tmp_path: Path) -> None:
    path = tmp_path / "name with % and ? and é.db"
    with Writer(str(path)) as writer:
        writer.add(reading(1))
        with writer._engine.connect() as connection:
            read = {
                name: connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"not a database at all" * 100)
    (tmp_path / "empty.db").touch()
    wrong = {
        f"sqlite:///{tmp_path}/none/x.db": "there is no such folder",
        f"{tmp_path}/junk.db": "not a database",
        f"{tmp_path}": "unable to open",
        "sqlite:///:memory:": "in memory",
        "mysql://root@localhost/x": "SQLite or PostgreSQL only",
        "postgresql://u:secret@127.0.0.1:1/x": "refused",
        "postgresql://[": "resolve|not a database's URL",
    }
    for url, words in wrong.items():
        with pytest.raises(LedgerError, match=words) as caught, Writer(url):
            pass
        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)
    with pytest.raises(LedgerError, match="holds no ledger"):
        View(f"{tmp_path}/empty.db")


def test_a_locked_ledger_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    path = tmp_path / "x.db"
    with Writer(str(path)) as writer:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked; another process is writing"):
            writer.add(reading(1))
        other.close()
        assert writer.add(reading(1)) == "new"
