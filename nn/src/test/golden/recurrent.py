"""Recurrent layers and cells: outputs, final states and all gradients, over packed sequences too."""
import torch
from golden import Family, rand

family = Family("recurrent")
KINDS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


class Layer(torch.nn.Module):
    """A layer with its states as separate inputs and outputs, and perhaps lengths."""

    def __init__(self, layer, lengths):
        super().__init__()
        self.layer = layer
        self.lengths = lengths

    def state_dict(self):
        return self.layer.state_dict()

    def named_parameters(self):
        return self.layer.named_parameters()

    def forward(self, x, *state):
        given = None if not state else tuple(state) if len(state) == 2 else state[0]
        if self.lengths is not None:
            first = self.layer.batch_first
            steps = x.shape[1 if first else 0]
            x = torch.nn.utils.rnn.pack_padded_sequence(
                x, torch.tensor(self.lengths), batch_first=first, enforce_sorted=False)
            y, last = self.layer(x, given)
            y, _ = torch.nn.utils.rnn.pad_packed_sequence(y, batch_first=first, total_length=steps)
        else:
            y, last = self.layer(x, given)
        return (y, *last) if isinstance(last, tuple) else (y, last)


def layer(kind, n=2, steps=4, size=3, hidden=3, layers=1, both=False, bias=True, first=True, states=False,
          lengths=None, relu=False, scale=1.0):
    options = {"nonlinearity": "relu"} if relu else {}
    net = KINDS[kind](size, hidden, num_layers=layers, bias=bias, batch_first=first, bidirectional=both, **options)
    x = scale * (rand(n, steps, size) if first else rand(steps, n, size))
    state = [rand(layers * (2 if both else 1), n, hidden) for _ in range(2 if kind == "lstm" else 1)] if states else []
    family.module(kind, Layer(net, lengths), x, *state, hidden=hidden, layers=layers, both=both, bias=bias,
                  first=first, relu=relu, **({"lengths": lengths} if lengths else {}))


for kind, relu in [("rnn", False), ("rnn", True), ("lstm", False), ("gru", False)]:
    o = {"relu": relu}
    layer(kind, **o)
    layer(kind, states=True, **o)
    layer(kind, bias=False, **o)
    layer(kind, first=False, states=True, **o)
    layer(kind, n=1, steps=1, size=1, hidden=1, **o)
    layer(kind, steps=1, states=True, **o)
    layer(kind, layers=2, bias=False, **o)
    layer(kind, layers=3, hidden=2, states=True, **o)
    layer(kind, both=True, bias=False, states=True, **o)
    layer(kind, both=True, layers=2, hidden=2, states=True, **o)
    layer(kind, both=True, first=False, **o)
    layer(kind, n=4, steps=5, lengths=[5, 2, 4, 1], **o)
    layer(kind, n=3, lengths=[2, 2, 1], states=True, first=False, **o)
    layer(kind, n=3, lengths=[1, 4, 3], both=True, **o)
    layer(kind, n=3, lengths=[4, 1, 2], both=True, layers=2, hidden=2, states=True, **o)
    layer(kind, n=2, lengths=[1, 1], steps=1, bias=False, states=True, **o)
    layer(kind, steps=9, size=5, hidden=4, **o)
    layer(kind, scale=20.0, **o)
    layer(kind, hidden=17, size=1, n=2, steps=2, bias=False, lengths=[2, 1], **o)


def cell(kind, module, n, size, hidden, given, **options):
    x = rand(n, size)
    if kind == "lstm_cell":
        state = [rand(n, hidden), rand(n, hidden)] if given else []

        class Pair(torch.nn.Module):
            def state_dict(self):
                return module.state_dict()

            def named_parameters(self):
                return module.named_parameters()

            def forward(self, x, *state):
                return module(x, tuple(state) if state else None)

        family.module(kind, Pair(), x, *state, hidden=hidden, **options)
    else:
        family.module(kind, module, x, *([rand(n, hidden)] if given else []), hidden=hidden, **options)


for bias in [True, False]:
    for given in [True, False]:
        for n, size, hidden in [(3, 2, 4), (1, 1, 1)]:
            cell("rnn_cell", torch.nn.RNNCell(size, hidden, bias=bias), n, size, hidden, given, bias=bias)
            cell("rnn_cell", torch.nn.RNNCell(size, hidden, bias=bias, nonlinearity="relu"), n, size, hidden, given, bias=bias, relu=True)
            cell("lstm_cell", torch.nn.LSTMCell(size, hidden, bias=bias), n, size, hidden, given, bias=bias)
            cell("gru_cell", torch.nn.GRUCell(size, hidden, bias=bias), n, size, hidden, given, bias=bias)
family.write()
