//! The browser application. The start script calls [`hsmp_app::ui::start`].

// Links the library, whose exports the start script uses; nothing runs before it asks.
use hsmp_app as _;

fn main() {}
