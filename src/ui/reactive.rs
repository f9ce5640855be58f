//! The reactive graph as the pages on [`super::dom`] use it. Goes with the last of them; pages in Leptos
//! take `leptos::prelude::*`.

pub use leptos::prelude::{Memo, Owner, RenderEffect, RwSignal, StoredValue, untrack};
pub use leptos::reactive::prelude::*;

pub use super::view::{Version, version};
