//! The flat tree kernel: all nodes of an ensemble in one array, walked for a
//! block of rows tree by tree, several rows in step so that their memory
//! accesses overlap.

use super::super::error::OpError;

/// Class (or target) and weight of a leaf, in the file's order.
pub(crate) type Leaf = Vec<(u32, f64)>;

/// How a branch compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// Left when `x <= t`.
    AtMost,
    /// Left when `x < t`.
    Below,
}

/// A number that trees compare: 32 or 64 bits.
pub(crate) trait Number: Copy + PartialOrd + Default + std::ops::AddAssign + Send + Sync + 'static {
    fn from_f64(v: f64) -> Self;
    /// The largest number below.
    fn before(self) -> Self;
    fn missing(self) -> bool;
    fn single(self) -> f32;
}

impl Number for f32 {
    fn from_f64(v: f64) -> Self {
        v as f32
    }
    fn before(self) -> Self {
        self.next_down()
    }
    fn missing(self) -> bool {
        self.is_nan()
    }
    fn single(self) -> f32 {
        self
    }
}

impl Number for f64 {
    fn from_f64(v: f64) -> Self {
        v
    }
    fn before(self) -> Self {
        self.next_down()
    }
    fn missing(self) -> bool {
        self.is_nan()
    }
    fn single(self) -> f32 {
        self as f32
    }
}

/// The ensemble while it is read; [`Forest::walker`] makes what runs.
pub(crate) struct Forest {
    pub targets: usize,
    tests: Vec<(u32, f64, Test, bool)>,
    children: Vec<[u32; 2]>,
    /// For a leaf, its place in `leaves`.
    leaf_at: Vec<Option<u32>>,
    leaves: Vec<Leaf>,
    roots: Vec<u32>,
    /// One more than the largest feature.
    pub features: usize,
}

impl Forest {
    pub fn new(targets: usize) -> Self {
        Self { targets, tests: vec![], children: vec![], leaf_at: vec![], leaves: vec![], roots: vec![], features: 0 }
    }

    pub fn len(&self) -> usize {
        self.tests.len()
    }

    pub fn trees(&self) -> usize {
        self.roots.len()
    }

    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    fn push(&mut self, test: (u32, f64, Test, bool), leaf: Option<u32>) {
        // Children point to the node itself until they are linked.
        let at = self.tests.len() as u32;
        self.tests.push(test);
        self.children.push([at; 2]);
        self.leaf_at.push(leaf);
    }

    pub fn add_test(&mut self, feature: u32, value: f64, test: Test, missing_left: bool) {
        self.features = self.features.max(feature as usize + 1);
        self.push((feature, value, test, missing_left), None);
    }

    pub fn add_leaf(&mut self, weights: &[(u32, f64)]) {
        let at = self.leaves.len() as u32;
        self.leaves.push(weights.to_vec());
        self.push((0, 0.0, Test::AtMost, false), Some(at));
    }

    pub fn link(&mut self, parent: usize, side: usize, child: usize) {
        if let Some(slot) = self.children.get_mut(parent).and_then(|c| c.get_mut(side)) {
            *slot = child as u32;
        }
    }

    pub fn add_root(&mut self, at: usize) {
        self.roots.push(at as u32);
    }

    /// Checks that no branch leads back to itself or upwards: depth first
    /// layout puts every child after its parent.
    pub fn finish(&self) -> Result<(), OpError> {
        let forward = self.children.iter().zip(&self.leaf_at).enumerate().all(|(i, (c, leaf))| {
            leaf.is_some() || c.iter().all(|&c| c as usize > i && (c as usize) < self.tests.len())
        });
        if forward { Ok(()) } else { Err(OpError::Value("malformed trees: a branch without an end".into())) }
    }

