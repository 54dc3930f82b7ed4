"""Make every model again from the corpora: `python training/make.py [--only encoder|capture]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(script: str, *arguments: Path | str) -> None:
    """Run one part; its failure ends everything with its exit code."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    print("$", *command[1:], flush=True)
    code = subprocess.run(command, check=False).returncode
    if code:
        raise SystemExit(code)


def encoder(shared: Path) -> None:
    """Compile the written passages, train, export."""
    work = HERE / "work" / "encoder"
    run("data/news-markup/compile.py")
    run("encoder/train.py", "--shared", shared, "--written", HERE / "data", "--work", work)
    run("encoder/export.py", "--work", work, "--models", HERE.parent / "models")


def capture(shared: Path) -> None:
    """Train the line classifier."""
    run("capture/train.py", "--data", shared / "data")


PARTS = {"encoder": encoder, "capture": capture}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", choices=list(PARTS))
    options = parser.parse_args()
    for name in [options.only] if options.only else PARTS:
        PARTS[name](options.shared)


if __name__ == "__main__":
    main()
