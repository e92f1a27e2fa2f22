//! The confusion matrix of any number of classes, and averages over them.

use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::sum::sum;
use crate::metrics::undefined::Undefined;

/// Weighted counts by true class (row) and predicted class (column).
#[derive(Debug, Clone, PartialEq)]
pub struct ConfusionMatrix {
    classes: usize,
    counts: Vec<f64>,
}

/// How figures of the classes become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Average {
    /// The plain mean: each class counts the same. A class whose figure is
    /// undefined makes the mean undefined; scikit-learn counts it as 0.
    Macro,
    /// The figure of all one-against-rest counts added up: each case counts
    /// the same.
    Micro,
    /// The mean weighted by how often each class occurs; classes that never
    /// occur do not matter.
    Weighted,
}

impl ConfusionMatrix {
    /// Counts (true class, predicted class, weight). Classes beyond `classes`
    /// are left out.
    pub fn count(classes: usize, cases: impl Iterator<Item = (u32, u32, f64)>) -> ConfusionMatrix {
        let mut matrix = ConfusionMatrix { classes, counts: vec![0.0; classes * classes] };
        for (actual, predicted, weight) in cases {
            let (actual, predicted) = (actual as usize, predicted as usize);
            if predicted < classes
                && let Some(count) = matrix.counts.get_mut(actual * classes + predicted)
            {
                *count += weight;
            }
        }
        matrix
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Weight of the cases of class `actual` that were taken for `predicted`;
    /// 0 for classes that do not exist.
    pub fn get(&self, actual: usize, predicted: usize) -> f64 {
        let inside = actual < self.classes && predicted < self.classes;
        if inside { self.counts.get(actual * self.classes + predicted).copied().unwrap_or(0.0) } else { 0.0 }
    }

    /// The rows: for each true class the counts by predicted class.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        // chunks() does not take 0; without classes there is no count either.
        self.counts.chunks(self.classes.max(1))
    }

    /// Weight of all cases.
    pub fn total(&self) -> f64 {
        sum(self.counts.iter().copied())
    }

    /// Share of the cases on the diagonal; `None` without cases.
    pub fn accuracy(&self) -> Option<f64> {
        let right = sum((0..self.classes).map(|class| self.get(class, class)));
        (self.total() > 0.0).then(|| right / self.total())
    }

    /// The four counts of one class against the rest.
    pub fn against_rest(&self, class: usize) -> Confusion {
        let tp = self.get(class, class);
        let actual = sum((0..self.classes).map(|other| self.get(class, other)));
        let predicted = sum((0..self.classes).map(|other| self.get(other, class)));
        let (fn_, fp) = (actual - tp, predicted - tp);
        Confusion { tp, fp, fn_, tn: (self.total() - tp - fp - fn_).max(0.0) }
    }

    /// A figure of all classes as one number.
    ///
    /// # Errors
    /// Why it is undefined, for the first class that makes it so.
    pub fn average(&self, figure: Figure, average: Average) -> Result<f64, Undefined> {
        if self.total() <= 0.0 {
            return Err(Undefined::NoCases);
        }
        let classes = (0..self.classes).map(|class| self.against_rest(class));
        match average {
            Average::Micro => figure.of(&classes.fold(Confusion::default(), |all, c| all.plus(&c))),
            Average::Macro => {
                let values = classes.map(|c| figure.of(&c)).collect::<Result<Vec<_>, _>>()?;
                Ok(sum(values.iter().copied()) / values.len() as f64)
            }
            Average::Weighted => {
                let occurring = classes.filter(|c| c.positives() > 0.0);
                let values = occurring.map(|c| Ok(c.positives() * figure.of(&c)?)).collect::<Result<Vec<_>, _>>()?;
                Ok(sum(values) / self.total())
            }
        }
    }
}
