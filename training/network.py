"""The reader's network: a small encoder, a cue head, and a second look at each cue.

1. A BERT encoder (MiniLM-L6, 384 wide) whose input also carries case, quotation state and place in
   the paragraph, which uncased word pieces lose.
2. For each piece the probability that it lies in a cue; local peaks are *anchors*.
3. For each anchor a narrow transformer looks once more at the pieces around it, told where the
   anchor is, and tags them outside / source / cue / content, decoded as a linear chain (CRF);
   a score says whether the anchor is an attribution at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from sayso.reading.pieces import CASES, PLACES, QUOTATIONS

TAGS = 4
REACH = 80  # pieces before and after an anchor that the second look sees


@dataclass(frozen=True)
class Shape:
    """What must be known to build the network again."""

    narrow: int = 128
    layers: int = 1
    heads: int = 4
    dropout: float = 0.1


class Network(nn.Module):
    def __init__(self, config: BertConfig, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        # torch's fused attention is half as fast backwards on CPU as plain MatMuls
        self.encoder = BertModel._from_config(  # noqa: SLF001 — the only way to choose how it attends
            config, add_pooling_layer=False, attn_implementation="eager"
        )
        wide = config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(n, wide) for n in (CASES, QUOTATIONS, PLACES))
        for embedding in self.features:
            nn.init.zeros_(embedding.weight)
        self.cue = nn.Sequential(nn.Linear(wide, wide // 2), nn.GELU(), nn.Linear(wide // 2, 1))
        self.look = SecondLook(wide, shape)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """[B, T] ids, [B, T, 3] features, [B, T] mask → [B, T, wide]."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for i, embedding in enumerate(self.features):
            embedded = embedded + embedding(features[..., i])
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def cues(self, hidden: Tensor) -> Tensor:
        """Logits [B, T] that a piece lies in a cue."""
        return self.cue(hidden).squeeze(-1)


class SecondLook(nn.Module):
    """Tags around each anchor, and whether it is an attribution."""

    def __init__(self, wide: int, shape: Shape) -> None:
        super().__init__()
        narrow = shape.narrow
        self.token = nn.Linear(wide, narrow)
        self.anchor = nn.Linear(wide, 2 * narrow)
        self.distance = nn.Embedding(2 * REACH, narrow)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.norm = nn.LayerNorm(narrow)
        self.blocks = nn.ModuleList(
            Block(narrow, shape.heads, shape.dropout) for _ in range(shape.layers)
        )
        self.tags = nn.Linear(narrow, TAGS)
        self.score = nn.Sequential(
            nn.Linear(narrow + wide, narrow), nn.GELU(), nn.Linear(narrow, 1)
        )
        self.crf = Chain()
        self.dropout = nn.Dropout(shape.dropout)

    def forward(
        self, hidden: Tensor, mask: Tensor, rows: Tensor, anchors: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """hidden [B, T, wide], mask [B, T], rows, anchors [n] → tag logits [n, 2 REACH, TAGS],
        score logits [n], seen [n, 2 REACH]: which of those pieces exist."""
        narrow = self.token(hidden)
        where = anchors.unsqueeze(1) + torch.arange(-REACH, REACH, device=hidden.device)
        inside = (where >= 0) & (where < hidden.shape[1])
        where = where.clamp(0, hidden.shape[1] - 1)
        row = rows.unsqueeze(1)
        seen = inside & mask[row, where].bool()
        centre = hidden[rows, anchors]
        scale, shift = self.anchor(centre).chunk(2, dim=-1)
        x = (
            narrow[row, where] * (1 + scale.unsqueeze(1))
            + shift.unsqueeze(1)
            + self.distance.weight
        )
        x = self.dropout(self.norm(x))
        for block in self.blocks:
            x = block(x, seen)
        score = self.score(torch.cat([x[:, REACH], centre], dim=-1)).squeeze(-1)
        return self.tags(x), score, seen


class Block(nn.Module):
    """Pre-norm transformer block, written out so that it exports to plain MatMuls."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.width, self.heads = width, heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.feed = nn.Sequential(
            nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(2 * width, width)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        width, each = self.width, self.width // self.heads
        # plain numbers but for the first dimension: an exported reshape can't guess one of none
        q, k, v = (
            part.reshape(-1, 2 * REACH, self.heads, each).transpose(1, 2)
            for part in self.qkv(self.norm1(x)).split(width, dim=-1)
        )
        far = torch.where(seen, 0.0, -1e4).to(q.dtype)[:, None, None, :]
        weights = torch.softmax(q @ k.transpose(-1, -2) * each**-0.5 + far, dim=-1)
        mixed = weights.to(v.dtype) @ v
        x = x + self.dropout(self.out(mixed.transpose(1, 2).reshape(-1, 2 * REACH, width)))
        return x + self.dropout(self.feed(self.norm2(x)))


class Chain(nn.Module):
    """Linear-chain CRF over the tags (Lafferty et al. 2001)."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = nn.Parameter(2.0 * torch.eye(TAGS))

    def loss(self, logits: Tensor, tags: Tensor, seen: Tensor) -> Tensor:
        """Negative log-likelihood [n]; unseen pieces pass the state on unchanged."""
        logits = logits.float()
        t = logits.shape[1]
        unary = logits.gather(2, tags.unsqueeze(2)).squeeze(2)
        pair = self.moves[tags[:, :-1], tags[:, 1:]]
        both = seen[:, :-1] & seen[:, 1:]
        gold = (unary * seen).sum(1) + (pair * both).sum(1)
        alpha = torch.where(seen[:, :1], logits[:, 0], torch.zeros_like(logits[:, 0]))
        started = seen[:, 0]
        for i in range(1, t):
            step = torch.logsumexp(alpha.unsqueeze(2) + self.moves, dim=1) + logits[:, i]
            fresh = torch.where(started.unsqueeze(1), step, logits[:, i])
            alpha = torch.where(seen[:, i : i + 1], fresh, alpha)
            started = started | seen[:, i]
        return torch.logsumexp(alpha, dim=1) - gold
