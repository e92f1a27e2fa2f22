//! Reading fixtures and counting how well they are met.

use serde_json::Value;

/// How many values were compared and how far off the worst was.
#[derive(Default)]
pub struct Tally {
    pub topic: String,
    pub checked: usize,
    pub worst: f64,
}

impl Tally {
    pub fn new(topic: &str) -> Tally {
        Tally { topic: topic.to_owned(), ..Tally::default() }
    }

    /// Compares with 1e-12 relative; null stands for undefined.
    pub fn check(&mut self, what: &str, ours: Option<f64>, theirs: &Value) {
        self.checked += 1;
        let theirs = number(theirs);
        let (Some(a), Some(b)) = (ours, theirs) else {
            assert_eq!(ours, theirs, "{}: {what}", self.topic);
            return;
        };
        let deviation = if a == b { 0.0 } else { (a - b).abs() / b.abs() };
        assert!(deviation <= 1e-12, "{}: {what}: {a} is not {b}, off by {deviation:e}", self.topic);
        self.worst = self.worst.max(deviation);
    }

    pub fn report(self) {
        println!("{}: {} reference values, largest relative deviation {:.1e}", self.topic, self.checked, self.worst);
    }
}

pub fn number(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("inf") => Some(f64::INFINITY),
        Some("-inf") => Some(f64::NEG_INFINITY),
        _ => value.as_f64(),
    }
}

pub fn read(text: &str, list: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("a fixture is JSON");
    file[list].as_array().expect("a list").clone()
}

pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|v| number(v).expect("a number")).collect()
}

pub fn flags(value: &Value) -> Vec<bool> {
    numbers(value).into_iter().map(|flag| flag == 1.0).collect()
}
