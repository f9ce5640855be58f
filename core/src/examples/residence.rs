//! Rows about days: where a person is tax resident, the limits of permits and visas, and how a year may end.

use super::kinds::{Columns, Outcome, compared, date, optional, range, yes_no};
use super::table::Row;
use crate::assess::residence::clocks::{self, clocks};
use crate::assess::residence::planning::{Leaving, planning};
use crate::assess::residence::presence::{Presence, RollingWindow};
use crate::assess::residence::residency;
use crate::profile::{Counting, Country, Home, Profile, Stay};
use crate::quantity::Date;

pub(super) const RESIDENCY: Columns = [&["stays", "year", "reading"], &["days", "resident"]];
pub(super) const WINDOW: Columns = [&["stays", "window_days", "limit_days", "on"], &["used", "remaining", "overstay", "latest_exit"]];
pub(super) const CLOCK: Columns = [&["stays", "since", "programme", "clock", "on"], &["used", "left", "state", "date"]];
pub(super) const PLAN: Columns = [&["stays", "home", "counting", "year", "on"], &["days", "latest_exit", "passed_on", "leaving"]];

/// `AZ:2026-01-01..2026-07-01 TR:2026-07-02..2026-09-30`
fn stays(text: &str) -> Option<Vec<Stay>> {
    text.split_whitespace().map(|part| stay(part).filter(|stay| stay.to.is_some())).collect()
}

/// As `stays`, but the last day may be open: `TR:2026-07-02..`
fn open_stays(text: &str) -> Option<Vec<Stay>> {
    text.split_whitespace().map(stay).collect()
}

fn stay(part: &str) -> Option<Stay> {
    let (country, period) = part.split_once(':')?;
    let (from, to) = match period.strip_suffix("..") {
        Some(from) => (date(from)?, None),
        None => period_of(period).map(|(from, to)| (from, Some(to)))?,
    };
    Some(Stay { country: Some(Country::from_code(country)?), from: Some(from), to, ..Stay::default() })
}

fn period_of(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once('.').and_then(|(from, rest)| Some((from, rest.strip_prefix('.')?)))?;
    Some((date(from)?, date(to)?)).filter(|(from, to)| from <= to)
}

pub(super) fn residency_row(row: &Row<'_>) -> Outcome {
    let profile = Profile { stays: row.read("stays", stays)?, ..Profile::default() };
    let year = row.read("year", |text| text.parse().ok().filter(|year| (1..=9999).contains(year)))?;
    let reading = row.read("reading", |text| matches!(text, "calendar-year" | "twelve-months").then(|| text.to_owned()))?;
    // Every stay has an end, so the date of the assessment does not matter.
    let Ok(result) = residency::assess(&profile, Date::last_of(year), year) else {
        return compared([row.compare("days", "not known".to_owned()), row.compare("resident", "not known".to_owned())]);
    };
    let outcome = if reading == result.other.period.name() { result.other } else { result.outcome };
    compared([row.compare("days", range(outcome.days)), row.compare("resident", outcome.resident.name().to_owned())])
}

pub(super) fn window(row: &Row<'_>) -> Outcome {
    let presence = Presence::of(row.read("stays", |text| text.split_whitespace().map(period_of).collect::<Option<Vec<_>>>())?);
    let number = |text: &str| text.parse::<u16>().ok().map(i32::from);
    let rule = RollingWindow { length: row.read("window_days", number)?, limit: row.read("limit_days", number)? };
    let on = row.read("on", date)?;
    let exit = rule.latest_exit(&presence, on).map(|date| date.to_string()).unwrap_or_default();
    compared([
        row.compare("used", rule.used(&presence, on).to_string()),
        row.compare("remaining", rule.remaining(&presence, on).to_string()),
        row.compare("overstay", rule.overstay(&presence, on).to_string()),
        row.compare("latest_exit", exit),
    ])
}

/// A clock on a day. `since` is the day of the permit, if the clock needs one; `programme` is whether the person
/// holds the certificate, empty if unanswered.
pub(super) fn clock(row: &Row<'_>) -> Outcome {
    let mut profile = Profile { stays: row.read("stays", open_stays)?, ..Profile::default() };
    profile.days.programme = row.read("programme", optional(yes_no))?;
    let kind = row.read("clock", clocks::Kind::from_name)?;
    let since = row.read("since", optional(date))?;
    match kind {
        clocks::Kind::TrpAbsence | clocks::Kind::PrpContinuity => profile.days.trp_from = since,
        clocks::Kind::PrpLoss => profile.days.prp_from = since,
        clocks::Kind::VisaFree => profile.days.visa_free = Some(true),
        clocks::Kind::Registration => {}
    }
    let on = row.read("on", date)?;
    let all = clocks(&profile, on);
    let found = all.iter().find(|clock| clock.kind == kind);
    let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    compared(found.into_iter().flat_map(|clock| {
        [
            row.compare("used", range(clock.used)),
            row.compare("left", clock.left.to_string()),
            row.compare("state", clock.state.name().to_owned()),
            // The day on which the limit is passed, or else the last day within it.
            row.compare("date", shown(clock.passed_on.or(clock.latest))),
        ]
    }))
}

/// How a year may end, seen from a day. `home` is where the permanent home is.
pub(super) fn plan(row: &Row<'_>) -> Outcome {
    let mut profile = Profile { stays: row.read("stays", open_stays)?, ..Profile::default() };
    let choice = |text: &str| (!text.is_empty()).then_some(text.to_owned());
    let (home, counting) = (choice(row.cell("home")), choice(row.cell("counting")));
    profile.ties.permanent_home = home.as_deref().and_then(Home::from_name);
    profile.days.counting = counting.as_deref().and_then(Counting::from_name);
    let year = row.read("year", |text| text.parse().ok().filter(|year| (1..=9999).contains(year)))?;
    let on = row.read("on", date)?;
    let Ok(residency) = residency::assess(&profile, on, year) else {
        return compared([row.compare("days", "not known".to_owned())]);
    };
    let found = planning(&profile, on, &residency);
    let shown = |date: Option<Date>| date.map_or_else(|| "none".to_owned(), |date| date.to_string());
    let leaving = match found.leaving {
        Leaving::Nothing => "nothing".to_owned(),
        Leaving::Resident => "resident".to_owned(),
        Leaving::NonResident { from, .. } => from.to_string(),
        Leaving::Open { .. } => "open".to_owned(),
    };
    compared([
        row.compare("days", range(found.days)),
        row.compare("latest_exit", shown(found.latest_exit)),
        row.compare("passed_on", shown(found.passed_on)),
        row.compare("leaving", leaving),
    ])
}
