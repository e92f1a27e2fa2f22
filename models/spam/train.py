"""Spam filter: makes the data, trains the model, writes every file of this folder.

Run in a virtual environment with `pip install -r requirements.txt`:

    python models/spam/train.py

It writes `cases.csv` and `model.onnx` here, and the reference figures that the
Rust tests compare with to `tests/fixtures/model/`. Seeds are fixed, so a second
run gives the same files.
"""

import sys
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score
from sklearn.model_selection import train_test_split

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import reference  # noqa: E402

SEED = 20261121
TRAIN, HELD = 6000, 6000
MAILBOXES = ["personal", "sales", "support"]
# name, decimals in the table
FEATURES = {
    "links": 0,
    "share_capitals": 1,
    "exclamation_marks": 0,
    "money_words": 0,
    "words": 0,
    "sender_age": 0,
    "earlier_replies": 0,
    "recipients": 0,
    "attachments": 0,
    "reply_address_differs": 0,
    "sender_verified": 0,
    "spelling_mistakes": 1,
}


def messages(rng, n):
    """Messages as a mail server sees them.

    Real mail comes from colleagues and customers, from strangers, or as a
    newsletter, which looks much like spam. Spam is crude, or a careful
    imitation of real mail.
    """
    mailbox = rng.choice(3, size=n, p=[0.40, 0.35, 0.25])
    spam = rng.random(n) < np.array([0.24, 0.34, 0.26])[mailbox]
    # 0 known, 1 stranger, 2 newsletter; 3 crude spam, 4 careful spam
    mix = np.array([[0.70, 0.13, 0.17], [0.47, 0.38, 0.15], [0.52, 0.42, 0.06]])
    u = rng.random(n)
    kind = (u > mix[mailbox, 0]).astype(int) + (u > mix[mailbox, :2].sum(axis=1))
    kind = np.where(spam, np.where(rng.random(n) < 0.74, 3, 4), kind)
    sales = mailbox == 1

    def poisson(means, spread=1.6):
        """Counts with more variation than Poisson's own."""
        return rng.poisson(np.array(means)[kind] * rng.gamma(spread, 1 / spread, n))

    words = np.exp(rng.normal(np.array([4.5, 4.8, 5.7, 4.6, 4.7])[kind], 0.7, n))
    age = np.exp(rng.normal(np.array([6.3, 3.6, 5.6, 1.7, 3.2])[kind], np.array([1.0, 1.7, 1.1, 1.4, 1.5])[kind], n))
    chance = {
        "differs": np.array([0.01, 0.03, 0.30, 0.42, 0.16])[kind],
        "verified": np.array([0.98, 0.88, 0.97, 0.46, 0.76])[kind],
    }
    capitals = np.exp(rng.normal(np.array([1.2, 1.3, 1.9, 2.5, 1.4])[kind], 0.55, n))
    mistakes = np.exp(rng.normal(np.array([0.2, 0.5, -0.5, 1.2, 0.4])[kind], 0.6, n))
    columns = [
        poisson([0.6, 0.8, 6.0, 3.2, 1.9]),
        np.minimum(capitals, 95),
        poisson([0.4, 0.5, 1.2, 3.0, 0.7]),
        poisson([0.2, 0.4, 1.3, 3.0, 1.2]) + rng.poisson(np.where(sales, 0.9, 0)),
        np.clip(words, 3, 3000),
        np.minimum(age, 5000),
        poisson([9.0, 0.4, 0.05, 0.02, 0.1], 0.8),
        1 + poisson([0.8, 0.4, 0.3, 2.5, 0.6], 0.7),
        poisson([0.4, 0.4, 0.1, 0.25, 0.5]),
        rng.random(n) < chance["differs"],
        rng.random(n) < chance["verified"],
        np.minimum(mistakes, 40),
    ]
    # The model learns from, and is judged on, what the table shows.
    rounded = [np.round(c.astype(float), d) + 0.0 for c, d in zip(columns, FEATURES.values(), strict=True)]
    return np.stack(rounded, axis=1), np.where(spam, "spam", "real"), mailbox, kind


