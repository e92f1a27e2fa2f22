"""Writes the ONNX standard's backend node tests as folders.

    python make_node_tests.py FOLDER [PART_OF_NAME]

Each folder: `model.onnx`, and `input_N.pb`, `output_N.pb` (TensorProto). The
cases come from the `onnx` package (Apache-2.0), version in requirements.txt.
"""

import sys
from pathlib import Path

import numpy as np
from onnx import numpy_helper
from onnx.backend.test.case.node import collect_testcases

out, part = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
written, skipped = 0, 0
for case in collect_testcases(None):
    if part not in case.name or case.model is None:
        continue
    inputs, outputs = case.data_sets[0]
    folder = out / case.name
    try:
        parts = {}
        for kind, values in [("input", inputs), ("output", outputs)]:
            for i, value in enumerate(values):
                tensor = value if hasattr(value, "SerializeToString") else numpy_helper.from_array(np.asarray(value))
                parts[f"{kind}_{i}.pb"] = tensor.SerializeToString()
    except Exception:  # noqa: BLE001 - sequences and maps are no tensors
        skipped += 1
        continue
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(case.model.SerializeToString())
    for name, data in parts.items():
        (folder / name).write_bytes(data)
    written += 1
print(written, "written,", skipped, "are not about tensors")
