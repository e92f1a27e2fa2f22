//! The operators, one family a file, and the register that finds them.
//!
//! A builder reads a node's attributes once and gives a kernel.

mod arithmetic;
mod arrange;
mod attention;
mod broadcast;
mod cast;
mod control;
mod conv;
mod conv_transpose;
mod distance;
mod einsum;
mod elementwise;
mod encode;
mod features;
mod forest;
mod gemm;
mod gemm_panels;
mod index;
mod labels;
mod lanes;
mod linear;
mod make;
mod matmul;
mod normalise;
mod pad;
mod pool;
mod post_transform;
mod quantise;
mod quantised;
mod quantised_floats;
mod recurrent;
mod reduce;
mod regex;
mod resize;
mod resize_axis;
mod reverse;
mod rotary;
mod sample;
mod scale;
mod sequence;
mod shape;
mod sort;
mod svm;
mod text;
mod tfidf;
mod tree_classes;
mod tree_ensemble;
mod trees;
mod trees_modern;
mod window;

use super::node::Builder;

/// Domain of the classical machine learning operators.
pub(crate) const ML: &str = "ai.onnx.ml";
/// Domain of onnxruntime's own operators.
pub(crate) const MICROSOFT: &str = "com.microsoft";

/// The builder of an operator, if it is built in.
pub(crate) fn find(domain: &str, op: &str) -> Option<Builder> {
    match domain {
        "" | "ai.onnx" => standard(op),
        ML => classical(op),
        MICROSOFT => microsoft(op),
        _ => None,
    }
}

fn classical(op: &str) -> Option<Builder> {
    Some(match op {
        "ArrayFeatureExtractor" => index::array_feature_extractor,
        "Binarizer" => scale::binarizer,
        "CastMap" => features::cast_map,
        "CategoryMapper" => encode::category_mapper,
        "DictVectorizer" => features::dict_vectorizer,
        "FeatureVectorizer" => features::feature_vectorizer,
        "Imputer" => scale::imputer,
        "LabelEncoder" => encode::label_encoder,
        "LinearClassifier" => linear::classifier,
        "LinearRegressor" => linear::regressor,
        "Normalizer" => scale::normalizer,
        "OneHotEncoder" => encode::one_hot_encoder,
        "SVMClassifier" => svm::classifier,
        "SVMRegressor" => svm::regressor,
        "Scaler" => scale::scaler,
        "TreeEnsemble" => tree_ensemble::modern,
        "TreeEnsembleClassifier" => tree_ensemble::classifier,
        "TreeEnsembleRegressor" => tree_ensemble::regressor,
        "ZipMap" => features::zip_map,
        _ => return None,
    })
}

fn microsoft(op: &str) -> Option<Builder> {
    Some(match op {
        "CDist" => distance::cdist,
        "Gelu" => elementwise::float_function,
        "MurmurHash3" => text::murmur_hash,
        "Tokenizer" => text::tokenizer,
        "QuantizeLinear" => quantise::quantize_linear,
        "DequantizeLinear" => quantise::dequantize_linear,
        "DynamicQuantizeMatMul" | "MatMulIntegerToFloat" => quantised::to_float,
        "QGemm" => quantised::qgemm,
        "QLinearAdd" | "QLinearMul" => quantised_floats::of_two,
        "QLinearAveragePool"
        | "QLinearGlobalAveragePool"
        | "QLinearLeakyRelu"
        | "QLinearReduceMean"
        | "QLinearSigmoid"
        | "QLinearSoftmax" => quantised_floats::of_one,
        "QLinearConcat" => quantised_floats::concat,
        _ => return None,
    })
}

