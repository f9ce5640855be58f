//! Tax residence against a set of days and a table of the law's tests in their order. A day or
//! a test wrong here moves somebody's whole income into or out of a country's taxes.

use std::collections::{BTreeMap, BTreeSet};

use hsmp::assess::residence::residency::{Reason, Residency, assess};
use hsmp::profile::Reading;
use hsmp::quantity::{Date, Interval, Tri};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document};

type Stay = (&'static str, Date, Option<Date>);

fn sections(stays: &[Stay]) -> Value {
    let row = |(country, from, to): &Stay| match to {
        Some(to) => json!({ "country": country, "from": from.to_string(), "to": to.to_string() }),
        None => json!({ "country": country, "from": from.to_string() }),
    };
    json!({ "stays": stays.iter().map(row).collect::<Vec<_>>() })
}

fn residency(sections: Value, on: Date, year: i32) -> Residency {
    assess(&Reading::of(&document(sections), on).profile, on, year).unwrap()
}

/// The days in each country; a stay without last day lasts until `open_end`.
fn days(stays: &[Stay], open_end: Date) -> BTreeMap<&'static str, BTreeSet<Date>> {
    let mut days: BTreeMap<_, BTreeSet<Date>> = BTreeMap::new();
    for (country, from, to) in stays {
        let to = to.unwrap_or(open_end);
        let mut day = *from;
        while day <= to {
            days.entry(*country).or_default().insert(day);
            day = day.plus_days(1);
        }
    }
    days
}

fn year(number: i32) -> std::ops::RangeInclusive<Date> {
    Date::first_of(number)..=Date::last_of(number)
}

fn in_year(days: &BTreeSet<Date>, number: i32) -> i32 {
    days.range(year(number)).count() as i32
}

/// The most days in any twelve months that end in the year, with jiff for the months.
fn in_twelve_months(days: &BTreeSet<Date>, number: i32) -> i32 {
    use jiff::ToSpan as _;
    let mut most = 0;
    let mut end = jiff::civil::date(number as i16, 1, 1);
    while i32::from(end.year()) == number {
        let start = end.checked_sub(12.months()).unwrap().tomorrow().unwrap();
        let own = |day: jiff::civil::Date| Date::new(day.year().into(), day.month() as u8, day.day() as u8).unwrap();
        most = most.max(days.range(own(start)..=own(end)).count() as i32);
        end = end.tomorrow().unwrap();
    }
    most
}

