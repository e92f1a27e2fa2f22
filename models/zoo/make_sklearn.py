"""Zoo, part one: scikit-learn pipelines as skl2onnx leaves them.

    python make_sklearn.py FOLDER
"""

import sys
import warnings
from pathlib import Path

import numpy as np
import onnx.helper
import pandas as pd
from skl2onnx import convert_sklearn, to_onnx
from skl2onnx.common.data_types import DictionaryType, DoubleTensorType, FloatTensorType, Int64TensorType, StringTensorType
from sklearn.calibration import CalibratedClassifierCV
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, make_classification, make_multilabel_classification
from sklearn.decomposition import PCA, TruncatedSVD, IncrementalPCA, KernelPCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingClassifier,
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    IsolationForest,
    RandomForestClassifier,
    RandomTreesEmbedding,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.feature_selection import SelectFromModel, SelectKBest, SelectPercentile, VarianceThreshold
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.linear_model import (
    LogisticRegression,
    LogisticRegressionCV,
    PassiveAggressiveClassifier,
    Perceptron,
    RidgeClassifier,
    RidgeClassifierCV,
    SGDClassifier,
)
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture
from sklearn.model_selection import GridSearchCV, TunedThresholdClassifierCV
from sklearn.multiclass import OneVsOneClassifier, OneVsRestClassifier
from sklearn.multioutput import MultiOutputClassifier
from sklearn.naive_bayes import BernoulliNB, CategoricalNB, ComplementNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors, RadiusNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    FunctionTransformer,
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)
from sklearn.random_projection import GaussianRandomProjection
from sklearn.svm import SVC, LinearSVC, NuSVC
from sklearn.tree import DecisionTreeClassifier, ExtraTreeClassifier

from store import save, save_dictionaries

# skl2onnx 1.20 hands truth values to onnx 1.23, which wants whole numbers.
_make_attribute = onnx.helper.make_attribute


def _whole(key, value, *args, **kwargs):
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        value = [int(v) if isinstance(v, (bool, np.bool_)) else v for v in value]
    return _make_attribute(key, value, *args, **kwargs)


onnx.helper.make_attribute = _whole

warnings.filterwarnings("ignore")
OUT = Path(sys.argv[1])
ROWS = 60


def data(kind):
    if kind == "two":
        x, y = load_breast_cancer(return_X_y=True)
    elif kind == "three":
        x, y = load_iris(return_X_y=True)
    elif kind == "words":
        x, y = load_breast_cancer(return_X_y=True)
        y = np.where(y == 0, "malignant", "benign")
    elif kind == "ten":
        x, y = load_digits(return_X_y=True)
    elif kind == "odd":
        x, y = make_classification(400, 12, n_informative=6, n_classes=3, random_state=3)
        y = np.array([10, -5, 7])[y]
    order = np.random.RandomState(0).permutation(len(y))
    return x[order].astype(np.float32), y[order]


