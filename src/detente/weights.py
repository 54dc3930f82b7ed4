"""The trained weights at hand: which there are, of what revision, and how they are run."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.settings import models_directory

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CARD = "README.md"
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """One model's folder. `revision` is a hash of its files; `size` is theirs in bytes."""

    name: str
    revision: str
    size: int
    folder: Path
    card: Path | None


def installed(directory: Path | None = None) -> tuple[Weights, ...]:
    """Every model of `directory` (default: that of the settings), by name."""
    return _installed(directory or models_directory())


def revisions(directory: Path | None = None) -> dict[str, str]:
    """The revision of every model, by name."""
    return {weights.name: weights.revision for weights in installed(directory)}


def revision(folder: Path) -> str:
    """The revision of the model in one folder, without reading the others."""
    return _one(folder).revision


def session(path: Path, threads: int) -> InferenceSession:
    """An ONNX Runtime session on the CPU that keeps to `threads` and stays silent."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


@functools.cache
def _installed(directory: Path) -> tuple[Weights, ...]:
    if not directory.is_dir():
        return ()
    folders = sorted(path for path in directory.iterdir() if path.is_dir())
    return tuple(_one(folder) for folder in folders if _files(folder))


def _files(folder: Path) -> list[Path]:
    """The files that decide what the model does: all but the texts beside them."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".md")


@functools.cache
def _one(folder: Path) -> Weights:
    digest, size = hashlib.sha256(), 0
    for path in _files(folder):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
        size += len(data)
    card = folder / CARD
    revision = digest.hexdigest()[:DIGITS]
    return Weights(folder.name, revision, size, folder, card if card.is_file() else None)
