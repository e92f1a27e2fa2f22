"""Engine failure in a fleet: makes the data, trains both models, writes every file of this folder.

Run in a virtual environment with `pip install -r requirements.txt`:

    python models/fleet/train.py

It writes `cases.csv`, `v1.onnx` and `v2.onnx` here, and the reference figures
that the Rust tests compare with to `tests/fixtures/model/`. Seeds are fixed, so
a second run gives the same files.
"""

import sys
from pathlib import Path

import numpy as np
from lightgbm import LGBMClassifier
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import reference  # noqa: E402

SEED = 20261121
WEEKS = 52
# Weeks before the year, so that it begins with faults under way.
BURN_IN = 15
CLIENTS = ["Nordfracht", "Citybus", "Alpentrans"]
SHARES = [0.47, 0.33, 0.20]
# Mean load in %, mean outside temperature in °C.
LOAD = np.array([62.0, 48.0, 70.0])
OUTSIDE = np.array([9.0, 13.0, 6.0])
# name, decimals in the table
FEATURES = {
    "engine_temperature": 1,
    "oil_pressure": 1,
    "vibration": 1,
    "voltage": 1,
    "outside_temperature": 0,
    "load": 0,
    "mileage": 0,
    "hours_since_service": 0,
    "fault_codes": 0,
}
V1_FEATURES = [name for name in FEATURES if name != "vibration"]
COOLING, OIL, BEARING, ELECTRICS = range(4)


def year(rng, vehicles, new_sensors):
    """One year of a fleet, week by week.

    Now and then a fault begins in one of four parts. It grows for some weeks,
    shows in the sensors, and ends in a failure or is found at the next
    service. A row is what is known at the end of a week; the label says
    whether the engine fails in the week after.
    """
    client = rng.choice(3, size=vehicles, p=SHARES)
    mileage = rng.gamma(4.0, 60.0, vehicles)
    since_service = rng.uniform(0, 450, vehicles)
    own = rng.normal(size=(4, vehicles))
    fault = np.zeros((4, vehicles))
    pace = np.ones((4, vehicles))
    rows = []
    for week in range(-BURN_IN, WEEKS):
        season = -np.cos(2 * np.pi * (week - 2) / WEEKS)  # -1 in January, 1 in July
        outside = OUTSIDE[client] + 10 * season + rng.normal(0, 3, vehicles)
        # Goods go by road before Christmas.
        load = LOAD[client] + (8 if 44 <= week < 51 else 0) + rng.normal(0, 11, vehicles)
        load = np.clip(load, 5, 100)
        hours = np.clip(rng.normal(42, 10, vehicles), 4, None)
        mileage = mileage + hours * 0.045
        since_service = since_service + hours
        serviced = since_service > rng.normal(560, 90, vehicles)
        since_service[serviced] = 0
        fault[:, serviced & (rng.random(vehicles) < 0.65)] = 0

        worn = np.exp(0.0015 * (mileage - 240) + 0.0012 * (since_service - 250))
        begins = np.array(
            [
                0.0046 * np.exp(0.09 * np.maximum(outside - 14, 0)),
                0.0045 * np.exp(0.0030 * (since_service - 250)),
                0.0047 * np.exp(0.020 * (load - 58)),
                0.0036 * np.exp(0.07 * np.maximum(2 - outside, 0)),
            ]
        )
        starts = (rng.random((4, vehicles)) < begins * worn) & (fault == 0)
        pace[starts] = rng.gamma(3.0, 0.17, starts.sum())
        fault = np.where(fault > 0, fault + pace * rng.uniform(0.6, 1.4, fault.shape), np.where(starts, 0.25, 0))
        fault = np.minimum(fault, 3.0)

        hazard = 0.0012 + (1 / (1 + np.exp(-6.5 * (fault - 1.75))) * (fault > 0)).sum(axis=0)
        fails = rng.random(vehicles) < np.minimum(hazard, 0.97)

        noise = rng.normal(size=(4, vehicles))
        # A cooling fault shows when the engine works hard, oil is thin when it is hot.
        strain = np.clip((load - 20) / 40, 0.15, 1.7)
        temperature = (
            84 + 0.16 * (load - 55) + 0.30 * (outside - 10) + 2.0 * own[0]
            + 8.0 * fault[COOLING] * strain + 2.0 * noise[0]
        )
        pressure = (
            3.9 + 0.012 * (load - 55) - 0.0009 * since_service - 0.022 * (temperature - 84)
            + 0.14 * own[1] - 0.60 * fault[OIL] + 0.13 * noise[1]
        )
        vibration = (
            2.6 + 0.028 * (load - 55) + 0.0022 * mileage + 0.30 * own[2]
            + 1.5 * fault[BEARING] * strain + 0.35 * noise[2]
        )
        # Cold weather alone lowers the voltage as well.
        voltage = (
            13.9 - 0.025 * np.maximum(5 - outside, 0) + 0.10 * own[3] - 0.62 * fault[ELECTRICS] + 0.15 * noise[3]
        )
        codes = rng.poisson(0.12 + 0.55 * np.maximum(fault - 0.8, 0).sum(axis=0))
        if new_sensors:
            # The last client had its vibration sensors replaced: the new ones
            # are bolted to another place, which shakes more and less evenly.
            shaken = vibration + 1.5 + 0.5 * rng.normal(size=vehicles)
            vibration = np.where(client == 2, shaken, vibration)
        values = [temperature, np.maximum(pressure, 0.2), np.maximum(vibration, 0.3), voltage, outside, load]
        values += [mileage, since_service, np.minimum(codes, 9)]
        if week >= 0:
            rows.append((np.arange(vehicles), client, np.full(vehicles, week), np.stack(values, axis=1), fails))
        # A failed engine comes back repaired.
        fault[:, fails] = 0
        since_service[fails] = 0
    vehicle, client, week, x, fails = (np.concatenate(part) for part in zip(*rows))
    # The models learn from, and are judged on, what the table shows.
    x = np.stack([np.round(x[:, i], d) for i, d in enumerate(FEATURES.values())], axis=1)
    return vehicle, client, week, x + 0.0, np.where(fails, "failure", "ok")


