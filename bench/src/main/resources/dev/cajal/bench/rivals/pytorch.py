"""The other side of `cajal bench --against pytorch`.

Started with: pytorch.py MODEL BATCH MODE PRECISION THREADS, where MODE is train, infer, loss or gradient and PRECISION is
strict (float32) or fast (bfloat16 too). Prints "note TEXT" for a variant that does not work here, then one line
"ready VERSION PARAMETERS VARIANT...", and then answers each line "VARIANT STEPS" on standard input with the
milliseconds of every step, separated by blanks. Ends at the end of its input.
"""

import contextlib
import functools
import itertools
import os
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


def mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10))


def stack(width, depth):
    layers, inputs = [nn.Flatten()], 784
    for _ in range(depth):
        layers += [nn.Linear(inputs, width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, 10))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10))


def convnetjs():
    return nn.Sequential(
        nn.Conv2d(3, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(20, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(320, 10))


def allcnn():
    def conv(i, o, k=3, s=1, p=1):
        return [nn.Conv2d(i, o, k, s, p), nn.ReLU()]

    return nn.Sequential(
        nn.Dropout(0.2), *conv(3, 96), *conv(96, 96), *conv(96, 96, s=2),
        nn.Dropout(0.5), *conv(96, 192), *conv(192, 192), *conv(192, 192, s=2),
        nn.Dropout(0.5), *conv(192, 192, p=0), *conv(192, 192, 1, p=0), *conv(192, 10, 1, p=0),
        nn.AdaptiveAvgPool2d(1), nn.Flatten())


def alexnet():
    return nn.Sequential(
        nn.Conv2d(3, 64, 11, 4, 2), nn.ReLU(True), nn.MaxPool2d(3, 2),
        nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(True), nn.MaxPool2d(3, 2),
        nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(True),
        nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(True),
        nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(3, 2),
        nn.Flatten(), nn.Dropout(), nn.Linear(9216, 4096), nn.ReLU(True),
        nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(True), nn.Linear(4096, 1000))


def vgg11(norm):
    layers, channels = [], 3
    for width in [64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0]:
        if width == 0:
            layers.append(nn.MaxPool2d(2))
        else:
            layers += [nn.Conv2d(channels, width, 3, padding=1)]
            layers += [nn.BatchNorm2d(width)] if norm else []
            layers += [nn.ReLU(True)]
            channels = width
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Linear(25088, 4096), nn.ReLU(True), nn.Dropout(),
        nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000))


class Reader(nn.Module):
    """Reads 64 vectors of 256 numbers and guesses one of 64 symbols at each."""

    def __init__(self, kind):
        super().__init__()
        self.layer = kind(256, 256, batch_first=True)
        self.head = nn.Linear(256, 64)

    def forward(self, x):
        return self.head(self.layer(x)[0]).flatten(0, 1)


MODELS = {
    "mlp": (mlp, (1, 28, 28), 10),
    "lenet5": (lenet5, (1, 28, 28), 10),
    "convnetjs": (convnetjs, (3, 32, 32), 10),
    "allcnn": (allcnn, (3, 32, 32), 10),
    "alexnet": (alexnet, (3, 224, 224), 1000),
    "lstm": (lambda: Reader(nn.LSTM), (64, 256), 64),
    "rnn": (lambda: Reader(nn.RNN), (64, 256), 64),
    "vgg11": (lambda: vgg11(False), (3, 224, 224), 1000),
    "vgg11-bn": (lambda: vgg11(True), (3, 224, 224), 1000),
}


def runner(make, shape, classes, batch, mode, channels_last=False, compiled=False, bfloat16=False):
    torch.manual_seed(0)
    net = make()
    x = torch.randn(batch, *shape)
    y = torch.randint(0, classes, (batch * (shape[0] if len(shape) == 2 else 1),))
    if channels_last:
        net = net.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    if mode == "infer":
        net.eval()
        if bfloat16:
            net, x = net.bfloat16(), x.bfloat16()
        if compiled:
            net = torch.compile(net)

        def step():
            with torch.inference_mode():
                net(x)

        return step
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.9, fused=compiled)
    if compiled:
        net = torch.compile(net)

    def loss():
        with torch.autocast("cpu", torch.bfloat16) if bfloat16 else contextlib.nullcontext():
            return F.cross_entropy(net(x), y)

    if mode == "loss":
        return loss

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss().backward()
        if mode == "train":
            optimizer.step()

    return step


def variants(name, image, precision):
    """Yields the name of each way to run, and its options."""
    layouts = [("", False), ("channels-last", True)] if image and not name.startswith("mlp") else [("", False)]
    for layout, last in layouts:
        yield layout or "eager", {"channels_last": last}
        if precision == "fast":
            yield "-".join(filter(None, [layout, "bfloat16"])), {"channels_last": last, "bfloat16": True}
    yield "compile", {"compiled": True}
    if precision == "fast":
        yield "compile-bfloat16", {"compiled": True, "bfloat16": True}


def main():
    name, batch, mode, precision = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    torch.set_num_threads(int(sys.argv[5]))
    if name.startswith("mlp-"):  # mlp-WIDTHxDEPTH, for curves
        make, shape, classes = functools.partial(stack, *map(int, name[4:].split("x"))), (1, 28, 28), 10
    else:
        make, shape, classes = MODELS[name]
    steps = {}
    for variant, options in itertools.islice(
            variants(name, len(shape) == 3, precision), 1 if sys.argv[6:] == ["first"] else None):
        try:
            step = runner(make, shape, classes, batch, mode, **options)
            step()
            steps[variant] = step
        except Exception as e:
            print("note", variant, "left out:", str(e).strip().split("\n")[0], flush=True)
    with torch.device("meta"):
        parameters = sum(p.numel() for p in make().parameters())
    print("ready", torch.__version__, parameters, *steps, flush=True)
    for line in sys.stdin:
        variant, count = line.split()
        step = steps[variant]
        times = []
        for _ in range(int(count)):
            start = time.perf_counter()
            step()
            times.append((time.perf_counter() - start) * 1e3)
        print(*(f"{t:.5f}" for t in times), flush=True)


# Compilers in the background would disturb the rounds; constant weights may be laid out anew.
os.environ["TORCHINDUCTOR_COMPILE_THREADS"] = "1"
os.environ["TORCHINDUCTOR_FREEZING"] = "1"
main()
