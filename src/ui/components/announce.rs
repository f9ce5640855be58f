//! What a change led to, said to those who hear the page.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ui::browser;
use crate::ui::dom::{El, el, follow};
use crate::ui::reactive::*;

/// How long nothing may change before a change is announced, in milliseconds.
const PAUSE: i32 = 800;

/// Says once, politely and after a pause, what a change of answers led to. What stands on the page at the
/// start is read there; only changes are announced, and of quick changes only the last.
pub fn announcer(summary: impl Fn() -> String + 'static) -> El {
    say_later(Box::new(summary))
}

#[inline(never)]
fn say_later(summary: Box<dyn Fn() -> String>) -> El {
    let region = el("p.visually-hidden").attr("role", "status").attr("aria-live", "polite");
    let said = region.element().clone();
    let known = Rc::new(RefCell::new(untrack(&summary)));
    follow(Box::new(move || {
        let now = summary();
        if known.replace(now.clone()) != now {
            let (said, known) = (said.clone(), Rc::clone(&known));
            // The page may have been left meanwhile: nothing of it is asked any more.
            browser::after(PAUSE, move || {
                if *known.borrow() == now {
                    said.set_text_content(Some(&now));
                }
            });
        }
    }));
    region
}
