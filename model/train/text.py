"""Texts to ids: a unigram tokenizer with the pieces that Dutch and English need."""

import re
import unicodedata

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from pretrained import Pretrained

BOS, PAD, EOS, UNKNOWN = 0, 1, 2, 3
LONGEST = 96
ROLES = {"student": "leerling", "staff": "medewerker", "parent": "ouder"}
LATIN = re.compile(r"[▁A-Za-z0-9à-ü.,!?'\"\-:;()/&%€@#+*=]+")
#: the vocabulary is ordered by frequency: later pieces are rare in Dutch and English
FREQUENT = 60_000


def full_tokenizer(pretrained: Pretrained) -> Tokenizer:
    return make_tokenizer(list(zip(pretrained.pieces, map(float, pretrained.scores))))


def make_tokenizer(pieces) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def pieces_to_keep(tokenizer: Tokenizer, texts: list[str]) -> list[int]:
    """What the texts use, emoji included, and what is frequent in Latin script."""
    used = {i for e in tokenizer.encode_batch(texts, add_special_tokens=False) for i in e.ids}
    frequent = {i for i in range(FREQUENT) if LATIN.fullmatch(tokenizer.id_to_token(i) or "")}
    symbols = {i for i in range(tokenizer.get_vocab_size()) if is_symbol(tokenizer.id_to_token(i))}
    return sorted({BOS, PAD, EOS, UNKNOWN} | used | frequent | symbols)


def is_symbol(piece: str) -> bool:
    """One emoji."""
    return len(piece.strip("▁")) == 1 and unicodedata.category(piece.strip("▁")) == "So" and ord(piece[-1]) > 0x1F000


def trim(pretrained: Pretrained, keep: list[int]) -> Tokenizer:
    return make_tokenizer([(pretrained.pieces[i], float(pretrained.scores[i])) for i in keep])


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    return [[BOS, *e.ids[: LONGEST - 2], EOS] for e in encoded]


def asked(audience: str, text: str) -> str:
    """A question as the encoder sees it."""
    return f"{ROLES[audience]}: {text}"


def pad(rows: list[list[int]]):
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), PAD)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


def words(text: str) -> list[str]:
    """As `words` in src/policy/normalise.ts, with letters that are held down squeezed to two."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])['’](?=[a-z])", "", plain))
    return [re.sub(r"([^\W\d_])\1{2,}", r"\1\1", word) for word in found]
