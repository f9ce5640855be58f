//! The browser application. The start script calls [`hsmp::ui::start`].

// Links the library, whose exports the start script uses; nothing runs before it asks.
use hsmp as _;

fn main() {}
