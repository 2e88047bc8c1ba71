"""Learning rates of PyTorch's schedulers over forty steps; x0 holds the metrics that a plateau sees."""
import torch
from torch.optim import SGD, lr_scheduler as sched
from golden import Family, rand

family = Family("schedules")
STEPS = 40
LR = 0.2


def rates(make, metrics=None):
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=LR)
    scheduler = make(optimizer)
    values = []
    for i in range(STEPS):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if i < STEPS - 1:
            scheduler.step(*([] if metrics is None else [metrics[i].item()]))
    return torch.tensor(values)


def add(kind, make, **options):
    family.function(kind, lambda x: rates(make), torch.zeros(1), grads=False, **options)


for size, gamma in [(1, 0.9), (7, 0.1), (40, 0.5)]:
    add("step", lambda o: sched.StepLR(o, size, gamma), size=size, gamma=gamma)
for milestones in ([10, 25], [0, 5, 5, 39], [50]):
    add("multiStep", lambda o: sched.MultiStepLR(o, milestones, 0.3), milestones=milestones, gamma=0.3)
for gamma in (0.95, 0.5):
    add("exponential", lambda o: sched.ExponentialLR(o, gamma), gamma=gamma)
for total, power in [(40, 1.0), (20, 2.0), (30, 0.5)]:
    add("polynomial", lambda o: sched.PolynomialLR(o, total, power), total=total, power=power)
for total, floor in [(40, 0.0), (25, 0.02), (10, 0.1)]:
    add("cosine", lambda o: sched.CosineAnnealingLR(o, total, floor), total=total, floor=floor / LR)
for first, growth, floor in [(10, 1, 0.0), (4, 2, 0.01), (1, 3, 0.0), (7, 1, 0.1)]:
    add("restarts", lambda o: sched.CosineAnnealingWarmRestarts(o, first, growth, floor), first=first, growth=growth,
        floor=floor / LR)
for pct, div, final, anneal, three in [(0.3, 25.0, 1e4, "cos", False), (0.45, 10.0, 100.0, "cos", True), (0.25, 4.0, 1e3, "linear", False),
                                       (0.3, 25.0, 1e4, "linear", True)]:
    add("oneCycle", lambda o: sched.OneCycleLR(o, LR, total_steps=STEPS, pct_start=pct, anneal_strategy=anneal, div_factor=div,
                                               final_div_factor=final, three_phase=three, cycle_momentum=False),
        warmup=pct, start=div, end=final, linear=anneal == "linear", three=three)
for start, end, steps in [(1 / 3, 1.0, 5), (0.01, 1.0, 10), (1.0, 0.2, 30)]:
    add("linear", lambda o: sched.LinearLR(o, start, end, steps), start=start, end=end, steps=steps)
for mode in ("triangular", "triangular2", "exp_range"):
    for up, down in [(5, 5), (3, 8)]:
        gamma = 0.97 if mode == "exp_range" else 1.0
        add("cyclic", lambda o: sched.CyclicLR(o, LR / 10, LR, up, down, mode, gamma, cycle_momentum=False), up=up, down=down,
            halved=mode == "triangular2", gamma=gamma, base=0.1)
add("warmupThenCosine", lambda o: sched.SequentialLR(
    o, [sched.LinearLR(o, 0.1, 1.0, 8), sched.CosineAnnealingLR(o, STEPS - 8)], [8]), start=0.1, steps=8)
add("warmupThenStep", lambda o: sched.SequentialLR(
    o, [sched.LinearLR(o, 1 / 3, 1.0, 5), sched.StepLR(o, 6, 0.5)], [5]), start=1 / 3, steps=5)

flat = torch.full((STEPS,), 2.0)
noisy = 3 * torch.exp(-torch.arange(STEPS) / 10) + rand(STEPS) * 0.1
rising = 1 - noisy / 4
for options in [dict(), dict(patience=2), dict(patience=0, factor=0.5), dict(patience=3, cooldown=4, factor=0.3),
                dict(patience=1, threshold=0.2), dict(patience=1, threshold=0.3, threshold_mode="abs"),
                dict(patience=0, factor=0.5, min_lr=0.03)]:
    for metrics in (flat, noisy):
        family.function("plateau", lambda m: rates(lambda o: sched.ReduceLROnPlateau(o, **options), m), metrics, grads=False,
                        **options)
    family.function("plateau", lambda m: rates(lambda o: sched.ReduceLROnPlateau(o, mode="max", **options), m), rising,
                    grads=False, accuracy=True, **options)
family.write()
