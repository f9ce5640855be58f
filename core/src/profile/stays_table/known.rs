//! What a table's stays have to do with those that are known.

use super::Import;
use crate::key;
use crate::message::Message;
use crate::profile::{Country, Stay};
use crate::quantity::Date;

/// Stays of a table that share days in one country with known stays: both together would count twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The known stays.
    pub known: Vec<Stay>,
    /// The table's stays.
    pub rows: Vec<Stay>,
}

/// What makes two stays the same: the purpose does not count.
type StayKey = (Option<Country>, Option<Date>, Option<Date>);

fn key_of(stay: &Stay) -> StayKey {
    (stay.country, stay.from, stay.to)
}

/// Adds a stay to the sorted keys; false if it is there already.
fn is_new(keys: &mut Vec<StayKey>, stay: &Stay) -> bool {
    let key = key_of(stay);
    let place = keys.binary_search(&key);
    if let Err(place) = place {
        keys.insert(place, key);
    }
    place.is_err()
}

/// The days of a stay. An open one has no end.
fn days(stay: &Stay) -> Option<(Date, Date)> {
    Some((stay.from?, stay.to.unwrap_or(Date::last_of(9999))))
}

/// Sorts the stays of a table: those that are there already, those that would replace a known one, and new ones.
pub(super) fn sort(import: &mut Import, stays: Vec<Stay>, known: &[Stay]) {
    // Sorted, so that a stay is found quickly among thousands.
    let mut keys = Vec::new();
    for stay in known {
        is_new(&mut keys, stay);
    }
    let mut repeated = Vec::new();
    for stay in &stays {
        is_new(&mut repeated, stay);
    }
    // A stay that the table has too is as the table says.
    let open_to_change: Vec<&Stay> = known.iter().filter(|stay| repeated.binary_search(&key_of(stay)).is_err()).collect();
    let mut groups: Vec<(Vec<usize>, Vec<Stay>)> = Vec::new();
    for stay in stays {
        if !is_new(&mut keys, &stay) {
            // The same stay with another purpose replaces the known one.
            let differs = |other: &&Stay| key_of(other) == key_of(&stay) && stay.purpose.is_some() && other.purpose != stay.purpose;
            match known.iter().find(differs) {
                Some(other) => import.overlaps.push(Overlap { known: vec![other.clone()], rows: vec![stay] }),
                None => import.doubles += 1,
            }
            continue;
        }
        let Some((from, to)) = days(&stay) else { continue };
        let shares = |other: &&Stay| other.country == stay.country && days(other).is_some_and(|(first, last)| first <= to && from <= last);
        let mut own: Vec<usize> = (0..open_to_change.len()).filter(|place| shares(&open_to_change[*place])).collect();
        import.notes.extend(note(&stay, known, own.is_empty()));
        if own.is_empty() {
            import.stays.push(stay);
            continue;
        }
        // Two stays that replace the same one are one choice.
        let mut rows = Vec::new();
        groups.retain_mut(|(places, others)| {
            let is_other = !places.iter().any(|place| own.contains(place));
            if !is_other {
                own.extend(places.iter().filter(|place| !own.contains(place)).copied().collect::<Vec<_>>());
                rows.append(others);
            }
            is_other
        });
        rows.push(stay);
        groups.push((own, rows));
    }
    let overlap = |(places, rows): (Vec<usize>, Vec<Stay>)| Overlap {
        known: places.into_iter().map(|place| open_to_change[place].clone()).collect(),
        rows,
    };
    import.overlaps.extend(groups.into_iter().map(overlap));
}

/// What is to be said of a stay beside a known one: it shares days with a stay in another country (the day of
/// travel counts in both), or follows at once on one in the same country.
fn note(stay: &Stay, known: &[Stay], is_beside: bool) -> Option<Message> {
    let (from, to) = days(stay)?;
    let said = |text: Message, other: &Stay| text.with("stay", stay.name()).with("known", other.name());
    for other in known {
        let Some((first, last)) = days(other) else { continue };
        if other.country != stay.country && other.country.is_some() && last > from && to > first {
            return Some(said(Message::new(key!("import.elsewhere")), other));
        }
        let follows = is_beside && other.country == stay.country && (last.plus_days(1) == from || to.plus_days(1) == first);
        if follows {
            return Some(said(Message::new(key!("import.continues")), other));
        }
    }
    None
}
