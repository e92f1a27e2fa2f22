"""Times scikit-learn on the cases of walk.rs: python scikit_learn.py

Wants numpy==2.4.6 and scikit-learn==1.9.1. Prints lines `time NAME SECONDS`.
"""

import statistics
import time

import numpy as np
import sklearn
from sklearn.metrics import average_precision_score, precision_recall_curve


def cases(rows, short):
    state, scores, positive = 7, np.empty(rows), np.empty(rows, bool)
    for row in range(rows):
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        score = (state >> 11) / 2**53
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        score = float(np.float32(score)) if short else score
        scores[row] = score
        positive[row] = (state >> 11) / 2**53 < score * score
    return scores, positive


def median(runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


print(f"version scikit-learn {sklearn.__version__}")
print(f"version numpy {np.__version__}")
for name, rows, short, runs in [
    ("1m", 1_000_000, False, 7),
    ("1m_f32", 1_000_000, True, 7),
    ("10m", 10_000_000, False, 3),
    ("10m_f32", 10_000_000, True, 3),
]:
    scores, positive = cases(rows, short)
    curve = median(runs, lambda: precision_recall_curve(positive, scores))
    area = median(runs, lambda: average_precision_score(positive, scores))
    print(f"time precision_recall_curve_{name} {curve}")
    print(f"time average_precision_score_{name} {area}")
    print(f"value average_precision_{name} {float(average_precision_score(positive, scores))!r}", flush=True)
