//! Any text as an address: it leads to a page, and what is added by mails and chats leads to the same.

#![no_main]

use hsmp_app::ui::Route;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let route = Route::of_hash(text);
    let _ = (Route::part_of_hash(text), Route::view_of_hash(text));
    if route != Route::Unknown {
        assert_eq!(Route::of_hash(&route.href()), route);
        assert_eq!(Route::of_hash(&format!("{}?utm_source=mail", route.href())), route);
    }
});
