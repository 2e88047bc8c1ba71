"""Normalisations, in use and in training, and what they remember of a batch."""
import itertools

import numpy
import torch
from golden import Family, rand

family = Family("norms")
nn = torch.nn
FLAT = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d, 5: nn.BatchNorm3d}
INSTANCE = {3: nn.InstanceNorm1d, 4: nn.InstanceNorm2d, 5: nn.InstanceNorm3d}


def settled(module):
    """Gives a module parameters and statistics that are not the first ones."""
    for name, value in module.state_dict().items():
        if name == "num_batches_tracked":
            value.fill_(3)
        elif name == "running_var":
            value.copy_(torch.rand(value.shape) + 0.5)
        else:
            value.copy_(rand(*value.shape))
    return module


def normalised(kind, module, x, training, **options):
    def call(x):
        y = module(x)
        if training and module.track_running_stats:
            return y, module.running_mean, module.running_var, module.num_batches_tracked
        return y

    settled(module).train(training)
    family.module(kind, module, x, call=call, training=training, **options)


def both(kind, module, x, **options):
    for training in [False, True]:
        normalised(kind, module(), x, training, **options)


for shape in [(4, 3), (3, 2, 5), (2, 3, 4, 3), (2, 2, 2, 3, 2), (2, 1, 1), (1, 2, 2), (0, 3), (0, 2, 3)]:
    both("batch", lambda: FLAT[len(shape)](shape[1]), rand(*shape))
    if shape[0] > 0:
        both("instance" if len(shape) > 2 and shape[2] > 1 else "batch",
             lambda: (INSTANCE if len(shape) > 2 and shape[2] > 1 else FLAT)[len(shape)](
                 shape[1], affine=True, track_running_stats=True), rand(*shape), affine=True, track=True)
for affine, track, momentum, eps in itertools.product([True, False], [True, False], [0.3, None], [1e-5, 0.1]):
    options = dict(affine=affine, track=track, eps=eps, momentum="none" if momentum is None else momentum)
    both("batch", lambda: nn.BatchNorm1d(3, eps=eps, momentum=momentum, affine=affine, track_running_stats=track),
         rand(5, 3), **options)
    both("instance", lambda: nn.InstanceNorm1d(2, eps=eps, momentum=momentum, affine=affine, track_running_stats=track),
         rand(2, 2, 4), **options)
both("instance", lambda: nn.InstanceNorm2d(3), rand(2, 3, 4, 3))
both("instance", lambda: nn.InstanceNorm3d(3), rand(1, 3, 2, 2, 2))
both("instance", lambda: nn.InstanceNorm1d(3), rand(0, 3, 4))
for mean in [1e3, -1e5]:
    both("batch", lambda: nn.BatchNorm1d(2), rand(16, 2) + mean, wide=True)
both("batch", lambda: nn.BatchNorm1d(2), rand(4, 2) * 1e-6)
both("batch", lambda: nn.BatchNorm1d(2), rand(4, 2) * 1e6)
both("batch", lambda: nn.BatchNorm1d(2), torch.full((4, 2), 3.0))

for shape, groups in [((2, 6), 3), ((2, 6, 4), 2), ((1, 4, 3, 2), 1), ((2, 4, 3, 2), 4), ((1, 2, 2, 2, 2), 2), ((0, 4, 3), 2),
                      ((3, 1, 5), 1)]:
    for affine, eps in [(True, 1e-5), (False, 1e-2)]:
        module = nn.GroupNorm(groups, shape[1], eps=eps, affine=affine)
        family.module("group", settled(module), rand(*shape), groups=groups, affine=affine, eps=eps)
family.module("group", nn.GroupNorm(2, 4), rand(2, 4, 3) + 1e4, groups=2, affine=True, eps=1e-5, wide=True)

for shape, axes in [((3, 5), 1), ((2, 3, 4), 1), ((2, 3, 4), 2), ((2, 2, 3, 2), 3), ((1, 1), 1), ((0, 4), 1), ((2, 0, 4), 1)]:
    sizes = list(shape[-axes:])
    for affine, bias, eps in [(True, True, 1e-5), (True, False, 1e-3), (False, False, 1e-12)]:
        if shape == (1, 1) and eps == 1e-12:
            continue
        module = nn.LayerNorm(sizes, eps=eps, elementwise_affine=affine, bias=bias)
        family.module("layer", settled(module), rand(*shape), sizes=sizes, affine=affine, bias=bias, eps=eps)
    for affine, eps in [(True, None), (False, 1e-3)]:
        module = nn.RMSNorm(sizes, eps=eps, elementwise_affine=affine)
        # Without a number, eps depends on the type.
        options = {"wide": True} if eps is None else {"eps": eps}
        family.module("rms", settled(module), rand(*shape), sizes=sizes, affine=affine, **options)
family.module("layer", nn.LayerNorm(4), rand(3, 4) + 1e5, sizes=[4], affine=True, bias=True, eps=1e-5, wide=True)

for shape in [(2, 7, 3), (1, 6, 2, 3), (2, 3, 2, 2, 2), (1, 1, 2, 2), (0, 4, 2, 2)]:
    for size, alpha, beta, k in [(5, 1e-4, 0.75, 1.0), (5, 0.5, 0.75, 2.0), (4, 0.3, 0.5, 1.0), (3, 0.2, 1.0, 1.5), (2, 1.0, 1.3, 0.5)]:
        module = nn.LocalResponseNorm(size, alpha, beta, k)
        family.module("response", module, 3 * rand(*shape), size=size, alpha=alpha, beta=beta, k=k)


def contrast(x, size, sigma, eps, lib):
    """Jarrett et al. 2009 by the letter: one place after the other."""
    n, c, h, w = x.shape
    r = size // 2

    def around(image, j, k):
        total, weight = 0, 0
        for p in range(-r, r + 1):
            for q in range(-r, r + 1):
                if 0 <= j + p < h and 0 <= k + q < w:
                    g = float(numpy.exp(-(p * p + q * q) / (2 * sigma * sigma)))
                    weight += c * g
                    for i in range(c):
                        total = total + g * image[i, j + p, k + q]
        return total / weight

    def stacked(values):
        return lib.stack([lib.stack(row) for row in values])

    result = []
    for image in x:
        mean = stacked([[around(image, j, k) for k in range(w)] for j in range(h)])
        v = image - mean
        s = lib.sqrt(stacked([[around(v * v, j, k) for k in range(w)] for j in range(h)]))
        result.append(v / lib.maximum(lib.maximum(s, s.mean()), lib.ones_like(s) * eps))
    return lib.stack(result)


for shape, size, sigma in [((2, 1, 5, 4), 3, 0.75), ((1, 3, 6, 5), 5, 1.25), ((1, 2, 4, 4), 9, 2.25), ((1, 2, 3, 1), 3, 10.0),
                           ((1, 1, 7, 7), 5, 0.5)]:
    x = rand(*shape) * 2 + 5
    y = contrast(x, size, sigma, 1e-4, torch)
    assert numpy.allclose(y.numpy(), contrast(x.numpy(), size, sigma, 1e-4, numpy), rtol=0, atol=1e-12)
    family.function("contrast", lambda x: contrast(x, size, sigma, 1e-4, torch), x, size=size, sigma=sigma, eps=1e-4)
family.write()
