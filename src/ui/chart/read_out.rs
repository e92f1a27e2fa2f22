//! The row of a chart that pointer or keyboard points at, in words.

use crate::charts::{Cell, Column, Transform};
use crate::ui::chart::picture::Shown;
use crate::ui::chart::table::cell_text;
use crate::ui::text::t;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Which row is read out; cheap to copy.
#[derive(Clone, Copy)]
pub struct ReadOut {
    picture: Signal<Option<Shown>>,
    row: RwSignal<Option<usize>>,
    /// By keyboard it is also spoken; a pointer would never stop talking.
    spoken: RwSignal<bool>,
}

impl ReadOut {
    /// Nothing is read out yet.
    pub fn new(picture: Signal<Option<Shown>>) -> Self {
        Self { picture, row: RwSignal::new(None), spoken: RwSignal::new(false) }
    }

    /// The row, if any.
    pub fn row(self) -> Option<usize> {
        self.row.get()
    }

    /// Follows a pointer.
    pub fn at(self, transform: &Transform, px: f64, py: f64) {
        self.spoken.set(false);
        let row = self.picture.with_untracked(|p| p.as_ref().and_then(|p| p.nearest(transform, px, py)));
        if row != self.row.get_untracked() {
            self.row.set(row);
        }
    }

    /// Follows the arrow keys, Home and End; Escape ends it.
    pub fn key(self, event: &KeyboardEvent) {
        let rows = self.picture.with_untracked(|p| p.as_ref().map_or(0, |p| p.rows()));
        let Some(last) = rows.checked_sub(1) else { return };
        let here = self.row.get_untracked();
        // A curve of a million points is walked in a hundred steps.
        let stride = (rows / 100).max(1);
        let row = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => here.map_or(0, |row| row.saturating_add(stride).min(last)),
            "ArrowLeft" | "ArrowDown" => here.map_or(last, |row| row.saturating_sub(stride)),
            "Home" => 0,
            "End" => last,
            "Escape" => return self.clear(),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        self.spoken.set(true);
        self.row.set(Some(row));
    }

    /// Ends it.
    pub fn clear(self) {
        if self.row.get_untracked().is_some() {
            self.row.set(None);
        }
    }

    /// What a screen reader hears.
    pub fn text(self) -> String {
        let Some(row) = self.row.get().filter(|_| self.spoken.get()) else { return String::new() };
        self.picture.with(|p| p.as_ref().map_or_else(String::new, |p| lines(&p.row(row)).join(", ")))
    }
}

/// The figures of a row, a line each.
pub fn lines(row: &[(Column, Cell)]) -> Vec<String> {
    row.iter().map(|(column, cell)| format!("{}: {}", t(column.id), cell_text(*cell, column.unit))).collect()
}
