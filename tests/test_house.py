"""The house in order: locks, sizes, docstrings, documentation that keeps to the facts."""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from detente.article.reasons import REASONS

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "detente"
MEGABYTE = 1_000_000
LARGEST_FILE, ALL_MODELS = 95 * MEGABYTE, 160 * MEGABYTE
LONGEST_MODULE = 300
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
# What would make the run-time install heavy, by the name under which PyPI has it.
HEAVY = {"torch", "spacy", "thinc", "tensorflow", "transformers", "scikit-learn", "scipy", "pandas"}
# What a checkout may hold beside the project: environments, caches, what was built.
NOT_OURS = {".git", "build", "dist", "site", "work", "__pycache__", ".env"}


@functools.cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def normal(requirement: str) -> str:
    """The name in a requirement line, as PyPI compares names."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def direct(*groups: str) -> set[str]:
    """What pyproject.toml asks for at run time and in the given groups."""
    asked = list(project()["project"]["dependencies"])
    for group in groups:
        asked += project()["dependency-groups"][group]
    return {normal(requirement) for requirement in asked}


def pinned(lock: str) -> set[tuple[str, str]]:
    """The (name, version) pairs of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        (normal(name), version)
        for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)
    }


def our_files() -> list[Path]:
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in NOT_OURS and not name.endswith("_cache") and not name.startswith(".venv")
        ]
        found += [Path(folder) / name for name in files]
    return found


def modules(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def load(path: Path) -> ModuleType:
    """A script outside the package, as a module."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec and spec.loader
    # dataclasses look their module up there
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_run_time_lock_carries_nothing_heavy() -> None:
    assert not {name for name, _ in pinned("requirements.lock")} & HEAVY


def test_a_heavy_name_is_seen() -> None:
    assert {name for name, _ in pinned("requirements-bench.lock")} & HEAVY == {"spacy", "thinc"}


@pytest.mark.parametrize(
    ("lock", "groups"),
    [(LOCKS[0], ["build"]), (LOCKS[1], ["build", "dev"]), (LOCKS[2], ["build", "bench"])],
)
def test_a_lock_holds_what_is_asked_for(lock: str, groups: list[str]) -> None:
    assert direct(*groups) <= {name for name, _ in pinned(lock)}


def imported() -> set[str]:
    """The distributions that the modules of src/ import, by name."""
    found: set[str] = set()
    for path in modules(SOURCES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    owners = metadata.packages_distributions()
    foreign = found - set(sys.stdlib_module_names) - {"detente"}
    return {normal(owners[name][0]) for name in foreign}


def test_what_is_imported_is_what_is_asked_for() -> None:
    # SQLAlchemy loads psycopg by the database's URL, and no module imports it.
    assert imported() | {"psycopg"} == direct()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert not [block.split()[0] for block in blocks if "==" in block and "--hash=" not in block]


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_the_locks_agree_on_what_runs(lock: str) -> None:
    assert pinned("requirements.lock") <= pinned(lock)


def test_dependencies_are_each_explained_and_none_else() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(map(normal, explained)) == direct(*project()["dependency-groups"])


def test_no_file_is_too_large_to_be_kept() -> None:
    large = {named(path): path.stat().st_size for path in our_files() if path.is_file()}
    assert not {name: size for name, size in large.items() if size > LARGEST_FILE}


def test_the_models_stay_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "models").rglob("*") if path.is_file()]
    assert sum(sizes) <= ALL_MODELS


def test_nothing_outside_the_repository_is_named() -> None:
    outside = re.compile(r"\.\./" + r"shared\b|/" + r"work/")
    texts = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*")]
    naming = [
        named(path)
        for path in texts
        if path.suffix in {".py", ".yml", ".yaml", ".toml", ".json", ".jsonl", ".html", ".txt"}
        and outside.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not naming


@pytest.mark.parametrize(
    "path", modules(SOURCES, ROOT / "training", ROOT / "benchmarks"), ids=named
)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{named(path)} has no docstring"


def test_modules_stay_readable() -> None:
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(SOURCES)
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "misc", "common"}
    assert not [named(path) for path in modules(SOURCES) if path.stem in drawers]


def test_every_room_has_its_tests() -> None:
    rooms = {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert rooms <= tested


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=named)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


@pytest.mark.parametrize("page", pages(), ids=named)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert not [link for link in local if not (page.parent / link).exists()]


def test_every_reason_for_leaving_a_line_out_is_documented() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    _, _, table = page.partition("| reason |")
    first_cells = "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))
    assert set(re.findall(r"`([a-z-]+)`", first_cells)) == REASONS


def test_the_figures_in_the_readme_are_the_benchmark_s() -> None:
    report = load(ROOT / "benchmarks" / "report.py")
    kept = ROOT / "benchmarks" / "results.json"
    results = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert report.replaced(readme, results) == readme


def test_the_documentation_builds(tmp_path: Path) -> None:
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    built = (tmp_path / "index.html").read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?://[^"]+)"', built)
    assert not fetched, "the documentation is read offline"
