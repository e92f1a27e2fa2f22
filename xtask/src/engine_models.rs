//! What `bench engine` measures, natively and in the browser.

/// Folder of the model, and rows in one measurement: some ten to hundred milliseconds.
pub const MODELS: [(&str, usize); 9] = [
    ("logistic", 16_384),
    ("mlp_64_32", 16_384),
    ("forest_100x8", 8_192),
    ("forest_100_unlimited", 4_096),
    ("boosting_300x6", 4_096),
    ("lightgbm_200", 4_096),
    ("svm_rbf", 2_048),
    ("text_tfidf", 2_048),
    ("cnn_28x28", 512),
];
