//! Stays as a calendar and a list show them. For the page about residence alone.

use super::presence::Presence;
use super::residency;
use super::stays::spell_of;
use crate::profile::{Country, Document, Profile, Purpose, Stay};
use crate::quantity::{Date, EndOfMonth, sorted};

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// In Azerbaijan, as entered or while a stay is open.
    pub here: bool,
    /// In another country.
    pub elsewhere: Option<Country>,
    /// The row of a stay it belongs to; one in Azerbaijan before others.
    pub stay: Option<u32>,
    /// Still to come.
    pub ahead: bool,
    /// The limit of days is passed on it.
    pub passes: bool,
}

/// The days of the month that begins on a day. `passed_on` is when the limit is passed.
pub fn month(profile: &Profile, on: Date, passed_on: Option<Date>, first: Date) -> Vec<Day> {
    let last = first.plus_months(1, EndOfMonth::Down).map_or(first, |next| next.plus_days(-1));
    let covers = |stay: &&Stay, from: Date, to: Date| stay.from.is_some_and(|first| first <= to) && stay.to.is_none_or(|last| last >= from);
    let stays: Vec<&Stay> = profile.stays.iter().filter(|stay| covers(stay, first, last)).collect();
    let day = |offset: i32| {
        let date = first.plus_days(offset);
        let on_day = || stays.iter().copied().filter(|stay| covers(stay, date, date));
        let here = on_day().find(|stay| stay.is_here());
        let other = on_day().find(|stay| stay.country.is_some_and(|country| country != Country::AZERBAIJAN));
        Day {
            date,
            here: here.is_some(),
            elsewhere: other.and_then(|stay| stay.country),
            stay: here.or(other).map(|stay| stay.id),
            ahead: date > on,
            passes: passed_on == Some(date),
        }
    };
    (0..=first.days_until(last)).map(day).collect()
}

/// A stay in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its row in the document.
    pub id: u32,
    /// Where.
    pub country: Option<Country>,
    /// First day.
    pub from: Option<Date>,
    /// Last day; none while it is open.
    pub to: Option<Date>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// Days of it that count, up to today where it is open; none where it cannot be used yet.
    pub days: Option<i32>,
}

/// The stays of a year, and how many there are in others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StayList {
    /// Those that cannot be used yet, then those of the year in order of time.
    pub rows: Vec<Row>,
    /// Other years with stays, and how many of them touch each.
    pub years: Vec<(i32, usize)>,
}

/// Lists the stays of a year.
pub fn stay_list(document: &Document, profile: &Profile, on: Date, year: i32) -> StayList {
    let counting = residency::counting(profile);
    let used: Vec<&Stay> = profile.stays.iter().filter(|stay| stay.country.is_some() && stay.from.is_some()).collect();
    let ids = sorted(used.iter().map(|stay| stay.id), |id| *id);
    let unused = document.rows(Stay::SECTION).into_iter().filter(|id| ids.binary_search(id).is_err());
    let known = sorted(&profile.stays, |stay| stay.id);
    let read = |id: u32| {
        let place = known.binary_search_by_key(&id, |stay| stay.id).ok();
        let stay = place.map(|place| known[place].clone()).unwrap_or_default();
        Row { id, country: stay.country, from: stay.from, to: stay.to, purpose: stay.purpose, days: None }
    };
    let mut list = StayList { rows: unused.map(read).collect(), years: Vec::new() };
    for stay in sorted(used, |stay| stay.from) {
        let Some(from) = stay.from else { continue };
        // An open stay may last through the year that is looked at.
        let last = stay.to.unwrap_or(Date::last_of(year.max(on.year())).max(from));
        for number in from.year()..=last.year() {
            if number == year {
                let days = Presence::counted(spell_of(stay, on), counting).days_within(from, last);
                let is_known = stay.to.is_some() || from <= on;
                list.rows.push(Row {
                    id: stay.id,
                    country: stay.country,
                    from: stay.from,
                    to: stay.to,
                    purpose: stay.purpose,
                    days: is_known.then_some(days),
                });
            } else if let Some(known) = list.years.iter_mut().find(|(known, _)| *known == number) {
                known.1 += 1;
            } else {
                list.years.push((number, 1));
            }
        }
    }
    list.years = sorted(list.years, |(number, _)| *number);
    list
}
