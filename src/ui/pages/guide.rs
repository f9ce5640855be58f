use leptos::prelude::*;

use crate::ui::State;
use crate::ui::components::NextQuestion;

/// The questions, one at a time.
#[inline(never)]
pub fn guide(_: State) -> AnyView {
    view! { <NextQuestion/> }.into_any()
}
