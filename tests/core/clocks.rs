//! The clocks of permits, visa-free stays and registration. A permit is lost by a day too many, so each
//! count is found again here by looking at days one by one.

use std::collections::BTreeSet;

use hsmp::assess::residence::clocks::{Clock, Kind, State, clocks};
use hsmp::profile::Reading;
use hsmp::quantity::{Date, Interval};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document};

fn all(stays: &[(&str, &str, &str)], days: Value, on: &str) -> Vec<Clock> {
    let row = |(country, from, to): &(&str, &str, &str)| match *to {
        "" => json!({ "country": country, "from": from }),
        to => json!({ "country": country, "from": from, "to": to }),
    };
    let sections = json!({ "stays": stays.iter().map(row).collect::<Vec<_>>(), "days": days });
    clocks(&Reading::of(&document(sections), date(on)).profile, date(on))
}

fn one(kind: Kind, stays: &[(&str, &str, &str)], days: Value, on: &str) -> Clock {
    all(stays, days, on).into_iter().find(|clock| clock.kind == kind).unwrap()
}

#[test]
fn ninety_days_abroad_in_180_keep_a_temporary_permit_and_one_more_does_not() {
    let since = json!({ "trp_from": "2026-01-01", "programme": false });
    // Here to 1 March, then in Türkiye: the 90th day there is 30 May.
    let away = [("AZ", "2026-01-01", "2026-03-01"), ("TR", "2026-03-02", "")];
    let last = one(Kind::TrpAbsence, &away, since.clone(), "2026-05-30");
    assert_eq!((last.state, last.used, last.left), (State::Warning, Interval::exactly(90), 0));
    assert_eq!(last.latest, None, "tomorrow is a day too many");
    let over = one(Kind::TrpAbsence, &away, since.clone(), "2026-05-31");
    assert_eq!((over.state, over.passed_on), (State::Broken, Some(date("2026-05-31"))));
    // Who may hold the programme's certificate may be exempt.
    let unless = one(Kind::TrpAbsence, &away, json!({ "trp_from": "2026-01-01" }), "2026-05-31");
    assert_eq!((unless.state, unless.passed_on), (State::Open, Some(date("2026-05-31"))));
    // With days to spare it says until when.
    let early = one(Kind::TrpAbsence, &away, since.clone(), "2026-03-10");
    assert_eq!((early.state, early.used.high, early.latest), (State::Fine, 9, Some(date("2026-05-30"))));
    // Where nothing is entered, nobody knows.
    let open = one(Kind::TrpAbsence, &[("AZ", "2026-01-01", "2026-03-01")], since.clone(), "2026-06-30");
    assert_eq!((open.state, open.used, open.passed_on), (State::Open, Interval { low: 0, high: 121 }, Some(date("2026-05-31"))));
    // What is planned is said before it happens.
    let planned = [("AZ", "2026-01-01", "2026-03-01"), ("TR", "2026-03-02", "2026-09-01")];
    let ahead = one(Kind::TrpAbsence, &planned, since.clone(), "2026-03-01");
    assert_eq!((ahead.state, ahead.passed_on), (State::Warning, Some(date("2026-05-31"))));
    // Days before the permit are none of its days.
    let later = one(Kind::TrpAbsence, &[("TR", "2026-01-01", "")], json!({ "trp_from": "2026-05-01" }), "2026-05-31");
    assert_eq!(later.used, Interval::exactly(31));
    assert!(matches!(one(Kind::TrpAbsence, &away, json!({}), "2026-05-31").state, State::Missing(slot) if slot.path() == "days.trp_from"));
    assert_eq!(one(Kind::TrpAbsence, &away, since, "2025-12-31").state, State::Idle);
}

