"""Losses: every option, all reductions, saturated inputs, empty batches."""
import torch
import torch.nn as nn
from golden import Family, rand

family = Family("losses")
CONSTANT_TARGETS = ("softMargin", "poissonNll")
REDUCTIONS = ("mean", "sum", "none")


def add(kind, loss, *inputs, weight=None, posWeight=None, **options):
    """Adds a criterion; weights of the options travel as the last inputs."""
    extra = [w for w in (weight, posWeight) if w is not None]
    count = len(inputs)

    def f(*xs):
        module = loss()
        rest = list(xs[count:])
        if kind in CONSTANT_TARGETS or kind == "bce" and (xs[0] == 0).any():
            xs = (xs[0], xs[1].detach()) + xs[2:]
        if weight is not None:
            module.weight = rest.pop(0).detach()
        if posWeight is not None:
            module.pos_weight = rest.pop(0).detach()
        return module(*xs[:count])

    family.function(
        kind, f, *inputs, *extra, weighted=weight is not None, posWeighted=posWeight is not None, **options)


def each(kind, cls, *inputs, **options):
    weights = {k: options.pop(k) for k in ("weight", "posWeight") if k in options}
    for reduction in REDUCTIONS:
        add(kind, lambda: cls(**options, reduction=reduction), *inputs, **weights, reduction=reduction, **options)


def one(kind, cls, *inputs, **options):
    weights = {k: options.pop(k) for k in ("weight", "posWeight") if k in options}
    add(kind, lambda: cls(**options), *inputs, **weights, **options)


def labels(*shape, classes=5):
    return torch.randint(0, classes, shape)


def signs(*shape):
    return torch.randint(0, 2, shape) * 2.0 - 1


# Errors of regression.
for kind, cls, options in [("mse", nn.MSELoss, {}), ("l1", nn.L1Loss, {}), ("smoothL1", nn.SmoothL1Loss, {}),
                           ("smoothL1", nn.SmoothL1Loss, {"beta": 0.3}), ("huber", nn.HuberLoss, {}),
                           ("huber", nn.HuberLoss, {"delta": 2.5})]:
    each(kind, cls, rand(3, 4) * 2, rand(3, 4), **options)
    one(kind, cls, rand(2, 1, 3) * 1e4, rand(2, 1, 3), **options)
    x = rand(4)
    one(kind, cls, x, x.clone(), **options)
one("smoothL1", nn.SmoothL1Loss, rand(5), rand(5), beta=0.0)
for reduction in REDUCTIONS:
    one("mse", nn.MSELoss, rand(0, 3), rand(0, 3), reduction=reduction)

# Classes.
w5 = torch.rand(5) + 0.1
for shape in [(4, 5), (2, 5, 3), (2, 5, 2, 3), (1, 5), (3, 1)]:
    c = shape[1]
    y = labels(shape[0], *shape[2:], classes=c)
    each("crossEntropy", nn.CrossEntropyLoss, rand(*shape) * 3, y)
    one("crossEntropy", nn.CrossEntropyLoss, rand(*shape), y, label_smoothing=0.2)
    one("nll", nn.NLLLoss, rand(*shape), y)
for reduction in REDUCTIONS:
    y = labels(6)
    y[1] = 2
    z = labels(2, 3, 2)
    z[0, 1] = -100
    options = dict(reduction=reduction)
    one("crossEntropy", nn.CrossEntropyLoss, rand(6, 5), y, weight=w5, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(6, 5), y, weight=w5, ignore_index=2, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(6, 5), y, weight=w5, ignore_index=2, label_smoothing=0.3, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(6, 5), y, ignore_index=2, label_smoothing=0.3, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(2, 5, 3, 2), z, weight=w5, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(2, 5, 3, 2), z, weight=w5, label_smoothing=0.1, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(4, 5), rand(4, 5).softmax(1), **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(4, 5), rand(4, 5).softmax(1), weight=w5, label_smoothing=0.2, **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(2, 5, 3), rand(2, 5, 3).softmax(1), **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(0, 5), labels(0), **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(5), torch.tensor(3), **options)
    one("crossEntropy", nn.CrossEntropyLoss, rand(5), rand(5).softmax(0), **options)
    one("nll", nn.NLLLoss, rand(6, 5).log_softmax(1), y, weight=w5, ignore_index=2, **options)
    one("nll", nn.NLLLoss, rand(2, 5, 3, 2), z, weight=w5, **options)
    one("nll", nn.NLLLoss, rand(0, 5), labels(0), **options)
    one("nll", nn.NLLLoss, rand(5), torch.tensor(1), **options)
