"""Writes the model of the tests into the folder beside this file: python3 tiny.py (needs onnx and numpy).

It has the files and the inputs and outputs of the real one, knows the words below, and weighs 8 numbers a word.
"""

import json
from pathlib import Path

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

FOLDER = Path(__file__).parent / "tiny"
WORDS = ["leerling", "medewerker", "ouder", "foto", "telefoon", "les", "mag", "ik", "een", "in", "de"]
PIECES = (
    [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["\u2581", -4.0]]
    + [["\u2581" + word, -6.0 - index / 8] for index, word in enumerate(WORDS)]
    + [[letter, -9.0 - index / 8] for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz:?<>/")]
)
HEADS = [
    {"name": "topic", "labels": ["photo", "phone", "none"], "temperature": 0.5},
    {"name": "flag:negated", "labels": ["negated"], "temperature": 2.0},
    {"name": "act", "labels": ["ask", "tell"], "temperature": 1.0},
    {"name": "fact:place", "labels": ["untold", "class", "trip"], "temperature": 1.0},
]
WIDTH = 8
LINEAR = {"buckets": 64, "columns": 3, "sharp": 4.0, "heads": ["topic"], "share": 0.5}
NEIGHBOURS = {"dimensions": 2, "scale": 100.0, "writers": [["one", 2], ["two", 1]]}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    size = sum(len(head["labels"]) for head in HEADS)
    weights = {
        "pieces": numpy.sin(numpy.arange(len(PIECES) * WIDTH) * 1.7).reshape(-1, WIDTH),
        "weights": 3 * numpy.cos(numpy.arange(WIDTH * size) * 2.3).reshape(WIDTH, size),
    }
    nodes = [
        helper.make_node("Gather", ["pieces", "ids"], ["read"]),
        helper.make_node("Cast", ["mask"], ["kept"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["kept", "last"], ["wide"]),
        helper.make_node("Mul", ["read", "wide"], ["masked"]),
        helper.make_node("ReduceSum", ["masked", "middle"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["wide", "middle"], ["count"], keepdims=0),
        helper.make_node("Div", ["sum", "count"], ["vector"]),
        helper.make_node("MatMul", ["vector", "weights"], ["heads"]),
    ]
    constants = [numpy_helper.from_array(value.astype("float32"), name) for name, value in weights.items()]
    constants += [numpy_helper.from_array(numpy.array([axis]), name) for name, axis in (("last", 2), ("middle", 1))]
    whole = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, [1, "T"])
    real = lambda name, width: helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, width])
    graph = helper.make_graph(
        nodes, "tiny", [whole("ids"), whole("mask")], [real("heads", size), real("vector", WIDTH)], constants
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    checker.check_model(model)
    save(model, FOLDER / "encoder.int8.onnx")
    write_beside()
    manifest = {"digest": "tiny", "longest": 16, "bos": 0, "eos": 2, "pad": 1}
    manifest |= {"heads": HEADS, "linear": LINEAR, "neighbours": NEIGHBOURS}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": "\u2581",
            "prepend_scheme": "always",
            "split": True,
        },
        "post_processor": None,
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": PIECES, "byte_fallback": False},
    }
    for name, content in (("manifest", manifest), ("tokenizer", tokenizer)):
        (FOLDER / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf8")


def write_beside() -> None:
    """What lies beside the encoder: the linear model, the words that are known, and the lines that were learnt."""
    cells = numpy.arange(LINEAR["buckets"] * LINEAR["columns"])
    write("linear.bin", numpy.full(LINEAR["columns"], 0.02), 127 * numpy.sin(cells * 0.9))
    (FOLDER / "words.txt").write_text("\n".join(sorted(WORDS)) + "\n", "utf8")
    lines = sum(count for _, count in NEIGHBOURS["writers"])
    axes = numpy.eye(NEIGHBOURS["dimensions"], WIDTH)
    write("neighbours.bin", axes, 100 * numpy.sin(numpy.arange(lines * NEIGHBOURS["dimensions"]) * 1.1))


def write(name: str, exact: numpy.ndarray, small: numpy.ndarray) -> None:
    (FOLDER / name).write_bytes(exact.astype("<f4").tobytes() + small.round().astype("int8").tobytes())


main()
