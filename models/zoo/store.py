"""Writes one model of the zoo: file, inputs, and what onnxruntime says."""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime


def plain(values):
    """A numpy array as a flat list that JSON takes: NaN becomes null."""
    out = []
    for v in np.asarray(values).ravel().tolist():
        if isinstance(v, bytes):
            v = v.decode()
        out.append(None if isinstance(v, float) and math.isnan(v) else v)
    return out


def reference(model, feeds):
    """onnxruntime's outputs by name, one thread, so that sums keep their order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    return dict(zip(names, session.run(None, feeds))), names


def split(outputs, names):
    """Label, scores and classes out of the outputs of a classifier."""
    label, proba, classes = None, None, None
    columns = []
    for name in names:
        value = outputs[name]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            classes = list(value[0])
            proba = np.array([[row[c] for c in classes] for row in value])
        else:
            # A sequence of tables comes as one table more.
            value = np.asarray(value)
            if value.dtype.kind in "iuUSOb" and label is None:
                label = value
            elif value.dtype.kind == "f":
                columns.append((name, value))
    if proba is None and columns:
        named = [v for n, v in columns if "prob" in n.lower() or "score" in n.lower()]
        if named:
            proba = named[0]
        elif len(columns) > 2 and all(v.size == columns[0][1].shape[0] for _, v in columns):
            proba = np.column_stack([v.reshape(-1) for _, v in columns])
        else:
            proba = columns[0][1]
    return label, proba, classes


def save(folder: Path, name, model, feeds, classes=None):
    """One folder of the zoo. `model` is an ONNX model or its bytes."""
    data = model if isinstance(model, bytes) else model.SerializeToString()
    outputs, names = reference(data, feeds)
    label, proba, found = split(outputs, names)
    classes = found if found is not None else classes
    inputs = [
        {
            "name": n,
            "dtype": "string" if v.dtype.kind in "OU" else str(v.dtype),
            "shape": list(v.shape),
            "data": plain(v),
        }
        for n, v in feeds.items()
    ]
    write(folder / name, data, inputs, label, proba, classes)


def save_dictionaries(folder: Path, name, model, column, cases):
    """As `save`, for an input that takes a dictionary a case."""
    data = model.SerializeToString()
    parts = []
    for case in cases:
        outputs, names = reference(data, {column: case})
        parts.append(split(outputs, names)[:2])
    label, proba = (np.concatenate(part) for part in zip(*parts))
    inputs = [{"name": column, "dtype": "map", "shape": [len(cases)], "data": cases}]
    write(folder / name, data, inputs, label, proba, None)


def write(target: Path, data, inputs, label, proba, classes):
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(data)
    (target / "inputs.json").write_text(json.dumps(inputs))
    expected = {
        "label": None
        if label is None
        else {"dtype": str(label.dtype), "shape": list(label.shape), "data": plain(label)},
        "proba": None if proba is None else {"shape": list(proba.shape), "data": plain(proba)},
        "classes": None if classes is None else [c.item() if hasattr(c, "item") else c for c in classes],
    }
    (target / "expected.json").write_text(json.dumps(expected))