extreme = torch.tensor([[1e4, -1e4, 0.0], [-1e4, 1e4, 1e4], [1e4, 1e4, 1e4], [-1e4, 0.0, 1.0]])
for y in ([0, 1, 2, 0], [1, 0, 1, 2]):
    each("crossEntropy", nn.CrossEntropyLoss, extreme, torch.tensor(y))
    one("crossEntropy", nn.CrossEntropyLoss, extreme, torch.tensor(y), label_smoothing=0.1)
one("crossEntropy", nn.CrossEntropyLoss, rand(2, 3), torch.tensor([-100, -100]))
minus = torch.tensor([[0.5, -torch.inf, 1.0], [0.0, 2.0, -1.0]])
one("nll", nn.NLLLoss, minus, torch.tensor([0, 1]), reduction="none")

# Yes and no.
p = torch.rand(3, 4)
t = torch.rand(3, 4)
each("bce", nn.BCELoss, p, t)
each("bce", nn.BCELoss, p, t.round(), weight=torch.rand(3, 4))
one("bce", nn.BCELoss, p, t, weight=torch.rand(4))
each("bce", nn.BCELoss, torch.tensor([0.0, 1.0, 0.0, 1.0, 0.5]), torch.tensor([0.0, 1.0, 1.0, 0.0, 0.5]))
one("bce", nn.BCELoss, rand(0, 2).sigmoid(), torch.rand(0, 2))
each("bceWithLogits", nn.BCEWithLogitsLoss, rand(3, 4) * 3, t)
each("bceWithLogits", nn.BCEWithLogitsLoss, rand(3, 4), t, weight=torch.rand(3, 4), posWeight=torch.rand(4) * 3)
one("bceWithLogits", nn.BCEWithLogitsLoss, rand(3, 4), t.round(), posWeight=torch.rand(4) * 3)
one("bceWithLogits", nn.BCEWithLogitsLoss, rand(3, 4), t.round(), weight=torch.rand(3, 1))
saturated = torch.tensor([1e4, -1e4, 40.0, -40.0, 0.0, 800.0, -800.0, 0.0])
for y in (torch.zeros(8), torch.ones(8), torch.full((8,), 0.3)):
    each("bceWithLogits", nn.BCEWithLogitsLoss, saturated, y)
one("bceWithLogits", nn.BCEWithLogitsLoss, saturated, torch.ones(8), posWeight=torch.tensor(2.5))
one("bceWithLogits", nn.BCEWithLogitsLoss, rand(0, 2), torch.rand(0, 2))
each("softMargin", nn.SoftMarginLoss, rand(3, 4) * 3, signs(3, 4))
each("softMargin", nn.SoftMarginLoss, torch.tensor([30.0, -30.0, 0.0, -600.0]), torch.tensor([1.0, -1.0, 1.0, 1.0]))
each("multilabelSoftMargin", nn.MultiLabelSoftMarginLoss, rand(3, 4), t.round())
each("multilabelSoftMargin", nn.MultiLabelSoftMarginLoss, rand(3, 4) * 1e4, t.round(), weight=torch.rand(4))
one("multilabelSoftMargin", nn.MultiLabelSoftMarginLoss, rand(4), torch.rand(4).round(), reduction="none")

# Margins.
kinks = torch.tensor([1.0, -1.0, 0.0, 2.0])
each("hingeEmbedding", nn.HingeEmbeddingLoss, rand(3, 4), signs(3, 4))
each("hingeEmbedding", nn.HingeEmbeddingLoss, rand(3, 4), signs(3, 4), margin=0.4)
one("hingeEmbedding", nn.HingeEmbeddingLoss, kinks, torch.full((4,), -1.0))
for options in [{}, {"p": 2}, {"margin": 0.5}, {"p": 2, "margin": 2.0}]:
    each("multiMargin", nn.MultiMarginLoss, rand(4, 5), labels(4), **options)
