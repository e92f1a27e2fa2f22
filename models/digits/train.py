"""Cheque digits: trains the network and writes every file of this folder.

Run in a virtual environment with `pip install -r requirements.txt`:

    python models/digits/train.py

It writes `cases.csv` and `model.onnx` here, and the reference figures that the
Rust tests compare with to `tests/fixtures/model/`. Seeds are fixed and torch
runs on one thread of the CPU, so a second run gives the same files on the same
kind of processor.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from sklearn.datasets import load_digits
from sklearn.metrics import average_precision_score
from sklearn.model_selection import train_test_split
from torch import nn

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import reference  # noqa: E402

SEED = 20261121
POSITIVE = 8
PIXELS = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]


class Reader(nn.Module):
    """Two convolutions and a linear layer; takes ink from 0 to 16."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 12, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.Conv2d(12, 24, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.25),
            nn.Linear(24 * 4 * 4, 10),
        )

    def forward(self, image):
        return self.layers(image / 16)


def train(images, digits):
    torch.manual_seed(SEED)
    network = Reader()
    optimiser = torch.optim.Adam(network.parameters(), lr=2e-3)
    order = np.random.default_rng(SEED)
    for _ in range(40):
        for batch in np.array_split(order.permutation(len(digits)), max(1, len(digits) // 32)):
            optimiser.zero_grad()
            loss = nn.functional.cross_entropy(network(images[batch]), digits[batch])
            loss.backward()
            optimiser.step()
    return network.eval()


def without_stack_traces(file):
    """Takes out the line of source behind each operator, which torch's exporter
    notes with the folders of the machine that it ran on."""
    model = onnx.load(file)
    graph = model.graph
    for noted in [model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer]:
        kept = [entry for entry in noted.metadata_props if "stack_trace" not in entry.key]
        del noted.metadata_props[:]
        noted.metadata_props.extend(kept)
    file.write_bytes(model.SerializeToString(deterministic=True))


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    data = load_digits()
    images = torch.tensor(data.data, dtype=torch.float32).reshape(-1, 1, 8, 8)
    digits = torch.tensor(data.target)
    rows = np.arange(len(data.target))
    fitted, held = train_test_split(rows, train_size=600, stratify=data.target, random_state=SEED)
    choose, _ = train_test_split(held, test_size=0.5, stratify=data.target[held], random_state=SEED)

    network = train(images[fitted], digits[fitted])
    # People who put a network to use add the softmax: the file gives probabilities.
    file = HERE / "model.onnx"
    torch.onnx.export(
        nn.Sequential(network, nn.Softmax(dim=1)).eval(),
        (images[:2],),
        file,
        input_names=["image"],
        output_names=["probabilities"],
        dynamic_shapes=({0: torch.export.Dim("cases")},),
        # One file: the weights are small.
        external_data=False,
    )
    without_stack_traces(file)

    order = np.sort(held)
    choosing = np.isin(order, choose)
    texts = [[f"{v:.0f}" for v in column] for column in data.data[order].T]
    columns = [[f"digit-{r:04}" for r in order], *texts, data.target[order], np.where(choosing, "choose", "test")]
    reference.write_cases(HERE / "cases.csv", ["id", *PIXELS, "label", "split"], columns)

    x = reference.read_cases(HERE / "cases.csv", PIXELS).reshape(-1, 1, 8, 8)
    (probabilities,) = reference.session(file).run(None, {"image": x})
    labels = data.target[order]
    scores, positive = probabilities[:, POSITIVE], labels == POSITIVE
    made = {
        "made_by": "models/digits/train.py",
        "versions": reference.versions("torch", "onnxscript", "onnx", "onnxruntime", "scikit-learn", "numpy"),
    }
    reference.write_fixture(
        "digits_scores.json",
        {
            "what": "onnxruntime's probability of `8` (scores) and of the digits 0 to 9 (probabilities) "
            "for each row of cases.csv, in row order"
        }
        | made
        | {
            "rows": list(range(len(order))),
            "model": "v1",
            "scores": [float(s) for s in scores],
            "probabilities": [[float(p) for p in case] for case in probabilities],
        },
    )
    wanted = [5, 10, 20, 30, 40, 45, 50, 52, 54, 56, 58, 60, 62, 64, 66, 70, 75, 80, 90, 100]
    top, right = probabilities.max(axis=1)[choosing], (probabilities.argmax(axis=1) == labels)[choosing]
    by_hand = []
    for confidence in [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]:
        # Cases below the confidence go to a person; nobody's top score is within 1e-4 of it.
        assert np.abs(top - confidence).min() > 1e-4 or confidence == 0.0
        kept = top >= confidence
        by_hand.append({"confidence": confidence, "kept": int(kept.sum()), "right": int((kept & right).sum())})
    reference.write_fixture(
        "digits_counts.json",
        {
            "what": "scikit-learn's confusion counts of the choosing set, 8 against the rest, flagged when "
            "score >= threshold; each threshold is in the middle of a gap between two scores; hand_over: "
            "how many of the choosing set have a top probability >= confidence, and how many of these are right"
        }
        | made
        | {
            "positive": "8",
            "model": "v1",
            "points": reference.counts(scores[choosing], positive[choosing], wanted),
            "hand_over": by_hand,
        },
    )
    report(file, network, x, probabilities, labels, choosing, by_hand, len(fitted))


def report(file, network, x, probabilities, labels, choosing, by_hand, fitted):
    """What the scenario is like, for whoever changes it."""
    right = probabilities.argmax(axis=1) == labels
    print("train", fitted, "choose", choosing.sum(), "test", (~choosing).sum())
    print("accuracy: choose", right[choosing].mean().round(4), "test", right[~choosing].mean().round(4))
    for digit in range(10):
        positive, score = labels == digit, probabilities[:, digit]
        flagged = (score >= 0.5) & choosing
        ap = average_precision_score(positive[choosing], score[choosing])
        print(digit, f"AP {ap:.3f} at 0.5: {(flagged & positive).sum()} rightly of {flagged.sum()},",
              f"{(positive & choosing).sum()} there are")
    print(by_hand)
    with torch.no_grad():
        framework = torch.softmax(network(torch.tensor(x)), dim=1).numpy()
    print("largest difference between torch and the ONNX file", np.abs(framework - probabilities).max())
    print(sum(p.numel() for p in network.parameters()), "parameters", reference.operators(file))
    for name in ["model.onnx", "cases.csv"]:
        print(name, (HERE / name).stat().st_size)


if __name__ == "__main__":
    main()
