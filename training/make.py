"""Make the models again from the corpora: `training/make.py [--only encoder|capture|gist]`."""

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
    """Compile the written passages, train twice, take the mean, export."""
    first, second, mean = (
        HERE / "work" / name for name in ("encoder", "encoder-2", "encoder-mean")
    )
    data = ("--shared", shared, "--written", HERE / "data")
    gently = ("--epochs", "0.85", "--rate", "1.2e-4", "--head-rate", "5e-4", "--noise", "0.05")
    run("data/news-markup/compile.py")
    run("encoder/train.py", *data, "--work", first)
    run(
        "encoder/train.py",
        *data,
        "--work",
        second,
        *gently,
        "--seed",
        "2",
        "--start",
        first / "last.pt",
    )
    run("encoder/mean.py", first / "last.pt", second / "last.pt", mean / "last.pt")
    run("encoder/export.py", "--work", mean, "--models", HERE.parent / "models")


def capture(shared: Path) -> None:
    """Train the line classifier."""
    run("capture/train.py", "--data", shared / "data")


def gist(shared: Path) -> None:
    """Quantise the base model for vectors; nothing is trained."""
    run("gist/make.py", "--models", HERE.parent / "models")


PARTS = {"encoder": encoder, "capture": capture, "gist": gist}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", choices=list(PARTS))
    options = parser.parse_args()
    for name in [options.only] if options.only else PARTS:
        PARTS[name](options.shared)


if __name__ == "__main__":
    main()
