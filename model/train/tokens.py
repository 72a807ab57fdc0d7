"""Writes what the tokenizer of the training makes of 10 000 texts, for the test that the program makes the same of them.

python3 model/train/tokens.py [folder of the model] (needs the package tokenizers)

The texts are put together from those of test/unit/policy/encoder/texts.json in a way that the test repeats.
"""

import hashlib
import json
import sys
from pathlib import Path

from tokenizers import Tokenizer

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "test" / "unit" / "policy" / "encoder"
ROLES = ["leerling", "medewerker", "ouder"]
BETWEEN = [" ", "  ", "", "\n", ", ", "\u00a0", "\u3000", ". ", "\u200b", "\u2581", "\u0301", "/"]
COUNT = 10_000
SHOWN = 400
# how much of a text is looked at, in UTF-16 units, as in src/policy/encoder/pieces.ts
MOST = 4096


def combine(texts: list[str], number: int) -> str:
    role = ROLES[number % 3]
    if number < len(texts):
        return f"{role}: {texts[number]}"
    one = texts[(number * 7919) % len(texts)]
    other = texts[(number * 104_729 + 31) % len(texts)]
    return f"{role}: {one}{BETWEEN[number % len(BETWEEN)]}{other[number % 7:]}"


def read_texts() -> list[str]:
    """A text is a string, or what is repeated and how often."""
    listed = json.loads((TESTS / "texts.json").read_text("utf8"))
    return [one if isinstance(one, str) else one[0] * one[1] for one in listed]


def bound(text: str) -> str:
    """Cuts a text and makes half characters whole, as JavaScript does."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST].decode("utf-16-le", "replace")


def open_tokenizer(folder: Path) -> tuple[Tokenizer, dict]:
    manifest = json.loads((folder / "manifest.json").read_text("utf8"))
    content = json.loads((folder / "tokenizer.json").read_text("utf8"))
    model = content["model"]
    # nobody may type the end of a text
    for index in (manifest["bos"], manifest["eos"], manifest["pad"], model["unk_id"]):
        model["vocab"][index][0] = " " + model["vocab"][index][0]
    return Tokenizer.from_str(json.dumps(content)), manifest


def main(folder: Path) -> None:
    tokenizer, manifest = open_tokenizer(folder)
    texts = read_texts()
    rows = []
    for number in range(COUNT):
        ids = tokenizer.encode(bound(combine(texts, number)), add_special_tokens=False).ids
        rows.append([manifest["bos"], *ids[: manifest["longest"] - 2], manifest["eos"]])
    lines = "\n".join(",".join(map(str, row)) for row in rows)
    expected = {
        "tokenizer": hashlib.sha256((folder / "tokenizer.json").read_bytes()).hexdigest(),
        "digest": hashlib.sha256(lines.encode()).hexdigest(),
        "rows": {number: ",".join(map(str, rows[number])) for number in range(0, SHOWN, 2)},
    }
    (TESTS / "pieces.json").write_text(json.dumps(expected, indent=2) + "\n", "utf8")


main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "model")