CLASSIFIERS = {
    "logistic": (lambda: LogisticRegression(max_iter=300), ["two", "three", "words", "odd"]),
    "logistic_cv": (lambda: LogisticRegressionCV(Cs=3, max_iter=200), ["three"]),
    "ridge": (lambda: RidgeClassifier(), ["two", "three"]),
    "ridge_cv": (lambda: RidgeClassifierCV(), ["three"]),
    "perceptron": (lambda: Perceptron(), ["two", "three"]),
    "passive_aggressive": (lambda: PassiveAggressiveClassifier(), ["two"]),
    "sgd_hinge": (lambda: SGDClassifier(random_state=0), ["two", "three"]),
    "sgd_log": (lambda: SGDClassifier(loss="log_loss", random_state=0), ["two", "three"]),
    "sgd_huber": (lambda: SGDClassifier(loss="modified_huber", random_state=0), ["two", "three"]),
    "linear_svc": (lambda: LinearSVC(), ["two", "three", "words"]),
    "svc_rbf": (lambda: SVC(random_state=0), ["two", "three"]),
    "svc_rbf_proba": (lambda: SVC(probability=True, random_state=0), ["two", "three", "words"]),
    "svc_poly": (lambda: SVC(kernel="poly", degree=3, probability=True, random_state=0), ["three"]),
    "svc_sigmoid": (lambda: SVC(kernel="sigmoid", probability=True, random_state=0), ["two"]),
    "svc_linear": (lambda: SVC(kernel="linear"), ["two", "ten"]),
    "svc_ovo": (lambda: SVC(decision_function_shape="ovo"), ["three"]),
    "nu_svc": (lambda: NuSVC(nu=0.2, probability=True, random_state=0), ["two", "three"]),
    "gaussian_nb": (lambda: GaussianNB(), ["two", "three", "odd"]),
    "tree": (lambda: DecisionTreeClassifier(random_state=0), ["two", "three", "words"]),
    "extra_tree": (lambda: ExtraTreeClassifier(random_state=0), ["three"]),
    "forest": (lambda: RandomForestClassifier(n_estimators=20, random_state=0), ["two", "three", "words", "odd", "ten"]),
    "extra_trees": (lambda: ExtraTreesClassifier(n_estimators=15, random_state=0), ["two", "three"]),
    "gradient_boosting": (lambda: GradientBoostingClassifier(n_estimators=20, random_state=0), ["two", "three", "words"]),
    "hist_gradient_boosting": (lambda: HistGradientBoostingClassifier(max_iter=20, random_state=0), ["two", "three", "words"]),
    "ada_boost": (lambda: AdaBoostClassifier(n_estimators=10, random_state=0), ["two", "three"]),
    "bagging": (lambda: BaggingClassifier(n_estimators=5, random_state=0), ["two", "three"]),
    "bagging_logistic": (lambda: BaggingClassifier(LogisticRegression(), n_estimators=3, max_features=0.5, random_state=0), ["two"]),
    "mlp": (lambda: MLPClassifier((32, 16), max_iter=60, random_state=0), ["two", "three", "words"]),
    "mlp_tanh": (lambda: MLPClassifier((8,), activation="tanh", max_iter=60, random_state=0), ["three"]),
    "mlp_logistic": (lambda: MLPClassifier((8,), activation="logistic", max_iter=60, random_state=0), ["two"]),
    "knn": (lambda: KNeighborsClassifier(3), ["two", "three"]),
    "knn_distance": (lambda: KNeighborsClassifier(5, weights="distance"), ["three"]),
    "knn_manhattan": (lambda: KNeighborsClassifier(3, metric="manhattan"), ["three"]),
    "radius_neighbours": (lambda: RadiusNeighborsClassifier(radius=20.0, outlier_label="most_frequent"), ["three"]),
    "lda": (lambda: LinearDiscriminantAnalysis(), ["two", "three"]),
    "qda": (lambda: QuadraticDiscriminantAnalysis(reg_param=0.1), ["two", "three"]),
    "gaussian_process": (lambda: GaussianProcessClassifier(random_state=0), ["two"]),
    "ovr": (lambda: OneVsRestClassifier(LogisticRegression(max_iter=200)), ["three", "two"]),
    "ovr_tree": (lambda: OneVsRestClassifier(DecisionTreeClassifier(random_state=0)), ["three"]),
    "ovo": (lambda: OneVsOneClassifier(LogisticRegression(max_iter=200)), ["three"]),
    "calibrated_sigmoid": (lambda: CalibratedClassifierCV(LinearSVC(), cv=2), ["two", "three"]),
    "calibrated_isotonic": (lambda: CalibratedClassifierCV(GaussianNB(), method="isotonic", cv=2), ["two"]),
    "voting_soft": (lambda: VotingClassifier([("a", LogisticRegression(max_iter=200)), ("b", GaussianNB())], voting="soft", flatten_transform=False), ["two", "three"]),
    "voting_hard": (lambda: VotingClassifier([("a", LogisticRegression(max_iter=200)), ("b", GaussianNB()), ("c", DecisionTreeClassifier(random_state=0))], flatten_transform=False), ["three"]),
    "stacking": (lambda: StackingClassifier([("a", DecisionTreeClassifier(max_depth=3, random_state=0)), ("b", GaussianNB())], LogisticRegression(), cv=2), ["two", "three"]),
    "grid_search": (lambda: GridSearchCV(LogisticRegression(max_iter=100), {"C": [0.1, 1.0]}, cv=2), ["three"]),
    "tuned_threshold": (lambda: TunedThresholdClassifierCV(LogisticRegression(max_iter=200), cv=2), ["two"]),
    "gaussian_mixture": (lambda: GaussianMixture(3, random_state=0), ["three"]),
    "gaussian_mixture_tied": (lambda: GaussianMixture(3, covariance_type="tied", random_state=0), ["three"]),
    "gaussian_mixture_diag": (lambda: GaussianMixture(3, covariance_type="diag", random_state=0), ["three"]),
    "gaussian_mixture_spherical": (lambda: GaussianMixture(3, covariance_type="spherical", random_state=0), ["three"]),
    "bayesian_mixture": (lambda: BayesianGaussianMixture(n_components=3, random_state=0), ["three"]),
    "isolation_forest": (lambda: IsolationForest(n_estimators=20, random_state=0), ["two"]),
    "kmeans": (lambda: KMeans(3, random_state=0, n_init=1), ["three"]),
}