def main():
    rng = np.random.default_rng(SEED)
    x_train, y_train, _, _ = messages(rng, TRAIN)
    x, y, mailbox, kind = messages(rng, HELD)

    model = GradientBoostingClassifier(n_estimators=150, max_depth=3, learning_rate=0.1, random_state=SEED)
    model.fit(x_train.astype(np.float32), y_train)
    # Default converter options, as most people leave them: ZipMap included.
    # Only the graph is named, which would else get a random name.
    exported = to_onnx(model, x_train[:1].astype(np.float32), name="spam")
    reference.write_model(HERE / "model.onnx", exported)

    _, test = train_test_split(np.arange(HELD), test_size=0.5, stratify=y, random_state=SEED)
    choosing = np.ones(HELD, dtype=bool)
    choosing[test] = False
    texts = [[f"{v:.{d}f}" for v in x[:, i]] for i, d in enumerate(FEATURES.values())]
    columns = [[f"mail-{i + 1:04}" for i in range(HELD)], [MAILBOXES[m] for m in mailbox], *texts, y]
    columns.append(np.where(choosing, "choose", "test"))
    reference.write_cases(HERE / "cases.csv", ["id", "mailbox", *FEATURES, "label", "split"], columns)

    x32 = reference.read_cases(HERE / "cases.csv", FEATURES)
    scores = reference.zipmap_scores(HERE / "model.onnx", x32, "spam")
    positive = y == "spam"
    made = {
        "made_by": "models/spam/train.py",
        "versions": reference.versions("scikit-learn", "skl2onnx", "onnx", "onnxruntime", "numpy"),
    }
    reference.write_fixture(
        "spam_scores.json",
        {"what": "onnxruntime's probability of `spam` for each row of cases.csv, in row order"}
        | made
        | {"rows": list(range(HELD)), "model": "v1", "scores": [float(s) for s in scores]},
    )
    wanted = [20, 50, 100, 200, 300, 400, 500, 550, 600, 650, 700, 750, 800, 850, 900, 1000, 1200, 1500, 2000, 2500]
    reference.write_fixture(
        "spam_counts.json",
        {
            "what": "scikit-learn's confusion counts of the choosing set, flagged when score >= threshold; "
            "each threshold is in the middle of a gap between two scores"
        }
        | made
        | {"positive": "spam", "model": "v1", "points": reference.counts(scores[choosing], positive[choosing], wanted)},
    )
    report(model, x32, scores, positive, choosing, mailbox, kind)


def report(model, x32, scores, positive, choosing, mailbox, kind):
    """What the scenario is like, for whoever changes it."""
    everything = np.ones(HELD, dtype=bool)
    parts = {"all": everything, "choose": choosing, "test": ~choosing}
    parts |= {f"all {name}": mailbox == i for i, name in enumerate(MAILBOXES)}
    for name, part in parts.items():
        line = f"{name:14} n {part.sum()} spam {positive[part].sum()} ({positive[part].mean():.3f})"
        line += f" AP {average_precision_score(positive[part], scores[part]):.3f}"
        for threshold in [0.5, 0.9, 0.97]:
            flagged = (scores >= threshold) & part
            line += f" | at {threshold}: {(flagged & positive).sum()} rightly of {flagged.sum()}"
        print(line)
    lost = choosing & (scores >= 0.5) & ~positive
    print("real mail lost at 0.5 by kind (known, stranger, newsletter):", np.bincount(kind[lost], minlength=3))
    print(dict(zip(FEATURES, model.feature_importances_.round(3).tolist())))
    framework = model.predict_proba(x32)[:, list(model.classes_).index("spam")]
    print("largest difference between scikit-learn and the ONNX file", np.abs(framework - scores).max())
    print(reference.operators(HERE / "model.onnx"))
    for name in ["model.onnx", "cases.csv"]:
        print(name, (HERE / name).stat().st_size)


if __name__ == "__main__":
    main()
