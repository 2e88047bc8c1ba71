"""Tables of vectors: Embedding and EmbeddingBag."""
import torch
from golden import Family, rand

family = Family("embedding")
nn = torch.nn


def indices(num, *shape):
    return torch.randint(0, num, shape)


for num, dim in [(5, 3), (1, 1), (7, 1), (3, 8)]:
    for shape in [(4,), (2, 3), (2, 3, 2), (1, 1), (0, 3), (3, 0)]:
        x = indices(num, *shape)
        family.module("embedding", nn.Embedding(num, dim), x, num=num, dim=dim)
for padding in [0, 2, -1, -5]:
    for shape in [(8,), (4, 5), (0, 2)]:
        x = indices(5, *shape)
        family.module("embedding", nn.Embedding(5, 3, padding_idx=padding), x, num=5, dim=3, padding=padding)
for norm, p in [(1.0, 2.0), (0.5, 1.0), (2.0, 3.0), (100.0, 2.0)]:
    x = indices(6, 3, 4)
    # PyTorch writes the shortened rows into the table, so the copy that it starts from is given.
    module = nn.Embedding(6, 4, max_norm=norm, norm_type=p)
    family.module("embedding", module, x, num=6, dim=4, maxnorm=norm, normtype=p)
for padding in [None, 1]:
    x = indices(4, 3, 5)
    module = nn.Embedding(4, 3, padding_idx=padding, scale_grad_by_freq=True)
    family.module("embedding", module, x, num=4, dim=3, frequency=True, **({} if padding is None else {"padding": padding}))

for mode in ["sum", "mean", "max"]:
    for shape in [(3, 4), (1, 1), (2, 7), (0, 3)]:
        x = indices(6, *shape)
        family.module("bag", nn.EmbeddingBag(6, 3, mode=mode), x, num=6, dim=3, mode=mode)
    for padding in [0, -1]:
        x = torch.cat([indices(3, 4, 3), torch.full((1, 3), padding % 3)])
        module = nn.EmbeddingBag(3, 2, mode=mode, padding_idx=padding)
        family.module("bag", module, x, num=3, dim=2, mode=mode, padding=padding)
    module = nn.EmbeddingBag(5, 3, mode=mode, max_norm=0.7)
    family.module("bag", module, indices(5, 4, 3), num=5, dim=3, mode=mode, maxnorm=0.7)
family.write()
