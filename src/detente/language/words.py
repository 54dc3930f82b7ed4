"""The encoder's table of word vectors, taken out of its ONNX file for another model to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "net.bert.embeddings.word_embeddings.weight"
WIDTH = 384
# Numbers of fields in onnx.proto: ModelProto.graph, GraphProto.initializer, and TensorProto's.
_GRAPH, _INITIALIZER = 7, 5
_FLOATS, _INTEGERS, _NAME, _RAW = 4, 5, 8, 9
# Protocol buffers' wire types that are not a length and bytes: how long such a field is.
_FIXED = {1: 8, 5: 4}


class Words:
    """Word vectors by the number of a piece; kept as uint8 with one scale, as in the encoder."""

    def __init__(self, graph: Path) -> None:
        """Read `encoder.onnx`; SettingsError if the table is not in it."""
        found = dict(_tensors(memoryview(graph.read_bytes())))
        try:
            table = found[f"{NAME}_quantized"][_RAW]
            scale = found[f"{NAME}_scale"][_FLOATS]
            zero, _ = _number(found[f"{NAME}_zero_point"][_INTEGERS], 0)
        except KeyError:
            remedy = "reinstall, or make the models again"
            raise SettingsError("holds no table of words", str(graph), remedy) from None
        # A copy: the rest of the file need not stay in memory.
        self._table = np.frombuffer(table, np.uint8).reshape(-1, WIDTH).copy()
        self._scale, self._zero = np.frombuffer(scale, np.float32)[0], np.float32(zero)

    def __getitem__(self, ids: np.ndarray) -> np.ndarray:
        """The vectors of those pieces, float32 (n, 384)."""
        vectors: np.ndarray = (self._table[ids].astype(np.float32) - self._zero) * self._scale
        return vectors


def _tensors(model: memoryview) -> Iterator[tuple[str, dict[int, memoryview]]]:
    """The names and fields of the tensors that belong to the table."""
    graph = next((part for number, part in _fields(model) if number == _GRAPH), model[:0])
    for number, tensor in _fields(graph):
        if number == _INITIALIZER:
            parts = dict(_fields(tensor))
            name = bytes(parts[_NAME]).decode()
            if name.startswith(NAME):
                yield name, parts


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The numbered fields of a protocol-buffers message that hold bytes."""
    at = 0
    while at < len(message):
        tag, at = _number(message, at)
        kind = tag & 7
        if kind == 0:
            _, at = _number(message, at)
            continue
        length = _FIXED.get(kind)
        if length is None:
            length, at = _number(message, at)
        if kind not in _FIXED:
            yield tag >> 3, message[at : at + length]
        at += length


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """A variable-length number, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