POSITIVE = {
    "bernoulli_nb": (lambda: BernoulliNB(binarize=0.3), ["two", "ten"]),
    "multinomial_nb": (lambda: MultinomialNB(), ["two", "ten"]),
    "complement_nb": (lambda: ComplementNB(), ["two", "ten"]),
    "categorical_nb": (lambda: make_pipeline(KBinsDiscretizer(4, encode="ordinal", strategy="uniform"), CategoricalNB(min_categories=4)), ["three"]),
}

SCALERS = {
    "standard": StandardScaler(),
    "min_max": MinMaxScaler(),
    "max_abs": MaxAbsScaler(),
    "robust": RobustScaler(),
    "normalize_l1": Normalizer("l1"),
    "normalize_l2": Normalizer("l2"),
    "normalize_max": Normalizer("max"),
    "power": PowerTransformer(),
    "quantile": QuantileTransformer(n_quantiles=20, random_state=0),
    "bins_onehot": KBinsDiscretizer(4, encode="onehot-dense", strategy="uniform"),
    "bins_ordinal": KBinsDiscretizer(4, encode="ordinal", strategy="uniform"),
    "binarizer": Binarizer(threshold=3.0),
    "polynomial": PolynomialFeatures(2),
    "pca": PCA(2),
    "pca_whiten": PCA(2, whiten=True),
    "incremental_pca": IncrementalPCA(2),
    "kernel_pca": KernelPCA(2, kernel="rbf"),
    "svd": TruncatedSVD(2, random_state=0),
    "random_projection": GaussianRandomProjection(3, random_state=0),
    "select_k": SelectKBest(k=2),
    "select_percentile": SelectPercentile(percentile=50),
    "select_model": SelectFromModel(DecisionTreeClassifier(random_state=0)),
    "variance": VarianceThreshold(0.3),
    "union": FeatureUnion([("a", StandardScaler()), ("b", PCA(2))]),
    "trees_embedding": RandomTreesEmbedding(5, max_depth=3, random_state=0, sparse_output=False),
    "function": FunctionTransformer(),
}

made, failed = 0, []


def attempt(name, build):
    """Converters that cannot do a model are counted, not hidden."""
    global made
    try:
        build()
        made += 1
    except Exception as error:  # noqa: BLE001 - whatever a converter raises
        failed.append(name)
        print(f"-- {name}: {type(error).__name__} {str(error)[:160]}")


def classifier(name, model, kind, options=None, x_type=None, scale=None):
    given_options = options

    def build():
        options = given_options
        x, y = data(kind)
        pipe = model() if callable(model) else model
        if scale is not None:
            pipe = make_pipeline(scale, pipe)
        pipe.fit(x[ROWS:], y[ROWS:])
        last = pipe.steps[-1][1] if hasattr(pipe, "steps") else pipe
        given = x[:ROWS].astype(np.float64) if x_type == "double" else x[:ROWS]
        options = dict(options or {})
        if x_type == "double":
            # ZipMap takes no doubles: onnxruntime refuses the default file.
            options["zipmap"] = False
        wanted = {id(last): options} if options else {}
        onx = to_onnx(pipe, given[:1], options=wanted, target_opset={"": 18, "ai.onnx.ml": 3})
        save(OUT, name, onx, {onx.graph.input[0].name: given}, getattr(last, "classes_", None))

    attempt(name, build)


for key, (make, kinds) in CLASSIFIERS.items():
    for kind in kinds:
        scale = None if key in ("tree", "forest") else StandardScaler()
        classifier(f"skl_{key}_{kind}", make, kind, scale=scale)
for key, (make, kinds) in POSITIVE.items():
    for kind in kinds:
        classifier(f"skl_{key}_{kind}", make, kind)
for key in ["logistic", "forest", "svc_rbf_proba", "mlp", "gradient_boosting", "gaussian_nb", "hist_gradient_boosting", "knn"]:
    make, kinds = CLASSIFIERS[key]
    for kind in kinds[:2]:
        classifier(f"skl_{key}_{kind}_nozipmap", make, kind, options={"zipmap": False}, scale=StandardScaler())
    classifier(f"skl_{key}_double", make, kinds[0], x_type="double", scale=StandardScaler())