/// Art. 50.3 exempts highly skilled migrants from losing the permit; Note 1 to Art. 52 exempts nobody.
#[test]
fn holders_keep_the_temporary_permit_but_may_break_the_years_before_a_permanent_one() {
    let days = json!({ "trp_from": "2026-01-01", "programme": true });
    let found = all(&[("TR", "2026-01-01", "")], days, "2026-11-23");
    assert_eq!((found[0].kind, found[0].state, found[0].passed_on), (Kind::TrpAbsence, State::Exempt, None));
    assert_eq!((found[1].kind, found[1].state, found[1].passed_on), (Kind::PrpContinuity, State::Broken, Some(date("2026-04-01"))));
    assert!(found[1].why.cites.iter().all(|cite| cite.dated().conflict.is_none()), "the text settles it");
    assert!(found[0].doubts().iter().any(|doubt| doubt.name() == "note.benefit-absence"), "what breaks all the same is said");
    // From the day of the amendments on.
    let away = |on: &str| all(&[("TR", "2024-09-01", "")], json!({ "trp_from": "2024-09-01", "programme": true }), on)[0].state;
    assert_eq!((away("2024-12-28"), away("2024-12-29")), (State::Broken, State::Exempt));
    // The permit that rests on the certificate says as much as the certificate.
    let of = |held: &str| {
        let sections = json!({
            "permits": { "held": held }, "days": { "trp_from": "2026-01-01" },
            "stays": [{ "country": "TR", "from": "2026-01-01" }],
        });
        clocks(&Reading::of(&document(sections), date("2026-11-23")).profile, date("2026-11-23"))[0].state
    };
    assert_eq!((of("programme"), of("property")), (State::Exempt, State::Open));
    // And a permanent permit is lost by its holders like by others (55.0.8).
    let lost = all(&[("TR", "2026-01-01", "")], json!({ "prp_from": "2026-01-01", "programme": true }), "2026-06-30");
    assert_eq!((lost[2].kind, lost[2].state, lost[2].passed_on), (Kind::PrpLoss, State::Broken, Some(date("2026-06-30"))));
}

/// Only the years before the permanent permit have to be without a break.
#[test]
fn a_break_long_ago_is_forgotten_after_two_years() {
    let stays = [("TR", "2022-01-01", "2022-06-30"), ("AZ", "2022-07-01", "")];
    let days = json!({ "trp_from": "2022-01-01", "programme": false });
    assert_eq!(one(Kind::PrpContinuity, &stays, days.clone(), "2023-12-31").state, State::Broken);
    assert_eq!(one(Kind::PrpContinuity, &stays, days.clone(), "2024-06-30").state, State::Fine);
    assert_eq!(one(Kind::TrpAbsence, &stays, days, "2024-06-30").state, State::Broken, "the permit's own rule looks at all of it");
    let granted = json!({ "trp_from": "2022-01-01", "prp_from": "2024-07-01" });
    assert_eq!(one(Kind::PrpContinuity, &stays, granted, "2024-07-01").state, State::Idle);
}

#[test]
fn a_permanent_permit_counts_each_year_from_its_grant() {
    let days = json!({ "prp_from": "2025-03-01" });
    // 150 days in one year of the permit and 140 in the next, side by side: neither is over 180.
    let over_new_year = [("AZ", "2025-03-01", "2025-10-01"), ("TR", "2025-10-02", "2026-07-18"), ("AZ", "2026-07-19", "")];
    let fine = one(Kind::PrpLoss, &over_new_year, days.clone(), "2026-08-01");
    assert_eq!((fine.state, fine.used), (State::Fine, Interval::exactly(140)));
    let lost = [("AZ", "2025-03-01", "2025-08-31"), ("TR", "2025-09-01", "")];
    let last = one(Kind::PrpLoss, &lost, days.clone(), "2026-02-27");
    assert_eq!((last.state, last.left), (State::Warning, 0));
    let gone = one(Kind::PrpLoss, &lost, days.clone(), "2026-02-28");
    assert_eq!((gone.state, gone.passed_on), (State::Broken, Some(date("2026-02-28"))));
    // Away to the permit's next year: there it counts anew.
    let far = one(Kind::PrpLoss, &[("AZ", "2025-03-01", "")], days.clone(), "2025-12-31");
    assert_eq!(far.latest, Some(date("2026-08-27")), "180 days of the year that begins on 1 March");
    assert!(matches!(one(Kind::PrpLoss, &lost, json!({}), "2026-01-01").state, State::Missing(slot) if slot.path() == "days.prp_from"));
}

