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
    {"name": "topic", "labels": ["photo", "phone", "other"], "temperature": 0.5},
    {"name": "flag:told", "labels": ["told"], "temperature": 2.0},
]
WIDTH = 8


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
    manifest = {"digest": "tiny", "longest": 16, "bos": 0, "eos": 2, "pad": 1, "heads": HEADS}
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


main()