classifier("skl_logistic_columns", CLASSIFIERS["logistic"][0], "three", options={"zipmap": "columns"})
classifier("skl_logistic_raw", CLASSIFIERS["logistic"][0], "three", options={"raw_scores": True})
classifier("skl_logistic_raw_two", CLASSIFIERS["logistic"][0], "two", options={"raw_scores": True, "zipmap": False}, scale=StandardScaler())
classifier("skl_gradient_boosting_raw", CLASSIFIERS["gradient_boosting"][0], "two", options={"raw_scores": True})
classifier("skl_svc_raw", CLASSIFIERS["svc_rbf"][0], "two", options={"raw_scores": True}, scale=StandardScaler())
classifier("skl_knn_optim", CLASSIFIERS["knn"][0], "three", options={"optim": "cdist"})
for key, step in SCALERS.items():
    classifier(f"prep_{key}", lambda step=step: make_pipeline(step, LogisticRegression(max_iter=300)), "three")


def with_holes():
    x, y = data("three")
    x = x.copy()
    x[np.random.RandomState(1).rand(*x.shape) < 0.15] = np.nan
    return x, y


def imputed(name, step, last=None):
    def build():
        x, y = with_holes()
        pipe = make_pipeline(step, LogisticRegression(max_iter=300) if last is None else last) if step is not None else last
        pipe.fit(x[ROWS:], y[ROWS:])
        onx = to_onnx(pipe, x[:1])
        save(OUT, name, onx, {onx.graph.input[0].name: x[:ROWS]})

    attempt(name, build)


for strategy in ["mean", "median", "most_frequent"]:
    imputed(f"impute_{strategy}", SimpleImputer(strategy=strategy))
imputed("impute_constant", SimpleImputer(strategy="constant", fill_value=-1.0))
imputed("impute_knn", KNNImputer(n_neighbors=2))
imputed("nan_hist_boosting", None, HistGradientBoostingClassifier(max_iter=10, random_state=0))
imputed("nan_tree", None, DecisionTreeClassifier(max_depth=4, random_state=0))


def mixed(name, last, zipmap=True):
    def build():
        random = np.random.RandomState(5)
        n = 300
        frame = pd.DataFrame(
            {
                "age": random.randint(18, 80, n).astype(np.float32),
                "income": random.lognormal(10, 1, n).astype(np.float32),
                "site": random.choice(["north", "south", "east"], n),
                "plan": random.choice(["a", "b", "c", "d"], n),
                "visits": random.randint(0, 9, n).astype(np.int64),
            }
        )
        frame.loc[random.rand(n) < 0.1, "income"] = np.nan
        frame["site"], frame["plan"] = frame["site"].astype(object), frame["plan"].astype(object)
        y = np.where((frame["age"] > 50) ^ (frame["site"] == "north"), "leaves", "stays")
        prepare = ColumnTransformer(
            [
                ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), ["age", "income"]),
                ("words", OneHotEncoder(handle_unknown="ignore"), ["site", "plan"]),
                ("counts", "passthrough", ["visits"]),
            ]
        )
        pipe = make_pipeline(prepare, last)
        pipe.fit(frame[ROWS:], y[ROWS:])
        kinds = {"f": FloatTensorType, "i": Int64TensorType, "O": StringTensorType}
        types = [(c, kinds[frame[c].dtype.kind]([None, 1])) for c in frame.columns]
        options = {} if zipmap else {id(last): {"zipmap": False}}
        onx = to_onnx(pipe, initial_types=types, options=options)
        given = frame[:ROWS].copy()
        given.loc[given.index[0], "site"] = "unseen"
        save(OUT, name, onx, {c: given[[c]].to_numpy() for c in frame.columns}, last.classes_)

    attempt(name, build)


mixed("mixed_logistic", LogisticRegression(max_iter=300))
mixed("mixed_forest", RandomForestClassifier(n_estimators=10, random_state=0), zipmap=False)
mixed("mixed_boosting", GradientBoostingClassifier(n_estimators=10, random_state=0))


def categories(name, step, kind):
    def build():
        random = np.random.RandomState(6)
        n = 300
        if kind == "text":
            x = random.choice(["red", "green", "blue"], (n, 2)).astype(object)
            y = (x[:, 0] == "red").astype(int) ^ (random.rand(n) < 0.1)
            types = [("X", StringTensorType([None, 2]))]
        else:
            x = random.randint(0, 5, (n, 2)).astype(np.int64)
            y = (x[:, 0] > 2).astype(int) ^ (random.rand(n) < 0.1)
            types = [("X", Int64TensorType([None, 2]))]
        pipe = make_pipeline(step, LogisticRegression())
        pipe.fit(x[ROWS:], y[ROWS:])
        save(OUT, name, to_onnx(pipe, initial_types=types), {"X": x[:ROWS]})

    attempt(name, build)


