"""The encoder and its heads, in torch: one pass for cues, names, linking and sentence vectors.

The linker reads low-dimensional states of the pieces around one cue and tags which of them
are that cue's source and content: cue-conditioned tagging (after the span linking of
Newell et al. 2017, "An attribution relations corpus for political news", and the
query-conditioned decoders of reading comprehension), but without another encoder pass.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from detente.language.pieces import FEATURES

ROLE_TAGS = 3  # outside, begin, inside
ENTITY_TAGS = 9  # outside, then begin and inside of PER, ORG, LOC, MISC
STATES = 128
WIDTH = 384
BUCKETS = 64  # of relative distance to the cue


class SharedDropout(nn.Module):
    """Dropout with one mask a sequence: drawing one a token costs a quarter of a step on a CPU."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        shape = (x.shape[0],) + (1,) * (x.dim() - 2) + (x.shape[-1],)
        keep = torch.rand(shape) >= self.p
        return x * keep / (1 - self.p)


class LinkerLayer(nn.Module):
    """A pre-norm transformer layer, small enough to run once a cue."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, self.heads, d // self.heads).unbind(2)
        scores = torch.einsum("bqhd,bkhd->bhqk", q, k) / (d // self.heads) ** 0.5 + bias
        mixed = torch.einsum("bhqk,bkhd->bqhd", scores.softmax(-1), v).reshape(b, t, d)
        x = x + self.drop(self.out(mixed))
        return x + self.drop(self.down(nn.functional.gelu(self.up(self.norm2(x)))))


class Linker(nn.Module):
    """From states around a cue to source and content tags.

    `states` (C, W, STATES), `distance` (C, W) int64 bucket of each piece's distance to the
    cue, `in_cue` (C, W) float, `present` (C, W) float; out (C, W, 6): source O B I, content O B I.
    """

    def __init__(self, layers: int = 2, dropout: float = 0.1) -> None:
        super().__init__()
        self.distance = nn.Embedding(BUCKETS, STATES)
        self.cue_flag = nn.Parameter(torch.zeros(STATES))
        self.film = nn.Linear(STATES, 2 * STATES)
        self.layers = nn.ModuleList(LinkerLayer(STATES, 4, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(STATES)
        self.tags = nn.Linear(STATES, 2 * ROLE_TAGS)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.zeros_(self.film.weight)
        nn.init.zeros_(self.film.bias)

    def forward(self, states: Tensor, distance: Tensor, in_cue: Tensor, present: Tensor) -> Tensor:
        cue = (states * in_cue[..., None]).sum(1) / in_cue.sum(1, keepdim=True).clamp(min=1)
        scale, shift = self.film(cue)[:, None].chunk(2, -1)
        x = states * (1 + scale) + shift
        x = x + self.distance(distance) + in_cue[..., None] * self.cue_flag
        bias = (present[:, None, None] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.tags(self.norm(x))


class Network(nn.Module):
    """The encoder with every head."""

    def __init__(self, base: str, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        for layer in self.bert.encoder.layer:
            layer.attention.output.dropout = SharedDropout(dropout)
            layer.output.dropout = SharedDropout(dropout)
        self.features = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.drop = SharedDropout(dropout)
        self.cues = nn.Linear(WIDTH, ROLE_TAGS)
        self.entities = nn.Linear(WIDTH, ENTITY_TAGS)
        self.roles = nn.Linear(WIDTH, 2 * ROLE_TAGS)  # unlinked; an auxiliary task in training
        self.states = nn.Linear(WIDTH, STATES)
        self.vector = nn.Linear(WIDTH, WIDTH)
        self.linker = Linker(dropout=dropout)

    def hidden(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Last hidden layer, (B, T, WIDTH)."""
        words = self.bert.embeddings.word_embeddings(ids) + self.features(features)
        return self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
