"""Reductions, running sums and products, and functions of each element."""
import torch
from golden import Family, rand

family = Family("reductions")
f = family.function
INF = float("inf")
REDUCTIONS = [
    ("sum", torch.sum, {}), ("mean", torch.mean, {}), ("amax", torch.amax, {}), ("amin", torch.amin, {}), ("logsumexp", torch.logsumexp, {}),
    ("var", lambda x, d: torch.var(x, d), {"correction": 1}), ("var", lambda x, d: torch.var(x, d, correction=0), {"correction": 0}),
    ("std", lambda x, d: torch.std(x, d), {"correction": 1}), ("std", lambda x, d: torch.std(x, d, correction=0), {"correction": 0}),
]
for p in (0, 0.5, 1, 1.5, 2, 3, INF, -INF):
    REDUCTIONS.append(("norm", lambda x, d, p=p: torch.linalg.vector_norm(x, p, d), {"p": str(p).replace("inf", "Infinity")}))
for kind, g, options in REDUCTIONS:
    for axes in ([1], [0, 2], [0, 1, 2]):
        f(kind, lambda x: g(x, axes), rand(2, 3, 4), axes=axes, **options)
    f(kind, lambda x: g(x.permute(2, 0, 1), [1]), rand(2, 3, 4), axes=[1], view="permute", **options)
    f(kind, lambda x: g(x[:, 1:, ::2], [2]), rand(2, 3, 5), axes=[2], view="slice", **options)
    f(kind, lambda x: g(x, [1]), rand(0, 3), axes=[1], **options)
    f(kind, lambda x: g(x, [1]), rand(3, 1), axes=[1], **options)
for kind, g, options in REDUCTIONS:
    if kind not in ("amax", "amin") and options.get("p") not in ("Infinity", "-Infinity"):
        f(kind, lambda x: g(x, [1]), 1e4 * rand(2, 3), axes=[1], **options)
    if kind != "logsumexp":
        f(kind, lambda x: g(x, [1]), torch.tensor([[0.0, 0, 0], [2, 2, 2], [0, 1, -3]]), axes=[1], **options)
for p, axis in [(2, 1), (1, 0), (3, 2), (INF, -1)]:
    f("normalize", lambda x: torch.nn.functional.normalize(x, p, axis), rand(2, 3, 4), p=str(float(p)).replace("inf", "Infinity"), axis=axis)
f("normalize", lambda x: torch.nn.functional.normalize(x, 2, 1), torch.tensor([[3.0, 4], [0, 0]]), p=2, axis=1)
for axis in (0, 1, -1):
    f("cosine_similarity", lambda x, y: torch.cosine_similarity(x, y, axis), rand(2, 3, 4), rand(2, 3, 4), axis=axis)
f("cosine_similarity", lambda x, y: torch.cosine_similarity(x, y, 1), torch.tensor([[0.0, 0], [1e4, -1e4]]), rand(2, 2), axis=1)
for p in (1, 2, 3):
    f("pairwise_distance", lambda x, y: torch.nn.functional.pairwise_distance(x, y, p), rand(3, 4), rand(3, 4), p=p)
f("logsumexp", lambda x: torch.logsumexp(x, [1]), torch.tensor([[-INF, 1.0], [1e4, -1e4], [1e4, 1e4], [-1e4, -1e4]]), axes=[1])
f("logsumexp", lambda x: torch.logsumexp(x, [1]), torch.tensor([[INF, 1.0], [-INF, -INF]]), axes=[1], grads=False)
for axes in ([0], [1], [2]):
    f("prod", lambda x: x.prod(axes[0]), rand(2, 3, 5), axes=axes)
    f("cumsum", lambda x: x.cumsum(axes[0]), rand(2, 3, 5), axis=axes[0])
    f("cumprod", lambda x: x.cumprod(axes[0]), rand(2, 3, 5), axis=axes[0])
for values in ([3.0, 0, 2, 5, 1], [3.0, 0, 2, 0, 1], [0.0, 0], [4.0], [0.0]):
    f("prod", lambda x: x.prod(0), torch.tensor(values), axes=[0])
    f("cumprod", lambda x: x.cumprod(0), torch.tensor(values), axis=0)
f("prod", lambda x: x.prod(1), rand(0, 3), axes=[1])
f("prod", lambda x: x.prod(1), rand(3, 0), axes=[1])
f("cumsum", lambda x: x.cumsum(1), rand(0, 3), axis=1)
f("cumsum", lambda x: x.cumsum(1), torch.randint(-2**40, 2**40, (2, 4)), axis=1)
f("cumprod", lambda x: x.cumprod(1), rand(3, 0), axis=1)
f("argmax", lambda x: x.argmax(1), torch.tensor([[1.0, 3, 3], [2, 2, 1]]), axis=1, grads=False)
f("argmin", lambda x: x.argmin(1), torch.tensor([[1.0, 1, 3], [2, float("nan"), 1]]), axis=1, grads=False)
f("argmin", lambda x: x.argmin(0), torch.tensor([[5, -7], [5, 2**40]]), axis=0)
f("any", lambda x: x.any(1), torch.tensor([[0.0, 0], [0, 2], [float("nan"), 0]]), axis=1, grads=False)
f("all", lambda x: x.all(1), torch.tensor([[0.0, 1], [1, 2], [float("nan"), 3]]), axis=1, grads=False)
f("any", lambda x: x.any(1), rand(2, 0), axis=1, grads=False)
f("all", lambda x: x.all(1), rand(2, 0), axis=1, grads=False)

