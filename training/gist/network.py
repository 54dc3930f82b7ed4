"""all-MiniLM-L6-v2 from word vectors on, over texts of any length laid end to end."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

NAMES = ["words", "places", "grid", "seen", "back"]


class Packed(nn.Module):
    """The base model's layers and its mean over the pieces, for B texts of N pieces in all.

    BERT's arithmetic written out, with query, key and value in one product. The products run over
    the N pieces without padding; only attention is laid out as (B, T). `words` (N, 384) are word
    vectors, `places` (N,) where in its text a piece stands, `grid` (B, T) which piece stands
    where, `seen` (B, T) whether one does, `back` (N,) where in the grid a piece is.
    """

    def __init__(self, bert: BertModel, longest: int) -> None:
        super().__init__()
        self.bert = bert
        table = bert.embeddings
        places = table.position_embeddings.weight[:longest] + table.token_type_embeddings.weight[0]
        self.register_buffer("places", places.detach())
        for at, layer in enumerate(bert.encoder.layer):
            heads = layer.attention.self
            parts = (heads.query, heads.key, heads.value)
            self.register_buffer(f"weight{at}", torch.cat([p.weight for p in parts]).detach())
            self.register_buffer(f"bias{at}", torch.cat([p.bias for p in parts]).detach())

    def forward(
        self, words: Tensor, places: Tensor, grid: Tensor, seen: Tensor, back: Tensor
    ) -> Tensor:
        x = self.bert.embeddings.LayerNorm(words + self.places[places])
        hidden = ((1 - seen) * -1e4)[:, None, None]
        for at, layer in enumerate(self.bert.encoder.layer):
            qkv = functional.linear(x, getattr(self, f"weight{at}"), getattr(self, f"bias{at}"))
            out = layer.attention.output
            x = out.LayerNorm(out.dense(self._attend(qkv[grid], hidden)[back]) + x)
            wide = functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(wide) + x)
        mean = (x[grid] * seen[:, :, None]).sum(1)
        return functional.normalize(mean, dim=-1)

    def _attend(self, qkv: Tensor, hidden: Tensor) -> Tensor:
        b, t, d = qkv.shape
        heads = self.bert.config.num_attention_heads
        size = d // 3 // heads
        q, k, v = qkv.view(b, t, 3, heads, size).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-1, -2)) * size**-0.5 + hidden
        return (scores.softmax(-1) @ v).transpose(1, 2).reshape(b * t, d // 3)
