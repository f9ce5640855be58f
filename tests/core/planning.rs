//! What may still come of a year: the last day one can stay, the months ahead, leaving for good. Who stays
//! a day too long pays tax on income from everywhere, so each date is found again here by trying days.

use std::collections::BTreeSet;

use hsmp::assess::residence::planning::{Leaving, Planning, Start, longer, planning};
use hsmp::assess::residence::residency::{Reason, assess};
use hsmp::profile::{Counting, Profile, Reading};
use hsmp::quantity::{Date, Tri};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document};

fn profile(sections: Value, on: Date) -> Profile {
    Reading::of(&document(sections), on).profile
}

fn plan(sections: Value, on: &str, year: i32) -> Planning {
    let on = date(on);
    let profile = profile(sections, on);
    planning(&profile, on, &assess(&profile, on, year).unwrap())
}

fn stays(list: &[(&str, &str, &str)]) -> Value {
    let row = |(country, from, to): &(&str, &str, &str)| match *to {
        "" => json!({ "country": country, "from": from }),
        to => json!({ "country": country, "from": from, "to": to }),
    };
    list.iter().map(row).collect::<Vec<_>>().into()
}

#[test]
fn the_latest_exit_is_the_182nd_day() {
    // 59 days are over, 123 remain: the last of them is 2 July less a day.
    let here = plan(json!({ "stays": stays(&[("AZ", "2026-01-01", "")]) }), "2026-02-28", 2026);
    assert_eq!(here.from, Some((date("2026-02-28"), Start::Here)));
    assert_eq!((here.latest_exit, here.passed_on), (Some(date("2026-07-01")), Some(date("2026-07-02"))));
    // Plans that are entered count too: 30 days in December leave 30 fewer.
    let planned = plan(json!({ "stays": stays(&[("AZ", "2026-01-01", ""), ("AZ", "2026-12-02", "2026-12-31")]) }), "2026-02-28", 2026);
    assert_eq!(planned.latest_exit, Some(date("2026-06-01")));
    // From the next stay that is planned, whatever its end.
    let next = plan(json!({ "stays": stays(&[("AZ", "2026-03-01", "2026-03-10")]) }), "2026-02-01", 2026);
    assert_eq!(next.from, Some((date("2026-03-01"), Start::Planned)));
    assert_eq!(next.latest_exit, Some(date("2026-08-29")));
    // Nobody can become a resident who comes in July.
    let late = plan(json!({ "stays": stays(&[("TR", "2026-01-01", "2026-07-03")]) }), "2026-07-03", 2026);
    assert_eq!((late.from, late.latest_exit), (Some((date("2026-07-03"), Start::Absent)), Some(date("2026-12-31"))));
    assert_eq!(late.passed_on, None);
    // Too late: no day is left, and no month changes it.
    let over = plan(json!({ "stays": stays(&[("AZ", "2026-01-01", "")]) }), "2026-07-02", 2026);
    assert_eq!((over.latest_exit, over.months.len()), (None, 0));
    // A year that is over has nothing to plan; one to come is planned from its first day.
    assert_eq!(plan(json!({ "stays": stays(&[("AZ", "2025-01-01", "2025-03-01")]) }), "2026-01-01", 2025).from, None);
    assert_eq!(plan(json!({}), "2026-05-01", 2027).from, Some((date("2027-01-01"), Start::Absent)));
}

