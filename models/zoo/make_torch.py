"""Zoo, part three: PyTorch, by both of its exporters.

    python make_torch.py FOLDER
"""

import io
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from store import save

warnings.filterwarnings("ignore")
OUT = Path(sys.argv[1])
made, failed = 0, []
ROWS = 24


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(30, 32)
        self.blocks = nn.ModuleList([nn.Sequential(nn.LayerNorm(32), nn.Linear(32, 32), nn.GELU(), nn.Linear(32, 32)) for _ in range(2)])
        self.last = nn.Linear(32, 2)

    def forward(self, x):
        x = self.first(x)
        for block in self.blocks:
            x = x + block(x)
        return torch.softmax(self.last(x), dim=1)


class Embedded(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(50, 8)
        self.last = nn.Linear(8 + 4, 3)

    def forward(self, number, code):
        return self.last(torch.cat([self.words(code).mean(dim=1), number], dim=1))


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.words = nn.Embedding(50, 8)
        self.body = kind(8, 12, batch_first=True, bidirectional=True)
        self.last = nn.Linear(24, 2)

    def forward(self, code):
        out, _ = self.body(self.words(code))
        return torch.sigmoid(self.last(out[:, -1]))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.lift = nn.Linear(1, 16)
        self.layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True, dropout=0.0)
        self.last = nn.Linear(16, 2)

    def forward(self, x):
        return self.last(self.layer(self.lift(x.unsqueeze(-1))).mean(dim=1))


class Convolution(nn.Module):
    def __init__(self, norm=False, depthwise=False):
        super().__init__()
        parts = [nn.Conv2d(1, 8, 3, padding=1)]
        if norm:
            parts.append(nn.BatchNorm2d(8))
        parts += [nn.ReLU(), nn.MaxPool2d(2)]
        if depthwise:
            parts.append(nn.Conv2d(8, 8, 3, padding=1, groups=8))
        parts += [nn.Conv2d(8, 16, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(1) if depthwise else nn.AvgPool2d(2), nn.Flatten()]
        self.body = nn.Sequential(*parts)
        self.last = nn.Linear(16 if depthwise else 16 * 9, 10)

    def forward(self, x):
        return self.last(self.body(x))


class Signal(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(2, 6, 5, dilation=2), nn.ELU(), nn.MaxPool1d(2, ceil_mode=True), nn.Conv1d(6, 4, 3), nn.SiLU())
        self.last = nn.Linear(4, 3)

    def forward(self, x):
        return torch.log_softmax(self.last(self.body(x).amax(dim=2)), dim=1)


def mlp(activation, last=2, end=None):
    parts = [nn.Linear(30, 16), activation, nn.Linear(16, last)]
    return nn.Sequential(*parts, *([end] if end is not None else []))


def attempt(name, model, inputs, dynamo):
    global made
    label = f"torch_{name}_{'dynamo' if dynamo else 'script'}"
    try:
        torch.manual_seed(0)
        model.eval()
        names = [f"x{i}" for i in range(len(inputs))]
        if dynamo:
            batch = torch.export.Dim("batch", min=1, max=4096)
            shapes = tuple({0: batch} for _ in inputs)
            program = torch.onnx.export(model, inputs, dynamo=True, dynamic_shapes=shapes, input_names=names, verbose=False)
            exported = program.model_proto
            # The exporter notes the folders of the machine that it ran on.
            for noted in [exported, exported.graph, *exported.graph.node]:
                del noted.metadata_props[:]
        else:
            buffer = io.BytesIO()
            torch.onnx.export(model, inputs, buffer, dynamo=False, input_names=names, output_names=["output"], dynamic_axes={n: {0: "batch"} for n in [*names, "output"]})
            exported = onnx.load_from_string(buffer.getvalue())
        save(OUT, label, exported, {n: v.numpy() for n, v in zip(names, inputs)})
        made += 1
    except Exception as error:  # noqa: BLE001
        failed.append(label)
        print(f"-- {label}: {type(error).__name__} {str(error)[:200]}")


torch.manual_seed(1)
table = torch.randn(ROWS, 30)
image = torch.randn(ROWS, 1, 28, 28)
code = torch.randint(0, 50, (ROWS, 7))
for dynamo in [False, True]:
    for name, act in [("relu", nn.ReLU()), ("gelu", nn.GELU()), ("tanh_gelu", nn.GELU("tanh")), ("silu", nn.SiLU()), ("mish", nn.Mish()), ("selu", nn.SELU()), ("leaky", nn.LeakyReLU()), ("prelu", nn.PReLU()), ("softplus", nn.Softplus()), ("hardswish", nn.Hardswish())]:
        attempt(f"mlp_{name}", mlp(act), (table,), dynamo)
    attempt("mlp_softmax", mlp(nn.ReLU(), 3, nn.Softmax(dim=-1)), (table,), dynamo)
    attempt("mlp_sigmoid", mlp(nn.ReLU(), 1, nn.Sigmoid()), (table,), dynamo)
    attempt("mlp_logit", mlp(nn.ReLU(), 1), (table,), dynamo)
    attempt("mlp_flat", mlp(nn.ReLU(), 1, nn.Flatten(0)), (table,), dynamo)
    attempt("mlp_double", mlp(nn.Tanh(), 2).double(), (table.double(),), dynamo)
    attempt("batchnorm", nn.Sequential(nn.BatchNorm1d(30), nn.Linear(30, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(), nn.Linear(8, 2)), (table,), dynamo)
    attempt("residual", Residual(), (table,), dynamo)
    attempt("embedded", Embedded(), (table[:, :4].contiguous(), code), dynamo)
    attempt("lstm", Recurrent(nn.LSTM), (code,), dynamo)
    attempt("gru", Recurrent(nn.GRU), (code,), dynamo)
    attempt("rnn", Recurrent(nn.RNN), (code,), dynamo)
    attempt("attention", Attention(), (table,), dynamo)
    attempt("cnn", Convolution(), (image,), dynamo)
    attempt("cnn_norm", Convolution(norm=True), (image,), dynamo)
    attempt("cnn_depthwise", Convolution(depthwise=True), (image,), dynamo)
    attempt("signal", Signal(), (torch.randn(ROWS, 2, 40),), dynamo)

print(f"made {made}, exporters refused {len(failed)}")
