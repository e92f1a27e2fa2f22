//! Why an operator is ours though the engine is tract.

use Reason::{Fails, Lacks, Slower, Untried};

/// Why tract's own operator is not used. `tests/model_reasons` tells when a
/// reason no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// tract has none of that name.
    Lacks,
    /// tract's refuses this node test of the ONNX standard, or answers it wrongly.
    Fails(&'static str),
    /// tract's is right and slower in a browser: `docs/tract-notes.md` has the figures.
    Slower,
    /// tract's passes the node tests; ours has not been dropped yet.
    Untried,
}

/// The operators of the standard's own domain that are ours.
pub const REASONS: &[(&str, Reason)] = &[
    ("Attention", Lacks),
    ("Cast", Untried),
    ("CastLike", Untried),
    ("Celu", Fails("test_celu_float16")),
    ("Compress", Fails("test_compress_0")),
    ("ConcatFromSequence", Untried),
    ("Constant", Untried),
    ("ConstantOfShape", Untried),
    ("Conv", Slower),
    ("ConvInteger", Untried),
    ("CumProd", Lacks),
    ("CumSum", Untried),
    ("DequantizeLinear", Fails("test_dequantizelinear_blocked")),
    ("DynamicQuantizeLinear", Untried),
    ("GRU", Fails("test_gru_reverse")),
    ("Gemm", Slower),
    ("If", Untried),
    ("LSTM", Fails("test_lstm_reverse")),
    ("Loop", Lacks),
    ("MatMul", Slower),
    ("MatMulInteger", Untried),
    ("MaxPool", Slower),
    ("OneHot", Fails("test_onehot_out_of_range_indices")),
    ("Optional", Lacks),
    ("OptionalGetElement", Lacks),
    ("OptionalHasElement", Lacks),
    ("Pad", Fails("test_wrap_pad")),
    ("QLinearConv", Untried),
    ("QLinearMatMul", Fails("test_qlinearmatmul_2D_int8_float16")),
    ("QuantizeLinear", Fails("test_quantizelinear_blocked_symmetric")),
    ("RNN", Fails("test_simple_rnn_reverse")),
    ("Range", Untried),
    ("ReduceL1", Untried),
    ("ReduceL2", Untried),
    ("ReduceLogSum", Untried),
    ("ReduceLogSumExp", Untried),
    ("ReduceMax", Fails("test_reduce_max_bool_inputs")),
    ("ReduceMean", Untried),
    ("ReduceMin", Fails("test_reduce_min_bool_inputs")),
    ("ReduceProd", Untried),
    ("ReduceSum", Untried),
    ("ReduceSumSquare", Untried),
    ("RegexFullMatch", Lacks),
    ("Relu", Slower),
    ("Resize", Untried),
    ("ReverseSequence", Lacks),
    ("Scan", Untried),
    ("SequenceAt", Lacks),
    ("SequenceConstruct", Lacks),
    ("SequenceEmpty", Lacks),
    ("SequenceErase", Lacks),
    ("SequenceInsert", Lacks),
    ("SequenceLength", Lacks),
    ("Sigmoid", Untried),
    ("SpaceToDepth", Fails("test_spacetodepth_crd_mode_example")),
    ("SplitToSequence", Lacks),
    ("StringConcat", Lacks),
    ("StringNormalizer", Lacks),
    ("StringSplit", Lacks),
    ("Swish", Fails("test_swiglu_alpha_expanded")),
    ("TfIdfVectorizer", Lacks),
    ("Unique", Lacks),
    ("Upsample", Lacks),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ops::find;

    #[test]
    fn every_operator_of_ours_has_a_reason() {
        let register = include_str!("register.rs");
        let standard = register.split("fn standard").nth(1).unwrap();
        let named: Vec<&str> = standard.split('"').skip(1).step_by(2).collect();
        assert!(named.iter().all(|op| find("", op).is_some()), "{named:?}");
        let listed: Vec<&str> = REASONS.iter().map(|(op, _)| *op).collect();
        let without: Vec<&&str> = named.iter().filter(|op| !listed.contains(op)).collect();
        assert!(without.is_empty(), "{without:?}");
        let gone: Vec<&&str> = listed.iter().filter(|op| !named.contains(op)).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
