//! Azerbaijan's Highly Skilled Migrant Programme, worked out on the reader's own device.
//!
//! Modules stand in layers; each may use only those below it (docs/ARCHITECTURE.md).

#[macro_use]
mod named;

mod csv;
pub mod quantity;

pub mod message;

pub mod rulebook;

pub mod profile;

pub mod explain;

pub mod assess;

pub mod examples;
pub mod receipt;
pub mod text;

pub mod export;
