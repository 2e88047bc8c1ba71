"""Writes golden files: values and gradients that PyTorch computes in float64, one file a family.

A case is a function (or torch.nn.Module) of float64 tensors. Beside its outputs the file holds random
cotangents c and the gradients of sum(c * y) for every floating input and every parameter.
Names in the file: CASE/x0, CASE/y0, CASE/c0, CASE/gx0, CASE/p:weight, CASE/gp:weight.
The metadata holds one line a case: "kind;option=value;...". Lists are written 1,2,3.
"""
import json
import pathlib
import struct

import torch

torch.set_default_dtype(torch.float64)
DTYPES = {torch.float64: "F64", torch.int64: "I64", torch.float32: "F32", torch.bool: "BOOL"}
RESOURCES = pathlib.Path(__file__).parent.parent / "resources" / "golden"


class Family:
    """The cases of one file."""

    def __init__(self, name, seed=1):
        self.name = name
        self.cases = {}
        self.tensors = {}
        torch.manual_seed(seed)

    def function(self, kind, f, *inputs, grads=True, **options):
        """Adds f(*inputs) -> tensor or tuple of tensors."""
        self._add(kind, f, inputs, {}, grads, options)

    def module(self, kind, module, *inputs, grads=True, call=None, **options):
        """Adds a module, or a call of it, with its parameters and buffers as they are before."""
        state = {k: v.detach().clone() for k, v in module.state_dict().items()}
        self._add(kind, call or module, inputs, dict(module.named_parameters()), grads, options, state)

    def _add(self, kind, f, inputs, parameters, grads, options, state=None):
        case = f"{len(self.cases):03d}"
        self.cases[case] = ";".join([kind] + [f"{k}={text(v)}" for k, v in options.items()])
        xs = [x.detach().clone() for x in inputs]
        for x in xs:
            x.requires_grad_(grads and x.is_floating_point())
        ys = f(*xs)
        ys = list(ys) if isinstance(ys, (tuple, list)) else [ys]
        for i, x in enumerate(xs):
            self._put(case, f"x{i}", x)
        for name, value in (state or {}).items():
            self._put(case, "p:" + name, value)
        loss = 0
        for i, y in enumerate(ys):
            self._put(case, f"y{i}", y)
            if y.is_floating_point() and y.requires_grad and grads:
                c = torch.randn_like(y)
                self._put(case, f"c{i}", c)
                loss = loss + (c * y).sum()
        if not isinstance(loss, int):
            loss.backward()
            for i, x in enumerate(xs):
                if x.grad is not None:
                    self._put(case, f"gx{i}", x.grad)
            for name, p in parameters.items():
                if p.grad is not None:
                    self._put(case, "gp:" + name, p.grad)

    def _put(self, case, name, tensor):
        self.tensors[f"{case}/{name}"] = tensor.detach().clone().contiguous()

    def write(self):
        header, data, offset = {"__metadata__": self.cases}, [], 0
        for name, t in self.tensors.items():
            raw = t.numpy().tobytes()
            header[name] = {"dtype": DTYPES[t.dtype], "shape": list(t.shape), "data_offsets": [offset, offset + len(raw)]}
            data.append(raw)
            offset += len(raw)
        text_ = json.dumps(header, separators=(",", ":")).encode()
        text_ += b" " * (-len(text_) % 8)
        RESOURCES.mkdir(parents=True, exist_ok=True)
        file = RESOURCES / f"{self.name}.safetensors"
        file.write_bytes(struct.pack("<Q", len(text_)) + text_ + b"".join(data))
        print(f"{file.name}: {len(self.cases)} cases, {file.stat().st_size} bytes")


def text(value):
    if isinstance(value, (list, tuple)):
        return ",".join(text(v) for v in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def rand(*shape):
    """Standard normal numbers."""
    return torch.randn(shape)
