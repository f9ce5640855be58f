//! Which plural form a whole number takes, by CLDR's rules: the place of the form in the language's catalogue,
//! as `core/build/locales.rs` lays it out.

/// One, other.
pub(super) const fn english(count: u64) -> usize {
    (count != 1) as usize
}

/// One (also for none), many (millions), other.
pub(super) const fn french(count: u64) -> usize {
    if count < 2 {
        0
    } else if count.is_multiple_of(1_000_000) {
        1
    } else {
        2
    }
}