fn stay() -> impl Strategy<Value = Stay> {
    (prop::sample::select(vec!["AZ", "AZ", "AZ", "TR", "GE"]), -400..400i32, 0..250i32, prop::bool::weighted(0.15)).prop_map(
        |(country, start, length, open)| {
            let from = date("2026-01-01").plus_days(start);
            (country, from, (!open).then(|| from.plus_days(length)))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn days_agree_with_a_set_of_days_in_both_readings(stays in prop::collection::vec(stay(), 0..6), now in -100..500i32, number in 2025..=2027i32) {
        let on = date("2026-01-01").plus_days(now);
        let last = Date::last_of(number);
        let (certain, possible) = (days(&stays, on), days(&stays, last.max(on)));
        let none = BTreeSet::new();
        let az = |days: &BTreeMap<&'static str, BTreeSet<Date>>| days.get("AZ").unwrap_or(&none).clone();
        let found = residency(sections(&stays), on, number);
        prop_assert_eq!(found.outcome.days, Interval { low: in_year(&az(&certain), number), high: in_year(&az(&possible), number) });
        prop_assert_eq!(found.other.days, Interval { low: in_twelve_months(&az(&certain), number), high: in_twelve_months(&az(&possible), number) });
        prop_assert_eq!(found.days_left, (182 - in_year(&az(&certain), number)).max(0));
        // Days that are certain decide before those an open stay may add.
        let decides = if in_year(&az(&certain), number) > 182 { az(&certain) } else { az(&possible) };
        prop_assert_eq!(found.becomes_on, decides.range(year(number)).nth(182).copied());
        for month in &found.months {
            let in_month = |days: &BTreeMap<&'static str, BTreeSet<Date>>| -> Vec<Date> {
                az(days).range(year(number)).filter(|day| day.month() == month.month).copied().collect()
            };
            prop_assert_eq!(month.past, in_month(&certain).iter().filter(|day| **day <= on).count() as i32);
            prop_assert_eq!(month.past + month.planned, in_month(&possible).len() as i32);
        }
        // More than 182 days make a resident; an open stay that may or may not reach them leaves it open.
        match found.outcome.days {
            Interval { low: 183.., .. } => prop_assert_eq!(found.outcome.resident, Tri::Yes),
            Interval { low, high: 183.. } if low <= 182 => prop_assert_eq!(found.outcome.resident, Tri::Unknown),
            _ => {
                let abroad = certain.iter().filter(|(country, _)| **country != "AZ").map(|(_, days)| in_year(days, number)).max().unwrap_or(0);
                prop_assert_eq!(found.outcome.resident, if abroad > 182 { Tri::No } else { Tri::Unknown });
            }
        }
    }

    /// All three ways to count, in both readings, against days looked at one by one.
    #[test]
    fn every_way_to_count_agrees_with_days_looked_at_one_by_one(stays in prop::collection::vec(stay(), 1..6), number in 2025..=2027i32) {
        let on = date("2028-12-31");
        let closed: Vec<Stay> = stays.iter().map(|(country, from, to)| (*country, *from, Some(to.unwrap_or(from.plus_days(300))))).collect();
        let all = days(&closed, on);
        let here = all.get("AZ").cloned().unwrap_or_default();
        for counting in ["both-ends", "entry-only", "midnight"] {
            let counts = |day: &&Date| {
                let (came, stays) = (!here.contains(&day.plus_days(-1)), here.contains(&day.plus_days(1)));
                counting == "both-ends" || stays || came && counting == "entry-only"
            };
            let counted: BTreeSet<Date> = here.iter().filter(counts).copied().collect();
            let mut sections = sections(&closed);
            sections["days"] = json!({ "counting": counting });
            let found = residency(sections, on, number);
            prop_assert_eq!(found.outcome.days, Interval::exactly(in_year(&counted, number)));
            prop_assert_eq!(found.other.days, Interval::exactly(in_twelve_months(&counted, number)));
            for outcome in [&found.outcome, &found.other] {
                prop_assert_eq!(outcome.resident == Tri::Yes, outcome.days.low > 182);
            }
        }
    }

    /// The order in which stays were entered is nobody's residence.
    #[test]
    fn order_and_doubling_change_nothing(stays in prop::collection::vec(stay(), 0..5)) {
        let on = date("2026-06-30");
        let forwards = residency(sections(&stays), on, 2026);
        let mut shuffled = stays.clone();
        shuffled.reverse();
        shuffled.extend(stays);
        prop_assert_eq!(residency(sections(&shuffled), on, 2026), forwards);
    }
}

#[test]
fn the_183rd_day_makes_a_resident() {
    let spent = |to: &str| residency(sections(&[("AZ", date("2026-01-01"), Some(date(to)))]), date("2026-12-31"), 2026);
    let under = spent("2026-07-01");
    assert_eq!((under.outcome.days, under.days_left, under.becomes_on), (Interval::exactly(182), 0, None));
    assert_ne!(under.outcome.resident, Tri::Yes);
    let over = spent("2026-07-02");
    assert_eq!((over.outcome.resident, over.outcome.because), (Tri::Yes, Reason::Days));
    assert_eq!(over.becomes_on, Some(date("2026-07-02")));
}

#[test]
fn an_open_stay_gives_a_range_and_the_day_it_would_happen() {
    let open = |on: &str| residency(sections(&[("AZ", date("2026-01-01"), None)]), date(on), 2026);
    let early = open("2026-03-01");
    assert_eq!(early.outcome.days, Interval { low: 60, high: 365 });
    assert_eq!((early.outcome.resident, early.outcome.because), (Tri::Unknown, Reason::OpenStay));
    assert_eq!((early.becomes_on, early.days_left), (Some(date("2026-07-02")), 122));
    let late = open("2026-07-02");
    assert_eq!((late.outcome.resident, late.outcome.because), (Tri::Yes, Reason::Days));
    // Begun too late to reach the limit this year.
    let short = residency(sections(&[("AZ", date("2026-07-03"), None)]), date("2026-08-01"), 2026);
    assert_eq!((short.outcome.days.high, short.becomes_on), (182, None));
}

/// The two readings differ where a stay crosses New Year: the case websites get wrong.
#[test]
fn the_repealed_wording_counts_across_new_year() {
    let found = residency(sections(&[("AZ", date("2025-07-01"), Some(date("2026-06-30")))]), date("2026-12-31"), 2026);
    assert_eq!(found.outcome.days, Interval::exactly(181));
    assert_eq!((found.other.days.low, found.other.resident), (365, Tri::Yes));
    assert_ne!(found.outcome.resident, Tri::Yes);
}

#[test]
fn before_the_rule_nothing_is_known() {
    let profile = Reading::of(&document(json!({})), date("2026-01-01")).profile;
    assert_eq!(assess(&profile, date("2002-12-31"), 2002).unwrap_err().rule().id, "residency.days");
    assert!(assess(&profile, date("2003-01-01"), 2003).is_ok());
}

// --- The tests of the law, in their order ---

const HOMES: [Option<&str>; 4] = [None, Some("azerbaijan"), Some("abroad"), Some("both-or-neither")];
const YES_NO: [Option<bool>; 3] = [None, Some(true), Some(false)];

/// One answer of each.
struct Case {
    excluded: Option<&'static str>,
    business: Option<bool>,
    here: i32,
    service: Option<bool>,
    abroad: Option<bool>,
    homes: [Option<&'static str>; 3],
    citizen: Option<bool>,
}

/// Who is a resident by Tax Code 13.2.5 and 13.2.6, read as a table: each test answers or passes on.
fn expected(case: &Case) -> Tri {
    let tested = tested(case);
    // No rule says which of the two comes first.
    let named = if case.service == Some(true) { Tri::Unknown } else { Tri::No };
    match case.excluded {
        None | Some("none") => tested,
        Some("transit") => named,
        // Diplomats and officials who do business here are tested like everybody.
        Some(_) => match case.business {
            Some(true) => tested,
            Some(false) => named,
            None if tested == Tri::No => Tri::No,
            None => Tri::Unknown,
        },
    }
}

/// The tests of those whom the law does not name.
fn tested(case: &Case) -> Tri {
    if case.here > 182 || case.service == Some(true) {
        return Tri::Yes;
    }
    let ties = case.homes.iter().find(|home| **home != Some("both-or-neither"));
    let ties = match ties {
        Some(None) => Tri::Unknown,
        Some(Some("azerbaijan")) => Tri::Yes,
        Some(Some(_)) => Tri::No,
        None => Tri::from(case.citizen),
    };
    // A long stay in one other country rules residence out; not known, only a No is safe.
    match case.abroad {
        Some(true) => Tri::No,
        Some(false) => ties,
        None if ties == Tri::No => Tri::No,
        None => Tri::Unknown,
    }
}

#[test]
fn every_combination_of_the_tests_agrees_with_the_table() {
    let mut count = 0;
    for excluded in [None, Some("none"), Some("diplomat"), Some("organisation"), Some("transit")] {
        for business in YES_NO {
            for here in [1, 182, 183] {
                for index in 0..27 {
                    let [service, abroad, citizen] = [YES_NO[index / 9], YES_NO[index / 3 % 3], YES_NO[index % 3]];
                    for index in 0..64 {
                        let homes = [HOMES[index / 16], HOMES[index / 4 % 4], HOMES[index % 4]];
                        check(&Case { excluded, business, here, service, abroad, homes, citizen });
                        count += 1;
                    }
                }
            }
        }
    }
    assert_eq!(count, 5 * 3 * 3 * 27 * 64);
}

fn check(case: &Case) {
    let first = date("2026-01-01");
    let stay = hsmp::profile::Stay {
        country: Some(hsmp::profile::Country::AZERBAIJAN),
        from: Some(first),
        to: Some(first.plus_days(case.here - 1)),
        ..hsmp::profile::Stay::default()
    };
    let ties = json!({
        "long_abroad": case.abroad, "permanent_home": case.homes[0], "vital_interests": case.homes[1], "usual_home": case.homes[2],
        "state_service": case.service, "excluded": case.excluded, "business": case.business,
    });
    let ties: Value = ties
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, answer)| !answer.is_null())
        .map(|(name, answer)| (name.clone(), answer.clone()))
        .collect();
    let mut profile = Reading::of(&document(json!({ "ties": ties })), first).profile;
    profile.stays.push(stay);
    profile.you.azerbaijani = case.citizen;
    let outcome = assess(&profile, Date::last_of(2026), 2026).unwrap().outcome;
    assert_eq!(outcome.resident, expected(case), "{ties}, {} days here, citizen {:?}", case.here, case.citizen);
    let open = matches!(outcome.because, Reason::Unanswered(_) | Reason::NoStays | Reason::OpenStay | Reason::Clash);
    assert_eq!(open, outcome.resident == Tri::Unknown, "{ties}: {:?} is no reason for {:?}", outcome.because, outcome.resident);
}

