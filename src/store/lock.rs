//! One window at a time reads and writes the profile.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// All windows of this program ask for it by this name.
const NAME: &str = "hsmp/v1/profile";

/// Does some work while no other window does any, as soon as that is so. Where the browser has no locks, or refuses
/// them to this page, it is done all the same.
pub fn with_lock(work: impl FnOnce() + 'static) {
    let work: Function = Closure::once_into_js(work).unchecked_into();
    if request(&work).is_none() {
        // The work itself reports what fails.
        drop(work.call0(&JsValue::UNDEFINED));
    }
}

/// Asks for the lock; nothing where there is none. (The browser's types for it are not stable in `web-sys`.)
fn request(work: &Function) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let function = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
    let granted = function(&locks, "request")?.call2(&locks, &NAME.into(), work).ok()?;
    // Some browsers refuse it where storage is partitioned. Then the work was not called yet.
    function(&granted, "catch")?.call1(&granted, work).ok()?;
    Some(())
}
