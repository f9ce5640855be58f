//! Leptos' reactive graph: what the screens need of it, in one place.
//!
//! The graph is taken without the rest of Leptos: its views and server functions would weigh more
//! than all our pages (docs/ARCHITECTURE.md has the figures).

pub use reactive_graph::computed::Memo;
pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
pub use reactive_graph::prelude::*;
pub use reactive_graph::signal::RwSignal;
