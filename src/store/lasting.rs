//! Whether the browser keeps what is saved. It may delete it when space is short, unless it has promised not to.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Place;

/// What the browser says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// It keeps what is saved until the person deletes it.
    Promised,
    /// It may delete it.
    MayGo,
    /// It doesn't say.
    Unknown,
}

/// Asks the browser what it does now.
pub fn look_whether_kept(then: impl FnOnce(Lasting) + 'static) {
    answer("persisted", then);
}

/// Asks the browser to keep what is saved.
pub fn ask_to_keep(then: impl FnOnce(Lasting) + 'static) {
    answer("persist", then);
}

/// Whether the browser can be asked to keep what is saved without asking the person first. Firefox opens a question of
/// its own, which nobody expects after typing an answer, so there a button asks. It is the one whose vendor is empty:
/// the HTML standard fixes the three names.
pub fn may_ask_unasked() -> bool {
    !vendor().is_empty()
}

/// Whether the browser deletes what a site has saved after seven days of use without a visit to it: WebKit does. No
/// feature tells that, so its vendor does, on every system.
pub fn is_webkit() -> bool {
    vendor().starts_with("Apple")
}

fn vendor() -> String {
    property(&navigator(), "vendor").and_then(|vendor| vendor.as_string()).unwrap_or_default()
}

/// What a function of the browser's storage says, once it has.
fn answer(function: &'static str, then: impl FnOnce(Lasting) + 'static) {
    spawn_local(async move {
        let says = match promise(function) {
            Some(promise) => JsFuture::from(promise).await.ok().and_then(|says| says.as_bool()),
            None => None,
        };
        then(match says {
            Some(true) => Lasting::Promised,
            Some(false) => Lasting::MayGo,
            None => Lasting::Unknown,
        });
    });
}

/// Older browsers have no such function, and none has it where the page is not secure. What is not on the device need
/// not last.
fn promise(function: &str) -> Option<Promise> {
    if Place::of_page() != Place::Device {
        return None;
    }
    let manager = property(&navigator(), "storage")?;
    let function = property(&manager, function)?.dyn_into::<Function>().ok()?;
    function.call0(&manager).ok().map(|promise| Promise::resolve(&promise))
}

fn navigator() -> JsValue {
    web_sys::window().map(|window| window.navigator().into()).unwrap_or_default()
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}
