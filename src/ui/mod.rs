//! The screens. They show an assessment and take answers; they work nothing out.

mod app;
mod browser;
pub mod components;
pub mod embed;
mod frame;
mod late;
pub mod notes;
pub mod pages;
mod places;
pub mod profiles;
pub mod results;
mod route;
mod saving;
mod state;
mod tab;
mod undo;
mod vault;
pub mod view;
mod walk;
mod wipe;

pub use app::{App, start};
pub use route::Route;
pub use state::{Saved, State, Trial};

use std::sync::OnceLock;

use hsmp::message::{Arg, Key, Message};
use hsmp::text::{Catalogue, Language};

static WORDS: OnceLock<Catalogue> = OnceLock::new();

/// Sets the language's texts, once: changing the language loads the page again.
pub fn set_words(catalogue: Catalogue) {
    // A second call would be a fault of the start script; the first language then stays.
    drop(WORDS.set(catalogue));
}

/// The texts of the chosen language; none before [`set_words`], which the start calls first.
pub fn words() -> &'static Catalogue {
    WORDS.get_or_init(|| Catalogue::empty(Language::English))
}

/// A text without gaps.
pub fn t(key: Key) -> &'static str {
    words().get(key)
}

/// A text with its gaps filled.
pub fn say(message: &Message) -> String {
    words().say(message)
}

/// A figure as the language writes it.
pub fn figure(arg: impl Into<Arg>) -> String {
    words().arg(&arg.into())
}

/// A number of things, for a gap.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A name and what belongs to it, as the language joins them.
pub(crate) fn titled(name: &str, value: &str) -> String {
    say(&Message::new(hsmp::key!("format.titled")).with("name", name.to_owned()).with("value", value.to_owned()))
}
