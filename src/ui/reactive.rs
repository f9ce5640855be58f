//! Leptos' reactive graph: what the screens need of it, in one place.
//!
//! The graph is taken without the rest of Leptos: its views and server functions would weigh more
//! than all our pages (docs/ARCHITECTURE.md has the figures).

pub use reactive_graph::computed::Memo;
pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{Owner, StoredValue};
pub use reactive_graph::prelude::*;
pub use reactive_graph::signal::RwSignal;

/// Whether what a part of a page shows has become different: a part that follows it is not drawn anew for
/// answers that do not touch it.
#[derive(Clone, Copy)]
pub struct Version(Memo<u32>);

impl Version {
    /// Follows it.
    pub fn track(self) {
        // Only a memo that is asked for its value finds out whether it has changed.
        self.0.get();
    }
}

/// Rises whenever what is read has become different. (One type of memo for all parts: each weighs two kilobytes.)
pub fn version<T: PartialEq + Send + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> Version {
    let before = std::sync::Mutex::new(None);
    Version(Memo::new(move |number: Option<&u32>| {
        let now = Some(read());
        let number = number.copied().unwrap_or_default();
        // One thread only: nobody else can hold it.
        let Ok(mut before) = before.lock() else { return number + 1 };
        if *before == now {
            return number;
        }
        *before = now;
        number + 1
    }))
}
