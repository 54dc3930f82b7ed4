"""Export a trained reader to ONNX, int8: python training/positions/export.py --base … --start …

The table of word vectors is kept apart (int8, a scale a row), so that no file is over 95 MB.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from network import POINTER, Reader, bucket, load

HEADS = ("stance", "certainty", "moves", "asks", "answers")


class Shipped(nn.Module):
    """The reader from word vectors on, for one window."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, words: Tensor, places: Tensor, parts: Tensor, numbers: Tensor):
        reader = self.reader
        offset = 2 if reader.relative else 0
        x = reader.norm(words + reader.places(places + offset))
        rows, columns = parts[:, :, None], parts[:, None, :]
        seen = (columns == 0) | (rows == columns)
        bias = torch.where(seen, 0.0, -1e4)[:, None]
        if reader.bias is not None:
            bias = bias + reader.bias(bucket(places)).permute(0, 3, 1, 2)
        for layer in reader.layers:
            x = layer(x, bias)
        inside = (parts == numbers[:, None]).to(x.dtype)
        asked = inside @ x[0] / inside.sum(1, keepdim=True)
        evidence = reader.asks(asked) @ reader.answers(x[0]).T / POINTER**0.5
        return reader.stance(asked), reader.certainty(asked), reader.moves(asked), evidence


def table(reader: Reader) -> tuple[np.ndarray, np.ndarray]:
    """The word vectors as int8 (V, width) and float32 scales (V,)."""
    words = reader.words.weight.detach().numpy()
    scale = np.maximum(np.abs(words).max(1), 1e-8) / 127
    return np.round(words / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="leave the products in float32")
    given = parser.parse_args()
    reader = load(given.base, given.layers)
    reader.load_state_dict(torch.load(given.start)["reader"])
    shipped = Shipped(reader.eval()).eval()
    given.out.mkdir(parents=True, exist_ok=True)
    kept, scale = table(reader)
    np.savez(given.out / "words.npz", table=kept, scale=scale)
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
    width = kept.shape[1]
    example = (
        torch.randn(1, 50, width),
        torch.cat([torch.arange(30), torch.arange(30, 40), torch.arange(30, 40)])[None],
        torch.cat([torch.zeros(30), torch.ones(10), torch.full((10,), 2)]).long()[None],
        torch.tensor([1, 2]),
    )
    full = given.out / "full.onnx"
    names = ["words", "places", "parts", "numbers"]
    torch.onnx.export(
        shipped,
        example,
        str(full),
        dynamo=False,
        opset_version=17,
        input_names=names,
        output_names=["stances", "certainties", "moves", "evidence"],
        dynamic_axes={
            **{name: {1: "pieces"} for name in names[:3]},
            "numbers": {0: "questions"},
            **{name: {0: "questions"} for name in ("stances", "certainties", "moves")},
            "evidence": {0: "questions", 1: "pieces"},
        },
    )
    if given.full:
        full.rename(given.out / "reader.onnx")
        return
    graph = onnx.load(full)
    heads = [n.name for n in graph.graph.node if any(f"/{h}" in n.name for h in HEADS)]
    quantize_dynamic(
        full,
        given.out / "reader.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul"],
    )
    full.unlink()
    for path in sorted(given.out.iterdir()):
        print(path, f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
