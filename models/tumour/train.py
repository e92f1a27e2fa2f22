"""Tumour screening: trains the model and writes every file of this folder.

Run in a virtual environment with `pip install -r requirements.txt`:

    python models/tumour/train.py

It writes `model.onnx` and `cases.csv` here, and the reference figures that the
Rust tests compare with to `tests/fixtures/model/`. Seeds are fixed, so a second
run gives the same files.
"""

import csv
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import skl2onnx
import sklearn
from skl2onnx import to_onnx
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "tests" / "fixtures" / "model"
SEED = 20261121

VERSIONS = {
    "scikit-learn": sklearn.__version__,
    "skl2onnx": skl2onnx.__version__,
    "onnx": onnx.__version__,
    "onnxruntime": onnxruntime.__version__,
    "numpy": np.__version__,
}


def main():
    data = load_breast_cancer()
    features = [str(name) for name in data.feature_names]
    # float32 is what the ONNX file takes in; the table holds these very values,
    # so that the browser scores the numbers that the reference run scored.
    x = data.data.astype(np.float32)
    y = np.where(data.target == 0, "malignant", "benign")
    rows = np.arange(len(y))

    train, held = train_test_split(rows, train_size=0.40, stratify=y, random_state=SEED)
    choose, test = train_test_split(held, test_size=0.5, stratify=y[held], random_state=SEED)

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(x[train], y[train])
    # Default converter options, as most people leave them: ZipMap included.
    exported = to_onnx(model, x[:1])
    (HERE / "model.onnx").write_bytes(exported.SerializeToString())

    split = {int(r): "choose" for r in choose} | {int(r): "test" for r in test}
    order = sorted(split)
    with open(HERE / "cases.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["id", *features, "label", "split"])
        for r in order:
            # repr of a float32 is the shortest text that reads back to it.
            writer.writerow([f"case-{r:03}", *[np.format_float_positional(v, trim="-") for v in x[r]], y[r], split[r]])

    session = onnxruntime.InferenceSession(
        str(HERE / "model.onnx"), providers=["CPUExecutionProvider"]
    )
    labels, maps = session.run(None, {"X": x[order]})
    scores = np.array([m["malignant"] for m in maps], dtype=np.float32)

    FIXTURES.mkdir(parents=True, exist_ok=True)
    scores_file = {
        "what": "onnxruntime's probability of `malignant` for each row of cases.csv, in row order",
        "made_by": "models/tumour/train.py",
        "versions": VERSIONS,
        "scores": [float(s) for s in scores],
        "labels": [str(v) for v in labels],
    }
    (FIXTURES / "tumour_scores.json").write_text(json.dumps(scores_file, indent=1) + "\n")

    chosen = np.array([split[r] == "choose" for r in order])
    truth = (y[order] == "malignant")[chosen].astype(int)
    wide = scores[chosen].astype(np.float64)
    points = []
    for threshold in np.unique(wide)[::-1]:
        tn, fp, fn, tp = confusion_matrix(truth, (wide >= threshold).astype(int), labels=[0, 1]).ravel()
        points.append({"threshold": float(threshold), "tp": int(tp), "fp": int(fp), "fn": int(fn), "tn": int(tn)})
    counts_file = {
        "what": "scikit-learn's confusion counts of the choosing set, flagged when score >= threshold, "
        "at each distinct score from the highest down",
        "made_by": "models/tumour/train.py",
        "versions": VERSIONS,
        "positive": "malignant",
        "points": points,
    }
    (FIXTURES / "tumour_counts.json").write_text(json.dumps(counts_file, indent=1) + "\n")

    print("train", len(train), "choose", len(choose), "test", len(test))
    print("malignant: choose", int(truth.sum()), "of", int(chosen.sum()))
    print("distinct thresholds", len(points))
    print([ (n.domain, n.op_type) for n in exported.graph.node])
    at_half = min(points, key=lambda p: abs(p["threshold"] - 0.5))
    print(at_half)


if __name__ == "__main__":
    main()
