"""Interpolation in every mode, by size and by factor."""
import math
import random

import torch
from golden import Family, rand
from torch.nn import functional

family = Family("interpolate")
random.seed(7)


def add(mode, sizes, n=1, channels=1, size=None, factor=None, align=None, recompute=None):
    given = {"align_corners": align, "recompute_scale_factor": recompute}
    options = {key: value for key, value in given.items() if value is not None}
    family.function(
        "interpolate",
        lambda x: functional.interpolate(x, size=size, scale_factor=factor, mode=mode, **options),
        rand(n, channels, *sizes),
        mode=mode,
        **({"size": size} if size is not None else {}),
        **({"factor": factor} if factor is not None else {}),
        **options,
    )


AXES = {"linear": (1,), "bilinear": (2,), "trilinear": (3,), "bicubic": (2,)}
for mode in ("nearest", "nearest-exact", "linear", "bilinear", "trilinear", "bicubic", "area"):
    for axes in AXES.get(mode, (1, 2, 3)):
        high = {1: 11, 2: 7, 3: 4}[axes]
        aligns = (False, True) if mode in AXES else (None,)
        for align in aligns:
            add(mode, [3] * axes, size=[6] * axes if axes < 3 else [6, 3, 4], align=align, channels=2)
            add(mode, [5] * axes, size=[2] * axes, align=align)
            add(mode, [1] * axes, size=[3] * axes, align=align)
            add(mode, [4] * axes, size=[1] * axes, align=align)
            add(mode, [3] * axes, n=0, size=[2] * axes, align=align)
            for _ in range(2):
                add(
                    mode,
                    [random.randint(1, high) for _ in range(axes)],
                    size=[random.randint(1, high + 2) for _ in range(axes)],
                    align=align,
                    channels=2 if axes == 2 else 1,
                )
            for factor in (2.0, 0.6):
                add(mode, [4] * axes if axes < 3 else [3, 2, 4], factor=factor, align=align)
            add(mode, [high] * axes, factor=[1.3, 0.7, 1.9][:axes], align=align)
        if mode != "area":
            add(mode, [3] * axes, factor=1.4, align=False if mode in AXES else None, recompute=True)
            # For the other modes PyTorch's gradient is not that of its values where the size stays.
            if "linear" in mode:
                add(mode, [3] * axes, factor=1.2, align=False)
# Numbers far from one, and an infinity that only its neighbours see.
family.function(
    "interpolate", lambda x: functional.interpolate(x, size=[9, 5], mode="bilinear"), 1e30 * rand(1, 1, 4, 4), mode="bilinear", size=[9, 5]
)
x = rand(1, 1, 6)
x[0, 0, 4] = math.inf
family.function("interpolate", lambda x: functional.interpolate(x, size=[3], mode="area"), x, grads=False, mode="area", size=[3])
family.function("interpolate", lambda x: functional.interpolate(x, size=[11], mode="nearest"), x, grads=False, mode="nearest", size=[11])
# Factors that are forgotten over images; elsewhere PyTorch's gradient forgets them and its values do not.
add("nearest", [7, 3], factor=[1.1, 2.3])
add("nearest", [5, 4], factor=[2.1, 1.2], channels=3)
family.write()
