"""Movement, indexing, order and products of tensors."""
import torch
import torch.nn.functional as F
from golden import Family, rand

family = Family("indexing")
f = family.function
for view in ("", "permute", "slice"):
    def seen(g, view=view):
        return {"": g, "permute": lambda x: g(x.permute(2, 0, 1)), "slice": lambda x: g(x[:, 1:, ::2])}[view]

    shape = (2, 3, 5) if view == "slice" else (2, 3, 4)
    for axis in (0, 1, -1):
        f("flip", seen(lambda x: x.flip(axis)), rand(*shape), axis=axis, view=view)
        f("roll", seen(lambda x: x.roll(2, axis)), rand(*shape), axis=axis, shift=2, view=view)
        f("roll", seen(lambda x: x.roll(-5, axis)), rand(*shape), axis=axis, shift=-5, view=view)
        f("sort", seen(lambda x: torch.sort(x, dim=axis, stable=True)), rand(*shape), axis=axis, descending=False, view=view)
        f("sort", seen(lambda x: torch.sort(x, dim=axis, descending=True, stable=True)), rand(*shape), axis=axis, descending=True, view=view)
        f("median", seen(lambda x: torch.median(x, axis)), rand(*shape), axis=axis, view=view)
        f("topk", seen(lambda x: torch.topk(x, 2, axis)), rand(*shape), axis=axis, k=2, largest=True, view=view)
    f("tile", seen(lambda x: x.repeat(2, 1, 3)), rand(*shape), times=[2, 1, 3], view=view)
    f("tril", seen(lambda x: x.tril()), rand(*shape), offset=0, view=view)
    f("triu", seen(lambda x: x.triu(1)), rand(*shape), offset=1, view=view)
for shape in [(0, 3), (1, 1), (3, 1)]:
    f("flip", lambda x: x.flip(0), rand(*shape), axis=0)
    f("roll", lambda x: x.roll(1, 0), rand(*shape), axis=0, shift=1)
    f("sort", lambda x: torch.sort(x, 0), rand(*shape), axis=0, descending=False)
    f("tril", lambda x: x.tril(), rand(*shape), offset=0)
    f("diag", lambda x: x.diag(), rand(*shape), offset=0)
f("topk", lambda x: torch.topk(x, 3, 1, False), rand(4, 5), axis=1, k=3, largest=False)
f("topk", lambda x: torch.topk(x, 5, 1), rand(4, 5), axis=1, k=5, largest=True)
f("kthvalue", lambda x: torch.kthvalue(x, 2, 1), rand(4, 5), axis=1, k=2)
f("kthvalue", lambda x: torch.kthvalue(x, 3, 0), rand(3, 2), axis=0, k=3)
f("sort", lambda x: torch.sort(x, dim=0, stable=True), torch.tensor([2.0, float("nan"), 0, 2, -0.0, float("-inf")]), axis=0, descending=False)
f("sort", lambda x: torch.sort(x, dim=0, descending=True, stable=True), torch.tensor([2.0, float("nan"), 0, 2, -0.0]), axis=0, descending=True)
f("tile", lambda x: x.repeat(2, 3, 1), rand(2, 3), times=[2, 3, 1])
f("tile", lambda x: torch.tile(x, (2,)), rand(2, 3), times=[2])
f("repeat_interleave", lambda x: x.repeat_interleave(3, 1), rand(2, 3, 2), axis=1, times=3)
f("stack", lambda x, y: torch.stack([x, y], 1), rand(2, 3), rand(2, 3), axis=1)
f("stack", lambda x, y: torch.stack([x, y], -1), rand(2, 3), rand(2, 3), axis=-1)
f("concat", lambda x, y: torch.cat([x, y], 1), rand(2, 3), rand(2, 1), axis=1)
f("concat", lambda x, y: torch.cat([x, y], 0), rand(0, 3), rand(2, 3), axis=0)
f("split", lambda x: x.split([1, 0, 4], 1), rand(2, 5), axis=1, sizes=[1, 0, 4])
for n in (1, 2, 3, 5, 7):
    f("chunk", lambda x: x.chunk(n, 1), rand(2, 5), axis=1, count=n)
f("unbind", lambda x: x.unbind(1), rand(2, 3, 2), axis=1)
for shape in [(3,), (1,), (0,), (3, 4), (4, 3), (2, 2)]:
    for offset in (0, 1, -1, 2, -2):
        if shape != (0,) or offset == 0:
            f("diag", lambda x: x.diag(offset), rand(*shape), offset=offset)
