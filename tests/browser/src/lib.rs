//! Verbs that drive the page as a person would.
