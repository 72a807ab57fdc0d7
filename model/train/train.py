"""Trains the encoder with all its heads at once; what a line does not tell is left out of the loss.

usage: python train.py OUT [--epochs E]
Writes OUT/tokenizer.json and OUT/trained.pt. Seeded; bfloat16 where the processor has it."""

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from data import Targets, is_flag, read_heads, read_writers
from digest import read_held_out
from network import Reader, load_encoder
from pretrained import read_pretrained
from text import asked, encode, full_tokenizer, pad, pieces_to_keep, trim

BATCH = 64
SMOOTHING = 0.05
BODY_RATE, HEAD_RATE = 1e-4, 2e-3
#: the share of texts that are read as thumbs type them: lower case, no full stop
BARE = 0.35
#: the lower layers stay as they were pretrained: it saves a fifth of the time
FROZEN = 4
#: so many lines of a writer are read in an epoch, drawn anew each time: none outweighs the others
MOST = 640


def main(out: Path, epochs: float, held_out: set[str]):
    torch.manual_seed(0)
    random.seed(0)
    out.mkdir(parents=True, exist_ok=True)
    heads = read_heads()
    lines, writers = [], []
    for writer, said in read_writers().items():
        if writer not in held_out:
            writers.append(range(len(lines), len(lines) + len(said)))
            lines += said
    print(len(lines), "lines", flush=True)
    targets = Targets(lines, heads)
    pretrained = read_pretrained()
    texts = [asked(line["audience"], line["text"]) for line in lines]
    keep = pieces_to_keep(full_tokenizer(pretrained), texts)
    tokenizer = trim(pretrained, keep)
    tokenizer.save(str(out / "tokenizer.json"))
    print(len(keep), "pieces", flush=True)
    typed = encode(tokenizer, texts)
    bare = encode(tokenizer, [asked(line["audience"], line["text"].lower().rstrip("?!. ")) for line in lines])
    reader = Reader(load_encoder(pretrained, keep), pretrained.sizes.width, [len(head.labels) for head in heads])
    reader.standardise(*pad(random.sample(typed, 1024)))
    descend(reader, heads, targets, typed, bare, writers, epochs)
    state = {"reader": reader.state_dict(), "heads": [(h.name, h.labels) for h in heads], "keep": keep, "held_out": sorted(held_out)}
    torch.save(state, out / "trained.pt")


def descend(reader, heads, targets, typed, bare, writers, epochs):
    encoder = reader.encoder
    encoder.kind.requires_grad_(False)
    for part in [encoder.places, encoder.norm, *encoder.layers[:FROZEN]]:
        part.requires_grad_(False)
    body = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": reader.head.parameters(), "lr": HEAD_RATE}], weight_decay=0.01
    )
    steps = int(epochs * sum(min(MOST, len(said)) for said in writers) / BATCH)
    warm = max(1, steps // 12)
    plan = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / warm) * max(0.02, (steps - s) / steps))
    reader.train()
    started, total = time.time(), 0.0
    for step, chunk in enumerate(chunks(typed, writers, steps)):
        ids, mask = pad([bare[i] if random.random() < BARE else typed[i] for i in chunk])
        with torch.autocast("cpu", torch.bfloat16):
            logits, _ = reader(ids, mask)
        loss = loss_of(logits.float(), heads, targets.holds[chunk], targets.known[chunk])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        plan.step()
        total += loss.item()
        if step % 50 == 49:
            print(step + 1, steps, round(total / 50, 3), f"{time.time() - started:.0f} s", flush=True)
            total = 0.0


def chunks(rows, writers, steps):
    """Batches of texts of about one length, in an order that changes each epoch."""
    done = 0
    while True:
        order = [i for said in writers for i in random.sample(said, min(MOST, len(said)))]
        random.shuffle(order)
        batches = []
        for at in range(0, len(order), BATCH * 40):
            near = sorted(order[at : at + BATCH * 40], key=lambda i: len(rows[i]))
            batches += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
        random.shuffle(batches)
        for batch in batches:
            if done == steps:
                return
            done += 1
            yield batch


def loss_of(logits, heads, holds, known):
    total, start = logits.new_zeros(()), 0
    for column, head in enumerate(heads):
        width = len(head.labels)
        rows = known[:, column]
        if rows.any():
            total = total + head.weight * head_loss(head, logits[rows, start : start + width], holds[rows, start : start + width])
        start += width
    return total


def head_loss(head, logits, holds):
    """Cross-entropy; where one of several labels holds, of their sum."""
    if is_flag(head):
        return F.binary_cross_entropy_with_logits(logits, holds.float())
    logs = F.log_softmax(logits, 1)
    right = torch.logsumexp(logs.masked_fill(~holds, float("-inf")), 1)
    return -((1 - SMOOTHING) * right + SMOOTHING * logs.mean(1)).mean()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=2.8)
    args = parser.parse_args()
    main(args.out, args.epochs, read_held_out())
