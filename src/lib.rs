//! The page: what a person sees of the [core](hsmp), and where their answers are kept.

pub mod store;
pub mod ui;