ANY, UNIT, POSITIVE = torch.randn, (lambda s: 1.9 * torch.rand(s) - 0.95), (lambda s: torch.rand(s) + 0.1)
EVEN = torch.tensor([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49999999999999994, -0.2, 1e4, INF, -INF])
for kind, draw in [
    ("tan", ANY), ("atan", ANY), ("asin", UNIT), ("acos", UNIT), ("sinh", ANY), ("cosh", ANY), ("expm1", ANY), ("log1p", UNIT), ("exp2", ANY),
    ("log2", POSITIVE), ("log10", POSITIVE), ("reciprocal", POSITIVE), ("rsqrt", POSITIVE), ("ceil", ANY), ("floor", ANY), ("round", ANY), ("trunc", ANY),
    ("abs", ANY), ("sign", ANY), ("erf", ANY), ("sqrt", POSITIVE), ("square", ANY), ("exp", ANY), ("log", POSITIVE), ("sin", ANY), ("cos", ANY),
]:
    for shape in [(2, 3), (0, 2), (1,), ()]:
        f("unary", getattr(torch, kind), draw(shape), of=kind)
for kind in ("round", "ceil", "floor", "trunc"):
    f("unary", getattr(torch, kind), EVEN, of=kind)
for kind in ("expm1", "log1p", "sinh", "asin", "tan", "atan"):
    f("unary", getattr(torch, kind), torch.tensor([1e-12, -1e-10, 0.0, 1e-3]), of=kind)
for kind in ("atan", "log1p", "cosh"):
    f("unary", getattr(torch, kind), torch.tensor([80.0, 1e-4]), of=kind)
f("remainder", torch.remainder, torch.tensor([7.0, -7, 7, -7, 1, 0.35]), torch.tensor([3.0, 3, -3, -3, 0.1, 0.1]))
f("remainder", torch.remainder, rand(2, 1), 0.3 + torch.rand(1, 3))
for kind in ("add", "sub", "mul", "div", "maximum", "minimum"):
    for a, b in [((2, 3), (3,)), ((2, 1), (1, 3)), ((), (2,)), ((0, 3), (1, 3)), ((2, 3), (2, 3))]:
        f("binary", getattr(torch, kind), rand(*a), rand(*b) + (2 if kind == "div" else 0), of=kind)
for kind in ("maximum", "minimum"):
    f("binary", getattr(torch, kind), torch.tensor([1.0, 2, 0]), torch.tensor([1.0, 0, 0]), of=kind)
f("pow", torch.pow, POSITIVE((2, 3)), rand(3))
f("pow", lambda x: x ** 3, rand(2, 3), exponent=3)
f("pow", lambda x: x ** -2, rand(2, 3), exponent=-2)
f("pow", lambda x: x ** 2, torch.tensor([0.0, -1, 3]), exponent=2)
f("clamp", torch.clamp, rand(2, 3), torch.tensor([-0.5, -0.2, -0.1]), torch.tensor([0.5, 0.2, 0.1]))
for kind in ("add", "sub", "mul"):
    f("binary", getattr(torch, kind), torch.tensor([2**53 + 1, -(2**60), 3]), torch.tensor([1, 3, -7]), of=kind)
f("int_sum", lambda x: x.sum(), torch.tensor([2**53 + 1, 1, 1]), grads=False)
big = torch.tensor([2**53, 2**53 + 1, -5])
for kind in ("lt", "le", "eq", "ne", "gt", "ge"):
    f("compare", getattr(torch, kind), big, torch.tensor([2**53 + 1, 2**53 + 1, -5]), of=kind)
    f("compare", getattr(torch, kind), torch.tensor([1.0, 2, INF, float("nan")]), torch.tensor([2.0, 2, INF, float("nan")]), of=kind, grads=False)
for kind in ("isnan", "isinf", "isfinite"):
    f("test", getattr(torch, kind), torch.tensor([0.0, INF, -INF, float("nan"), 1e30]), of=kind, grads=False)
truth = torch.tensor([True, True, False, False]), torch.tensor([True, False, True, False])
for kind in ("logical_and", "logical_or", "logical_xor"):
    f("logical", getattr(torch, kind), *truth, of=kind)
family.write()
