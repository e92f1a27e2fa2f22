"""Zoo, part four: operators with attributes that exporters rarely write.

    python make_odd.py FOLDER

Trees with every comparison, missing-value tracks, nodes out of order, one or
two base values, every post transform; linear and support vector machines with
labels of both kinds. Each file is one operator with random attributes.
"""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

from store import save

OUT = Path(sys.argv[1])
TRANSFORMS = ["NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO"]
MODES = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"]
made, refused = 0, 0


def attempt(name, op, attributes, x, labels, version=3):
    global made, refused
    kind = TensorProto.STRING if isinstance(labels[0], str) else TensorProto.INT64
    of = {"float32": TensorProto.FLOAT, "float64": TensorProto.DOUBLE, "int64": TensorProto.INT64}[str(x.dtype)]
    graph = helper.make_graph(
        [helper.make_node(op, ["X"], ["label", "probabilities"], domain="ai.onnx.ml", **attributes)],
        name,
        [helper.make_tensor_value_info("X", of, [None, x.shape[1]])],
        [helper.make_tensor_value_info("label", kind, None), helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, None)],
    )
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", version)])
    try:
        save(OUT, name, model, {"X": x}, labels)
        made += 1
    except Exception as error:  # noqa: BLE001
        refused += 1
        print(f"-- {name}: {str(error)[:150]}")


def tree(random, tree_id, features, modes, depth):
    """Nodes of one random tree as (id, mode, feature, value, true, false, missing)."""
    nodes, count = [], [0]

    def grow(level):
        me = count[0]
        count[0] += 1
        if level == 0 or random.rand() < 0.2 and level < depth:
            nodes.append((me, "LEAF", 0, 0.0, 0, 0, 0))
            return me
        place = len(nodes)
        nodes.append(None)
        yes, no = grow(level - 1), grow(level - 1)
        value = float(np.float32(random.randint(-3, 4)))
        nodes[place] = (me, random.choice(modes), int(random.randint(features)), value, yes, no, int(random.rand() < 0.4))
        return me

    grow(depth)
    return nodes


def ensemble(seed, classes, ids, positive, base, transform, modes, strings=False, shuffled=False, dtype=np.float32, missing=True):
    random = np.random.RandomState(seed)
    rows = {k: [] for k in ["treeids", "nodeids", "modes", "featureids", "values", "truenodeids", "falsenodeids", "missing_value_tracks_true"]}
    leaves = []
    for t in range(5):
        nodes = tree(random, t, 4, modes, 4)
        for n in nodes:
            if n[1] == "LEAF":
                for c in ids:
                    weight = random.rand() / 5 if positive else random.randn()
                    leaves.append((t, n[0], c, float(np.float32(weight))))
        if shuffled:
            rest = nodes[1:]
            random.shuffle(rest)
            nodes = [nodes[0], *rest]
        for n in nodes:
            for key, value in zip(rows, (t, *n)):
                rows[key].append(value)
    labels = [f"c{i}" for i in range(classes)] if strings else [0, 1] if classes == 2 else [3 * i - 1 for i in range(classes)]
    attributes = {f"nodes_{k}": v for k, v in rows.items()}
    if not missing:
        del attributes["nodes_missing_value_tracks_true"]
    attributes |= {
        "class_treeids": [l[0] for l in leaves],
        "class_nodeids": [l[1] for l in leaves],
        "class_ids": [l[2] for l in leaves],
        "class_weights": [l[3] for l in leaves],
        "post_transform": transform,
        "classlabels_strings" if strings else "classlabels_int64s": labels,
    }
    if base:
        attributes["base_values"] = base
    x = random.randint(-4, 5, (40, 4)).astype(dtype)
    if dtype != np.int64:
        x[random.rand(40, 4) < 0.1] = np.nan
    return attributes, x, labels


seed = 0
for transform in TRANSFORMS:
    for classes, ids, base in [
        (2, [0], []), (2, [1], []), (2, [0, 1], []), (2, [0], [0.3]), (2, [0, 1], [0.2, -0.1]), (2, [0], [0.2, 0.4]),
        (2, [1], [0.3]), (3, [0, 1, 2], []), (3, [0, 1, 2], [0.1, 0.2, -0.3]), (3, [0, 2], []),
    ]:
        for positive in [True, False]:
            seed += 1
            a, x, labels = ensemble(seed, classes, ids, positive, base, transform, ["BRANCH_LEQ"], strings=seed % 2 == 0)
            attempt(f"odd_trees_{seed}", "TreeEnsembleClassifier", a, x, labels)
for mode in MODES:
    for dtype in [np.float32, np.float64, np.int64]:
        for missing in [True, False]:
            seed += 1
            a, x, labels = ensemble(seed, 3, [0, 1, 2], False, [], "SOFTMAX", [mode], dtype=dtype, missing=missing, shuffled=True)
            attempt(f"odd_mode_{mode.lower()}_{np.dtype(dtype).name}{'' if missing else '_plain'}", "TreeEnsembleClassifier", a, x, labels)
for mixed in range(4):
    seed += 1
    a, x, labels = ensemble(seed, 2, [0], False, [], "LOGISTIC", MODES)
    attempt(f"odd_mode_mixed_{mixed}", "TreeEnsembleClassifier", a, x, labels)

random = np.random.RandomState(9)
X = random.randn(30, 4).astype(np.float32)
for transform in TRANSFORMS:
    for rows, labels in [(1, [0, 1]), (1, ["no", "yes"]), (2, [0, 1]), (3, [5, 6, 7]), (3, ["a", "b", "c"])]:
        kind = "strings" if isinstance(labels[0], str) else "ints"
        attempt(f"odd_linear_{transform.lower()}_{rows}_{kind}", "LinearClassifier", {
            "coefficients": random.randn(rows * 4).astype(np.float32).tolist(), "intercepts": random.randn(rows).astype(np.float32).tolist(),
            "post_transform": transform, f"classlabels_{kind}": labels}, X, labels)
    for classes in [2, 3, 4]:
        for proba in [False, True]:
            for kernel, params in [("RBF", [0.3, 0.0, 3.0]), ("POLY", [0.5, 1.0, 2.0]), ("SIGMOID", [0.1, 0.2, 3.0]), ("LINEAR", [0.0, 0.0, 3.0])]:
                per = [3, 4, 2, 5][:classes]
                n, pairs = sum(per), classes * (classes - 1) // 2
                a = {
                    "kernel_type": kernel, "kernel_params": params, "vectors_per_class": per, "post_transform": transform,
                    "support_vectors": random.randn(n * 4).astype(np.float32).tolist(),
                    "coefficients": random.randn((classes - 1) * n).astype(np.float32).tolist(),
                    "rho": random.randn(pairs).astype(np.float32).tolist(),
                    "classlabels_ints": list(range(classes)),
                }
                if proba:
                    a |= {"prob_a": (-random.rand(pairs)).astype(np.float32).tolist(), "prob_b": random.randn(pairs).astype(np.float32).tolist()}
                attempt(f"odd_svm_{transform.lower()}_{classes}_{kernel.lower()}{'_proba' if proba else ''}", "SVMClassifier", a, X, list(range(classes)))
    for classes in [2, 3]:
        attempt(f"odd_svm_machines_{transform.lower()}_{classes}", "SVMClassifier", {
            "coefficients": random.randn(classes * 4).astype(np.float32).tolist(), "rho": [0.25], "post_transform": transform,
            "classlabels_ints": list(range(classes))}, X, list(range(classes)))
print(f"made {made}, onnxruntime refused {refused}")
