//! The browser application. The start script calls [`hsmp::ui::start`].

// Links the library, whose exports the start script uses; nothing runs before it asks.
use hsmp as _;

/// Smaller than the allocator that comes with the standard library, and as fast for what the pages do
/// (docs/ARCHITECTURE.md has the figures).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}
