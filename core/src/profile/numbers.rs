//! The numbers by which rows are known.

use serde_json::Value;

use crate::quantity::sorted;

/// The next id: max + 1, or the lowest free id if that would overflow.
pub(super) fn next_number(taken: &[u32]) -> u32 {
    let after = taken.iter().max().map_or(Some(1), |greatest| greatest.checked_add(1));
    after.or_else(|| (1..u32::MAX).find(|id| !taken.contains(id))).unwrap_or(u32::MAX)
}

/// The same of numbers in order.
pub(super) fn next_in_order(taken: &[u32]) -> u32 {
    taken.last().map_or(Some(1), |greatest| greatest.checked_add(1)).unwrap_or_else(|| next_number(taken))
}

/// Where the row of a number stands. Rows are nearly always in the order of their numbers, so halving finds it; where
/// they are not, they are gone through.
pub(super) fn place<T>(rows: &[T], id: u32, number: impl Fn(&T) -> u32) -> Option<usize> {
    rows.binary_search_by_key(&id, &number).ok().or_else(|| rows.iter().position(|row| number(row) == id))
}

/// The number of a row; 0 where it has none.
pub(super) fn number_of(row: &Value) -> u32 {
    row_number(row).unwrap_or(0)
}

/// The number of a row that has one.
pub(super) fn row_number(row: &Value) -> Option<u32> {
    u32::try_from(row.as_object()?.get("id")?.as_i64()?).ok()
}

/// Rows that are found by their number in whatever order they stand.
pub(super) struct Numbered<'a, T>(Vec<(u32, &'a T)>);

impl<'a, T> Numbered<'a, T> {
    pub(super) fn of(rows: impl Iterator<Item = (u32, &'a T)>) -> Self {
        Self(sorted(rows, |(number, _)| *number))
    }

    pub(super) fn get(&self, number: u32) -> Option<&'a T> {
        self.0.binary_search_by_key(&number, |(known, _)| *known).ok().map(|place| self.0[place].1)
    }
}
