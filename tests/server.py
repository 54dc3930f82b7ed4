"""A private PostgreSQL server for the tests: a socket in a temporary folder, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the test, so nothing needs to reach the disk.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB"


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs: on PATH, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return folders[0].parent if folders else None


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """Start a server; the URL of its databases, to be filled in by name."""
    folder = Path(tempfile.mkdtemp(prefix="detente-pg-"))
    other = _other_user()
    if other:
        os.chown(folder, other.pw_uid, other.pw_gid)
    data = str(folder / "data")
    control = str(binaries / "pg_ctl")
    try:
        initdb = [str(binaries / "initdb"), "-D", data, "-U", "detente", "-A", "trust", "-N"]
        _run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"], folder, other)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {FAST}"
        log = str(folder / "log")
        _run([control, "-D", data, "-l", log, "-w", "-o", options, "start"], folder, other)
        try:
            yield "postgresql+psycopg://detente@/{name}?host=" + str(folder)
        finally:
            _run([control, "-D", data, "-m", "immediate", "stop"], folder, other)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> pwd.struct_passwd | None:
    """Whom to run it as: PostgreSQL refuses to be root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no other user")


def _run(command: list[str], folder: Path, user: pwd.struct_passwd | None) -> None:
    switch = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **switch
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
