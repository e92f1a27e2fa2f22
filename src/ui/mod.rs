//! The page: components that wire pure functions to views. No arithmetic here.

mod app;
mod chart;
mod chart_canvas;
mod chart_download;
mod chart_size;
mod chart_table;
mod fetch;
mod figures;
mod header;
mod intro;
mod open;
mod outcomes;
mod panels;
mod query;
mod settings;
mod slider;
mod state;
mod status;
mod text;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the application in place of what the HTML file shows while starting.
pub fn mount() {
    let Some(place) = document().get_element_by_id("app") else { return };
    place.set_inner_html("");
    mount_to(place.unchecked_into(), app::App).forget();
}
