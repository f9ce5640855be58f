//! What will I keep of my pay, business and other income?

pub mod business;
pub mod income;
pub mod pay;
pub mod payroll;
