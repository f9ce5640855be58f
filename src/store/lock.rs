//! One window at a time reads and writes the profile.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Reflect};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// All windows of this program ask for it by this name.
const NAME: &str = "hsmp/v1/profile";

/// How long a window waits for the others. A page that the browser has put to sleep may hold the lock for ever.
const PATIENCE: Duration = Duration::from_secs(1);

type Work = Rc<RefCell<Option<Box<dyn FnOnce()>>>>;

/// Does some work while no other window does any, as soon as that is so. Where the browser has no locks, refuses them
/// to this page, or does not grant one in time, it is done all the same.
pub fn with_lock(work: impl FnOnce() + 'static) {
    let work: Work = Rc::new(RefCell::new(Some(Box::new(work))));
    if request(&work).is_some() {
        set_timeout(move || once(&work), PATIENCE);
    } else {
        once(&work);
    }
}

fn once(work: &Work) {
    let work = work.borrow_mut().take();
    if let Some(work) = work {
        work();
    }
}

/// Asks for the lock; nothing where there is none. (The browser's types for it are not stable in `web-sys`.)
fn request(work: &Work) -> Option<()> {
    let work = Rc::clone(work);
    // One function for both ends, because one that is never called stays in memory.
    let done = Closure::once_into_js(move || once(&work));
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let function = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
    let granted = function(&locks, "request")?.call2(&locks, &NAME.into(), &done).ok()?;
    // Some browsers refuse it where storage is partitioned. Then it was not called yet.
    function(&granted, "catch")?.call1(&granted, &done).ok()?;
    Some(())
}