for shape in [(2, 3, 4), (0, 3, 3)]:
    for offset in (0, 1, -2):
        f("diagonal", lambda x: x.diagonal(offset, -2, -1), rand(*shape), offset=offset)
        f("diag_embed", lambda x: torch.diag_embed(x, offset), rand(*shape), offset=offset)
        f("tril", lambda x: x.tril(offset), rand(*shape), offset=offset)
        f("triu", lambda x: x.triu(offset), rand(*shape), offset=offset)
for axis, x, k in [(0, (4, 3), (2, 3)), (1, (4, 3), (4, 6)), (1, (2, 5, 3), (2, 4, 3)), (1, (2, 5, 3), (1, 2, 2)), (0, (4,), (0,))]:
    index = torch.randint(0, x[axis], k)
    f("gather", lambda t, i: t.gather(axis, i), rand(*x), index, axis=axis)
    f("scatter_add", lambda t, i, s: t.scatter_add(axis, i, s), rand(*x), index, rand(*k), axis=axis)
order = torch.stack([torch.randperm(5)[:3] for _ in range(4)])
f("scatter", lambda t, i, s: t.scatter(1, i, s), rand(4, 5), order, rand(4, 3), axis=1)
f("index_select", lambda t, i: t.index_select(1, i), rand(2, 4, 3), torch.tensor([3, 0, 0, 1, 2]), axis=1)
f("one_hot", lambda i: F.one_hot(i, 5), torch.tensor([[0, 4], [2, 2]]), classes=5, grads=False)
f("masked_fill", lambda x, m: x.masked_fill(m > 0, 7.0), rand(2, 3), torch.tensor([[1, 0, 1]]), value=7.0)
f("masked_fill", lambda x, m: x.masked_fill(m > 0, float("-inf")), rand(2, 3), torch.tensor([[1], [0]]), value="-Infinity")
f("where", lambda x, y: torch.where(x > 0, x, y), rand(2, 3), rand(3), product=False)
f("where", lambda x, y: torch.where(x > y, x * y, y), rand(2, 1), rand(1, 3), product=True)
EINSUMS = [
    ("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk", (2, 3), (3, 4)), ("bij,bjk->bik", (2, 3, 4), (2, 4, 2)), ("ij->ji", (2, 3)),
    ("ii->i", (3, 3)), ("ii", (3, 3)), ("ij->", (2, 3)), ("i,j->ij", (2,), (3,)), ("i,i->", (3,), (3,)), ("ij,ij->i", (2, 3), (2, 3)),
    ("bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)), ("bhqk,bkhd->bqhd", (2, 2, 3, 5), (2, 5, 2, 4)), ("...ij,...jk->...ik", (2, 3, 4), (4, 2)),
    ("...ij->...ji", (2, 2, 3)), ("i...->...", (3, 2, 2)), ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)), ("bii->b", (2, 3, 3)), ("bn,anm,bm->ba", (2, 3), (4, 3, 5), (2, 5)),
    ("ijk,jil->kl", (2, 3, 4), (3, 2, 5)), ("iji->j", (2, 3, 2)), ("ij,kj->", (2, 3), (4, 3)), ("ij,jk->ik", (0, 3), (3, 4)), ("ij,jk->ik", (2, 0), (0, 4)),
    ("...,...->...", (2, 3), (3,)), ("...i,i", (2, 2, 3), (3,)), ("i,->i", (3,), ()), ("ba,ab->", (2, 3), (3, 2)), ("iii->i", (2, 2, 2)),
]
for equation, *shapes in EINSUMS:
    f("einsum", lambda *xs: torch.einsum(equation, *xs), *[rand(*s) for s in shapes], equation=equation)
f("outer", torch.outer, rand(3), rand(4))
f("dot", torch.dot, rand(4), rand(4))
f("eye", lambda: torch.eye(4), n=4)
f("arange", lambda: torch.arange(1.0, 2.3, 0.25), start=1.0, end=2.3, step=0.25)
f("arange", lambda: torch.arange(5.0, 0, -2), start=5.0, end=0, step=-2)
f("linspace", lambda: torch.linspace(-1, 2, 7), start=-1, end=2, steps=7)
f("linspace", lambda: torch.linspace(3, 4, 1), start=3, end=4, steps=1)
family.write()
