//! The page: components that wire pure functions to views. No arithmetic here.
//!
//! `app` puts the parts together, `state` holds the signals, `today` what all
//! panels read, `open` how a scenario gets there. `story` has a file for each
//! chapter; `anew` keeps what takes seconds to draw; `controls` what people
//! set; `pictures` makes the charts that `chart` shows. `parts` loads the later
//! chapters and the `tools` (`import`, `edit`, `saved`) after the first picture:
//! those are called through it alone. `query` reads and writes links, `history`
//! the steps of Back and Forward, `left_out` says what of a link cannot be used.

mod alternatives;
mod anew;
mod app;
mod chart;
mod controls;
mod edit;
mod fetch;
mod figures;
mod header;
mod history;
mod import;
mod intro;
mod left_out;
mod linked;
mod open;
mod outcomes;
mod parts;
mod pictures;
mod query;
mod save;
mod saved;
mod settings;
mod state;
mod status;
mod story;
mod text;
mod today;
mod tools;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the application in place of what the HTML file shows while starting.
pub fn mount() {
    let Some(place) = document().get_element_by_id("app") else { return };
    place.set_inner_html("");
    mount_to(place.unchecked_into(), app::App).forget();
}
