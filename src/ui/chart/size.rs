//! How large a chart is drawn: its place in the page times the screen's density.

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::ResizeObserver;

/// Width and height in device pixels, and device pixels per CSS pixel; follows
/// the layout, the zoom and a move to another screen.
pub fn follow(canvas: NodeRef<Canvas>) -> Memo<(u32, u32, f64)> {
    let measured = RwSignal::new((0, 0, 1.0));
    let measure = move || {
        let Some(canvas) = canvas.get_untracked() else { return };
        let density = window().device_pixel_ratio();
        let pixels = |css: i32| (f64::from(css) * density).round() as u32;
        measured.set((pixels(canvas.client_width()), pixels(canvas.client_height()), density));
    };
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move || {
        let Some(element) = canvas.get() else { return };
        let changed = Closure::<dyn FnMut()>::new(measure);
        if let Ok(watch) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            watch.observe(&element);
            observer.set_value(Some((watch, changed)));
        }
    });
    // A change of density alone leaves the CSS size as it is; browsers report it as a resize of the window.
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || {
        resized.remove();
        observer.update_value(|held| {
            if let Some((watch, _)) = held.take() {
                watch.disconnect();
            }
        });
    });
    Memo::new(move |_| measured.get())
}
