"""Makes probabilities mean what they say, on the writers that were held out: how much of a logit comes from the encoder where
the linear model has a say, and for each head the temperature that its logits are divided by.

usage: python calibrate.py TRAINED     reads trained.pt and linear.pt, writes calibration.json, prints for each head the share
that is right and the expected calibration error (ten bins) with the temperature fitted on the other held-out writers"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

import linear
from data import Head, Targets, is_flag, read_writers
from export import read_trained
from text import asked, encode, pad

TEMPERATURES = [0.5 + 0.05 * step for step in range(51)]
SHARES = [0.4, 0.5, 0.6, 0.7, 0.8, 1.0]
BINS = 10


def main(trained: Path):
    state, words = torch.load(trained / "trained.pt"), torch.load(trained / "linear.pt")
    heads = [Head(name, labels, 0) for name, labels in state["heads"]]
    all = read_writers()
    writers = [(writer, line) for writer in state["held_out"] for line in all[writer]]
    lines = [line for _, line in writers]
    own, other = read_logits(trained, state, lines), word_logits(words, lines)
    targets = Targets(lines, heads)
    share = best_share(heads, own, other, targets)
    temperatures, start, place = {}, 0, 0
    for column, head in enumerate(heads):
        width = len(head.labels)
        known = targets.known[:, column]
        logits, holds = own[known, start : start + width], targets.holds[known, start : start + width]
        if head.name in linear.HEADS:
            logits = mixed(logits, other[known, place : place + width], share)
            place += width
        start += width
        temperatures[head.name] = 1.0
        if known.sum() > 100 and not is_flag(head):
            temperatures[head.name] = best_temperature(logits, holds)
            print(describe(head, logits, holds, [w for (w, _), k in zip(writers, known.tolist()) if k]), flush=True)
    (trained / "calibration.json").write_text(json.dumps({"share": share, "temperatures": temperatures}, indent=1))


def read_logits(trained, state, lines):
    reader = read_trained(state)
    tokenizer = Tokenizer.from_file(str(trained / "tokenizer.json"))
    rows = encode(tokenizer, [asked(line["audience"], line["text"]) for line in lines])
    found = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 64):
            chosen = order[at : at + 64]
            for i, logits in zip(chosen, reader(*pad([rows[i] for i in chosen]))[0].float()):
                found[i] = logits
    return torch.stack(found)


def word_logits(words, lines):
    bag = torch.nn.EmbeddingBag.from_pretrained(words["weight"], mode="sum")
    return linear.logits_of(bag, [torch.tensor(linear.features(line["audience"], line["text"])) for line in lines])


def mixed(own, other, share: float):
    return share * own.log_softmax(1) + (1 - share) * other.log_softmax(1)


def best_share(heads, own, other, targets) -> float:
    """By how often the likeliest topic is right."""
    width, known = len(heads[0].labels), targets.known[:, 0]

    def right(share: float) -> float:
        best = mixed(own[known, :width], other[known, :width], share).argmax(1, keepdim=True)
        found = targets.holds[known, :width].gather(1, best).float().mean().item()
        print(f"share {share}: {100 * found:.2f} % of topics", flush=True)
        return found

    return max(SHARES, key=right)


def loss(logits, holds, temperature: float) -> float:
    logs = (logits / temperature).log_softmax(1)
    return -torch.logsumexp(logs.masked_fill(~holds, float("-inf")), 1).mean().item()


def best_temperature(logits, holds) -> float:
    return round(min(TEMPERATURES, key=lambda t: loss(logits, holds, t)), 2)


def describe(head, logits, holds, writers) -> str:
    best, right = torch.zeros(len(writers)), torch.zeros(len(writers))
    for writer in set(writers):
        mine = torch.tensor([one == writer for one in writers])
        temperature = best_temperature(logits[~mine], holds[~mine])
        scores = (logits[mine] / temperature).softmax(1)
        best[mine], found = scores.max(1)
        right[mine] = holds[mine].gather(1, found[:, None])[:, 0].float()
    error = sum(
        abs(best[bin].mean() - right[bin].mean()).item() * bin.sum().item()
        for i in range(BINS)
        if (bin := (best * BINS).long().clamp(max=BINS - 1) == i).any()
    )
    return f"{head.name:20s} right {100 * right.mean():.1f} %, calibration error {error / len(writers):.3f}, n {len(writers)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
