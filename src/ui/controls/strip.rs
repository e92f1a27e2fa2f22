//! The threshold with what follows from it, in sight wherever the page is
//! scrolled to: once its place has left the window, it stands in a slim bar.

use crate::ui::chart::Margins;
use crate::ui::controls::slider::Track;
use crate::ui::figures::{InShort, Sentence};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// So much of the place must be in the window, below its top, for the slider
/// to stand there: about the height of the bar that takes over.
const BAR: &str = "-80px 0px 0px 0px";

/// The slider alone; its sentence and figures join it in the bar. `plot` is
/// where the chart beneath draws, see [`Track`].
#[component]
pub fn Slider(#[prop(optional)] plot: Option<RwSignal<Option<Margins>>>) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    // What stays behind keeps its height, so that nothing jumps.
    let left_behind = height_left_behind(place);
    let height = move || left_behind.get().map(|height| format!("{height}px"));
    view! {
        <div class="strip-place" node_ref=place style:min-height=height>
            <div class="strip" class:stuck=move || left_behind.get().is_some()>
                <div class="strip-inner">
                    <Track plot=plot.unwrap_or_else(|| RwSignal::new(None))/>
                    <div class="strip-said"><InShort/><Sentence live=false/></div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Once an element has left the window at its top, the height that it had, in CSS pixels.
fn height_left_behind(place: NodeRef<Div>) -> ReadSignal<Option<i32>> {
    type Watch = (IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>);
    let (gone, set_gone) = signal(None);
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move || {
        let Some(element) = place.get() else { return };
        let observed = element.clone();
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            let Some(entry) = last else { return };
            let window_top = entry.root_bounds().map_or(0.0, |bounds| bounds.top());
            let is_gone = !entry.is_intersecting() && entry.bounding_client_rect().top() < window_top;
            set_gone.update(|height| *height = is_gone.then(|| height.unwrap_or_else(|| element.offset_height())));
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(BAR);
        if let Ok(observer) = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options) {
            observer.observe(&observed);
            watch.set_value(Some((observer, changed)));
        }
    });
    on_cleanup(move || {
        watch.update_value(|held| {
            if let Some((observer, _)) = held.take() {
                observer.disconnect();
            }
        });
    });
    gone
}