fn standard(op: &str) -> Option<Builder> {
    Some(match op {
        "Abs" | "BitwiseNot" | "Neg" | "Relu" | "Sign" => elementwise::number_function,
        "Acos" | "Acosh" | "Asin" | "Asinh" | "Atan" | "Atanh" | "Ceil" | "Celu" | "Cos" | "Cosh" | "Elu" | "Erf"
        | "Exp" | "Floor" | "Gelu" | "HardSigmoid" | "HardSwish" | "LeakyRelu" | "Log" | "Mish" | "Reciprocal"
        | "Round" | "Selu" | "Shrink" | "Sigmoid" | "Sin" | "Sinh" | "Softplus" | "Softsign" | "Sqrt" | "Swish"
        | "Tan" | "Tanh" | "ThresholdedRelu" => elementwise::float_function,
        "IsInf" | "IsNaN" => elementwise::float_test,
        "Not" => elementwise::not,
        "Clip" => elementwise::clip,
        "Add" | "Div" | "Mul" | "Sub" => arithmetic::binary,
        "Max" | "Mean" | "Min" | "Sum" => arithmetic::variadic,
        "Mod" => arithmetic::modulo,
        "Pow" => arithmetic::pow,
        "PRelu" => arithmetic::prelu,
        "BitShift" | "BitwiseAnd" | "BitwiseOr" | "BitwiseXor" => arithmetic::bits,
        "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" => arithmetic::comparison,
        "And" | "Or" | "Xor" => arithmetic::logic,
        "Where" => arithmetic::choose,
        "Cast" => cast::cast,
        "CastLike" => cast::cast_like,
        "MatMul" => matmul::matmul,
        "Gemm" => matmul::gemm,
        "Einsum" => einsum::einsum,
        "Attention" => attention::attention,
        "RotaryEmbedding" => rotary::rotary_embedding,
        "QuantizeLinear" => quantise::quantize_linear,
        "DequantizeLinear" => quantise::dequantize_linear,
        "DynamicQuantizeLinear" => quantise::dynamic,
        "MatMulInteger" => quantised::matmul_integer,
        "QLinearMatMul" => quantised::qlinear_matmul,
        "ConvInteger" => quantised::conv_integer,
        "QLinearConv" => quantised::qlinear_conv,
        "LRN" => normalise::local_response,
        "MeanVarianceNormalization" => normalise::mean_variance,
        "Hardmax" | "LogSoftmax" | "Softmax" => normalise::softmax,
        "BatchNormalization" => normalise::batch_normalization,
        "LayerNormalization" | "RMSNormalization" => normalise::layer_normalization,
        "GroupNormalization" | "InstanceNormalization" => normalise::group_normalization,
        "LpNormalization" => normalise::lp_normalization,
        "ReduceL1" | "ReduceL2" | "ReduceLogSum" | "ReduceLogSumExp" | "ReduceMax" | "ReduceMean" | "ReduceMin"
        | "ReduceProd" | "ReduceSum" | "ReduceSumSquare" => reduce::reduce,
        "ArgMax" | "ArgMin" => reduce::arg_extreme,
        "TopK" => sort::top_k,
        "CumProd" | "CumSum" => sort::cum_sum,
        "Unique" => sort::unique,
        "Dropout" | "Identity" => shape::identity,
        "Shape" => shape::shape,
        "Size" => shape::size,
        "Reshape" => shape::reshape,
        "Flatten" => shape::flatten,
        "Squeeze" => shape::squeeze,
        "Unsqueeze" => shape::unsqueeze,
        "Optional" | "OptionalGetElement" => shape::optional,
        "OptionalHasElement" => shape::optional_has,
        "Conv" => conv::conv,
        "ConvTranspose" => conv_transpose::conv_transpose,
        "Resize" | "Upsample" => resize::resize,
        "AveragePool" | "MaxPool" => pool::pool,
        "GlobalAveragePool" | "GlobalMaxPool" => pool::global_pool,
        "GRU" | "LSTM" | "RNN" => recurrent::recurrent,
        "DepthToSpace" | "SpaceToDepth" => arrange::depth_and_space,
        "Transpose" => arrange::transpose,
        "Concat" => arrange::concat,
        "Split" => arrange::split,
        "Expand" => arrange::expand,
        "Tile" => arrange::tile,
        "Pad" => pad::pad,
        "Compress" => index::compress,
        "Gather" => index::gather,
        "GatherElements" => index::gather_elements,
        "GatherND" => index::gather_nd,
        "NonZero" => index::non_zero,
        "Scatter" | "ScatterElements" => index::scatter_elements,
        "ScatterND" => index::scatter_nd,
        "Slice" => index::slice,
        "Constant" => make::constant,
        "ConstantOfShape" => make::constant_of_shape,
        "EyeLike" => make::eye_like,
        "OneHot" => make::one_hot,
        "Range" => make::range,
        "Trilu" => make::trilu,
        "GridSample" => sample::grid_sample,
        "ReverseSequence" => reverse::reverse_sequence,
        "If" => control::choose,
        "Loop" => control::repeat,
        "Scan" => control::scan,
        "ConcatFromSequence" => sequence::concat,
        "SequenceAt" => sequence::at,
        "SequenceConstruct" => sequence::construct,
        "SequenceEmpty" => sequence::empty,
        "SequenceErase" => sequence::erase,
        "SequenceInsert" => sequence::insert,
        "SequenceLength" => sequence::length,
        "SplitToSequence" => sequence::split,
        "RegexFullMatch" => text::regex_full_match,
        "StringConcat" => text::string_concat,
        "StringNormalizer" => text::string_normalizer,
        "StringSplit" => text::string_split,
        "TfIdfVectorizer" => tfidf::tfidf_vectorizer,
        _ => return None,
    })
}

/// Whether an operator gives something else each time.
pub(crate) fn is_random(op: &str) -> bool {
    op.starts_with("Random") || matches!(op, "Multinomial" | "Bernoulli")
}

/// How to export a model without an operator that is not built in.
pub(crate) fn advice(domain: &str, op: &str) -> Option<&'static str> {
    match (domain, op) {
        ("ai.onnx.contrib", _) => Some(
            "made by onnxruntime-extensions; export the model without its tokenizer and give it the tokens' features",
        ),
        ("com.microsoft", _) => {
            Some("onnxruntime's own; export again without onnxruntime's optimised or quantised operators")
        }
        ("ai.onnx.training" | "ai.onnx.preview.training", _) => {
            Some("a training operator; export the model in evaluation mode")
        }
        (_, "NonMaxSuppression" | "RoiAlign") => Some("a detector, not a classifier; cut the graph before it"),
        _ => None,
    }
}

/// Casts an input to the type that a model declares.
pub(crate) fn cast_to(
    t: super::tensor::Tensor,
    to: super::tensor::DType,
) -> Result<super::tensor::Tensor, super::error::OpError> {
    cast::convert(t, to)
}
