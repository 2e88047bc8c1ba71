"""Poolings over one to three axes, and unpooling."""
import random

import torch
from golden import Family, rand

family = Family("pooling")
nn = torch.nn
random.seed(4)
MAX = {1: nn.MaxPool1d, 2: nn.MaxPool2d, 3: nn.MaxPool3d}
AVG = {1: nn.AvgPool1d, 2: nn.AvgPool2d, 3: nn.AvgPool3d}
LP = {1: nn.LPPool1d, 2: nn.LPPool2d, 3: nn.LPPool3d}
AMAX = {1: nn.AdaptiveMaxPool1d, 2: nn.AdaptiveMaxPool2d, 3: nn.AdaptiveMaxPool3d}
AAVG = {1: nn.AdaptiveAvgPool1d, 2: nn.AdaptiveAvgPool2d, 3: nn.AdaptiveAvgPool3d}
UNPOOL = {1: nn.MaxUnpool1d, 2: nn.MaxUnpool2d, 3: nn.MaxUnpool3d}


def image(axes, n=2, least=4):
    most = {1: 14, 2: 6, 3: 4}[axes]
    return [n, random.randint(1, 2)] + [random.randint(least, most) for _ in range(axes)]


def window(axes):
    size = [random.randint(1, 4 if axes < 3 else 3) for _ in range(axes)]
    return size, [random.randint(1, 3) for _ in size], [random.randint(0, k // 2) for k in size]


def ties(*shape):
    return torch.randint(0, 3, shape).double()


for i in range(42):
    axes = 1 + i % 3
    size, stride, padding = window(axes)
    ceil = i % 4 < 2
    shape = image(axes, n=0 if i in (4, 8, 12) else 1 + i % 2)
    dilation = [1 + i % 2 if n + 2 * p > 2 * k else 1 for n, p, k in zip(shape[2:], padding, size)]
    x = ties(*shape) if i % 5 == 0 else rand(*shape)
    f = MAX[axes](size, stride, padding, dilation, ceil_mode=ceil, return_indices=True)
    family.function("max", f, x, axes=axes, size=size, stride=stride, padding=padding, dilation=dilation, ceil=ceil)
for axes in (1, 2, 3):
    for shape, size in [([2, 2] + [4] * axes, 2), ([1, 1] + [5] * axes, 3), ([1, 2] + [1] * axes, 1)]:
        family.function("max", MAX[axes](size, return_indices=True), rand(*shape), axes=axes, size=size)
        family.function("avg", AVG[axes](size), rand(*shape), axes=axes, size=size)
family.function("max", nn.MaxPool2d(2, return_indices=True),
                torch.tensor([[[[1.0, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]]]), axes=2, size=2)
for i in range(48):
    axes = 1 + i % 3
    size, stride, padding = window(axes)
    ceil, include = i % 4 < 2, i % 8 < 4
    options = dict(axes=axes, size=size, stride=stride, padding=padding, ceil=ceil, include=include)
    args = dict(ceil_mode=ceil, count_include_pad=include)
    if axes > 1 and i % 5 == 0:
        options["divisor"] = args["divisor_override"] = 1 + i
    x = rand(*image(axes, n=0 if i in (3, 7, 11) else 1 + i % 2))
    family.function("avg", AVG[axes](size, stride, padding, **args), x, **options)
for i in range(30):
    axes = 1 + i % 3
    size, stride, _ = window(axes)
    ceil, p = i % 2 == 0, [1.0, 2.0, 3.0, 1.5, 4.0][i % 5]
    x = rand(*image(axes, n=0 if i == 6 else 1))
    x = x if p in (1.0, 2.0) else x.abs() + 0.1
    if i == 1:
        x = x * 0
    f = LP[axes](p, size[0] if axes == 1 else size, stride=stride[0] if axes == 1 else stride, ceil_mode=ceil)
    family.function("lp", f, x, axes=axes, p=p, size=size, stride=stride, ceil=ceil)
for i in range(30):
    axes = 1 + i % 3
    shape = image(axes, n=0 if i == 5 else 1 + i % 2, least=1)
    output = [random.choice([1, 2, 3, 5, 7]) for _ in range(axes)]
    if i % 7 == 3 and axes > 1:
        output[-1] = -1
    sizes = [None if o == -1 else o for o in output]
    pools = (AAVG, "adaptiveavg"), (AMAX, "adaptivemax")
    for table, kind in pools:
        x = ties(*shape) if i % 5 == 0 and kind == "adaptivemax" else rand(*shape)
        f = table[axes](sizes[0] if axes == 1 else sizes, **({"return_indices": True} if table is AMAX else {}))
        family.function(kind, f, x, axes=axes, output=output)
for axes in (1, 2, 3):
    family.function("globalavg", lambda x: x.mean(list(range(2, x.dim()))), rand(*image(axes)))
    family.function("globalmax", lambda x: AMAX[axes](1)(x).flatten(1), rand(*image(axes)))
for i in range(24):
    axes = 1 + i % 3
    size, stride, padding = [(2, 2, 0), (3, 2, 0), (3, 3, 1), (2, 1, 0)][i % 4]
    shape = image(axes, n=0 if i == 9 else 1)
    x = rand(*shape)
    y, indices = MAX[axes](size, stride, padding, return_indices=True)(x)
    output = shape[2:] if i % 2 else None
    if output is None:
        # PyTorch puts whichever of two different values it meets last.
        usual = [(o - 1) * stride - 2 * padding + size for o in y.shape[2:]]
        places = torch.stack([torch.randperm(torch.tensor(usual).prod())[: y[0, 0].numel()] for _ in range(y[:, :, 0].numel())])
        indices = places[: y.shape[0] * y.shape[1]].reshape(y.shape)
    unpool = UNPOOL[axes](size, stride, padding)
    options = {} if output is None else {"output": output}
    # Elements that meet must be equal, and each gets the whole gradient.
    family.function("unpool", lambda y, k: unpool(y, k, output), y, indices, axes=axes, size=size, stride=stride,
                    padding=padding, **options)
for i in range(6):
    k, p = 1 + i % 3, [2.0, 1.0, 3.0][i % 3]
    x = rand(2, 2 * k, *[3, 4][: i % 3]).abs() + 0.1
    family.function("features", lambda x: x.pow(p).unflatten(1, (2, k)).sum(2).pow(1 / p), x, p=p, size=k)
# What is not finite; oneDNN does not tell in float32.
inf, nan = float("inf"), float("nan")
for axes in (1, 2, 3):
    x = rand(1, 2, *[5] * axes)
    for value in (-inf, inf, nan):
        y = x.clone()
        y.view(-1)[::11] = value
        family.function("max", MAX[axes](2, 1, return_indices=True), y, axes=axes, size=2, stride=1, wide=True)
    family.function("max", MAX[axes](3, 2, 1, return_indices=True), x * 0 - inf, axes=axes, size=3, stride=2, padding=1,
                    wide=True)
    family.function("avg", AVG[axes](3, 2, 1), x * 1e300, axes=axes, size=3, stride=2, padding=1, wide=True)
family.write()
