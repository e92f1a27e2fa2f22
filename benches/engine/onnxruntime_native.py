"""Seconds that onnxruntime takes, one thread, for the rows of each model.

    python onnxruntime_native.py MODELS NAME ROWS [NAME ROWS ...]

Prints `time NAME SECONDS`: the best of the runs.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
options.log_severity_level = 4
for name, rows in zip(sys.argv[2::2], map(int, sys.argv[3::2])):
    folder = Path(sys.argv[1]) / name
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    feeds = {}
    for given in json.loads((folder / "inputs.json").read_text()):
        values = np.array(given["data"], dtype=object if given["dtype"] == "string" else given["dtype"])
        values = values.reshape(given["shape"])
        feeds[given["name"]] = np.concatenate([values] * -(-rows // len(values)))[:rows]
    session.run(None, feeds)
    best, begin, runs = float("inf"), time.perf_counter(), 0
    while runs < 5 or time.perf_counter() - begin < 1.0:
        start = time.perf_counter()
        session.run(None, feeds)
        best = min(best, time.perf_counter() - start)
        runs += 1
    print(f"time {name} {best}")
print(f"version onnxruntime {onnxruntime.__version__}")
