"""The reader in torch: a window is encoded once, any number of queries read it.

Passage tokens attend to the passage alone, a query's tokens to the passage and to themselves,
so that queries do not see one another and one pass answers them all (the prefix mask of Raffel
et al. 2020, with a question read as in Du and Cardie 2020). Base weights: BERT-like MiniLM or
MPNet; both are held in one module that exports to ONNX.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

STANCES = ("none", "for", "open", "conditional", "against")
CERTAINTIES = ("stated", "reported", "possible")
ENTAILMENT = ("entailment", "neutral", "contradiction")
MOVES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
POINTER = 128
BUCKETS, FARTHEST = 32, 128


class SharedDropout(nn.Module):
    """Dropout with one mask a sequence: drawing one a token costs a quarter of a step on a CPU."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        keep = torch.rand((x.shape[0], 1, x.shape[-1])) >= self.p
        return x * keep / (1 - self.p)


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        q, k, v = (
            part(x).view(b, t, self.heads, d // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        if torch.onnx.is_in_onnx_export():
            mixed = (q @ k.transpose(-1, -2) / (d // self.heads) ** 0.5 + bias).softmax(-1) @ v
        else:
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, t, d))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Trunk and heads. `ids`, `places`, `parts` are (B, T) int64.

    `places` counts a token's position; `parts` is 0 for the passage, 1… for the queries and -1
    for padding.
    """

    def __init__(self, config: dict[str, object], dropout: float = 0.1) -> None:
        super().__init__()
        self.config = config
        width, heads = int(config["hidden_size"]), int(config["num_attention_heads"])
        eps = float(config["layer_norm_eps"])
        self.relative = config["model_type"] == "mpnet"
        self.words = nn.Embedding(int(config["vocab_size"]), width)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.bias = nn.Embedding(BUCKETS, heads) if self.relative else None
        self.layers = nn.ModuleList(
            Layer(width, heads, int(config["intermediate_size"]), eps, dropout)
            for _ in range(int(config["num_hidden_layers"]))
        )
        self.drop = SharedDropout(dropout)
        self.stance = _head(width, len(STANCES), dropout)
        self.certainty = _head(width, len(CERTAINTIES), dropout)
        self.moves = _head(width, len(MOVES), dropout)
        self.entailment = _head(width, len(ENTAILMENT), dropout)
        self.asks, self.answers = nn.Linear(width, POINTER), nn.Linear(width, POINTER)

    def states(self, ids: Tensor, places: Tensor, parts: Tensor) -> Tensor:
        """Last hidden states, (B, T, width)."""
        offset = 2 if self.relative else 0
        x = self.drop(self.norm(self.words(ids) + self.places(places + offset)))
        rows, columns = parts[:, :, None], parts[:, None, :]
        seen = (columns == 0) | ((rows == columns) & (rows >= 0))
        bias = torch.where(seen, 0.0, -1e4)[:, None]
        if self.bias is not None:
            bias = bias + self.bias(bucket(places)).permute(0, 3, 1, 2)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def pointers(self, asked: Tensor, states: Tensor) -> Tensor:
        """Scores (B, Q, T) of every token as evidence, from `asked` (B, Q, width)."""
        return self.asks(asked) @ self.answers(states).transpose(1, 2) / POINTER**0.5


def _head(width: int, classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(width, width), nn.Tanh(), nn.Dropout(dropout), nn.Linear(width, classes)
    )


def bucket(places: Tensor) -> Tensor:
    """MPNet's relative position buckets (T5's), (B, T, T)."""
    n = places[:, :, None] - places[:, None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    side = (n < 0).long() * half
    n = n.abs()
    far = (
        exact
        + (
            torch.log(n.float().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
        ).long()
    )
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))


def load(base: Path, layers: int | None = None, dropout: float = 0.1) -> Reader:
    """A reader with the weights of `base`, a folder with config.json and model.safetensors."""
    config = json.loads((base / "config.json").read_text())
    if layers:
        config["num_hidden_layers"] = layers
    reader = Reader(config, dropout)
    weights = load_file(base / "model.safetensors")
    reader.load_state_dict(_renamed(weights, config), strict=False)
    reader.words.weight.requires_grad_(False)
    if reader.bias is not None:
        reader.bias.weight.requires_grad_(False)
    return reader


def _renamed(weights: dict[str, Tensor], config: dict[str, object]) -> dict[str, Tensor]:
    weights = {name.removeprefix("mpnet.").removeprefix("bert."): w for name, w in weights.items()}
    mpnet = config["model_type"] == "mpnet"
    words = weights["embeddings.word_embeddings.weight"]
    if not mpnet:
        words = words + weights["embeddings.token_type_embeddings.weight"][0]
    found = {
        "words.weight": words,
        "places.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    if mpnet:
        found["bias.weight"] = weights["encoder.relative_attention_bias.weight"]
    attention = (
        {"q": "attn.q", "k": "attn.k", "v": "attn.v", "out": "attn.o", "norm1": "LayerNorm"}
        if mpnet
        else {
            "q": "self.query",
            "k": "self.key",
            "v": "self.value",
            "out": "output.dense",
            "norm1": "output.LayerNorm",
        }
    )
    names = {ours: f"attention.{theirs}" for ours, theirs in attention.items()}
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for at in range(int(config["num_hidden_layers"])):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                found[f"layers.{at}.{ours}.{kind}"] = weights[f"encoder.layer.{at}.{theirs}.{kind}"]
    return found
