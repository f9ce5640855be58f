//! The core against oracles, properties and its own worked examples. Native only: the oracles
//! (jiff, rust_decimal, proptest) and the files read here stay out of browser builds.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod batch;
mod calendar;
mod calendar_file;
mod clocks;
mod coverage;
mod criteria;
mod dates;
mod examples;
mod exchange;
mod freshness;
mod goals;
mod growth;
mod guide;
mod intervals;
mod journey;
mod json_schema;
mod money;
mod papers;
mod pay;
mod planning;
mod points;
mod profile;
mod program;
mod programmes;
mod questions;
mod reading;
mod receipts;
mod refusals;
mod residency;
mod scenarios;
mod schema;
mod stays_csv;
mod stays_table;
mod support;
mod terms;
mod texts;
mod texts_used;
