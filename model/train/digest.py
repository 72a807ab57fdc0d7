"""A digest of all that the model is made from; `npm run policy check` compares it with the one in the manifest.

python3 model/train/digest.py [folder of the policies] prints it (needs the package pyyaml)

The same stands in src/policy/bank/digest.ts; a test compares the two."""

import hashlib
import sys
from pathlib import Path

import yaml

POLICIES = Path(__file__).resolve().parents[2] / "policies"


def digest_of(policies: Path = POLICIES) -> str:
    """Over the utterances of whoever is not held out, the facts, and the topics with their intents."""
    digest = hashlib.sha256()
    held_out = read_held_out(policies)
    for file in sorted((policies / "utterances").glob("*.jsonl"), key=lambda file: file.name):
        if file.stem not in held_out:
            add(digest, file)
    add(digest, policies / "facts.yaml")
    for topic, intent in sorted(read_topics(policies).items()):
        digest.update(f"{topic} {intent}\n".encode())
    return digest.hexdigest()


def add(digest, file: Path):
    digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")


def read_held_out(policies: Path = POLICIES) -> set[str]:
    """Writers from whom the model may not learn."""
    writers = yaml.safe_load((policies / "utterances" / "writers.yaml").read_text("utf8"))
    return {writer for writer, about in writers.items() if about.get("held-out")}


def read_topics(policies: Path) -> dict[str, str]:
    """Topic ids with their intent."""
    found = {}
    for file in (policies / "topics").glob("*.yaml"):
        for topic in yaml.safe_load(file.read_text("utf8"))["topics"]:
            found[topic["id"]] = topic.get("intent", "answer")
    return found


if __name__ == "__main__":
    print(digest_of(Path(sys.argv[1]) if len(sys.argv) > 1 else POLICIES))
