//! All journeys: a file for each thing that people do.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

mod attack_matrix;
mod back;
mod calendar_file;
mod canaries;
mod days;
mod guide;
mod life;
mod over_the_line;
mod pages;
mod panic;
mod pay;
mod personas;
mod plan;
mod privacy;
mod profiles;
mod programmes;
mod second_module;
mod start;
mod translation;
mod trouble;
mod windows;
