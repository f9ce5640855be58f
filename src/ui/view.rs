//! What our views in Leptos share. With `--cfg erase_components` views are of few types; these keep what is
//! given to them of few types too: each type of closure, handler or memo would bring code of its own to make
//! it, change it and take it away (0.5 to 2 KB each, hundreds of them).

use std::sync::{Arc, Mutex};

use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use super::State;

/// What the screens share. Provided at the root; a part of the page and a handler in a view find it, what
/// runs later (a timer, a frame) must have taken it along.
pub fn use_state() -> State {
    expect_context::<State>()
}

/// Text that follows what it reads, for contents and attributes. (One type for all: decision 0058.)
pub fn live<T: Into<String>>(text: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || text().into())
}

/// A part of a view that follows what it reads, for closures made elsewhere. (`view!` does the same to a
/// closure that is written in it, `{move || …}`.)
///
/// When it runs again, elements of the same kind are kept and changed one by one, down to what a person may
/// be typing into. So a field stands in a part only if what the part reads does not change while it is used;
/// what is inside can follow signals of its own. Where all is to be new, there is [`anew`].
pub fn dynamic(part: impl FnMut() -> AnyView + Send + 'static) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(part))
}

/// A list that keeps a row while its key is there: Leptos' `For`, for one type of keys and of rows
/// (docs/decisions/0058-few-types-of-lists-and-parts.md).
pub fn keyed_list(keys: impl Fn() -> Vec<u64> + Send + 'static, row: impl Fn(u64) -> AnyView + Send + Sync + 'static) -> AnyView {
    list_of(Box::new(keys), Arc::new(row))
}

/// Not generic: `For` would be of another type in each instance of a generic function.
fn list_of(keys: Box<dyn Fn() -> Vec<u64> + Send>, row: Arc<dyn Fn(u64) -> AnyView + Send + Sync>) -> AnyView {
    view! { <For each=keys key=|key| *key children=move |key| row(key)/> }.into_any()
}

/// A part of a view that is made anew whenever its key has become another, and stays as it is otherwise.
pub fn anew<K>(key: impl Fn() -> K + Send + Sync + 'static, make: impl Fn(K) -> AnyView + Send + Sync + 'static) -> AnyView
where
    K: PartialEq + Send + 'static,
{
    let key = Arc::new(key);
    let changes = version({
        let key = key.clone();
        move || key()
    });
    keyed_list(move || vec![changes.get()], move |_| make(untrack(|| key())))
}

/// What stands inside a component and is made before it. Leptos' `Children` are made by the component, so they
/// are a closure, with code of its own at every place.
pub struct Contents(pub AnyView);

impl<F, V> ToChildren<F> for Contents
where
    F: FnOnce() -> V,
    V: IntoAny,
{
    fn to_children(make: F) -> Self {
        Self(make().into_any())
    }
}

/// What is done on an event: `on:click=handler(move |_| …)`.
pub fn handler<E: 'static>(act: impl FnMut(E) + Send + 'static) -> Box<dyn FnMut(E) + Send> {
    Box::new(act)
}

/// Whether what a part of a page shows has become different: a part that follows it is not drawn anew for
/// answers that do not touch it.
#[derive(Clone, Copy)]
pub struct Version(Memo<u64>);

impl Version {
    /// Follows it.
    pub fn track(self) {
        // Only a memo that is asked for its value finds out whether it has changed.
        self.0.get();
    }

    /// Follows it: a number that is another for each change.
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

/// Rises whenever what is read has become different. (One type of memo for all parts: decision 0058.)
pub fn version<T: PartialEq + Send + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> Version {
    let before = Mutex::new(None);
    Version(Memo::new(move |number: Option<&u64>| {
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

/// A part for each of several things. (An array of views would be a type of its own for each length.)
pub fn each<T: Copy>(things: &[T], part: impl Fn(T) -> AnyView) -> Vec<AnyView> {
    things.iter().map(|thing| part(*thing)).collect()
}
