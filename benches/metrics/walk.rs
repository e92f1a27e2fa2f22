// The cases of all three benchmarks: Knuth's linear congruential generator,
// walked in the same way by scikit_learn.py. A case is positive with chance
// score squared. `short` rounds the scores to 32-bit floats, as models give.

fn cases(rows: usize, short: bool) -> (Vec<f64>, Vec<bool>) {
    let mut state = 7_u64;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (mut scores, mut positive) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    for _ in 0..rows {
        let (score, chance) = (unit(), unit());
        let score = if short { f64::from(score as f32) } else { score };
        scores.push(score);
        positive.push(chance < score * score);
    }
    (scores, positive)
}
