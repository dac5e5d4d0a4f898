"""Weights of a training run → reader.onnx: one graph, int8 weights, no torch needed to run it.

    python training/export.py --run runs/a --out src/sayso/reading/weights

The graph takes one or more windows and gives back every anchor with its tags, so that cues need not
travel out and in again:

    ids [B, T] int64, features [B, T, 3] int64, own [B, T] int64 (1: this window answers for it)
    → where [n, 2] int64 (window, piece), score [n] float, tags [n, 2 reach, 4] float
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from looking import PROPOSE
from network import REACH, Network, Shape
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import BASE, QUIET, tokenizer
from transformers import BertConfig


class Shipped(nn.Module):
    """The network as the package calls it: anchors are chosen inside the graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.table = Rows(network.encoder.embeddings.word_embeddings.weight)

    def forward(self, ids: Tensor, features: Tensor, own: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        net = self.network
        embedded = self.table(ids)
        for i, embedding in enumerate(net.features):
            embedded = embedded + embedding(features[..., i])
        hidden = net.encoder.embeddings(inputs_embeds=embedded)
        for layer in net.encoder.encoder.layer:
            hidden = attend(layer, hidden)
        likes = torch.sigmoid(net.cues(hidden)) * own.to(hidden.dtype)
        highest = nn.functional.max_pool1d(likes.unsqueeze(1), 3, stride=1, padding=1).squeeze(1)
        where = torch.nonzero((likes >= highest) & (likes > PROPOSE))
        tags, score, _ = net.look(hidden, torch.ones_like(ids), where[:, 0], where[:, 1])
        return where, torch.sigmoid(score), tags


class Rows(nn.Module):
    """An embedding table as int8 with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight.detach() / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class Heads(torch.autograd.Function):
    """Attention as ONNX Runtime's fused operator: windows are unpadded, so that it needs no mask."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return torch.zeros_like(q)  # only its shape is looked at while the graph is traced

    @staticmethod
    def symbolic(g: object, q: object, k: object, v: object, heads: int) -> object:
        made = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)  # type: ignore[attr-defined]
        made.setType(q.type())  # type: ignore[attr-defined]
        return made


def attend(layer: nn.Module, hidden: Tensor) -> Tensor:
    """One BERT layer: query, key and value in one MatMul, quantised once."""
    own = layer.attention.self
    parts = (own.query, own.key, own.value)
    weight, bias = torch.cat([p.weight for p in parts]), torch.cat([p.bias for p in parts])
    q, k, v = nn.functional.linear(hidden, weight, bias).split(hidden.shape[-1], dim=-1)
    mixed = Heads.apply(q, k, v, own.num_attention_heads)
    hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + hidden)
    return layer.output.LayerNorm(layer.output.dense(layer.intermediate(hidden)) + hidden)


def restore(run: Path) -> Network:
    saved = torch.load(run / "network.pt", weights_only=True)
    network = Network(BertConfig.from_pretrained(BASE, **QUIET), Shape(**saved["shape"]))
    network.load_state_dict(saved["weights"])
    return network.eval()


def graph(network: Network, path: Path) -> None:
    """The float graph."""
    b, t = 1, 48
    ones = torch.ones(b, t, dtype=torch.int64)
    args = (ones * 2000, torch.zeros(b, t, 3, dtype=torch.int64), ones)
    names = ["ids", "features", "own"]
    torch.onnx.export(
        Shipped(network), args, str(path), input_names=names, output_names=["where", "score", "tags"],
        dynamic_axes={**{n: {0: "B", 1: "T"} for n in names}, "where": {0: "n"}, "score": {0: "n"}, "tags": {0: "n"}},
        opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="keep float weights (to measure what int8 costs)"
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = restore(args.run)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph(network, plain)
        target = args.out / "reader.onnx"
        if args.float:
            target.write_bytes(plain.read_bytes())
        else:
            quantize_dynamic(
                plain, target, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul"], extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    model = onnx.load(target)
    moves = network.look.crf.moves.detach().numpy().round(5).tolist()
    for key, value in {"moves": moves, "reach": REACH, "format": 1}.items():
        model.metadata_props.add(key=key, value=json.dumps(value))
    model.producer_name, model.doc_string = "sayso", "Sayso reader, see MODEL.md"
    onnx.save(model, target)
    tokenizer().save(str(args.out / "tokenizer.json"), pretty=False)
    print(target, target.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
