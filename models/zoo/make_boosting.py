"""Zoo, part two: XGBoost, LightGBM and CatBoost.

    python make_boosting.py FOLDER
"""

import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
from catboost import CatBoostClassifier
from lightgbm import LGBMClassifier
from onnxmltools import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType
from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm as lightgbm_operator
from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost as xgboost_operator
from skl2onnx import to_onnx, update_registered_converter
from skl2onnx.common.shape_calculator import calculate_linear_classifier_output_shapes
from sklearn.datasets import load_breast_cancer, load_digits, load_iris
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from xgboost import XGBClassifier, XGBRFClassifier

from store import save

warnings.filterwarnings("ignore")
OUT = Path(sys.argv[1])
ROWS = 60
made, failed = 0, []


def data(kind):
    x, y = {"two": load_breast_cancer, "three": load_iris, "ten": load_digits, "holes": load_iris}[kind](return_X_y=True)
    order = np.random.RandomState(0).permutation(len(y))
    x, y = x[order].astype(np.float32), y[order]
    if kind == "holes":
        x[np.random.RandomState(1).rand(*x.shape) < 0.15] = np.nan
    return x, y


def attempt(name, build):
    global made
    try:
        build()
        made += 1
    except Exception as error:  # noqa: BLE001
        failed.append(name)
        print(f"-- {name}: {type(error).__name__} {str(error)[:200]}")


def xgb(name, model, kind):
    def build():
        x, y = data(kind)
        model.fit(x[ROWS:], y[ROWS:])
        onx = convert_xgboost(model, initial_types=[("X", FloatTensorType([None, x.shape[1]]))])
        save(OUT, name, onx, {"X": x[:ROWS]}, model.classes_)

    attempt(name, build)


for kind in ["two", "three", "ten", "holes"]:
    xgb(f"xgb_{kind}", XGBClassifier(n_estimators=20, max_depth=4), kind)
    xgb(f"xgb_deep_{kind}", XGBClassifier(n_estimators=8, max_depth=9, learning_rate=0.5), kind)
xgb("xgb_rf_two", XGBRFClassifier(n_estimators=15), "two")
xgb("xgb_hinge", XGBClassifier(n_estimators=10, objective="binary:hinge"), "two")
xgb("xgb_logitraw", XGBClassifier(n_estimators=10, objective="binary:logitraw"), "two")
xgb("xgb_softmax", XGBClassifier(n_estimators=10, objective="multi:softmax"), "three")
xgb("xgb_base_score", XGBClassifier(n_estimators=10, base_score=0.3), "two")
xgb("xgb_dart", XGBClassifier(n_estimators=10, booster="dart"), "two")
xgb("xgb_gblinear", XGBClassifier(n_estimators=10, booster="gblinear"), "two")


def lgb(name, model, kind, **options):
    def build():
        x, y = data(kind)
        model.fit(x[ROWS:], y[ROWS:])
        onx = convert_lightgbm(model, initial_types=[("X", FloatTensorType([None, x.shape[1]]))], **options)
        save(OUT, name, onx, {"X": x[:ROWS]}, model.classes_)

    attempt(name, build)


for kind in ["two", "three", "ten", "holes"]:
    lgb(f"lgb_{kind}", LGBMClassifier(n_estimators=20, verbose=-1), kind)
    lgb(f"lgb_nozipmap_{kind}", LGBMClassifier(n_estimators=10, verbose=-1), kind, zipmap=False)
lgb("lgb_rf", LGBMClassifier(n_estimators=10, boosting_type="rf", bagging_freq=1, bagging_fraction=0.7, verbose=-1), "two")
lgb("lgb_dart", LGBMClassifier(n_estimators=10, boosting_type="dart", verbose=-1), "two")
lgb("lgb_ova", LGBMClassifier(n_estimators=10, objective="multiclassova", num_class=3, verbose=-1), "three")
lgb("lgb_xentropy", LGBMClassifier(n_estimators=10, objective="cross_entropy", verbose=-1), "two")
lgb("lgb_zero_missing", LGBMClassifier(n_estimators=10, zero_as_missing=True, verbose=-1), "ten")
lgb("lgb_split", LGBMClassifier(n_estimators=20, verbose=-1), "two", split=5)


def lgb_categories():
    random = np.random.RandomState(4)
    x = np.column_stack([random.randint(0, 12, 400), random.rand(400), random.randint(0, 5, 400)]).astype(np.float32)
    y = (np.isin(x[:, 0], [1, 4, 7, 9]) ^ (x[:, 1] > 0.8)).astype(int)
    model = LGBMClassifier(n_estimators=10, verbose=-1, min_child_samples=3, cat_smooth=1, min_data_per_group=1)
    model.fit(x[ROWS:], y[ROWS:], categorical_feature=[0, 2])
    onx = convert_lightgbm(model, initial_types=[("X", FloatTensorType([None, 3]))])
    save(OUT, "lgb_categories", onx, {"X": x[:ROWS]})


attempt("lgb_categories", lgb_categories)

update_registered_converter(
    LGBMClassifier, "LightGbmLGBMClassifier", calculate_linear_classifier_output_shapes, lightgbm_operator,
    options={"nocl": [True, False], "zipmap": [True, False, "columns"]},
)
update_registered_converter(
    XGBClassifier, "XGBoostXGBClassifier", calculate_linear_classifier_output_shapes, xgboost_operator,
    options={"nocl": [True, False], "zipmap": [True, False, "columns"]},
)
for name, model in [("lgb", LGBMClassifier(n_estimators=10, verbose=-1)), ("xgb", XGBClassifier(n_estimators=10))]:
    for kind in ["two", "three"]:

        def build(model=model, name=name, kind=kind):
            x, y = data(kind)
            pipe = make_pipeline(StandardScaler(), model).fit(x[ROWS:], y[ROWS:])
            onx = to_onnx(pipe, x[:1], target_opset={"": 15, "ai.onnx.ml": 2})
            save(OUT, f"{name}_in_pipeline_{kind}", onx, {onx.graph.input[0].name: x[:ROWS]})

        attempt(f"{name}_in_pipeline_{kind}", build)


def cat(name, model, kind, words=False):
    def build():
        x, y = data(kind)
        labels = np.array(["no", "yes", "maybe"])[y] if words else y
        model.fit(x[ROWS:], labels[ROWS:], verbose=False)
        path = OUT / "catboost.onnx"
        OUT.mkdir(parents=True, exist_ok=True)
        model.save_model(str(path), format="onnx")
        onx = onnx.load(str(path))
        path.unlink()
        save(OUT, name, onx, {onx.graph.input[0].name: x[:ROWS]})

    attempt(name, build)


for kind in ["two", "three", "ten", "holes"]:
    cat(f"cat_{kind}", CatBoostClassifier(iterations=20, depth=4, allow_writing_files=False), kind)
cat("cat_deep", CatBoostClassifier(iterations=5, depth=8, allow_writing_files=False), "two")
cat("cat_words", CatBoostClassifier(iterations=5, depth=3, allow_writing_files=False), "three", words=True)

print(f"made {made}, converters refused {len(failed)}")