/// Which answer is asked for must be one that is missing.
#[test]
fn what_is_asked_for_is_the_first_answer_missing() {
    let asked = |ties: Value| {
        let mut sections = sections(&[("AZ", date("2026-01-01"), Some(date("2026-02-01")))]);
        sections["ties"] = ties;
        match residency(sections, date("2026-12-31"), 2026).outcome.because {
            Reason::Unanswered(slot) => slot.path(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(asked(json!({})), "ties.long_abroad");
    assert_eq!(asked(json!({ "long_abroad": false })), "ties.permanent_home");
    assert_eq!(asked(json!({ "long_abroad": false, "permanent_home": "both-or-neither" })), "ties.vital_interests");
    let homes = json!({ "long_abroad": false, "permanent_home": "both-or-neither", "vital_interests": "both-or-neither" });
    assert_eq!(asked(homes.clone()), "ties.usual_home");
    let mut all = homes;
    all["usual_home"] = json!("both-or-neither");
    assert_eq!(asked(all), "you.azerbaijani");
}

/// Stays that account for every day need no question about other countries.
#[test]
fn days_accounted_for_answer_the_question_about_other_countries() {
    let year = |abroad: &[Stay]| {
        let mut stays = vec![("AZ", date("2026-01-01"), Some(date("2026-05-31")))];
        stays.extend(abroad);
        let mut sections = sections(&stays);
        sections["ties"] = json!({ "permanent_home": "azerbaijan" });
        residency(sections, date("2026-12-31"), 2026).outcome
    };
    let both = year(&[("TR", date("2026-06-01"), Some(date("2026-09-30"))), ("GE", date("2026-10-01"), Some(date("2026-12-31")))]);
    assert_eq!(both.resident, Tri::Yes, "no country can have more than 182 days");
    let one = year(&[("TR", date("2026-06-01"), Some(date("2026-12-31")))]);
    assert_eq!((one.resident, one.because), (Tri::No, Reason::LongAbroad));
    assert_eq!(year(&[]).resident, Tri::Unknown, "seven months may have been in one country");
}

/// Who only passes through is no resident, however often; one stay for anything else, and days count.
#[test]
fn a_year_of_passing_through_makes_no_resident() {
    let of = |purposes: &[Option<&str>]| {
        let row = |(index, purpose): (usize, &Option<&str>)| {
            let from = date("2026-01-01").plus_days(index as i32 * 100);
            let mut row = json!({ "country": "AZ", "from": from.to_string(), "to": from.plus_days(98).to_string() });
            if let Some(purpose) = purpose {
                row["purpose"] = json!(purpose);
            }
            row
        };
        let rows: Vec<Value> = purposes.iter().enumerate().map(row).collect();
        let outcome = residency(json!({ "stays": rows }), date("2026-12-31"), 2026).outcome;
        (outcome.resident, outcome.because)
    };
    let transit = Some("transit");
    assert_eq!(of(&[transit, transit, transit]), (Tri::No, Reason::Transit));
    assert_eq!(of(&[transit, transit, Some("work")]), (Tri::Yes, Reason::Days));
    assert_eq!(of(&[transit, transit, None]), (Tri::Yes, Reason::Days), "what is not said is not transit");
}

/// Without a stay nobody knows the days, so a home abroad must not pass for a decision.
#[test]
fn without_stays_only_what_needs_no_days_decides() {
    let of = |ties: Value| {
        let profile = Reading::of(&document(json!({ "ties": ties })), date("2026-07-01")).profile;
        let outcome = assess(&profile, date("2026-07-01"), 2026).unwrap().outcome;
        (outcome.resident, outcome.because)
    };
    assert_eq!(of(json!({ "permanent_home": "abroad", "long_abroad": false })), (Tri::Unknown, Reason::NoStays));
    assert_eq!(of(json!({ "state_service": true })), (Tri::Yes, Reason::StateService));
    assert_eq!(of(json!({ "excluded": "transit" })), (Tri::No, Reason::Excluded));
}

/// An open stay may pass the limit later; who is a resident already by another test is told so, without a date.
#[test]
fn what_decides_already_is_named_before_what_may_come() {
    let sections = json!({
        "stays": [{ "country": "AZ", "from": "2026-06-01" }],
        "ties": { "long_abroad": false, "permanent_home": "azerbaijan" },
    });
    let profile = Reading::of(&document(sections), date("2026-07-01")).profile;
    let found = assess(&profile, date("2026-07-01"), 2026).unwrap();
    assert_eq!(found.outcome.resident, Tri::Yes);
    assert!(matches!(found.outcome.because, Reason::Tie(_)), "{:?}", found.outcome.because);
    assert_eq!(found.becomes_on, None);
}

/// The same for a stay: an impossible last day is no open end.
#[test]
fn a_stay_whose_last_day_cannot_be_read_is_not_counted() {
    let sections = json!({ "stays": [{ "country": "AZ", "from": "2026-01-01", "to": "2026-02-30" }, { "country": "AZ", "from": "2026-05-01", "to": "2026-05-10" }] });
    let profile = Reading::of(&document(sections), date("2026-11-21")).profile;
    let found = assess(&profile, date("2026-11-21"), 2026).unwrap();
    assert_eq!((found.outcome.days, found.becomes_on), (Interval { low: 10, high: 10 }, None));
}

/// Days already entered decide before those an open stay may add.
#[test]
fn the_limit_is_passed_by_the_days_that_are_certain() {
    let sections =
        json!({ "stays": [{ "country": "AZ", "from": "2026-01-01" }, { "country": "AZ", "from": "2026-06-01", "to": "2026-12-31" }] });
    let profile = Reading::of(&document(sections), date("2026-02-01")).profile;
    let found = assess(&profile, date("2026-02-01"), 2026).unwrap();
    // 32 days up to the date, then 151 from 1 June.
    assert_eq!(found.becomes_on, Some(date("2026-10-29")));
}
