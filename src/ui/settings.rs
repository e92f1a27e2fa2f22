//! Settings that the browser remembers.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

const THEME: &str = "cutpoint.theme";

/// Colours and sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Large and of high contrast.
    Projector,
}

impl ThemeChoice {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Projector];

    /// Name in attributes and storage.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The choice of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// What the person chose last; the system's where nothing is stored or storage is forbidden.
    pub fn remembered() -> Self {
        storage()
            .and_then(|storage| storage.get_item(THEME).ok().flatten())
            .and_then(|n| Self::named(&n))
            .unwrap_or_default()
    }

    /// Shows it and remembers it. A full or forbidden storage only forgets it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", self.name());
        }
        if let Some(storage) = storage() {
            let _ = storage.set_item(THEME, self.name());
        }
    }

    /// The palette of charts.
    pub fn palette(self, system_is_dark: bool) -> crate::charts::ThemeName {
        use crate::charts::ThemeName;
        match self {
            Self::System if system_is_dark => ThemeName::Dark,
            Self::System | Self::Light => ThemeName::Light,
            Self::Dark => ThemeName::Dark,
            Self::Projector => ThemeName::Projector,
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Whether the system asks for dark colours; one signal for the whole page.
#[derive(Clone, Copy)]
pub struct SystemIsDark(pub RwSignal<bool>);

/// Asks the system, and listens for changes.
pub fn system_is_dark() -> SystemIsDark {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let dark = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(query) = query {
        let seen = query.clone();
        let listen = Closure::<dyn Fn()>::new(move || dark.set(seen.matches()));
        query.set_onchange(Some(listen.as_ref().unchecked_ref()));
        // The page asks once and listens for as long as it lives.
        listen.forget();
        std::mem::forget(query);
    }
    SystemIsDark(dark)
}