each("multiMargin", nn.MultiMarginLoss, rand(4, 5), labels(4), weight=w5)
one("multiMargin", nn.MultiMarginLoss, rand(4, 5), labels(4), weight=w5, p=2)
one("multiMargin", nn.MultiMarginLoss, kinks, torch.tensor(0), reduction="none")
one("multiMargin", nn.MultiMarginLoss, kinks.unsqueeze(0), torch.tensor([3]))
several = torch.tensor([[3, 0, -1, 1], [1, 2, 3, 0], [-1, 2, 1, 0], [2, -1, -1, -1]])
each("multilabelMargin", nn.MultiLabelMarginLoss, rand(4, 4), several)
one("multilabelMargin", nn.MultiLabelMarginLoss, kinks, several[0], reduction="none")
each("marginRanking", nn.MarginRankingLoss, rand(5), rand(5), signs(5))
each("marginRanking", nn.MarginRankingLoss, rand(2, 3), rand(2, 3), signs(2, 3), margin=0.7)
one("marginRanking", nn.MarginRankingLoss, kinks, kinks.clone(), signs(4))
for y in (signs(4), torch.tensor([1, -1, 1, -1])):
    each("cosineEmbedding", nn.CosineEmbeddingLoss, rand(4, 3), rand(4, 3), y)
    each("cosineEmbedding", nn.CosineEmbeddingLoss, rand(4, 3), rand(4, 3), y, margin=0.3)
one("cosineEmbedding", nn.CosineEmbeddingLoss, rand(3), rand(3), torch.tensor(1.0))
one("cosineEmbedding", nn.CosineEmbeddingLoss, torch.zeros(1, 3), rand(1, 3), torch.tensor([1.0]))
for options in [{}, {"p": 1.0}, {"p": 3.0}, {"swap": True}, {"margin": 0.2, "swap": True, "p": 1.5}, {"eps": 1e-3}]:
    each("tripletMargin", nn.TripletMarginLoss, rand(4, 3), rand(4, 3), rand(4, 3), **options)
x = rand(2, 3)
one("tripletMargin", nn.TripletMarginLoss, x, x.clone(), rand(2, 3))
one("tripletMargin", nn.TripletMarginLoss, rand(3), rand(3), rand(3))
one("tripletMargin", nn.TripletMarginLoss, rand(2, 3) * 10, rand(2, 3), rand(2, 3))

# Distributions.
logs, q = rand(3, 4).log_softmax(1), rand(3, 4).softmax(1)
for reduction in REDUCTIONS + ("batchmean",):
    one("klDiv", nn.KLDivLoss, logs, q, reduction=reduction)
    one("klDiv", nn.KLDivLoss, logs, q.log(), log_target=True, reduction=reduction)
family.function("klDiv", lambda x: nn.KLDivLoss(reduction="sum")(x, torch.tensor([0.0, 1.0, 0.0])), logs[0, :3],
                reduction="sum", zeros=True, weighted=False, posWeighted=False)
counts = torch.tensor([[0.0, 1.0, 2.0, 7.0]]).repeat(3, 1)
for options in [{}, {"full": True}]:
    each("poissonNll", nn.PoissonNLLLoss, rand(3, 4), counts, **options)
    each("poissonNll", nn.PoissonNLLLoss, torch.rand(3, 4) + 0.1, counts, log_input=False, **options)
one("poissonNll", nn.PoissonNLLLoss, torch.zeros(3, 4), counts, log_input=False, eps=1e-3)
v = torch.rand(3, 4) + 0.1
for options in [{}, {"full": True}, {"eps": 0.5}]:
    each("gaussianNll", nn.GaussianNLLLoss, rand(3, 4), rand(3, 4), v, **options)
one("gaussianNll", nn.GaussianNLLLoss, rand(3, 4), rand(3, 4), v[:, :1])
one("gaussianNll", nn.GaussianNLLLoss, rand(3, 4), rand(3, 4), v[:, 0])
one("gaussianNll", nn.GaussianNLLLoss, rand(2), rand(2), torch.tensor([1e-12, 2.0]))
family.write()
