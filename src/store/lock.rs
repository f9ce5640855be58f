//! One window at a time reads and writes the profile.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// All windows of this program ask for it by this name.
const NAME: &str = "hsmp/v1/profile";

type Work = Rc<RefCell<Option<Box<dyn FnOnce()>>>>;

/// Does some work while no other window does any, as soon as that is so. Where the browser has no locks, or refuses
/// them to this page, it is done all the same.
pub fn with_lock(work: impl FnOnce() + 'static) {
    let work: Work = Rc::new(RefCell::new(Some(Box::new(work))));
    let granted = request({
        let work = Rc::clone(&work);
        move || once(&work)
    });
    spawn_local(async move {
        if let Some(granted) = granted {
            // The lock is given back when the work is done, or was refused; then it is still to be done.
            drop(JsFuture::from(granted).await);
        }
        once(&work);
    });
}

fn once(work: &Work) {
    let work = work.borrow_mut().take();
    if let Some(work) = work {
        work();
    }
}

/// Asks for the lock. (The browser's own types for it are not stable in `web-sys`.)
fn request(work: impl FnOnce() + 'static) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let work = Closure::once_into_js(work);
    // Some browsers throw where storage is partitioned.
    let granted: JsValue = request.call2(&locks, &NAME.into(), &work).ok()?;
    granted.dyn_into().ok()
}
