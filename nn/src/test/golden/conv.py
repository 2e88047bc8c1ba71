"""Convolutions and transposed convolutions over one to three axes."""
import random

import torch
from golden import Family, rand
from torch import nn
from torch.nn import functional

family = Family("conv")
random.seed(4)
CONV = {1: nn.Conv1d, 2: nn.Conv2d, 3: nn.Conv3d}
TRANSPOSE = {1: nn.ConvTranspose1d, 2: nn.ConvTranspose2d, 3: nn.ConvTranspose3d}


def conv(axes, channels, out, kernel, sizes, n=1, **options):
    layer = CONV[axes](channels, out, kernel, **options)
    family.module(f"conv{axes}d", layer, rand(n, channels, *sizes), out=out, kernel=kernel, **options)


def transpose(axes, channels, out, kernel, sizes, n=1, **options):
    layer = TRANSPOSE[axes](channels, out, kernel, **options)
    family.module(f"transpose{axes}d", layer, rand(n, channels, *sizes), out=out, kernel=kernel, **options)


def several(axes, low, high):
    return [random.randint(low, high) for _ in range(axes)]


# What is usual, and the edges.
for axes in (1, 2, 3):
    size = {1: 9, 2: 5, 3: 3}[axes]
    conv(axes, 2, 3, 3, [size] * axes)
    conv(axes, 1, 1, 1, [1] * axes, n=1)
    conv(axes, 2, 2, 3, [size] * axes, n=0, padding=1)
    conv(axes, 2, 3, size, [size] * axes)
    conv(axes, 2, 2, 1, [size] * axes, stride=2)
    conv(axes, 2, 2, 3, [1] * axes, padding=1)
    conv(axes, 4, 4, 3, [4] * axes, n=1, groups=4, padding=1, bias=False)
    conv(axes, 2, 4, 2, [3] * axes, groups=2)
    for k, d in ((2, 1), (3, 1), (2, 3), (4, 1)):
        conv(axes, 2, 2, k, [4] * axes, n=1, padding="same", dilation=d)
    for mode in ("reflect", "replicate", "circular"):
        conv(axes, 1, 1, 3, [3] * axes, padding=2, padding_mode=mode, n=1)
        conv(axes, 2, 2, 2, [4] * axes, padding="same", padding_mode=mode, n=1)
        conv(axes, 2, 1, 3, [4] * axes, padding=1, stride=2, dilation=2 if mode == "circular" else 1, padding_mode=mode, n=1)
    conv(axes, 2, 2, 3, [3] * axes, padding=3, padding_mode="replicate", n=1)
    transpose(axes, 2, 3, 3, [size - 1] * axes)
    transpose(axes, 1, 1, 1, [1] * axes, n=1)
    transpose(axes, 2, 2, 3, [2 if axes == 3 else 3] * axes, n=0, padding=1, stride=2, output_padding=1)
    transpose(axes, 2, 2, 4, [2 if axes == 3 else 3] * axes, stride=2, padding=1)
    transpose(axes, 2, 2, 3, [2 if axes == 3 else 3] * axes, stride=2, padding=1, output_padding=1)
    transpose(axes, 2, 2, 2, [2 if axes == 3 else 3] * axes, stride=3, output_padding=2)
    transpose(axes, 2, 2, 2, [2 if axes == 3 else 3] * axes, dilation=3, output_padding=2, n=1)
    transpose(axes, 2, 2, 3, [2 if axes == 3 else 3] * axes, dilation=3, padding=1, output_padding=2, n=1)
    transpose(axes, 2, 2, 1, [2 if axes == 3 else 3] * axes, stride=2, bias=False)
    transpose(axes, 4, 2, 2, [2] * axes, groups=2, stride=2)
    transpose(axes, 3, 3, 3, [3] * axes, groups=3, padding=2, bias=False)
    transpose(axes, 2, 2, 2, [1] * axes, stride=2)

# Mixes.
count = 0
while count < 75:
    axes = random.choice([1, 1, 2, 2, 3])
    high = {1: 9, 2: 6, 3: 3}[axes]
    groups = random.choice([1, 1, 2, 3])
    options = dict(
        kernel=several(axes, 1, 3),
        sizes=several(axes, 1, high),
        stride=several(axes, 1, 3),
        padding=several(axes, 0, 2),
        dilation=several(axes, 1, 2),
        groups=groups,
        bias=random.random() < 0.6,
        n=random.choice([1, 2]) if axes == 1 else 1,
    )
    forward = random.random() < 0.55
    if forward:
        fits = all(s + 2 * p >= d * (k - 1) + 1 for s, p, d, k in zip(options["sizes"], options["padding"], options["dilation"], options["kernel"]))
    else:
        options["output_padding"] = [random.randint(0, max(s, d) - 1) for s, d in zip(options["stride"], options["dilation"])]
        fits = all(
            (n - 1) * s - 2 * p + d * (k - 1) + o + 1 > 0
            for n, s, p, d, k, o in zip(*(options[key] for key in ("sizes", "stride", "padding", "dilation", "kernel", "output_padding")))
        )
    if fits:
        (conv if forward else transpose)(axes, groups * random.randint(1, 3 - (axes + 1) // 2), groups * random.randint(1, 3 - (axes + 1) // 2), **options)
        count += 1

# The operations with padding that differs before and after, and the kernel reversed.
for axes, before, after in ((1, [2], [0]), (1, [0], [3]), (2, [1, 0], [0, 2]), (2, [0, 3], [1, 1]), (3, [1, 0, 2], [0, 1, 0])):
    pads = [p for pair in reversed(list(zip(before, after))) for p in pair]
    f = {1: functional.conv1d, 2: functional.conv2d, 3: functional.conv3d}[axes]
    family.function(
        "asymmetric",
        lambda x, w: f(functional.pad(x, pads), w, stride=2, dilation=1),
        rand(2, 2, *[3 if axes == 3 else 5] * axes),
        rand(3, 2, *[2] * axes),
        before=before,
        after=after,
        stride=2,
    )
    family.function(
        "convolve",
        lambda x, w: f(functional.pad(x, pads), w.flip(*range(2, 2 + axes))),
        rand(1, 2, *[4] * axes),
        rand(2, 2, *[3 if axes < 3 else 2] * axes),
        before=before,
        after=after,
        stride=1,
    )
# Numbers far from one.
family.function("asymmetric", lambda x, w: functional.conv2d(x, w), 1e6 * rand(1, 2, 4, 4), 1e-6 * rand(2, 2, 3, 3), before=[0, 0], after=[0, 0], stride=1)
family.write()
