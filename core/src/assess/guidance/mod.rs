//! What should I answer next, and what would bring more points?

pub mod answers;
pub mod goals;
pub mod guide;
pub mod outlook;