for kind in ["text", "whole"]:
    categories(f"onehot_{kind}", OneHotEncoder(handle_unknown="ignore"), kind)
    categories(f"onehot_drop_{kind}", OneHotEncoder(drop="first"), kind)
    categories(f"ordinal_{kind}", OrdinalEncoder(), kind)
    categories(f"target_{kind}", TargetEncoder(random_state=0), kind)
categories("ordinal_unknown", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), "text")

WORDS = "free win cash offer meeting report lunch project deadline call now urgent team budget plan".split()


def texts(name, steps, last=None):
    def build():
        random = np.random.RandomState(7)
        rows = [" ".join(random.choice(WORDS, random.randint(3, 12))) for _ in range(300)]
        rows = [r.capitalize() + random.choice([".", "!", "?", ""]) for r in rows]
        y = np.array([("free" in r.lower()) or ("cash" in r.lower()) for r in rows]).astype(int)
        x = np.array(rows, dtype=object)
        pipe = make_pipeline(*steps, LogisticRegression() if last is None else last)
        pipe.fit(x[ROWS:], y[ROWS:])
        onx = to_onnx(pipe, initial_types=[("text", StringTensorType([None, 1]))])
        save(OUT, name, onx, {"text": x[:ROWS].reshape(-1, 1)})

    attempt(name, build)


texts("text_count", [CountVectorizer()])
texts("text_count_binary", [CountVectorizer(binary=True)])
texts("text_tfidf", [TfidfVectorizer()])
texts("text_tfidf_ngram", [TfidfVectorizer(ngram_range=(1, 2))])
texts("text_tfidf_sublinear", [TfidfVectorizer(sublinear_tf=True, norm="l1")])
texts("text_tfidf_cased", [TfidfVectorizer(lowercase=False)])
texts("text_tfidf_stop", [TfidfVectorizer(stop_words=["now", "team"])])
texts("text_tfidf_pattern", [TfidfVectorizer(token_pattern="[a-z]+")])
texts("text_characters", [CountVectorizer(analyzer="char")])
texts("text_count_tfidf", [CountVectorizer(), TfidfTransformer()])
texts("text_nb", [CountVectorizer()], MultinomialNB())
texts("text_forest", [TfidfVectorizer()], RandomForestClassifier(n_estimators=10, random_state=0))



def several(name, classifier):
    """Classifiers of several outputs: `[outputs, cases, classes]`, or a sequence."""

    def build():
        x, y = make_multilabel_classification(300, 6, n_classes=3, random_state=0)
        x = x.astype(np.float32)
        model = classifier.fit(x[ROWS:], y[ROWS:])
        save(OUT, name, to_onnx(model, x[:1], options={id(model): {"zipmap": False}}), {"X": x[:ROWS]})

    attempt(name, build)


several("several_logistic", MultiOutputClassifier(LogisticRegression()))
several("several_tree", DecisionTreeClassifier(max_depth=4, random_state=0))
several("several_knn", KNeighborsClassifier(4))
several("several_mlp", MLPClassifier((6,), max_iter=100, random_state=0))
several("several_rest", OneVsRestClassifier(LogisticRegression()))


def dictionaries(name, keys):
    """A dictionary a case, which onnxruntime takes one at a time."""

    def build():
        random = np.random.RandomState(8)
        cases = [{k: float(random.randint(1, 4)) for k in keys if random.rand() < 0.6} for _ in range(200)]
        # onnxruntime refuses an empty dictionary.
        cases = [case or {keys[-1]: 1.0} for case in cases]
        y = np.array([case.get(keys[0], 0) > 1 for case in cases]).astype(int)
        pipe = make_pipeline(DictVectorizer(), LogisticRegression()).fit(cases, y)
        key = Int64TensorType([1]) if isinstance(keys[0], int) else StringTensorType([1])
        types = [("X", DictionaryType(key, FloatTensorType([1])))]
        onx = convert_sklearn(pipe, initial_types=types, options={id(pipe): {"zipmap": False}})
        save_dictionaries(OUT, name, onx, "X", cases[:ROWS])

    attempt(name, build)


dictionaries("dictionary_words", ["age", "colour=red", "colour=blue", "size"])
dictionaries("dictionary_numbers", [7, -2, 100])

print(f"made {made}, converters refused {len(failed)}")
