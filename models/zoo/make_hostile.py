"""Malformed models that the loader must refuse or stop, each small.

    python make_hostile.py tests/fixtures/model/hostile
"""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

OUT = Path(sys.argv[1])
OUT.mkdir(parents=True, exist_ok=True)
X = helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 2])
Y = helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)


def write(name, nodes, initializers=(), inputs=(X,)):
    graph = helper.make_graph(nodes, name, list(inputs), [Y], list(initializers))
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", 3)])
    (OUT / f"{name}.onnx").write_bytes(model.SerializeToString())


def claimed(name, dims):
    """An initialiser that claims a shape and holds next to nothing."""
    t = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=dims)
    t.float_data.append(1.0)
    return t


def trees(name, **changes):
    a = {
        "nodes_treeids": [0, 0, 0], "nodes_nodeids": [0, 1, 2], "nodes_featureids": [0, 0, 0],
        "nodes_modes": ["BRANCH_LEQ", "LEAF", "LEAF"], "nodes_values": [0.5, 0.0, 0.0],
        "nodes_truenodeids": [1, 0, 0], "nodes_falsenodeids": [2, 0, 0],
        "class_treeids": [0, 0], "class_nodeids": [1, 2], "class_ids": [0, 1], "class_weights": [1.0, 1.0],
        "classlabels_int64s": [0, 1], "post_transform": "NONE",
    } | changes
    write(name, [helper.make_node("TreeEnsembleClassifier", ["X"], ["label", "Y"], domain="ai.onnx.ml", **a)])


write("cycle", [helper.make_node("Add", ["X", "b"], ["a"]), helper.make_node("Relu", ["a"], ["b"]), helper.make_node("Identity", ["b"], ["Y"])])
write("nobody_makes_it", [helper.make_node("Add", ["X", "missing"], ["Y"])])
write("absurd_shape", [helper.make_node("MatMul", ["X", "W"], ["Y"])], [claimed("W", [2, 1 << 60])])
write("short_tensor", [helper.make_node("MatMul", ["X", "W"], ["Y"])], [claimed("W", [2, 3])])
write("negative_shape", [helper.make_node("MatMul", ["X", "W"], ["Y"])], [claimed("W", [-2, 3])])
big = numpy_helper.from_array(np.array([1 << 40, 1 << 20], dtype=np.int64), "S")
write("gigantic_constant", [helper.make_node("ConstantOfShape", ["S"], ["C"]), helper.make_node("Add", ["X", "C"], ["Y"])], [big])
wide = numpy_helper.from_array(np.array([1, 1 << 25], dtype=np.int64), "S")
write("gigantic_tile", [helper.make_node("Tile", ["X", "S"], ["Y"])], [wide])
trees("tree_circle", nodes_modes=["BRANCH_LEQ"] * 3, nodes_truenodeids=[1, 2, 1], nodes_falsenodeids=[2, 1, 2])
trees("tree_to_itself", nodes_modes=["BRANCH_LEQ", "BRANCH_LEQ", "LEAF"], nodes_truenodeids=[1, 1, 0], nodes_falsenodeids=[2, 2, 0])
trees("tree_to_nowhere", nodes_truenodeids=[7, 0, 0])
trees("tree_class_out_of_range", class_ids=[0, 9])
trees("tree_feature_out_of_range", nodes_featureids=[1000, 0, 0])
trees("tree_lists_of_other_lengths", nodes_values=[0.5])
trees("tree_node_twice", nodes_nodeids=[0, 1, 1])
write("svm_short", [helper.make_node("SVMClassifier", ["X"], ["l", "Y"], domain="ai.onnx.ml", kernel_type="RBF", kernel_params=[1.0, 0, 0],
      vectors_per_class=[1 << 40, 1], support_vectors=[1.0, 2.0], coefficients=[1.0], rho=[0.0], classlabels_ints=[0, 1])])
body = helper.make_graph(
    [helper.make_node("Identity", ["c"], ["c2"]), helper.make_node("Add", ["v", "v"], ["v2"])], "body",
    [helper.make_tensor_value_info("i", TensorProto.INT64, []), helper.make_tensor_value_info("c", TensorProto.BOOL, []), helper.make_tensor_value_info("v", TensorProto.FLOAT, None)],
    [helper.make_tensor_value_info("c2", TensorProto.BOOL, []), helper.make_tensor_value_info("v2", TensorProto.FLOAT, None)])
write("endless_loop", [helper.make_node("Loop", ["n", "go", "X"], ["Y"], body=body)],
      [numpy_helper.from_array(np.array(1 << 60, dtype=np.int64), "n"), numpy_helper.from_array(np.array(True), "go")])
write("unknown_operators", [helper.make_node("Frobnicate", ["X"], ["a"], name="first"), helper.make_node("Whirl", ["a"], ["Y"], name="second", domain="my.own")])
external = TensorProto(name="W", data_type=TensorProto.FLOAT, dims=[2, 2], data_location=TensorProto.EXTERNAL)
external.external_data.add(key="location", value="weights.bin")
write("external_data", [helper.make_node("MatMul", ["X", "W"], ["Y"])], [external])
float_map = helper.make_map_type_proto(TensorProto.INT64, helper.make_tensor_type_proto(TensorProto.FLOAT, []))
maps = [helper.make_value_info(f"m{i}", float_map) for i in range(20)]
write("many_dictionaries", [helper.make_node("CastMap", [m.name for m in maps], ["Y"], domain="ai.onnx.ml", map_form="SPARSE", max_map=1 << 60)], inputs=maps)