def month(week):
    """Month of a week of 2025, by the day in its middle."""
    return (np.datetime64("2024-12-30") + 7 * week + 3).astype("datetime64[M]").astype(str)


def main():
    rng = np.random.default_rng(SEED)
    _, _, _, x_train, y_train = year(rng, 1000, new_sensors=False)
    vehicle, client, week, x, y = year(rng, 770, new_sensors=True)

    # The first version is from the time before the vibration sensors.
    before = [list(FEATURES).index(name) for name in V1_FEATURES]
    x_before = x_train[:, before].astype(np.float32)
    v1 = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    v1.fit(x_before, y_train)
    v2 = LGBMClassifier(
        n_estimators=120, num_leaves=12, learning_rate=0.05, min_child_samples=30,
        random_state=SEED, n_jobs=1, deterministic=True, force_row_wise=True, verbose=-1,
    )
    v2.fit(x_train.astype(np.float32), y_train)

    # Default converter options, as most people leave them: ZipMap included.
    # Only the graph is named, which would else get a random name.
    reference.write_model(HERE / "v1.onnx", to_onnx(v1, x_before[:1], name="fleet-v1"))
    shape = [("input", FloatTensorType([None, len(FEATURES)]))]
    reference.write_model(HERE / "v2.onnx", convert_lightgbm(v2, initial_types=shape, name="fleet-v2"))

    # A vehicle is in one set only: its weeks are alike.
    in_test = np.zeros(770, dtype=bool)
    in_test[rng.permutation(770)[:385]] = True
    choosing = ~in_test[vehicle]
    texts = [[f"{v:.{d}f}" for v in x[:, i]] for i, d in enumerate(FEATURES.values())]
    ids = [f"V{v + 1:03}-{w + 1:02}" for v, w in zip(vehicle, week)]
    columns = [ids, [CLIENTS[c] for c in client], [month(int(w)) for w in week], *texts, y]
    columns.append(np.where(choosing, "choose", "test"))
    header = ["id", "client", "month", *FEATURES, "label", "split"]
    reference.write_cases(HERE / "cases.csv", header, columns)

    inputs = {"v1": V1_FEATURES, "v2": list(FEATURES)}
    tables = {v: reference.read_cases(HERE / "cases.csv", names) for v, names in inputs.items()}
    scores = {v: reference.zipmap_scores(HERE / f"{v}.onnx", table, "failure") for v, table in tables.items()}
    positive = y == "failure"
    every = 8
    made = {
        "made_by": "models/fleet/train.py",
        "versions": reference.versions(
            "scikit-learn", "lightgbm", "skl2onnx", "onnxmltools", "onnx", "onnxruntime", "numpy"
        ),
    }
    reference.write_fixture(
        "fleet_scores.json",
        {"what": "onnxruntime's probability of `failure` for every eighth row of cases.csv; rows are counted from 0"}
        | made
        | {
            "rows": list(range(0, len(y), every)),
            "model": "v2",
            "scores": [float(s) for s in scores["v2"][::every]],
            "other_models": {"v1": [float(s) for s in scores["v1"][::every]]},
        },
    )
    wanted = [5, 10, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 8000]
    points = {v: reference.counts(s[choosing], positive[choosing], wanted) for v, s in scores.items()}
    reference.write_fixture(
        "fleet_counts.json",
        {
            "what": "scikit-learn's confusion counts of the choosing set, flagged when score >= threshold; "
            "each threshold is in the middle of a gap between two scores"
        }
        | made
        | {"positive": "failure", "model": "v2", "points": points["v2"], "other_models": {"v1": points["v1"]}},
    )
    report(scores, positive, choosing, client, week, y_train)


def report(scores, positive, choosing, client, week, y_train):
    """What the scenario is like, for whoever changes it."""
    print("train", len(y_train), "failures", round(float((y_train == "failure").mean()), 4))
    everything = np.ones(len(positive), dtype=bool)
    parts = {"all": everything, "choose": choosing, "test": ~choosing}
    parts |= {f"choose {name}": choosing & (client == i) for i, name in enumerate(CLIENTS)}
    parts |= {f"all {name}": client == i for i, name in enumerate(CLIENTS)}
    for name, part in parts.items():
        line = f"{name:18} n {part.sum():6} failures {positive[part].sum():4} ({positive[part].mean():.4f})"
        for v, s in scores.items():
            ap = average_precision_score(positive[part], s[part])
            caught, flagged = (positive & (s >= 0.5) & part).sum(), ((s >= 0.5) & part).sum()
            low, low_all = (positive & (s >= 0.1) & part).sum(), ((s >= 0.1) & part).sum()
            line += f" | {v} AP {ap:.3f} at 0.5: {caught} of {flagged}, at 0.1: {low} of {low_all}"
        print(line)
    months = np.array([month(int(w)) for w in week])
    print({str(m): int(positive[(months == m)].sum()) for m in np.unique(months)})
    for v in scores:
        print(v, (HERE / f"{v}.onnx").stat().st_size, reference.operators(HERE / f"{v}.onnx"))
    print("cases.csv", (HERE / "cases.csv").stat().st_size)


if __name__ == "__main__":
    main()
