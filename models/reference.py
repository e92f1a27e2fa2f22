"""What the train.py of each scenario shares: tables, reference scores and counts.

The reference figures go to `tests/fixtures/model/`; the Rust tests compare the
page's own scores and counts with them.
"""

import csv
import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from sklearn.metrics import confusion_matrix

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "model"


def versions(*packages):
    """Name and version of each package."""
    return {name: version(name) for name in packages}


def write_cases(path, header, columns):
    """Writes one row a case; numbers must come as text already."""
    with open(path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(zip(*columns, strict=True))


def write_model(path, model):
    """Writes a converter's model as it is; only the operator sets, which come
    in another order at each run, are sorted."""
    sets = sorted(model.opset_import, key=lambda s: s.domain)
    del model.opset_import[:]
    model.opset_import.extend(sets)
    path.write_bytes(model.SerializeToString(deterministic=True))


def read_cases(path, features):
    """The features as the page reads them: text to double to float32."""
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        return np.array([[float(row[name]) for name in features] for row in rows]).astype(np.float32)


def session(path):
    """onnxruntime on one thread, so that sums are taken in one order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def zipmap_scores(path, x, positive):
    """onnxruntime's probability of one class, from a file with labels and ZipMap."""
    model = session(path)
    _, maps = model.run(None, {model.get_inputs()[0].name: x})
    return np.array([m[positive] for m in maps], dtype=np.float32)


def operators(path):
    """Operators of a file with their number."""
    names = [f"{node.domain or 'ai.onnx'}:{node.op_type}" for node in onnx.load(path).graph.node]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def thresholds_between(scores, flagged_counts):
    """For each wanted number of flagged cases, the middle of the widest gap
    between two neighbouring scores near that place, with the width of the gap.

    A gap much wider than the last digit of a float32 makes the counts the same
    for every right engine, whatever the order in which it adds.
    """
    ordered = np.sort(scores.astype(np.float64))[::-1]
    gaps = ordered[:-1] - ordered[1:]
    found = {}
    for wanted in flagged_counts:
        reach = max(2, wanted // 20)
        low, high = max(0, wanted - 1 - reach), min(len(gaps), wanted + reach)
        at = low + int(np.argmax(gaps[low:high]))
        if gaps[at] > 0:
            found[at] = ((ordered[at] + ordered[at + 1]) / 2, gaps[at])
    return [found[at] for at in sorted(found)]


def counts(scores, is_positive, flagged_counts):
    """scikit-learn's four counts, a case being flagged when score >= threshold."""
    points = []
    for threshold, gap in thresholds_between(scores, flagged_counts):
        flagged = scores.astype(np.float64) >= threshold
        tn, fp, fn, tp = confusion_matrix(is_positive, flagged, labels=[False, True]).ravel()
        figures = {"tp": int(tp), "fp": int(fp), "fn": int(fn), "tn": int(tn)}
        points.append({"threshold": float(threshold), "gap": float(gap)} | figures)
    return points


def write_fixture(name, content):
    """JSON with one line a value at the top level, so that differences stay readable."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
    (FIXTURES / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")
