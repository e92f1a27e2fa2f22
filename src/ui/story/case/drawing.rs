//! A pad to draw on, for models of small pictures.

use crate::bridge::FeatureValue;
use crate::data::drawing::ink;
use crate::data::scenario::Picture;
use crate::explain::Message;
use crate::ui::story::case::OneCase;
use crate::ui::text::{say, t};
use crate::ui::today::TodayMemo;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, PointerEvent};

/// Width of the pen on the pad, in its own pixels.
const PEN: f64 = 22.0;
/// Pixels on each side of the pad.
const SIDE: u32 = 320;

/// The pad, what the model sees of it, and how sure it is of each class.
pub fn pad(case: OneCase, picture: Picture) -> AnyView {
    let canvas = NodeRef::<Canvas>::new();
    let strokes = StoredValue::new(Vec::<Vec<(f64, f64)>>::new());
    let seen = picture.clone();
    let place = move |event: &PointerEvent| {
        let size = canvas.get_untracked().map_or(1.0, |c| f64::from(c.client_width().max(1)));
        let scale = f64::from(SIDE) / size;
        (f64::from(event.offset_x()) * scale, f64::from(event.offset_y()) * scale)
    };
    let ask = move || {
        let ink = strokes.with_value(|strokes| ink(strokes, &picture));
        case.change(|values| *values = ink.into_iter().map(FeatureValue::Number).collect());
    };
    let ask = StoredValue::new(ask);
    let down = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(canvas) = canvas.get_untracked() {
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        let at = place(&event);
        strokes.update_value(|all| all.push(vec![at]));
        trace(canvas, at, at);
    };
    let moved = move |event: PointerEvent| {
        if event.buttons() & 1 == 0 {
            return;
        }
        let at = place(&event);
        let mut from = None;
        strokes.update_value(|all| {
            if let Some(stroke) = all.last_mut() {
                from = stroke.last().copied();
                stroke.push(at);
            }
        });
        if let Some(from) = from {
            trace(canvas, from, at);
        }
    };
    let up = move |_| ask.with_value(|ask| ask());
    let clear = move |_| {
        strokes.set_value(Vec::new());
        if let Some(context) = context(canvas) {
            context.clear_rect(0.0, 0.0, f64::from(SIDE), f64::from(SIDE));
        }
    };
    view! {
        <div class="drawing">
            <div>
                <p class="muted small">{t("case-draw")}</p>
                <canvas
                    node_ref=canvas width=SIDE height=SIDE class="pad" aria-label=t("case-draw") role="img"
                    on:pointerdown=down on:pointermove=moved on:pointerup=up
                ></canvas>
                <button type="button" on:click=clear>{t("case-clear")}</button>
            </div>
            <div>
                <p class="muted small">{t("case-seen")}</p>
                {move || squares(case, &seen)}
            </div>
        </div>
        {move || classes(case)}
    }
    .into_any()
}

fn context(canvas: NodeRef<Canvas>) -> Option<CanvasRenderingContext2d> {
    canvas.get_untracked()?.get_context("2d").ok()??.dyn_into().ok()
}

fn trace(canvas: NodeRef<Canvas>, from: (f64, f64), to: (f64, f64)) {
    let Some(context) = context(canvas) else { return };
    context.set_line_width(PEN);
    context.set_line_cap("round");
    context.set_line_join("round");
    context.begin_path();
    context.move_to(from.0, from.1);
    context.line_to(to.0, to.1);
    context.stroke();
}

/// The picture as the model gets it.
fn squares(case: OneCase, picture: &Picture) -> AnyView {
    let (width, span) = (picture.width, picture.max - picture.min);
    let size = format!("0 0 {} {}", picture.width, picture.height);
    let square = |(at, value): (usize, &FeatureValue)| {
        let FeatureValue::Number(ink) = value else { return None };
        let (x, y) = (at as u32 % width.max(1), at as u32 / width.max(1));
        let share = ((ink - picture.min) / span).clamp(0.0, 1.0).to_string();
        Some(
            view! { <rect x=x.to_string() y=y.to_string() width="1" height="1" fill="currentColor" fill-opacity=share/> },
        )
    };
    let squares = case.values.with(|values| values.iter().enumerate().filter_map(square).collect_view());
    view! { <svg class="pad" viewBox=size role="img" aria-label=t("case-seen")>{squares}</svg> }.into_any()
}

/// How sure the model is of each class.
fn classes(case: OneCase) -> AnyView {
    let today = expect_context::<TodayMemo>();
    let (scores, Some(now)) = (case.classes.get(), today.get()) else { return ().into_any() };
    let names = &now.opened.cases.classes;
    let best = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((best, sure)) = best else { return ().into_any() };
    let percent = |share: f64| now.opened.words.numbers.percent(share, 0.0) + "%";
    let read = say(&Message::new("case-drawn").text("class", names.get(best).cloned().unwrap_or_default()));
    let sure = say(&Message::new("case-sure").text("percent", percent(sure)));
    let row = |(at, score): (usize, f64)| {
        view! {
            <li class:best=at == best>
                <span>{names.get(at).cloned()}</span>
                <meter min="0" max="1" value=score.to_string()></meter>
                <span>{percent(score)}</span>
            </li>
        }
    };
    let rows = scores.iter().copied().enumerate().map(row).collect_view();
    view! {
        <p class="big-line" role="status">{read} " · " {sure}</p>
        <ul class="classes" aria-label=t("case-classes")>{rows}</ul>
    }
    .into_any()
}
