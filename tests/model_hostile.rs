//! Malformed and hostile model files (made by `models/zoo/make_hostile.py`):
//! each is refused or stopped with a typed error.
#![cfg(feature = "engine")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cutpoint::model::{Batch, ModelError, Scores, load};

/// The work of this thread: what other programs take of the processor is not
/// the file's doing.
enum Work {
    Processor(Duration),
    /// Where the system does not tell.
    Clock(Instant),
}

/// Processor time of this thread, as Linux tells it, in hundredths of a second.
fn processor() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/stat").ok()?;
    // The name, in brackets, may hold spaces; user and system time are fields 14 and 15.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

impl Work {
    fn now() -> Self {
        processor().map_or_else(|| Self::Clock(Instant::now()), Self::Processor)
    }

    fn so_far(&self) -> Duration {
        match self {
            Self::Processor(start) => processor().unwrap_or_default().saturating_sub(*start),
            Self::Clock(start) => start.elapsed(),
        }
    }
}

#[test]
fn the_work_of_a_thread_is_measured_where_it_is_done() {
    let start = Work::now();
    let clock = Instant::now();
    let mut sum = 0u64;
    while start.so_far() < Duration::from_millis(50) {
        sum = (0..100_000u64).fold(sum, |a, b| a.wrapping_mul(31).wrapping_add(b));
        assert!(clock.elapsed() < Duration::from_secs(60), "work is not counted ({sum})");
    }
    std::thread::sleep(Duration::from_millis(100));
    assert!(start.so_far() < clock.elapsed());
}

fn run(name: &str) -> Result<Scores, ModelError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/hostile").join(format!("{name}.onnx"));
    let model = load(&fs::read(path).unwrap(), name)?;
    let mut batch = Batch::new(2);
    batch.put_singles("X", &[2], vec![0.25, 1.0, 2.0, f32::NAN]).unwrap();
    model.score(&batch)
}

#[test]
fn every_hostile_file_ends_in_a_typed_error_and_does_not_run_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/hostile");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let start = Work::now();
        assert!(run(&name).is_err(), "{name} was scored");
        // The dev profile is some ten times slower than what is shipped.
        let took = start.so_far();
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
        count += 1;
    }
    assert!(count >= 19, "{count} files");
}

#[test]
fn cycles_and_trees_that_lead_nowhere_are_refused_while_loading() {
    for name in ["cycle", "nobody_makes_it", "absurd_shape", "short_tensor", "negative_shape"] {
        assert!(matches!(run(name), Err(ModelError::Malformed { .. })), "{name}: {:?}", run(name));
    }
    assert!(matches!(run("many_dictionaries"), Err(ModelError::TooLarge { .. })), "{:?}", run("many_dictionaries"));
    for name in
        ["tree_circle", "tree_to_itself", "tree_to_nowhere", "tree_class_out_of_range", "tree_node_twice", "svm_short"]
    {
        assert!(matches!(run(name), Err(ModelError::Operator { .. })), "{name}: {:?}", run(name));
    }
}

#[test]
fn operators_that_are_not_built_in_are_named_all_at_once_with_their_nodes() {
    let Err(ModelError::Unsupported { operators, .. }) = run("unknown_operators") else { panic!("not refused") };
    let named: Vec<(&str, &str, &str)> =
        operators.iter().map(|o| (o.domain.as_str(), o.operator.as_str(), o.nodes[0].as_str())).collect();
    assert_eq!(named, [("", "Frobnicate", "first"), ("my.own", "Whirl", "second")]);
}

#[test]
fn weights_in_a_second_file_are_named() {
    assert!(matches!(run("external_data"), Err(ModelError::ExternalData { tensor, .. }) if tensor == "W"));
}
