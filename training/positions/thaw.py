"""A checkpoint from exported weights, to train on: training/positions/thaw.py --base … --out …

The export keeps int8 products with a scale a column; times their scales they are within a half
step of what was trained, which is near enough to go on from. The entailment head is not exported
and begins anew; the table of words and the relative bias are the base model's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from network import Reader, load


def thawed(reader: Reader, file: Path) -> Reader:
    """`reader` with the weights of an exported graph."""
    graph = onnx.load(file).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state = reader.state_dict()
    filled = set()
    for name, value in kept.items():
        own = name.removeprefix("reader.")
        if own in state and name != own:
            _put(state, own, value, filled)
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        own = _parameter(node.name)
        product = node.input[1].removesuffix("_quantized")
        zero = kept[f"{product}_zero_point"].astype(np.float32)
        whole = (kept[node.input[1]].astype(np.float32) - zero) * kept[f"{product}_scale"]
        _put(state, f"{own}.weight", whole.T, filled)
    missing = {n for n in state if not n.startswith(("words", "entailment"))} - filled
    if missing:
        raise SystemExit(f"{file}: holds nothing for {sorted(missing)}")
    reader.load_state_dict(state)
    return reader


def _parameter(node: str) -> str:
    """`/layers.0/q/MatMul_quant` → `layers.0.q`; `/stance/stance.0/Gemm_…` → `stance.0`."""
    parts = node.strip("/").split("/")[:-1]
    return parts[-1] if "." in parts[-1] else ".".join(parts)


def _put(state, name: str, value: np.ndarray, filled: set[str]) -> None:
    if tuple(state[name].shape) != value.shape:
        raise SystemExit(f"{name}: {value.shape} where {tuple(state[name].shape)} is wanted")
    state[name] = torch.from_numpy(value.astype(np.float32).copy())
    filled.add(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--file", type=Path, default=Path("../../models/reader/reader.onnx"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    reader = thawed(load(given.base), given.file)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"reader": reader.state_dict(), "config": reader.config, "done": 0}, given.out)


if __name__ == "__main__":
    main()
