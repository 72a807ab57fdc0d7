"""The encoder (12 layers, 384 wide) with one linear head for each thing that is read from a text."""

import torch
from torch import nn
from torch.nn import functional as F

from pretrained import Pretrained, Sizes

DROPOUT = 0.1
#: what padding adds to a score before the softmax
FAR = -30_000.0


class Layer(nn.Module):
    def __init__(self, sizes: Sizes):
        super().__init__()
        self.heads = sizes.heads
        self.query, self.key, self.value, self.out = (nn.Linear(sizes.width, sizes.width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.inner, self.outer = nn.Linear(sizes.width, sizes.inner), nn.Linear(sizes.inner, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x, mask):
        batch, tokens, width = x.shape

        def split(t):
            return t.view(batch, tokens, self.heads, width // self.heads).transpose(1, 2)

        # written out: the fused kernel takes a third of a training step on a processor
        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) * (width // self.heads) ** -0.5
        seen = (scores + mask).softmax(3) @ split(self.value(x))
        x = self.attention_norm(x + self.out(seen.transpose(1, 2).reshape(batch, tokens, width)))
        return self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Ids and mask (batch, tokens) to the mean of the token vectors (batch, width)."""

    def __init__(self, sizes: Sizes, pieces: int):
        super().__init__()
        self.words, self.places = nn.Embedding(pieces, sizes.width), nn.Embedding(sizes.longest, sizes.width)
        self.kind = nn.Parameter(torch.zeros(sizes.width))
        self.norm, self.dropout = nn.LayerNorm(sizes.width, sizes.epsilon), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList([Layer(sizes) for _ in range(sizes.layers)])

    def forward(self, ids, mask):
        x = self.dropout(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind))
        seen = (1 - mask[:, None, None, :].to(x.dtype)) * FAR
        for layer in self.layers:
            x = layer(x, seen)
        weight = mask[..., None].to(x.dtype)
        return (x * weight).sum(1) / weight.sum(1)


class Reader(nn.Module):
    """The encoder with its heads. `widths` tells how many labels each head has, in order."""

    def __init__(self, encoder: Encoder, width: int, widths: list[int]):
        super().__init__()
        self.encoder, self.head = encoder, nn.Linear(width, sum(widths))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.register_buffer("middle", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))

    def standardise(self, ids, mask):
        """Pretrained vectors all point much the same way: without their mean taken off, heads learn ten times slower."""
        self.eval()
        with torch.no_grad():
            vectors = self.encoder(ids, mask)
        self.middle.copy_(vectors.mean(0))
        self.spread.copy_(vectors.std(0))

    def forward(self, ids, mask):
        vector = (self.encoder(ids, mask).float() - self.middle) / self.spread
        return self.head(vector), vector


def load_encoder(pretrained: Pretrained, keep: list[int]) -> Encoder:
    """The pretrained weights; of the word vectors only those of the pieces to keep."""
    sizes, tensors = pretrained.sizes, pretrained.tensors
    encoder = Encoder(sizes, len(keep))
    with torch.no_grad():
        encoder.words.weight.copy_(tensors["emb.word"].view(-1, sizes.width)[keep])
        encoder.places.weight.copy_(tensors["emb.pos"].view(-1, sizes.width)[: sizes.longest])
        encoder.kind.copy_(tensors["emb.type"][: sizes.width])
        copy(encoder.norm, tensors, "emb.ln.w", "emb.ln.b")
        for i, layer in enumerate(encoder.layers):
            linear = {"q": layer.query, "k": layer.key, "v": layer.value, "ao": layer.out, "fi": layer.inner, "fo": layer.outer}
            for name, module in [*linear.items(), ("aln", layer.attention_norm), ("oln", layer.norm)]:
                copy(module, tensors, f"l{i}.{name}.w", f"l{i}.{name}.b")
    encoder.words.weight.requires_grad_(False)  # so that words never seen in training keep their meaning
    return encoder


def copy(module, tensors, weight: str, bias: str):
    module.weight.copy_(tensors[weight].view_as(module.weight))
    module.bias.copy_(tensors[bias])
