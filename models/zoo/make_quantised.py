"""Zoo: networks quantised by onnxruntime's tools, and in 16-bit floats.

    python make_quantised.py FOLDER
"""

import logging
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.float16 import convert_float_to_float16
from torch import nn

from store import save

logging.disable(logging.CRITICAL)
OUT = Path(sys.argv[1])
torch.manual_seed(1)


class Joined(nn.Module):
    """Sums, products and joined channels: onnxruntime's QLinear operators."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3, padding=1)
        self.second = nn.Conv2d(4, 4, 3, padding=1)
        self.last = nn.Linear(8, 3)

    def forward(self, x):
        y = torch.relu(self.first(x))
        z = y + self.second(y)
        z = torch.cat([z, y * torch.sigmoid(z)], 1)
        return torch.softmax(self.last(z.mean((2, 3))), 1)


NETS = {
    "mlp": (nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 3), nn.Softmax(1)), torch.randn(40, 10)),
    "cnn": (
        nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 8, 3, stride=2, groups=2), nn.ReLU(),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10), nn.Softmax(1),
        ),
        torch.rand(12, 1, 14, 14),
    ),
    "joined": (Joined(), torch.randn(8, 3, 8, 8)),
}


class Rows(CalibrationDataReader):
    def __init__(self, x):
        self.left = iter([{"x": x[i : i + 4]} for i in range(0, len(x) - 3, 4)])

    def get_next(self):
        return next(self.left, None)


UNSIGNED, SIGNED, OPERATORS = QuantType.QUInt8, QuantType.QInt8, QuantFormat.QOperator
made = 0
for name, (net, x) in NETS.items():
    home = Path(tempfile.mkdtemp())
    plain, ready, out = (str(home / f) for f in ["plain.onnx", "ready.onnx", "out.onnx"])
    torch.onnx.export(net.eval(), x, plain, dynamo=False, opset_version=17, input_names=["x"], output_names=["out"], dynamic_axes={"x": {0: "n"}})
    quant_pre_process(plain, ready)
    x = x.numpy()
    kinds = {
        "dynamic": lambda: quantize_dynamic(ready, out, weight_type=SIGNED),
        "dynamic_unsigned": lambda: quantize_dynamic(ready, out, weight_type=UNSIGNED),
        "dynamic_channels": lambda: quantize_dynamic(ready, out, weight_type=SIGNED, per_channel=True, reduce_range=True),
        "operators": lambda: quantize_static(ready, out, Rows(x), quant_format=OPERATORS),
        "operators_unsigned": lambda: quantize_static(ready, out, Rows(x), quant_format=OPERATORS, activation_type=UNSIGNED, weight_type=UNSIGNED),
        "operators_channels": lambda: quantize_static(ready, out, Rows(x), quant_format=OPERATORS, activation_type=UNSIGNED, per_channel=True),
        "pairs": lambda: quantize_static(ready, out, Rows(x), quant_format=QuantFormat.QDQ),
        "pairs_16": lambda: quantize_static(ready, out, Rows(x), quant_format=QuantFormat.QDQ, activation_type=QuantType.QUInt16),
        "half": lambda: onnx.save(convert_float_to_float16(onnx.load(plain), keep_io_types=True), out),
        "half_throughout": lambda: onnx.save(convert_float_to_float16(onnx.load(plain)), out),
    }
    for kind, make in kinds.items():
        make()
        save(OUT, f"quantised_{name}_{kind}", Path(out).read_bytes(), {"x": x.astype("float16") if kind == "half_throughout" else x})
        made += 1
print(f"made {made}")
