"""Writes the model folder: encoder.int8.onnx, tokenizer.json and manifest.json.

usage: python export.py TRAINED OUT   (TRAINED is what train.py wrote)"""

import argparse
import json
import shutil
from collections import defaultdict
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from tokenizers import Tokenizer
from torch.nn import functional as F

from data import BESIDE_BANK, read_writers
from digest import digest_of
from linear import BUCKETS, SHARP
from network import Encoder, Reader
from pretrained import read_pretrained
from text import BOS, EOS, LONGEST, PAD, asked, encode, pad, words

#: of 384 numbers these many tell neighbours apart
DIMENSIONS = 64


class Deployed(torch.nn.Module):
    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, ids, mask):
        return self.reader(ids, mask)


def main(trained: Path, out: Path):
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(trained / "trained.pt")
    reader = read_trained(state)
    write_onnx(reader, trained, out)
    shutil.copy(trained / "tokenizer.json", out / "tokenizer.json")
    learnt = {writer: said for writer, said in read_writers().items() if writer not in state["held_out"]}
    (out / "words.txt").write_text("\n".join(shared_words(learnt)) + "\n", "utf8")
    neighbours = write_neighbours(reader, trained, out, learnt)
    calibration = json.loads((trained / "calibration.json").read_text())
    manifest = {
        "digest": digest_of(),
        "longest": LONGEST,
        "bos": BOS,
        "eos": EOS,
        "pad": PAD,
        "heldOut": state["held_out"],
        "linear": {**write_linear(trained, out), "share": calibration["share"]},
        "neighbours": neighbours,
        "heads": [
            {"name": name, "labels": labels, "temperature": calibration["temperatures"][name]} for name, labels in state["heads"]
        ],
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def shared_words(writers: dict[str, list[dict]]) -> list[str]:
    """Words that at least two writers use, in lower case and without accents: a name that one made up is none of them."""
    users = defaultdict(set)
    for writer, said in writers.items():
        for line in said:
            for word in words(line["text"]):
                users[word].add(writer)
    return sorted(word for word, known in users.items() if len(known) > 1)


def write_linear(trained: Path, out: Path) -> dict:
    """The weights of linear.py as int8, with what each column was divided by."""
    state = torch.load(trained / "linear.pt")
    weight = state["weight"]
    scales = weight.abs().amax(0).clamp(min=1e-6) / 127
    with open(out / "linear.bin", "wb") as file:
        file.write(scales.numpy().astype("<f4").tobytes())
        file.write((weight / scales).round().to(torch.int8).numpy().tobytes())
    names = [name for name, _ in state["heads"]]
    return {"buckets": BUCKETS, "columns": weight.shape[1], "sharp": SHARP, "heads": names}


def write_neighbours(reader: Reader, trained: Path, out: Path, writers: dict[str, list[dict]]) -> dict:
    """The vectors of all lines that were learnt, in few numbers: to show which lie nearest to a question."""
    bank = {writer: said for writer, said in writers.items() if writer not in BESIDE_BANK}
    lines = [line for said in bank.values() for line in said]
    tokenizer = Tokenizer.from_file(str(trained / "tokenizer.json"))
    vectors = F.normalize(vectors_of(reader, encode(tokenizer, [asked(l["audience"], l["text"]) for l in lines])), dim=1)
    sample = vectors[:: max(1, len(vectors) // 8000)]
    _, _, axes = torch.linalg.svd(sample, full_matrices=False)
    axes = axes[:DIMENSIONS]
    few = vectors @ axes.T
    scale = 127 / few.abs().max().item()
    with open(out / "neighbours.bin", "wb") as file:
        file.write(axes.contiguous().numpy().astype("<f4").tobytes())
        file.write((few * scale).round().to(torch.int8).numpy().tobytes())
    counts = [[writer, len(said)] for writer, said in bank.items()]
    return {"dimensions": DIMENSIONS, "scale": scale, "writers": counts}


def vectors_of(reader: Reader, rows: list[list[int]]) -> torch.Tensor:
    found = torch.zeros(len(rows), reader.head.in_features)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 128):
            chosen = order[at : at + 128]
            found[chosen] = reader(*pad([rows[i] for i in chosen]))[1].float()
    return found


def read_trained(state) -> Reader:
    sizes = read_pretrained().sizes
    reader = Reader(Encoder(sizes, len(state["keep"])), sizes.width, [len(labels) for _, labels in state["heads"]])
    reader.load_state_dict(state["reader"])
    return reader.eval()


def write_onnx(reader: Reader, trained: Path, out: Path):
    exact, ready = trained / "encoder.onnx", trained / "encoder.ready.onnx"
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        Deployed(reader).eval(),
        (torch.randint(5, 1000, (1, 16)), torch.ones(1, 16, dtype=torch.long)),
        str(exact),
        input_names=["ids", "mask"],
        output_names=["heads", "vector"],
        dynamic_axes={"ids": axes, "mask": axes},
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(exact), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(out / "encoder.int8.onnx"), weight_type=QuantType.QInt8, per_channel=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    main(args.trained, args.out)