    /// The form that runs, for 32-bit or 64-bit features.
    pub fn walker<N: Number>(&self) -> Walker<N> {
        // What `Walker::step` relies on, whatever was linked: no node leads beyond the last one.
        let last = (self.tests.len() as u32).saturating_sub(1);
        let nodes = self
            .tests
            .iter()
            .zip(&self.children)
            .map(|(&(feature, value, test, missing_left), &children)| {
                let t = N::from_f64(value);
                let t = if test == Test::Below { t.before() } else { t };
                Node {
                    threshold: t,
                    feature: feature | if missing_left { MISSING_LEFT } else { 0 },
                    children: children.map(|c| c.min(last)),
                }
            })
            .collect();
        let leaf_of = self.leaf_at.iter().map(|l| l.unwrap_or(u32::MAX)).collect();
        let missing = self.tests.iter().any(|t| t.3);
        let roots = self.roots.iter().map(|r| (*r).min(last)).collect();
        let features = self.tests.iter().map(|t| t.0 as usize + 1).max().unwrap_or(0);
        Walker { nodes, leaf_of, roots, features, missing }
    }
}

/// Flag in [`Node::feature`]: NaN goes left.
const MISSING_LEFT: u32 = 1 << 31;

/// Left child first. A leaf points to itself on both sides.
#[derive(Clone, Copy)]
#[repr(C)]
struct Node<N> {
    threshold: N,
    feature: u32,
    children: [u32; 2],
}

/// Rows walked in step.
const LANES: usize = 8;

/// What runs: see [`Forest::walker`].
pub(crate) struct Walker<N> {
    nodes: Vec<Node<N>>,
    leaf_of: Vec<u32>,
    roots: Vec<u32>,
    features: usize,
    missing: bool,
}

impl<N: Number> Walker<N> {
    /// Calls `found(row, leaf)` for every row of the block and every tree;
    /// for one row, trees come in order.
    ///
    /// # Errors
    /// Rows narrower than the largest feature.
    pub fn walk(&self, x: &[N], width: usize, rows: usize, mut found: impl FnMut(usize, u32)) -> Result<(), OpError> {
        if width < self.features.max(1) || x.len() < rows * width {
            return Err(OpError::Shape(format!("{width} columns, the trees look at {}", self.features)));
        }
        if self.nodes.is_empty() {
            return Ok(());
        }
        for &root in &self.roots {
            let mut row = 0;
            while row + LANES <= rows {
                let at = if self.missing {
                    self.descend::<true>(root, &x[row * width..], width)
                } else {
                    self.descend::<false>(root, &x[row * width..], width)
                };
                for (lane, node) in at.iter().enumerate() {
                    found(row + lane, self.leaf_of[*node as usize]);
                }
                row += LANES;
            }
            for row in row..rows {
                found(row, self.leaf_of[self.descend_one(root, &x[row * width..(row + 1) * width]) as usize]);
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn step<const MISSING: bool>(&self, at: u32, row: &[N]) -> u32 {
        // SAFETY: Forest::walker made sure that roots and children are nodes, and
        // walk() that a row holds every feature.
        let (node, x) = unsafe {
            let node = self.nodes.get_unchecked(at as usize);
            (node, *row.get_unchecked((node.feature & !MISSING_LEFT) as usize))
        };
        let mut left = x <= node.threshold;
        if MISSING {
            left |= x.missing() && node.feature & MISSING_LEFT != 0;
        }
        if left { node.children[0] } else { node.children[1] }
    }

    #[inline(always)]
    fn descend<const MISSING: bool>(&self, root: u32, x: &[N], width: usize) -> [u32; LANES] {
        let rows: [&[N]; LANES] = std::array::from_fn(|lane| &x[lane * width..(lane + 1) * width]);
        let mut at = [root; LANES];
        loop {
            let mut moved = 0;
            for (at, row) in at.iter_mut().zip(&rows) {
                let next = self.step::<MISSING>(*at, row);
                moved |= next ^ *at;
                *at = next;
            }
            if moved == 0 {
                return at;
            }
        }
    }

    fn descend_one(&self, root: u32, row: &[N]) -> u32 {
        let mut at = root;
        loop {
            let next = self.step::<true>(at, row);
            if next == at {
                return at;
            }
            at = next;
        }
    }
}
