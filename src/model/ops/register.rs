//! Which operators are ours, and why tract's are not used.

use super::super::node::{Builder, Rule};
use super::facts::{as_first, floats_as_first, some_sequence};
use super::{
    MICROSOFT, ML, arrange, attention, cast, control, control_facts, conv, distance, elementwise, encode, features,
    index, linear, make, matmul, pad, pool, quantise, quantised, recurrent, reduce, resize, reverse, scale, sequence,
    shape, sort, svm, text, tfidf, tree_ensemble,
};

/// How an operator is built, and what it makes.
#[derive(Clone, Copy)]
pub(crate) struct Operator {
    pub build: Builder,
    pub facts: Rule,
}

/// The operator of ours, if there is one.
pub(crate) fn find(domain: &str, op: &str) -> Option<Operator> {
    let (build, facts) = match domain {
        "" | "ai.onnx" => standard(op),
        ML => classical(op),
        MICROSOFT => microsoft(op),
        _ => None,
    }?;
    Some(Operator { build, facts })
}

type Parts = (Builder, Rule);

/// tract has five of these, of which four give wrong answers.
fn classical(op: &str) -> Option<Parts> {
    Some(match op {
        "ArrayFeatureExtractor" => (index::array_feature_extractor, index::array_feature_facts),
        "Binarizer" => (scale::binarizer, as_first),
        "CastMap" => (features::cast_map, features::cast_map_facts),
        "CategoryMapper" => (encode::category_mapper, encode::mapper_facts),
        "DictVectorizer" => (features::dict_vectorizer, as_first),
        "FeatureVectorizer" => (features::feature_vectorizer, features::feature_vectorizer_facts),
        "Imputer" => (scale::imputer, as_first),
        "LabelEncoder" => (encode::label_encoder, encode::label_encoder_facts),
        "LinearClassifier" => (linear::classifier, linear::classifier_facts),
        "LinearRegressor" => (linear::regressor, linear::regressor_facts),
        "Normalizer" => (scale::normalizer, floats_as_first),
        "OneHotEncoder" => (encode::one_hot_encoder, encode::one_hot_facts),
        "SVMClassifier" => (svm::classifier, svm::classifier_facts),
        "SVMRegressor" => (svm::regressor, svm::regressor_facts),
        "Scaler" => (scale::scaler, floats_as_first),
        "TreeEnsemble" => (tree_ensemble::modern, tree_ensemble::modern_facts),
        "TreeEnsembleClassifier" => (tree_ensemble::classifier, tree_ensemble::classifier_facts),
        "TreeEnsembleRegressor" => (tree_ensemble::regressor, tree_ensemble::regressor_facts),
        "ZipMap" => (features::zip_map, some_sequence),
        _ => return None,
    })
}

/// tract has none of these.
fn microsoft(op: &str) -> Option<Parts> {
    Some(match op {
        "CDist" => (distance::cdist, distance::cdist_facts),
        "MurmurHash3" => (text::murmur_hash, text::hash_facts),
        "Tokenizer" => (text::tokenizer, text::tokenizer_facts),
        "QuantizeLinear" => (quantise::quantize_linear, quantise::quantize_facts),
        "DequantizeLinear" => (quantise::dequantize_linear, quantise::dequantize_facts),
        "DynamicQuantizeMatMul" | "MatMulIntegerToFloat" => (quantised::to_float, quantised::to_float_facts),
        "QGemm" => (quantised::qgemm, quantised::qgemm_facts),
        _ => return None,
    })
}

fn standard(op: &str) -> Option<Parts> {
    Some(match op {
        "Cast" => (cast::cast, cast::cast_facts),
        "CastLike" => (cast::cast_like, cast::cast_like_facts),
        "MatMul" => (matmul::matmul, matmul::matmul_facts),
        "Gemm" => (matmul::gemm, matmul::gemm_facts),
        "Attention" => (attention::attention, attention::attention_facts),
        "QuantizeLinear" => (quantise::quantize_linear, quantise::quantize_facts),
        "DequantizeLinear" => (quantise::dequantize_linear, quantise::dequantize_facts),
        "DynamicQuantizeLinear" => (quantise::dynamic, quantise::dynamic_facts),
        "MatMulInteger" => (quantised::matmul_integer, quantised::matmul_integer_facts),
        "QLinearMatMul" => (quantised::qlinear_matmul, quantised::qlinear_matmul_facts),
        "ConvInteger" => (quantised::conv_integer, quantised::conv_integer_facts),
        "QLinearConv" => (quantised::qlinear_conv, quantised::qlinear_conv_facts),
        "ReduceL1" | "ReduceL2" | "ReduceLogSum" | "ReduceLogSumExp" | "ReduceMax" | "ReduceMean" | "ReduceMin"
        | "ReduceProd" | "ReduceSum" | "ReduceSumSquare" => (reduce::reduce, reduce::reduce_facts),
        "CumProd" | "CumSum" => (sort::cum_sum, as_first),
        "Unique" => (sort::unique, sort::unique_facts),
        "Optional" | "OptionalGetElement" => (shape::optional, shape::optional_facts),
        "OptionalHasElement" => (shape::optional_has, shape::optional_has_facts),
        "Conv" => (conv::conv, conv::conv_facts),
        "Resize" | "Upsample" => (resize::resize, resize::resize_facts),
        "MaxPool" => (pool::pool, pool::pool_facts),
        "GRU" | "LSTM" | "RNN" => (recurrent::recurrent, recurrent::recurrent_facts),
        "SpaceToDepth" => (arrange::space_to_depth, arrange::space_to_depth_facts),
        "Compress" => (index::compress, index::compress_facts),
        "Constant" => (make::constant, make::constant_facts),
        "ConstantOfShape" => (make::constant_of_shape, make::constant_of_shape_facts),
        "OneHot" => (make::one_hot, make::one_hot_facts),
        "Range" => (make::range, make::range_facts),
        "Pad" => (pad::pad, pad::pad_facts),
        "Relu" => (elementwise::relu, as_first),
        "Celu" | "Sigmoid" | "Swish" => (elementwise::float_function, as_first),
        "ReverseSequence" => (reverse::reverse_sequence, as_first),
        "If" => (control::choose, control_facts::choose_facts),
        "Loop" => (control::repeat, control_facts::repeat_facts),
        "Scan" => (control::scan, control_facts::scan_facts),
        "ConcatFromSequence" => (sequence::concat, sequence::concat_facts),
        "SequenceAt" => (sequence::at, sequence::at_facts),
        "SequenceConstruct" => (sequence::construct, sequence::construct_facts),
        "SequenceEmpty" => (sequence::empty, some_sequence),
        "SequenceErase" => (sequence::erase, sequence::erase_facts),
        "SequenceInsert" => (sequence::insert, sequence::insert_facts),
        "SequenceLength" => (sequence::length, sequence::length_facts),
        "SplitToSequence" => (sequence::split, sequence::split_facts),
        "RegexFullMatch" => (text::regex_full_match, text::match_facts),
        "StringConcat" => (text::string_concat, text::concat_facts),
        "StringNormalizer" => (text::string_normalizer, text::normalizer_facts),
        "StringSplit" => (text::string_split, text::split_facts),
        "TfIdfVectorizer" => (tfidf::tfidf_vectorizer, tfidf::tfidf_facts),
        _ => return None,
    })
}