#[test]
fn a_stay_without_visa_ends_on_its_90th_day() {
    let free = json!({ "visa_free": true });
    let here = [("AZ", "2026-01-01", "")];
    let clock = one(Kind::VisaFree, &here, free.clone(), "2026-01-10");
    assert_eq!((clock.state, clock.used, clock.latest), (State::Fine, Interval::exactly(10), Some(date("2026-03-31"))));
    assert_eq!(one(Kind::VisaFree, &here, free.clone(), "2026-03-31").state, State::Warning);
    let over = one(Kind::VisaFree, &here, free.clone(), "2026-04-01");
    assert_eq!((over.state, over.passed_on), (State::Broken, Some(date("2026-04-01"))));
    // Within which period was not found: stays before leave it open.
    let again = [("AZ", "2025-10-01", "2025-12-20"), ("AZ", "2026-01-01", "")];
    let open = one(Kind::VisaFree, &again, free.clone(), "2026-01-10");
    assert_eq!((open.state, open.used), (State::Open, Interval { low: 10, high: 91 }));
    let planned = one(Kind::VisaFree, &[("AZ", "2026-02-01", "2026-05-02")], free.clone(), "2026-01-10");
    assert_eq!((planned.state, planned.used.low, planned.passed_on), (State::Warning, 91, Some(date("2026-05-02"))));
    // Both: passed for certain by what is planned, perhaps already by what was before.
    let both = [("AZ", "2026-03-01", "2026-05-29"), ("AZ", "2026-09-01", "2026-12-02")];
    let both = one(Kind::VisaFree, &both, free, "2026-11-24");
    assert_eq!((both.state, both.used), (State::Open, Interval { low: 85, high: 175 }));
    assert_eq!((both.latest, both.passed_on), (Some(date("2026-11-29")), Some(date("2026-11-30"))));
    assert_eq!(one(Kind::VisaFree, &here, json!({ "visa_free": false }), "2026-06-01").state, State::Exempt);
    assert!(matches!(one(Kind::VisaFree, &here, json!({}), "2026-06-01").state, State::Missing(_)));
}

#[test]
fn who_stays_longer_than_fifteen_days_registers() {
    let of = |to: &str, days: Value, on: &str| one(Kind::Registration, &[("AZ", "2026-01-01", to)], days, on);
    assert_eq!(of("2026-01-15", json!({}), "2026-01-02").state, State::Fine, "15 days are not more than 15");
    let due = of("2026-01-16", json!({}), "2026-01-02");
    assert_eq!((due.state, due.latest), (State::Warning, Some(date("2026-01-15"))));
    assert_eq!(of("", json!({}), "2026-01-16").state, State::Open, "whether it was done is not asked");
    let kazakh = of("", json!({ "kazakhstan": true }), "2026-01-16");
    assert_eq!((kazakh.state, kazakh.allowed, kazakh.latest), (State::Warning, 30, Some(date("2026-01-30"))));
    assert_eq!(one(Kind::Registration, &[], json!({}), "2026-01-16").state, State::Idle);
}

/// The Migration Code's limits are for foreigners.
#[test]
fn no_clock_runs_for_a_citizen() {
    let sections = json!({ "you": { "azerbaijani": true }, "days": { "trp_from": "2026-01-01" } });
    assert_eq!(clocks(&Reading::of(&document(sections), date("2026-06-01")).profile, date("2026-06-01")), []);
}

fn stay() -> impl Strategy<Value = (&'static str, i32, i32)> {
    (prop::sample::select(vec!["AZ", "AZ", "TR", "GE"]), 0..700i32, 0..200i32)
}

/// Who has a permit stays with one: two clocks must not run without a word.
#[test]
fn a_permit_and_a_stay_without_one_are_told_apart() {
    let said = |days: Value| {
        let problems = Reading::of(&document(json!({ "days": days })), date("2026-11-23")).problems;
        problems.iter().any(|problem| problem.slot.path() == "days.visa_free")
    };
    assert!(said(json!({ "visa_free": true, "trp_from": "2026-01-01" })) && said(json!({ "visa_free": true, "prp_from": "2026-01-01" })));
    assert!(
        !said(json!({ "visa_free": false, "trp_from": "2026-01-01" })) && !said(json!({ "visa_free": true, "trp_from": "2027-01-01" }))
    );
}

