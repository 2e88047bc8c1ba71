"""Activations: random values, kinks, extremes, odd shapes and views."""
import torch
import torch.nn.functional as F
from golden import Family, rand

family = Family("activations")
NORMAL = [
    ("step", lambda x: torch.heaviside(x, torch.tensor(0.0)).detach(), {}),
    ("step", lambda x: torch.heaviside(x, torch.tensor(0.5)).detach(), {"value": 0.5}),
    ("relu", F.relu, {}),
    ("relu6", F.relu6, {}),
    ("leaky_relu", F.leaky_relu, {"slope": 0.01}),
    ("leaky_relu", lambda x: F.leaky_relu(x, 0.2), {"slope": 0.2}),
    ("elu", F.elu, {"alpha": 1.0}),
    ("elu", lambda x: F.elu(x, 0.7), {"alpha": 0.7}),
    ("selu", F.selu, {}),
    ("celu", F.celu, {"alpha": 1.0}),
    ("celu", lambda x: F.celu(x, 1.5), {"alpha": 1.5}),
    ("sigmoid", torch.sigmoid, {}),
    ("logsigmoid", F.logsigmoid, {}),
    # The slope of F.hardsigmoid is 1/6 rounded to float32, even in float64.
    ("hardsigmoid", lambda x: F.relu6(x + 3) / 6, {}),
    ("tanh", torch.tanh, {}),
    ("hardtanh", F.hardtanh, {"min": -1.0, "max": 1.0}),
    ("hardtanh", lambda x: F.hardtanh(x, -0.5, 3), {"min": -0.5, "max": 3}),
    ("tanhshrink", F.tanhshrink, {}),
    ("softshrink", F.softshrink, {"lambda": 0.5}),
    ("softshrink", lambda x: F.softshrink(x, 1), {"lambda": 1}),
    ("hardshrink", F.hardshrink, {"lambda": 0.5}),
    ("hardshrink", lambda x: F.hardshrink(x, 1), {"lambda": 1}),
    ("threshold", lambda x: F.threshold(x, 0.5, 7.0), {"threshold": 0.5, "value": 7.0}),
    ("softplus", F.softplus, {"beta": 1, "threshold": 20}),
    ("softplus", lambda x: F.softplus(x, 2.5, 3), {"beta": 2.5, "threshold": 3}),
    ("softsign", F.softsign, {}),
    ("gelu", F.gelu, {}),
    ("gelu_tanh", lambda x: F.gelu(x, approximate="tanh"), {}),
    ("silu", F.silu, {}),
    ("hardswish", F.hardswish, {}),
    ("mish", F.mish, {}),
    ("rrelu", F.rrelu, {"lower": 0.125, "upper": 1 / 3}),
    ("clamp", lambda x: x.clamp(-0.5, 3), {"min": -0.5, "max": 3}),
]
KINKS = torch.tensor([-6.0, -3, -1, -0.5, -0.0, 0, 0.5, 1, 3, 6])
FAR = torch.tensor([-1e4, -800, -100, -21, -20, 20, 21, 100, 800, 1e4])
INFINITE = torch.tensor([float("-inf"), float("inf")])
NOT_AT_INFINITY = {"gelu", "gelu_tanh", "silu", "mish", "softsign", "hardswish"}
for kind, f, options in NORMAL:
    grads = kind != "step"
    family.function(kind, f, 2 * rand(2, 3, 4), grads=grads, **options)
    family.function(kind, f, KINKS, grads=grads, **options)
    family.function(kind, f, FAR, grads=grads, **options)
    if kind not in NOT_AT_INFINITY:
        family.function(kind, f, INFINITE, grads=grads, **options)
for kind, f, options in NORMAL[2::3]:
    family.function(kind, f, rand(0, 3), **options)
    family.function(kind, f, rand(1, 1, 1), **options)
    family.function(kind, lambda x, f=f: f(x.permute(2, 0, 1)), rand(2, 3, 4), view="permute", **options)
    family.function(kind, lambda x, f=f: f(x[:, 1:, ::2]), rand(2, 3, 5), view="slice", **options)
for kind, f in [("softmax", F.softmax), ("softmin", F.softmin), ("log_softmax", F.log_softmax)]:
    for axis in (0, 1, -1):
        family.function(kind, lambda x: f(x, dim=axis), rand(2, 3, 4), axis=axis)
    family.function(kind, lambda x: f(x, dim=1), rand(0, 3), axis=1)
    family.function(kind, lambda x: f(x, dim=1), rand(3, 1), axis=1)
    family.function(kind, lambda x: f(x, dim=0), rand(3), axis=0)
    family.function(kind, lambda x: f(x, dim=1), 1e4 * rand(3, 4), axis=1)
    family.function(kind, lambda x: f(x, dim=1), torch.tensor([[1e4, 1e4, -1e4], [-1e4, -1e4, -1e4]]), axis=1)
    family.function(kind, lambda x: f(x.permute(2, 0, 1), dim=1), rand(2, 3, 4), axis=1, view="permute")
family.function("softmax", lambda x: F.softmax(x, dim=0), torch.tensor([0.0, float("-inf"), 1]), axis=0)
for axis in (0, 1, -1):
    family.function("glu", lambda x: F.glu(x, axis), rand(4, 2, 6), axis=axis)
family.function("glu", F.glu, rand(0, 4), axis=-1)
family.function("glu", F.glu, torch.tensor([1e4, -1e4, 1e4, -1e4, 1e4, 1e4, -1e4, -1e4]), axis=-1)
family.function("maxout", lambda x: x.view(2, 3, 2, 5).amax(2), rand(2, 6, 5), pieces=2)
family.function("maxout", lambda x: x.view(2, 1, 4).amax(2), rand(2, 4), pieces=4)
for shape in [(2, 3), (2, 3, 4), (2, 3, 2, 2), (0, 3), (4, 3, 1)]:
    family.module("prelu", torch.nn.PReLU(), rand(*shape), parameters=1)
    prelu = torch.nn.PReLU(3)
    prelu.weight.data = rand(3)
    family.module("prelu", prelu, rand(*shape), parameters=3)
family.module("prelu", torch.nn.PReLU(3), torch.tensor([[0.0, 1e4, -1e4], [float("inf"), 0, 0]]), parameters=3)
family.function("straight_through", lambda x: x + ((x > 0).double() - x).detach(), rand(3, 4))
family.function("straight_through_clipped", lambda x: (c := x.clamp(-1, 1)) + ((x > 0).double() - c).detach(), 2 * rand(3, 4))
family.write()
