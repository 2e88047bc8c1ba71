"""Linear layers and matrix products."""
import torch
from golden import Family, rand

family = Family("matmul")
for shape_a, shape_b in [((3, 4), (4, 5)), ((2, 3, 4), (4, 5)), ((2, 1, 3, 4), (3, 4, 2)), ((1, 1), (1, 1)), ((0, 4), (4, 3)), ((4,), (4, 3)), ((2, 3, 4), (4,)), ((4,), (4,)), ((4,), (2, 4, 3))]:
    family.function("matmul", torch.matmul, rand(*shape_a), rand(*shape_b))
for shape, out in [((3, 4), 5), ((2, 3, 4), 6), ((0, 4), 3), ((1, 1), 1)]:
    family.module("linear", torch.nn.Linear(shape[-1], out), rand(*shape), out=out)
    family.module("linear", torch.nn.Linear(shape[-1], out, bias=False), rand(*shape), out=out, nobias=True)
family.write()