/// Who leaves sooner than planned can stay non-resident: the stay of today may be cut short.
#[test]
fn a_stay_that_lasts_can_be_cut_short() {
    let planned =
        plan(json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-05-31"), ("AZ", "2026-06-01", "2026-12-31")]) }), "2026-03-01", 2026);
    assert_eq!(planned.latest_exit, Some(date("2026-07-01")));
    let on = date("2026-03-01");
    let profile = profile(json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-12-31")]) }), on);
    let short = longer(&profile, on, &planned, 10).unwrap();
    assert_eq!((short.until, short.years.len()), (date("2026-03-11"), 1));
    assert_eq!(short.years[0].1.days, 70);
}

/// The unknown future is a range: as entered, or present on every day that no stay accounts for.
#[test]
fn the_future_lies_between_what_is_entered_and_every_free_day() {
    let found = plan(
        json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-01-31"), ("TR", "2026-06-01", "2026-06-30"), ("AZ", "2026-12-01", "2026-12-10")]) }),
        "2026-03-31",
        2026,
    );
    // 31 and 10 entered; besides, April to December without the 30 days in Türkiye and those 10.
    assert_eq!((found.days.low, found.days.high), (41, 41 + 275 - 30 - 10));
}

#[test]
fn each_month_ahead_says_what_two_ways_lead_to() {
    let found = plan(json!({ "stays": stays(&[("AZ", "2026-02-01", "")]) }), "2026-05-10", 2026);
    assert_eq!(found.months.iter().map(|month| month.month).collect::<Vec<_>>(), [5, 6, 7, 8, 9, 10, 11, 12]);
    let of = |number: u8| found.months.iter().find(|month| month.month == number).unwrap();
    // 99 days up to 10 May. Away until 1 September, then here: 122 more.
    assert_eq!((of(9).from_then.days, of(9).from_then.resident), (99 + 122, Tri::Yes));
    assert_eq!(of(9).from_then.passed_on, Some(date("2026-11-23")));
    // Here to the end of July: 181 days; to the end of August: 212.
    assert_eq!((of(7).until_then.days, of(7).until_then.resident), (181, Tri::Unknown));
    assert_eq!((of(8).until_then.days, of(8).until_then.resident), (212, Tri::Yes));
    assert_eq!(of(12).from_then.days, 99 + 31);
}

#[test]
fn staying_on_reaches_into_the_next_year() {
    let on = date("2026-12-01");
    let profile = profile(json!({ "stays": stays(&[("AZ", "2026-12-01", "")]) }), on);
    let found = planning(&profile, on, &assess(&profile, on, 2026).unwrap());
    let stay = longer(&profile, on, &found, 300).unwrap();
    assert_eq!(stay.until, date("2027-09-27"));
    let years: Vec<_> = stay.years.iter().map(|(year, outcome)| (*year, outcome.days, outcome.resident)).collect();
    assert_eq!(years, [(2026, 31, Tri::Unknown), (2027, 270, Tri::Yes)]);
    assert_eq!(stay.years[1].1.passed_on, Some(date("2027-07-02")));
    assert_eq!(longer(&profile, on, &found, 0), None);
}

/// Tax Code 13.2.5.2: non-resident from the last day of the stay, if also in the next year.
#[test]
fn who_leaves_for_good_is_non_resident_from_the_last_day() {
    let left = |ties: Value, more: &[(&str, &str, &str)], on: &str| {
        let mut list = vec![("AZ", "2025-01-01", "2025-09-05")];
        list.extend(more);
        plan(json!({ "stays": stays(&list), "ties": ties }), on, 2025).leaving
    };
    let last = date("2025-09-05");
    let away = json!({ "permanent_home": "abroad" });
    let home = json!({ "permanent_home": "azerbaijan", "long_abroad": false });
    assert_eq!(left(away.clone(), &[], "2026-03-01"), Leaving::NonResident { from: last, settled: false });
    assert_eq!(left(away.clone(), &[], "2027-01-01"), Leaving::NonResident { from: last, settled: true });
    assert_eq!(left(home, &[], "2026-03-01"), Leaving::Resident);
    assert!(matches!(left(json!({}), &[], "2026-03-01"), Leaving::Open { from, because: Reason::Unanswered(_) } if from == last));
    // Back for most of the next year: resident then, and so for all of this one.
    assert_eq!(left(away.clone(), &[("AZ", "2026-01-01", "2026-08-01")], "2026-12-31"), Leaving::Resident);
    // A stay to come without last day leaves the next year open.
    assert!(matches!(left(away.clone(), &[("AZ", "2026-02-01", "")], "2025-12-31"), Leaving::Open { .. }));
    // Back before the year ends: the last stay counts.
    let back = left(away.clone(), &[("AZ", "2025-12-01", "2025-12-20")], "2027-01-01");
    assert_eq!(back, Leaving::NonResident { from: date("2025-12-20"), settled: true });
    // Present to the end, or no resident: nothing to leave.
    assert_eq!(left(away.clone(), &[("AZ", "2025-12-01", "2026-01-02")], "2027-01-01"), Leaving::Nothing);
    assert_eq!(
        plan(json!({ "stays": stays(&[("AZ", "2025-01-01", "2025-02-01")]), "ties": away }), "2026-01-01", 2025).leaving,
        Leaving::Nothing
    );
}

/// What days cannot decide is not planned by days, and a day that does not fit is no limit passed.
#[test]
fn what_is_planned_is_what_days_decide() {
    let spent = plan(json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-07-01")]) }), "2026-11-23", 2026);
    assert_eq!((spent.latest_exit, spent.passed_on), (None, Some(date("2026-11-23"))));
    assert_eq!(spent.countings[0].1.days, 182, "nothing is passed yet");
    assert!(spent.by_days);
    let diplomat = json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-03-01")]), "ties": { "excluded": "diplomat", "business": false } });
    assert!(!plan(diplomat, "2026-11-23", 2026).by_days);
    // Who comes sooner than planned can pass the limit, so the months before count too.
    let planned = plan(json!({ "stays": stays(&[("AZ", "2027-10-01", "2027-12-31")]) }), "2026-11-23", 2027);
    assert_eq!((planned.months.len(), planned.months[0].from_then.days, planned.months[0].until_then.days), (12, 365, 123));
    // The next year's residence by answers that were given for this year is marked.
    let abroad = json!({ "long_abroad": true });
    let left = plan(json!({ "stays": stays(&[("AZ", "2025-01-01", "2025-08-01")]), "ties": abroad }), "2026-11-23", 2025);
    assert!(left.leaving_by_ties);
}

/// 182 days and a departure on the next: a resident only if the day of departure counts.
#[test]
fn where_the_count_decides_every_count_is_shown() {
    let of = |counting: Value| {
        let found = plan(json!({ "stays": stays(&[("AZ", "2026-01-01", "2026-07-02")]), "days": counting }), "2026-12-31", 2026);
        found.countings.iter().map(|(counting, outcome)| (*counting, outcome.days, outcome.resident)).collect::<Vec<_>>()
    };
    let both = (Counting::BothEnds, 183, Tri::Yes);
    let entry = (Counting::EntryOnly, 182, Tri::Unknown);
    let midnight = (Counting::Midnight, 182, Tri::Unknown);
    assert_eq!(of(json!({})), [both, entry, midnight]);
    assert_eq!(of(json!({ "counting": "midnight" })), [midnight, both, entry]);
}

fn any_stay() -> impl Strategy<Value = (Date, Option<Date>, &'static str)> {
    (0..360i32, 0..120i32, prop::bool::weighted(0.2), prop::sample::select(vec!["AZ", "AZ", "TR"])).prop_map(
        |(start, length, open, country)| {
            let from = date("2026-01-01").plus_days(start);
            (from, (!open).then(|| from.plus_days(length)), country)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The latest exit by trying every last day, with days in sets.
    #[test]
    fn the_latest_exit_is_found_by_trying(list in prop::collection::vec(any_stay(), 1..5), now in 0..360i32, counting in prop::sample::select(vec!["both-ends", "entry-only", "midnight"])) {
        let on = date("2026-01-01").plus_days(now);
        let rows: Vec<Value> = list.iter().map(|(from, to, country)| match to {
            Some(to) => json!({ "country": country, "from": from.to_string(), "to": to.to_string() }),
            None => json!({ "country": country, "from": from.to_string() }),
        }).collect();
        let profile = profile(json!({ "stays": rows, "days": { "counting": counting } }), on);
        let found = planning(&profile, on, &assess(&profile, on, 2026).unwrap());
        let (from, _) = found.from.unwrap();
        let here: Vec<_> = list.iter().filter(|(.., country)| *country == "AZ").collect();
        let mut expected = None;
        let mut day = from;
        while day <= Date::last_of(2026) {
            // The stay of `from`: what touches it, both ways.
            let covers = |one: Date| here.iter().any(|(start, end, _)| *start <= one && end.unwrap_or(on.max(from)) >= one);
            let (mut first, mut end) = (from, from);
            if covers(from) {
                while covers(first.plus_days(-1)) { first = first.plus_days(-1); }
                while covers(end.plus_days(1)) { end = end.plus_days(1); }
            }
            let mut set = BTreeSet::new();
            let mut one = date("2025-12-01");
            while one <= date("2027-06-01") {
                let entered = here.iter().any(|(start, end, _)| *start <= one && end.unwrap_or(on) >= one);
                let is_of_it = first <= one && one <= end;
                if (entered && !(is_of_it && one > day)) || (from <= one && one <= day) {
                    set.insert(one);
                }
                one = one.plus_days(1);
            }
            let counts = |one: &&Date| {
                let (came, stays) = (!set.contains(&one.plus_days(-1)), set.contains(&one.plus_days(1)));
                counting == "both-ends" || stays || came && counting == "entry-only"
            };
            let count = set.iter().filter(|one| one.year() == 2026).filter(counts).count();
            if count <= 182 { expected = Some(day); }
            day = day.plus_days(1);
        }
        prop_assert_eq!(found.latest_exit, expected);
        prop_assert!(found.days.low <= found.days.high);
    }
}
