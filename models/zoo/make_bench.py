"""The models whose speed is measured against onnxruntime (`cargo xtask bench engine` calls this).

    python make_bench.py FOLDER
"""

import io
import sys
from pathlib import Path

import numpy as np
import onnx
from lightgbm import LGBMClassifier
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from skl2onnx.common.data_types import StringTensorType
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from store import save

OUT = Path(sys.argv[1])
X, Y = make_classification(4000, 30, n_informative=12, flip_y=0.05, random_state=0)
X = X.astype(np.float32)
GIVEN = X[:2000]


def sklearn_model(name, last):
    pipe = make_pipeline(StandardScaler(), last).fit(X, Y)
    onx = to_onnx(pipe, X[:1], options={id(last): {"zipmap": False}}, target_opset={"": 18, "ai.onnx.ml": 3})
    save(OUT, name, onx, {onx.graph.input[0].name: GIVEN})


sklearn_model("logistic", LogisticRegression())
sklearn_model("mlp_64_32", MLPClassifier((64, 32), max_iter=30, random_state=0))
sklearn_model("forest_100x8", RandomForestClassifier(100, max_depth=8, random_state=0, n_jobs=2))
sklearn_model("forest_100_unlimited", RandomForestClassifier(100, random_state=0, n_jobs=2))
sklearn_model("boosting_300x6", GradientBoostingClassifier(n_estimators=300, max_depth=6, subsample=0.3, max_features=6, random_state=0))
sklearn_model("svm_rbf", SVC(probability=True, random_state=0))

model = LGBMClassifier(n_estimators=200, verbose=-1).fit(X, Y)
onx = convert_lightgbm(model, initial_types=[("X", FloatTensorType([None, 30]))], zipmap=False)
save(OUT, "lightgbm_200", onx, {"X": GIVEN})

random = np.random.RandomState(0)
words = np.array([f"word{i}" for i in range(3000)])
texts = np.array([" ".join(random.choice(words, 30)) for _ in range(2000)], dtype=object)
labels = np.array([any(w in t.split() for w in words[:60]) for t in texts]).astype(int)
last = LogisticRegression()
pipe = make_pipeline(TfidfVectorizer(), last).fit(texts, labels)
onx = to_onnx(pipe, initial_types=[("text", StringTensorType([None, 1]))], options={id(last): {"zipmap": False}})
save(OUT, "text_tfidf", onx, {"text": texts.reshape(-1, 1)})

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit("torch is missing: the CNN was not made")
torch.manual_seed(0)
cnn = nn.Sequential(
    nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * 49, 64), nn.ReLU(), nn.Linear(64, 10), nn.Softmax(dim=1),
).eval()
image = torch.rand(256, 1, 28, 28)
buffer = io.BytesIO()
torch.onnx.export(cnn, (image,), buffer, dynamo=False, input_names=["image"], output_names=["probability"], dynamic_axes={"image": {0: "n"}, "probability": {0: "n"}})
save(OUT, "cnn_28x28", onnx.load_from_string(buffer.getvalue()), {"image": image.numpy()})
