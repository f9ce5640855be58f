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

/// One (1, 21, 31), few (2 to 4, 22 to 24), many (the others).
pub(super) const fn russian(count: u64) -> usize {
    match (count % 10, count % 100) {
        (_, 11..=14) => 2,
        (1, _) => 0,
        (2..=4, _) => 1,
        _ => 2,
    }
}

/// Zero, one, two, few (3 to 10, 103 to 110), many (11 to 99, 111 to 199), other (100 to 102, 200 to 202).
pub(super) const fn arabic(count: u64) -> usize {
    match (count, count % 100) {
        (0..=2, _) => count as usize,
        (_, 3..=10) => 3,
        (_, 11..=99) => 4,
        _ => 5,
    }
}
