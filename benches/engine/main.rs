//! How long the engine takes, native, for the rows of each model. Run by `cargo xtask bench engine`.
//!
//! `engine MODELS NAME ROWS [NAME ROWS ...]` prints lines `time NAME SECONDS`: the best of the runs.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use cutpoint::model::{judge, load_for_scores};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((models, wanted)) = arguments.split_first() else { return };
    for pair in wanted.chunks_exact(2) {
        let (name, rows) = (&pair[0], pair[1].parse().expect("a number of rows"));
        let folder = Path::new(models).join(name);
        let bytes = std::fs::read(folder.join("model.onnx")).expect("a model");
        let inputs = std::fs::read_to_string(folder.join("inputs.json")).expect("its inputs");
        let model = load_for_scores(&bytes, "model.onnx").expect("a model that loads");
        let batch = judge::read_inputs_repeated(&inputs, rows).expect("inputs that fit");
        let (mut best, begin, mut runs) = (f64::INFINITY, Instant::now(), 0);
        while runs < 5 || begin.elapsed().as_secs_f64() < 1.0 {
            let start = Instant::now();
            black_box(model.score(black_box(&batch)).expect("scores"));
            best = best.min(start.elapsed().as_secs_f64());
            runs += 1;
        }
        println!("time {name} {best}");
    }
}
