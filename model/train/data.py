"""Utterances with their labels, as tensors. One file a writer: `policies/utterances/<writer>.jsonl`.

A line: `text`, `audience`, `language`, `topic`, and where they are known `fit` (hit, aspect, other), `act`, `form`, `negated`,
`presumes`, `moment` and `facts`. A label can be a list: one of them holds, which is not known. A label that is absent is not
known; in `facts` what is absent is not told. The examples of `policies/facts.yaml` are lines of which one fact is known."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies"

FITS = ["hit", "aspect", "other"]
ACTS = ["ask", "tell", "report", "want", "bot", "other"]
FORMS = ["may", "must", "who", "what", "when", "how", "why", "what-if", "none"]
MOMENTS = ["ahead", "now", "past"]
#: two readers tell these apart too seldom
AHEAD = ["planned", "hypothetical"]
LANGUAGES = ["nl", "en"]
AUDIENCES = ["student", "staff", "parent"]
FLAGS = ["negated", "presumes"]
UNTOLD = "untold"
#: the topic of what borrows a topic's words and is another act
NO_TOPIC = "none"
#: lines that stand in other files than those of the bank
BESIDE_BANK = ["facts", "corrections"]
#: topics of these intents cover nothing: whether a rule fits is no question there
ANSWER = "answer"


@dataclass(frozen=True)
class Head:
    name: str
    labels: list[str]
    #: how much it weighs in the loss
    weight: float


def read_topics() -> dict[str, str]:
    """Topic ids with their intent."""
    found = {}
    for file in sorted((POLICIES / "topics").glob("*.yaml")):
        for topic in yaml.safe_load(file.read_text("utf8"))["topics"]:
            found[topic["id"]] = topic.get("intent", ANSWER)
    return found


def read_heads() -> list[Head]:
    return [
        Head("topic", [*sorted(read_topics()), NO_TOPIC], 1.0),
        Head("fit", FITS, 0.5),
        Head("act", ACTS, 0.5),
        Head("form", FORMS, 0.4),
        Head("moment", MOMENTS, 0.15),
        Head("language", LANGUAGES, 0.1),
        *[Head(f"flag:{flag}", [flag], 0.15) for flag in FLAGS],
        *[Head(f"fact:{fact['id']}", [UNTOLD, *[v["id"] for v in fact["values"]]], 0.5) for fact in read_facts()],
    ]


def read_writers() -> dict[str, list[dict]]:
    files = sorted((POLICIES / "utterances").glob("*.jsonl"))
    writers = {file.stem: [json.loads(line) for line in file.read_text("utf8").splitlines()] for file in files}
    return {**writers, "facts": list(read_examples()), "corrections": list(read_corrections())}


def read_corrections():
    """Lines that owners of policies put right: at run time they count by nearness, and from the next training on they are learnt."""
    for file in sorted(POLICIES.glob("*/corrections.yaml")):
        for line in yaml.safe_load(file.read_text("utf8"))["corrections"]:
            for audience in line["audience"]:
                yield {"text": line["text"], "audience": audience, "topic": line["topic"], "fit": "hit", "act": "ask"}


def read_examples():
    """The examples of facts; nothing tells who asks."""
    for fact in read_facts():
        for value in fact["values"]:
            for i, text in enumerate(value["examples"]):
                yield {"text": text, "audience": AUDIENCES[i % len(AUDIENCES)], "known": {fact["id"]: value["id"]}}


def read_facts():
    return yaml.safe_load((POLICIES / "facts.yaml").read_text("utf8"))["facts"]


def labels_of(line: dict, head: Head) -> list[str]:
    """The labels of which one holds; none where it is not known."""
    name = head.name
    if name == "topic":
        return [NO_TOPIC] if line.get("fit") == "other" else as_list(line.get("topic"))
    if name.startswith("fact:"):
        told = line.get("facts")
        return as_list(line.get("known", {}).get(name[5:])) if told is None else [told.get(name[5:], UNTOLD)]
    if name.startswith("flag:"):
        return [name[5:]] if line.get(name[5:]) else []
    labels = as_list(line.get(name))
    return ["ahead" if label in AHEAD else label for label in labels] if name == "moment" else labels


def as_list(value) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


class Targets:
    """For each line and label whether it may hold, and for each line and head whether anything is known."""

    def __init__(self, lines: list[dict], heads: list[Head]):
        self.heads = heads
        width = sum(len(head.labels) for head in heads)
        self.holds = torch.zeros(len(lines), width, dtype=torch.bool)
        self.known = torch.zeros(len(lines), len(heads), dtype=torch.bool)
        for row, line in enumerate(lines):
            start = 0
            for column, head in enumerate(heads):
                labels = labels_of(line, head)
                for label in labels:
                    self.holds[row, start + head.labels.index(label)] = True
                # a flag is known where the form is: absent means that it is not so
                self.known[row, column] = isinstance(line.get("form"), str) if is_flag(head) else bool(labels)
                start += len(head.labels)


def is_flag(head: Head) -> bool:
    return head.name.startswith("flag:")
