"""Windows taken apart and put together, padding, and shuffling of pixels and channels."""
import math

import torch
from golden import Family, rand
from torch import nn
from torch.nn import functional

family = Family("fold")
for n, c, size, kernel, options in (
    (2, 2, [5, 4], [3, 2], {}),
    (1, 3, [4, 4], [2, 2], dict(stride=2)),
    (1, 1, [6, 7], [3, 3], dict(stride=[2, 3], padding=[1, 2])),
    (1, 2, [7, 5], [2, 3], dict(dilation=[3, 2], padding=1)),
    (2, 1, [1, 1], [1, 1], {}),
    (1, 1, [2, 2], [3, 3], dict(padding=2, stride=2)),
    (0, 2, [4, 4], [2, 2], dict(stride=2)),
    (1, 2, [5, 5], [5, 5], {}),
    (1, 1, [5, 6], [2, 2], dict(stride=3, dilation=2, padding=1)),
    (1, 4, [3, 8], [1, 4], dict(stride=[1, 4])),
):
    unfold = nn.Unfold(kernel, **options)
    x = rand(n, c, *size)
    family.module("unfold", unfold, x, kernel=kernel, **options)
    columns = torch.randn_like(unfold(x))
    family.module("fold", nn.Fold(size, kernel, **options), columns, image=size, kernel=kernel, **options)
x = rand(1, 1, 4, 4)
x[0, 0, 1, 2] = math.inf
family.module("unfold", nn.Unfold(2), x, grads=False, kernel=[2, 2])
y = rand(1, 4, 9)
y[0, 1, 4] = -math.inf
family.module("fold", nn.Fold([4, 4], 2), y, grads=False, image=[4, 4], kernel=[2, 2])

for shape, factor in (([1, 4, 2, 3], 2), ([2, 9, 1, 1], 3), ([1, 2, 3, 3], 1), ([0, 4, 2, 2], 2), ([1, 8, 2, 2], 2)):
    # PyTorch's gradients of an empty batch have another shape, and so have its results here.
    family.module("pixel_shuffle", nn.PixelShuffle(factor), rand(*shape), grads=shape[0] > 0, factor=factor)
    n, c, h, w = shape
    if n > 0:
        family.module("pixel_unshuffle", nn.PixelUnshuffle(factor), rand(n, 2, h * factor, w * factor), factor=factor)
for shape, groups in (([1, 6, 2, 3], 2), ([2, 6, 2, 2], 3), ([1, 4, 1, 1], 4), ([1, 3, 2, 2], 1), ([0, 4, 2, 2], 2)):
    family.module("channel_shuffle", nn.ChannelShuffle(groups), rand(*shape), groups=groups)

sizes = {1: [5], 2: [4, 3], 3: [3, 4, 3]}
pads = {1: ([2, 1], [0, 2], [-1, 2], [-1, -2]), 2: ([1, 2, 0, 1], [2, 2, 3, 3], [-1, 1, 2, -1]), 3: ([1, 2, 0, 1, 2, 0], [1, 1, 1, 1, 1, 1])}
for axes in (1, 2, 3):
    for p in pads[axes]:
        for mode in ("constant", "reflect", "replicate", "circular"):
            value = dict(value=-1.5) if mode == "constant" else {}
            if axes == 3 and mode in ("reflect",) and max(p) > 2:
                continue
            if axes == 2 and max(p) > 2 and mode == "reflect":
                p = [min(q, 2) for q in p]
            family.function("pad", lambda x: functional.pad(x, p, mode=mode, **value), rand(1, 2, *sizes[axes]), pads=p, mode=mode, **value)
family.function("pad", lambda x: functional.pad(x, [1, 2, 0, 0, 3, 1]), rand(2, 1, 3), pads=[1, 2, 0, 0, 3, 1], mode="constant", value=0)
family.function("pad", lambda x: functional.pad(x, [0, 0]), rand(2, 3), pads=[0, 0], mode="constant", value=0)
family.function("pad", lambda x: functional.pad(x, [1, 1], value=math.inf), rand(2, 3), pads=[1, 1], mode="constant", value="Infinity")
for mode in ("constant", "reflect", "replicate", "circular"):
    family.function("pad", lambda x: functional.pad(x, [1, 1, 1, 1], mode=mode), rand(0, 2, 3, 3), pads=[1, 1, 1, 1], mode=mode, value=0)

LAYERS = {
    "zero": (nn.ZeroPad1d, nn.ZeroPad2d, nn.ZeroPad3d),
    "reflection": (nn.ReflectionPad1d, nn.ReflectionPad2d, nn.ReflectionPad3d),
    "replication": (nn.ReplicationPad1d, nn.ReplicationPad2d, nn.ReplicationPad3d),
    "circular": (nn.CircularPad1d, nn.CircularPad2d, nn.CircularPad3d),
}
for name, layers in LAYERS.items():
    for axes, layer in enumerate(layers, 1):
        family.module(name, layer(2), rand(1, 1, *[3] * axes), pads=2)
        p = [1, 2, 0, 1, 2, 2][: 2 * axes]
        family.module(name, layer(tuple(p)), rand(1, 1, *[3] * axes), pads=p)
for axes, layer in enumerate((nn.ConstantPad1d, nn.ConstantPad2d, nn.ConstantPad3d), 1):
    family.module("constant", layer(1, 3.5), rand(1, 1, *[2] * axes), pads=1, value=3.5)
    p = [1, 2, -1, 1, 0, 1][: 2 * axes]
    family.module("constant", layer(tuple(p), 3.5), rand(1, 1, *[2] * axes), pads=p, value=3.5)
family.write()