/// The answer on how days count is about the Tax Code; these limits are those of another law.
#[test]
fn the_answer_on_counting_does_not_move_these_clocks() {
    let stays = [("AZ", "2026-11-05", "2026-11-20")];
    for counting in ["both-ends", "entry-only", "midnight"] {
        let clock = one(Kind::Registration, &stays, json!({ "counting": counting }), "2026-11-10");
        assert_eq!((clock.state, clock.latest), (State::Warning, Some(date("2026-11-19"))), "{counting}");
    }
    // A stay that is planned without a last day has its first one.
    let planned = one(Kind::Registration, &[("AZ", "2026-12-05", "")], json!({}), "2026-11-23");
    assert_eq!((planned.state, planned.latest), (State::Warning, Some(date("2026-12-19"))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Every window since the permit, day by day, in sets.
    #[test]
    fn absence_agrees_with_days_looked_at_one_by_one(list in prop::collection::vec(stay(), 0..8), since in 0..400i32, now in 0..500i32) {
        let start = date("2024-01-01");
        let (since, on) = (start.plus_days(since), start.plus_days(since + now));
        let rows: Vec<(String, String, String)> = list.iter().map(|(country, from, length)| {
            let from = start.plus_days(*from);
            ((*country).to_owned(), from.to_string(), from.plus_days(*length).to_string())
        }).collect();
        let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(country, from, to)| (country.as_str(), from.as_str(), to.as_str())).collect();
        let (mut here, mut abroad) = (BTreeSet::new(), BTreeSet::new());
        for (country, from, length) in &list {
            let set = if *country == "AZ" { &mut here } else { &mut abroad };
            set.extend((0..=*length).map(|day| start.plus_days(from + day)));
        }
        let days = json!({ "trp_from": since.to_string(), "programme": false });
        let clock = one(Kind::TrpAbsence, &rows, days, &on.to_string());
        let count = |end: Date, is_away: &dyn Fn(Date) -> bool| {
            (0..180).map(|back| end.plus_days(-back)).filter(|day| *day >= since && is_away(*day)).count() as i32
        };
        let known = |day: Date| abroad.contains(&day) && !here.contains(&day);
        let possible = |day: Date| day <= on && !here.contains(&day);
        prop_assert_eq!(clock.used, Interval { low: count(on, &known), high: count(on, &possible) });
        let first = |is_away: &dyn Fn(Date) -> bool, from: Date, to: Date| {
            let mut day = from;
            while day <= to {
                if count(day, is_away) > 90 {
                    return Some(day);
                }
                day = day.plus_days(1);
            }
            None
        };
        let horizon = start.plus_days(1000);
        let mixed = |day: Date| if day <= on { possible(day) } else { known(day) };
        let ahead = |is_away: &dyn Fn(Date) -> bool| first(is_away, on.plus_days(1), horizon);
        let expected = match (first(&known, since, on), first(&possible, since, on), ahead(&known), ahead(&mixed)) {
            (Some(day), ..) => (Some(day), State::Broken),
            (None, Some(day), ..) => (Some(day), State::Open),
            (None, None, Some(day), _) => (Some(day), State::Warning),
            (None, None, None, Some(day)) => (Some(day), State::Open),
            (None, None, None, None) => (None, if 90 - clock.used.high <= 30 { State::Warning } else { State::Fine }),
        };
        prop_assert_eq!((clock.passed_on, clock.state), expected);
        // The last day one can stay away who goes tomorrow, by trying.
        let mut latest = None;
        for more in 1..=180 {
            let until = on.plus_days(more);
            let away = |day: Date| possible(day) || day > on && day <= until;
            if count(until, &away) > 90 {
                break;
            }
            latest = Some(until);
        }
        prop_assert_eq!(clock.latest, latest);
    }
}
