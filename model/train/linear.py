"""A linear model over pieces of words, beside the encoder: it knows rare words exactly, where the encoder knows meanings.

usage: python linear.py OUT     writes OUT/linear.pt
Features are hashed, so that nothing but the weights is kept: words, pairs of words, and runs of 3 to 5 letters of a word
with its ends. `src/policy/encoder/linear.ts` makes the same."""

import argparse
import random
import time
from pathlib import Path

import torch

from data import Targets, read_heads, read_writers
from digest import read_held_out
from text import words
from train import loss_of

BUCKETS = 1 << 16
EPOCHS, RATE, BATCH = 6, 0.02, 256
MOST = 640
#: the heads that gain by it
HEADS = ["topic", "fit", "act", "form"]


def fnv(text: str) -> int:
    """FNV-1a, 32 bits, over UTF-8 (http://www.isthe.com/chongo/tech/comp/fnv)."""
    value = 0x811C9DC5
    for byte in text.encode("utf8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def features(audience: str, text: str) -> list[int]:
    """The buckets of a text, each once."""
    own = words(text)
    found = {f"a {audience}"}
    for left, word in zip(["^", *own], own):
        found |= {f"w {word}", f"p {left} {word}"}
        bounded = f"<{word}>"
        for size in (3, 4, 5):
            found |= {f"c {bounded[at : at + size]}" for at in range(len(bounded) - size + 1)}
    return sorted({fnv(one) % BUCKETS for one in found})


def main(out: Path, held_out: set[str]):
    torch.manual_seed(0)
    random.seed(0)
    out.mkdir(parents=True, exist_ok=True)
    heads = [head for head in read_heads() if head.name in HEADS]
    lines, writers = [], []
    for writer, said in read_writers().items():
        said = [line for line in said if "topic" in line]
        if writer not in held_out and said:
            writers.append(range(len(lines), len(lines) + len(said)))
            lines += said
    targets = Targets(lines, heads)
    rows = [torch.tensor(features(line["audience"], line["text"])) for line in lines]
    torch.save({"weight": train(rows, heads, targets, writers), "heads": [(h.name, h.labels) for h in heads]}, out / "linear.pt")


def train(rows, heads, targets, writers) -> torch.Tensor:
    bag = torch.nn.EmbeddingBag(BUCKETS, sum(len(head.labels) for head in heads), mode="sum", sparse=True)
    torch.nn.init.zeros_(bag.weight)
    optimizer = torch.optim.SparseAdam(bag.parameters(), lr=RATE)
    started = time.time()
    for epoch in range(EPOCHS):
        order = [i for said in writers for i in random.sample(said, min(MOST, len(said)))]
        random.shuffle(order)
        total = 0.0
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            loss = loss_of(logits_of(bag, [rows[i] for i in chosen]), heads, targets.holds[chosen], targets.known[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        print(epoch + 1, round(total / len(order), 3), f"{time.time() - started:.0f} s", flush=True)
    return bag.weight.detach()


def logits_of(bag, rows):
    """Each text weighs the same, however long: its features are scaled to length 1."""
    sizes = torch.tensor([len(row) for row in rows])
    starts = torch.cumsum(sizes, 0) - sizes
    return bag(torch.cat(rows), starts) * (SHARP / sizes.sqrt())[:, None]


#: lets few weights decide. Range 1 to 8
SHARP = 4.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    main(args.out, read_held_out())
