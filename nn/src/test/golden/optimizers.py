"""Fifty steps of every optimizer on one loss of three parameters: x0.. before, y0.. after.

The loss is 1/2 sum((a w)^2) + sum(sin w) + 0.3 sum((w v - 1)^2) + sum(v^2) / 2 + s sum(v)
+ 3 sum((s - 1)^2).
"""
import torch
from torch import optim
from golden import Family

family = Family("optimizers")
STEPS = 50
W = torch.tensor([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]])
V = torch.tensor([0.5, -0.75, 1.5])
S = torch.tensor([0.3])
A = torch.tensor([[0.5, -1.25, 2.0], [0.75, 1.0, -0.5]])


def loss_of(w, v, s):
    return ((A * w) ** 2).sum() / 2 + w.sin().sum() + 0.3 * ((w @ v - 1) ** 2).sum() + (v**2).sum() / 2 + (s * v).sum() + 3 * (
        (s - 1) ** 2).sum()


def run(kind, cls, clip_norm=None, clip_value=None, max_norm=None, l1=None, groups=False, **options):
    def f(*xs):
        w, v, s = ps = [x.clone().requires_grad_() for x in xs]
        arguments = {k: (tuple(o) if isinstance(o, list) else o) for k, o in options.items()}
        # Groups: w at a tenth of the rate, v without decay.
        given = [dict(params=[w], lr=options["lr"] / 10), dict(params=[v], weight_decay=0.0), dict(params=[s])]
        optimizer = cls(given if groups else ps, foreach=False, **arguments)
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = loss_of(w, v, s)
            loss.backward()
            if clip_norm is not None:
                torch.nn.utils.clip_grad_norm_(ps, clip_norm)
            if clip_value is not None:
                torch.nn.utils.clip_grad_value_(ps, clip_value)
            optimizer.step()
            with torch.no_grad():
                if l1 is not None:
                    w.copy_(w.sign() * (w.abs() - options["lr"] * l1).clamp(min=0))
                if max_norm is not None:
                    w.copy_(torch.renorm(w, 2, 0, max_norm))
        return tuple(p.detach() for p in ps)

    extra = dict(clip_norm=clip_norm, clip_value=clip_value, max_norm=max_norm, l1=l1, groups=groups or None)
    family.function(kind, f, W, V, S, grads=False, **options, **{k: o for k, o in extra.items() if o is not None})


D = "weight_decay"
for options in [{}, {D: 0.1}, {"momentum": 0.9}, {"momentum": 0.9, "dampening": 0.3}, {"momentum": 0.9, "nesterov": True},
                {"momentum": 0.5, "nesterov": True, D: 0.05}, {"momentum": 0.9, "dampening": 0.1, D: 0.05},
                {"momentum": 0.9, "clip_norm": 1.5}, {"clip_value": 0.4}, {"clip_value": 0.4, "clip_norm": 1.2},
                {"max_norm": 1.1}, {"l1": 0.8}, {"l1": 0.5, D: 0.1, "momentum": 0.5}, {"groups": True, D: 0.2}]:
    run("sgd", optim.SGD, lr=0.02, **options)
run("sgd", optim.SGD, lr=0.001, momentum=0.5, maximize=True)
for options in [{}, {"lr_decay": 0.1}, {D: 0.1}, {"initial_accumulator_value": 0.5}, {"eps": 1e-3, "lr_decay": 0.02}]:
    run("adagrad", optim.Adagrad, lr=0.1, **options)
for options in [{}, {"alpha": 0.95}, {"momentum": 0.5}, {"centered": True}, {"centered": True, "momentum": 0.9, D: 0.1}, {D: 0.1},
                {"eps": 1e-3}]:
    run("rmsprop", optim.RMSprop, lr=0.01, **options)
for options in [{}, {"rho": 0.8}, {"eps": 1e-4, D: 0.1}]:
    run("adadelta", optim.Adadelta, lr=1.0, **options)
for options in [{}, {"betas": [0.8, 0.95]}, {"amsgrad": True}, {D: 0.1, "eps": 1e-6}, {D: 0.1, "amsgrad": True, "betas": [0.5, 0.7]},
                {"groups": True, D: 0.1}, {"clip_value": 0.5}]:
    run("adam", optim.Adam, lr=0.02, **options)
for options in [{}, {D: 0.3}, {D: 0.3, "amsgrad": True, "betas": [0.8, 0.9]}, {"groups": True, D: 0.3}]:
    run("adamw", optim.AdamW, lr=0.02, **options)
for options in [{}, {"momentum_decay": 0.05}, {D: 0.1}, {D: 0.1, "decoupled_weight_decay": True}, {"betas": [0.8, 0.95]}]:
    run("nadam", optim.NAdam, lr=0.02, **options)
for options in [{}, {"betas": [0.8, 0.95]}, {D: 0.1}, {"eps": 1e-3}]:
    run("adamax", optim.Adamax, lr=0.02, **options)
for options in [{}, {"betas": [0.8, 0.95]}, {D: 0.1}, {D: 0.1, "decoupled_weight_decay": True}]:
    run("radam", optim.RAdam, lr=0.02, **options)
for options in [{}, {"etas": [0.4, 1.3], "step_sizes": [1e-3, 0.1]}]:
    run("rprop", optim.Rprop, lr=0.01, **options)
for options in [{}, {"lambd": 0.1, "alpha": 0.5}, {D: 0.1}]:
    run("asgd", optim.ASGD, lr=0.02, **options)
family.write()
