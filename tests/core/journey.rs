//! The plan with every date. Who trusts a date that is a day late misses a deadline, so dates are found
//! again by counting day by day, and slack by trying to be late.

use std::collections::BTreeSet;

use hsmp::assess::permits::{Condition, State, duties, permit_options, settles};
use hsmp::assess::plan::{Kind, Plan, Progress, Risk, Stage, Warning, plan_of};
use hsmp::assess::{Assessment, assess};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Ground, Permits, Problem, Severity};
use hsmp::quantity::{Date, EndOfMonth, Interval, Money, Tri, Weekday};
use hsmp::rulebook::{Certainty, business_days_after, business_days_range, latest_safe_start, latest_start};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document};

const ON: &str = "2026-11-24";

fn plan(answers: Value) -> Plan {
    plan_of(&assess(&document(answers), date(ON)))
}

fn stage(plan: &Plan, kind: Kind) -> &Stage {
    plan.stage(kind).unwrap_or_else(|| panic!("no {kind:?}"))
}

fn warning(plan: &Plan, risk: Risk) -> Option<&Warning> {
    plan.warnings.iter().find(|warning| warning.risk == risk)
}

/// Days off in 2027 and 2028 with the feasts where a decision may put them: typed from the Labour Code, and
/// moved by its two rules, without looking at how the program does it.
fn off(shifts: [i32; 2]) -> BTreeSet<Date> {
    let mut off = BTreeSet::new();
    for (year, ramazan, qurban) in [(2027, "2027-03-09", "2027-05-16"), (2028, "2028-02-26", "2028-05-05")] {
        let fixed = [
            "01-01", "01-02", "03-08", "03-20", "03-21", "03-22", "03-23", "03-24", "05-09", "05-28", "06-15", "06-26", "11-08", "11-09",
            "12-31",
        ];
        let fixed: Vec<Date> = fixed.iter().map(|day| date(&format!("{year}-{day}"))).collect();
        let mut owed = Vec::new();
        let two = |first: &str, shift| [date(first).plus_days(shift), date(first).plus_days(shift + 1)];
        let feasts: Vec<Date> = [two(ramazan, shifts[0]), two(qurban, shifts[1])].concat();
        let rest = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for day in fixed.iter().chain(&feasts) {
            off.insert(*day);
        }
        off.insert(date(&format!("{year}-01-20")));
        // A holiday of the year before that fell on a weekend: 31 December 2027 is a Friday, 2026 a Thursday.
        for day in fixed.iter().chain(&feasts) {
            if rest(*day) {
                owed.push(*day);
            }
        }
        for day in feasts.iter().filter(|day| fixed.contains(day)) {
            owed.push(*day);
        }
        owed.sort();
        let holidays = off.clone();
        for day in owed {
            let mut next = day.plus_days(1);
            while rest(next) || holidays.contains(&next) || off.contains(&next) {
                next = next.plus_days(1);
            }
            off.insert(next);
        }
    }
    off
}

fn counted(from: Date, days: i32, off: &BTreeSet<Date>) -> Date {
    let (mut day, mut left) = (from, days);
    while left > 0 {
        day = day.plus_days(1);
        left -= i32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !off.contains(&day));
    }
    day
}

#[test]
fn working_days_of_years_not_set_lie_between_the_possible_calendars() {
    let shifts: Vec<[i32; 2]> = (-1..=1).flat_map(|a| (-1..=1).map(move |b| [a, b])).collect();
    let calendars: Vec<BTreeSet<Date>> = shifts.iter().map(|shifts| off(*shifts)).collect();
    let mut from = date("2027-01-01");
    let mut wide = 0;
    while from < date("2028-08-01") {
        for days in [10, 15, 20, 30] {
            let ends: Vec<Date> = calendars.iter().map(|off| counted(from, days, off)).collect();
            let expected = Interval { low: *ends.iter().min().unwrap(), high: *ends.iter().max().unwrap() };
            let found = business_days_range(from, days);
            assert_eq!((found.date, found.certainty), (expected, Certainty::Estimated), "{days} after {from}");
            wide += i32::from(!expected.is_exact());
        }
        from = from.plus_days(1);
    }
    assert!(wide > 20, "feasts near a period must widen it, not only {wide} times");
}

#[test]
fn working_days_of_years_that_are_set_are_exact() {
    let mut from = date("2025-01-01");
    while from < date("2026-10-01") {
        for days in [0, 5, 10, 20, 30] {
            let found = business_days_range(from, days);
            let expected = business_days_after(from, u16::try_from(days).unwrap()).unwrap().date;
            assert_eq!((found.date, found.certainty), (Interval::exactly(expected), Certainty::Official), "{days} after {from}");
        }
        from = from.plus_days(3);
    }
}

/// Years without any estimate: no feast at best, four days more at worst, never a refusal.
#[test]
fn later_years_have_a_range_too() {
    for from in ["2029-02-01", "2031-06-01", "2034-11-20"].map(date) {
        let found = business_days_range(from, 60);
        let without = counted(from, 60, &BTreeSet::new());
        assert!(found.date.low >= without && found.date.high > found.date.low);
        assert!(found.date.low.days_until(found.date.high) <= 15, "{from}: {:?}", found.date);
        assert_eq!(found.certainty, Certainty::Estimated);
    }
}

proptest! {
    #[test]
    fn the_latest_start_is_the_last_day_that_still_does(day in 0i32..1400, days in 1i32..45) {
        let by = date("2025-03-01").plus_days(day);
        let start = latest_start(by, days);
        prop_assert!(business_days_range(start, days).date.low <= by, "{start} is too late for {by}");
        prop_assert!(business_days_range(start.plus_days(1), days).date.low > by, "{start} is not the last for {by}");
    }

    /// Steps wait for those before them; nothing that is to be done lies in the past; ends are in order.
    #[test]
    fn a_plan_is_in_order(answers in answers()) {
        let plan = plan(answers);
        for stage in &plan.stages {
            prop_assert!(stage.when.low <= stage.when.high, "{:?}", stage.kind);
            if stage.progress == Progress::Ahead && stage.kind.is_action() && stage.by != Some(stage.when) {
                prop_assert!(stage.when.low >= plan.on, "{:?} in the past", stage.kind);
            }
            for kind in &stage.after {
                let before = plan.stage(*kind).unwrap();
                let is_met = before.when.low <= stage.when.low && before.when.high <= stage.when.high;
                prop_assert!(is_met || stage.progress != Progress::Ahead || before.progress == Progress::Passed, "{:?} before {kind:?}", stage.kind);
            }
            if let Some(by) = stage.by {
                prop_assert!(by.low <= by.high, "{:?}", stage.kind);
            }
        }
        let days: Vec<Date> = plan.stages.iter().map(|stage| stage.when.low).collect();
        prop_assert!(days.is_sorted());
    }

    /// Who begins later is not done earlier.
    #[test]
    fn a_later_start_brings_nothing_forward(answers in answers(), later in 1i32..200) {
        let first = plan(answers.clone());
        let mut moved = answers;
        let start = moved["journey"]["start"].as_str().map_or(date(ON), date);
        moved["journey"]["start"] = json!(start.plus_days(later).to_string());
        let second = plan(moved);
        for stage in &first.stages {
            if let Some(other) = second.stages.iter().find(|other| other.id() == stage.id()) {
                prop_assert!(other.when.low >= stage.when.low && other.when.high >= stage.when.high, "{:?}", stage.kind);
            }
        }
    }

    /// Being late by the slack moves nothing, by a day more moves the card.
    #[test]
    fn slack_is_what_it_says(start in 0i32..300, field in 0usize..4) {
        let field = ["legalise_days", "translate_days", "medical_days", "visa_days"][field];
        let kind = [("legalise_days", Kind::Legalise), ("translate_days", Kind::Translate), ("medical_days", Kind::Medical), ("visa_days", Kind::Visa)];
        let kind = kind.iter().find(|(name, _)| *name == field).unwrap().1;
        let with = |days: i32| {
            let mut own = json!({ "start": date(ON).plus_days(start).to_string(), "legalise_days": 10, "translate_days": 5, "medical_days": 3, "visa_days": 7 });
            own[field] = json!(days);
            plan(json!({ "journey": own }))
        };
        let base = match field { "legalise_days" => 10, "translate_days" => 5, "medical_days" => 3, _ => 7 };
        let own = with(base);
        let slack = stage(&own, kind).slack.unwrap();
        let card = |plan: &Plan| stage(plan, Kind::Card).when.low;
        prop_assert_eq!(card(&with(base + slack)), card(&own), "{} days late", slack);
        prop_assert!(card(&with(base + slack + 1)) > card(&own), "{} days late", slack + 1);
    }
}

fn answers() -> impl Strategy<Value = Value> {
    let ground = prop::sample::select(&Ground::ALL);
    (ground, -60i32..400, prop::option::of(1i32..=365), prop::option::of(1i32..=36), any::<bool>(), 0usize..6, prop::option::of(0i32..120))
        .prop_map(|(ground, start, stay, term, here, done, enter)| {
            let day = |days: i32| date(ON).plus_days(days).to_string();
            let mut journey = json!({ "ground": ground.name(), "start": day(start), "here": here });
            if let Some(stay) = stay {
                journey["visa_stay"] = json!(stay);
            }
            if let Some(term) = term {
                journey["term"] = json!(term);
            }
            if let Some(enter) = enter {
                journey["enter_on"] = json!(day(enter));
            }
            let steps = ["legalised", "translated", "applied", "decided", "visa"];
            let done = steps.iter().take(done).enumerate().map(|(place, step)| ((*step).to_owned(), json!(day(place as i32 - 20))));
            json!({ "journey": journey, "done": done.collect::<serde_json::Map<_, _>>() })
        })
}

#[test]
fn what_sets_the_pace_is_a_chain_down_to_the_first_step() {
    let own = plan(json!({}));
    let paced: Vec<Kind> = own.stages.iter().filter(|stage| stage.critical).map(|stage| stage.kind).collect();
    let expected = [
        Kind::Legalise,
        Kind::Translate,
        Kind::Apply,
        Kind::Decision,
        Kind::Visa,
        Kind::Enter,
        Kind::TrpApply,
        Kind::TrpDecision,
        Kind::Card,
    ];
    assert_eq!(paced, expected);
    // A planned entry far ahead sets the pace itself: what comes before has time.
    let late = plan(json!({ "journey": { "enter_on": "2027-12-01" } }));
    assert!(stage(&late, Kind::Enter).critical && !stage(&late, Kind::Visa).critical);
    assert!(stage(&late, Kind::Legalise).slack.unwrap() > 200);
}

#[test]
fn real_days_move_the_rest() {
    let own = plan(json!({ "done": { "applied": "2026-11-02" }, "journey": { "visa_days": 10 } }));
    assert_eq!(stage(&own, Kind::Apply).progress, Progress::Done(date("2026-11-02")));
    assert_eq!(stage(&own, Kind::Legalise).progress, Progress::Passed);
    // 20 working days after Monday 2 November 2026: 9 and 10 November are free (8 November is a Sunday).
    assert_eq!(stage(&own, Kind::Decision).when.low, date("2026-12-02"));
    assert_eq!(stage(&own, Kind::Visa).when.low, date("2026-12-12"));
    // A permit that is there makes everything before it past.
    let held = plan(json!({ "days": { "trp_from": "2026-08-31" } }));
    assert_eq!(stage(&held, Kind::TrpDecision).progress, Progress::Done(date("2026-08-31")));
    for kind in [Kind::Apply, Kind::Enter, Kind::Register, Kind::TrpApply, Kind::Medical, Kind::Card] {
        assert_eq!(stage(&held, kind).progress, Progress::Passed, "{kind:?}");
    }
    assert_eq!(held.next().map(|stage| stage.kind), Some(Kind::PrpApply));
}

#[test]
fn a_day_to_come_or_out_of_order_is_not_taken_as_done() {
    let all = |done: Value| assess(&document(json!({ "done": done })), date(ON));
    let ahead = all(json!({ "applied": "2026-11-25" }));
    assert_eq!(ahead.profile.done.applied, None);
    assert_eq!(ahead.problems.len(), 1);
    let early = all(json!({ "applied": "2026-11-20", "decided": "2026-11-19" }));
    assert_eq!((early.profile.done.applied, early.profile.done.decided), (Some(date("2026-11-20")), None));
    // The certificate of health can be older than everything else.
    assert!(all(json!({ "legalised": "2026-11-20", "medical": "2026-10-01" })).problems.is_empty());
}

#[test]
fn papers_that_are_ready_are_not_planned_again() {
    let own = plan(json!({
        "degrees": [{ "id": 1, "level": "master", "legalisation": "ready", "translation": "not-needed" }],
        "papers": { "medical": "ready", "medical_translation": "not-needed" },
    }));
    for kind in [Kind::Legalise, Kind::Translate, Kind::Medical] {
        assert_eq!(stage(&own, kind).progress, Progress::Passed, "{kind:?}");
    }
    assert_eq!(stage(&own, Kind::Apply).when, Interval::exactly(date(ON)));
}

/// 46.1.2: valid three months beyond the end of the permit asked for.
#[test]
fn a_passport_must_outlast_the_permit() {
    let with = |until: &str, term: i32| {
        plan(
            json!({ "done": { "trp_applied": ON }, "journey": { "term": term, "speed": "fifteen" }, "conditions": { "passport_until": until } }),
        )
    };
    // Who has applied already is past the check.
    assert_eq!(warning(&with("2027-01-01", 12), Risk::Passport), None);
    let with = |until: &str| {
        plan(
            json!({ "journey": { "ground": "property", "start": ON, "legalise_days": 0, "translate_days": 0, "visa_days": 0, "medical_days": 0, "speed": "fifteen" }, "conditions": { "passport_until": until } }),
        )
    };
    let granted = stage(&with("2030-01-01"), Kind::TrpDecision).when;
    assert!(granted.is_exact());
    // 15 working days after 24 November 2026, then 12 months, then 3.
    assert_eq!(granted.low, date("2026-12-15"));
    assert_eq!(warning(&with("2028-03-15"), Risk::Passport), None);
    let short = with("2028-03-14");
    let found = warning(&short, Risk::Passport).unwrap();
    assert!(found.certain);
    assert_eq!(found.on, date("2028-03-14"));
    assert!(plan(json!({})).unchecked.iter().any(|slot| slot.path() == "conditions.passport_until"));
}

#[test]
fn papers_that_end_before_they_are_needed_are_named() {
    let with = |medical: &str, diploma: &str| plan(json!({ "papers": { "medical_until": medical, "diploma_until": diploma } }));
    let used = stage(&plan(json!({})), Kind::TrpApply).when;
    let filed = stage(&plan(json!({})), Kind::Apply).when;
    let text = |date: Date| date.to_string();
    let fine = with(&text(used.high), &text(filed.high));
    assert_eq!((warning(&fine, Risk::Medical), warning(&fine, Risk::Diploma)), (None, None));
    let close = with(&text(used.high.plus_days(-1)), &text(filed.high.plus_days(-1)));
    assert_eq!(warning(&close, Risk::Medical).map(|warning| warning.certain), Some(false));
    assert_eq!(warning(&close, Risk::Diploma).map(|warning| warning.certain), Some(false));
    let gone = with(&text(used.low.plus_days(-1)), &text(filed.low.plus_days(-1)));
    assert_eq!(warning(&gone, Risk::Medical).map(|warning| warning.certain), Some(true));
    assert_eq!(warning(&gone, Risk::Diploma).map(|warning| warning.certain), Some(true));
}

#[test]
fn a_child_who_grows_up_on_the_way_is_named() {
    let with = |born: Date| plan(json!({ "family": [{ "id": 1, "relation": "child", "born": born.to_string() }] }));
    let applied = with(date("2015-01-01")).family[0].step(Kind::TrpApply).unwrap().when;
    let birthday = |on: Date, age: i32| Date::new(on.year() - age, on.month(), on.day()).unwrap();
    for (age, place) in [(18, 0), (23, 1)] {
        // On the first possible day: too old. On the day after the last: still younger.
        let cases = [
            (applied.low, Tri::No),
            (applied.low.plus_days(1), Tri::Unknown),
            (applied.high, Tri::Unknown),
            (applied.high.plus_days(1), Tri::Yes),
        ];
        for (on, younger) in cases {
            let own = with(birthday(on, age));
            assert_eq!(own.family[0].ages[place].younger, younger, "{age} on {on}");
            assert!(own.warnings.iter().any(|warning| warning.risk == Risk::Age && warning.on == on), "{age} on {on}");
        }
    }
    // The holder's own permit comes first, and a spouse's work permit stands outside the quota for the programme.
    let own = plan(json!({ "family": [{ "id": 1, "relation": "spouse" }] }));
    let track = &own.family[0];
    assert!(track.step(Kind::TrpApply).unwrap().when.low >= stage(&own, Kind::TrpDecision).when.low);
    assert_eq!(track.outside_quota, Tri::Yes);
    let other = plan(json!({ "journey": { "ground": "work-permit" }, "family": [{ "id": 1, "relation": "spouse" }] }));
    assert_eq!(other.family[0].outside_quota, Tri::No);
}

#[test]
fn planned_absence_breaks_continuity_on_the_ninety_first_day() {
    let granted = stage(&plan(json!({})), Kind::TrpDecision).when.low;
    let with = |ground: &str, days: i32| {
        let from = granted.plus_days(30);
        let stay = json!([{ "id": 1, "country": "TR", "from": from.to_string(), "to": from.plus_days(days - 1).to_string() }]);
        plan(json!({ "journey": { "ground": ground }, "stays": stay }))
    };
    assert_eq!(warning(&with("programme", 90), Risk::Absence), None);
    let broken = with("programme", 91);
    assert_eq!(warning(&broken, Risk::Absence).map(|warning| warning.on), Some(granted.plus_days(30 + 90)));
    // For a permit that leads nowhere further the permit itself is at stake.
    assert!(warning(&with("study", 120), Risk::Absence).is_some());
}

#[test]
fn last_days_that_pass_are_said() {
    let with = |stay: i32| plan(json!({ "journey": { "visa_stay": stay } }));
    // 30 days before the end of a stay of 30 days lies before the entry.
    let late = |plan: &Plan| warning(plan, Risk::Deadline).map(|warning| (warning.stage, warning.certain));
    assert_eq!(late(&with(30)), Some((Kind::TrpApply, true)));
    assert_eq!(late(&with(31)), None);
    // Somebody who entered long ago and never registered.
    let missed = plan(json!({ "done": { "entered": "2026-10-01" } }));
    assert_eq!(late(&missed), Some((Kind::Register, true)));
    let soon = plan(json!({ "done": { "entered": "2026-11-20" } }));
    assert_eq!(late(&soon), Some((Kind::Register, false)));
}

#[test]
fn an_application_before_the_papers_is_said() {
    let with = |on: &str| plan(json!({ "plan": { "apply_on": on } }));
    assert_eq!(warning(&with("2026-12-01"), Risk::Papers).map(|warning| warning.certain), Some(true));
    assert_eq!(warning(&with("2026-12-20"), Risk::Papers).map(|warning| warning.certain), Some(false));
    assert_eq!(warning(&with("2027-03-01"), Risk::Papers), None);
}

/// The authorities have days too. That nothing came is no reason to show nothing.
#[test]
fn a_decision_that_is_due_is_said_to_be() {
    // 30 working days after 30 September 2026: 9 and 10 November are off.
    let late = plan(json!({ "done": { "applied": "2026-09-30" } }));
    let decision = stage(&late, Kind::Decision);
    assert_eq!((decision.when, decision.overdue), (Interval::exactly(date(ON)), Some(date("2026-11-13"))));
    let found = warning(&late, Risk::Deadline).unwrap();
    assert_eq!((found.stage, found.on, found.certain), (Kind::Decision, date("2026-11-13"), true));
    // Due today, it is not late yet.
    let due = plan(json!({ "done": { "applied": "2026-10-09" } }));
    assert_eq!((stage(&due, Kind::Decision).when.high, stage(&due, Kind::Decision).overdue), (date(ON), None));
}

/// A permit on another ground is no step of the plan: its years may not count (Art. 52.1).
#[test]
fn days_of_another_permit_are_not_those_of_the_plan() {
    let with = |held: &str, ground: &str| {
        plan(json!({
            "permits": { "held": held, "permit_until": "2027-03-31" }, "days": { "trp_from": "2025-03-31" },
            "done": { "trp_applied": "2025-03-01", "card": "2025-04-10" }, "journey": { "ground": ground, "here": true },
        }))
    };
    let own = with("property", "property");
    assert_eq!(stage(&own, Kind::TrpDecision).progress, Progress::Done(date("2025-03-31")));
    assert_eq!(stage(&own, Kind::PrpApply).when.low, date("2027-03-31"));
    let other = with("work-permit", "property");
    for kind in [Kind::TrpApply, Kind::TrpDecision, Kind::Card] {
        assert_eq!(stage(&other, kind).progress, Progress::Ahead, "{kind:?}");
    }
    assert!(stage(&other, Kind::PrpApply).when.low > date("2028-11-24"));
    assert!(stage(&other, Kind::TrpEnd).when.low > date("2027-11-24"), "the last day of the other permit is none of this one");
}

/// Art. 52, Note 1. By the days within the two years alone, or anew from the return: both are tried day by day.
#[test]
fn a_break_moves_the_permanent_permit() {
    let since = date("2025-01-31");
    let with = |away: i32, from: &str, ground: &str| {
        let from = date(from);
        plan(json!({
            "permits": { "held": ground }, "journey": { "ground": ground, "here": true }, "days": { "trp_from": since.to_string() },
            "stays": [{ "id": 1, "country": "FR", "from": from.to_string(), "to": from.plus_days(away - 1).to_string() }],
        }))
    };
    let days = |plan: &Plan| (stage(plan, Kind::PrpApply).when.low, stage(plan, Kind::PrpApply).when.high);
    assert_eq!(days(&with(90, "2025-07-01", "property")), (date("2027-01-31"), date("2027-01-31")));
    // 97 days: seven of them too many; back on 6 October.
    assert_eq!(days(&with(97, "2025-07-01", "property")), (date("2027-07-08"), date("2027-10-06")));
    // Note 1 knows no exception for highly skilled migrants.
    assert_eq!(days(&with(97, "2025-07-01", "programme")), (date("2027-07-08"), date("2027-10-06")));
    for away in [91, 120, 200] {
        let from = date("2025-09-01");
        let own = with(away, "2025-09-01", "property");
        let breaks = |start: Date| {
            let last = start.plus_months(24, EndOfMonth::Up).unwrap();
            let is_away = |day: Date| day >= start && day >= from && day < from.plus_days(away);
            let mut day = start;
            while day < last {
                if (0..180).filter(|back| is_away(day.plus_days(-back))).count() > 90 {
                    return true;
                }
                day = day.plus_days(1);
            }
            false
        };
        let start = (0..).map(|days| since.plus_days(days)).find(|start| !breaks(*start)).unwrap();
        let high = from.plus_days(away);
        let ripe = |start: Date| start.plus_months(24, EndOfMonth::Up).unwrap();
        assert_eq!(days(&own), (ripe(start), ripe(high)), "{away} days");
    }
}

/// Between the two ways to count the years the finder says that it does not know.
#[test]
fn a_break_leaves_the_permanent_permit_open_until_both_ways_agree() {
    let on = |on: &str| {
        let answers = json!({
            "permits": { "held": "high-level", "invited": "high-level", "language": true, "means": true },
            "days": { "trp_from": "2025-01-31", "programme": false },
            "stays": [
                { "id": 1, "country": "AZ", "from": "2025-01-31", "to": "2025-06-30" },
                { "id": 2, "country": "FR", "from": "2025-07-01", "to": "2025-10-05" },
                { "id": 3, "country": "AZ", "from": "2025-10-06" },
            ],
        });
        let ways = permit_options(&assess(&document(answers), date(on)));
        ways.into_iter().find(|way| way.id() == "prp.high-level").unwrap().state
    };
    assert_eq!(on("2027-01-31"), State::Reachable, "the break lies within the two years");
    assert_eq!(on("2027-07-08"), State::Open);
    assert_eq!(on("2027-10-05"), State::Open);
    assert_eq!(on("2027-10-06"), State::Available);
}

/// What needs no translation takes no days after what is legalised.
#[test]
fn papers_to_legalise_can_wait_longer_where_nothing_is_translated() {
    let with = |days: i32, translated: bool| {
        plan(json!({
            "conditions": { "translations": translated },
            "journey": { "ground": "study", "legalise_days": days, "translate_days": 7, "medical_days": 1, "visa_days": 20, "enter_on": "2027-01-31" },
        }))
    };
    for translated in [true, false] {
        let own = with(21, translated);
        let slack = stage(&own, Kind::Legalise).slack.unwrap();
        assert_eq!(slack, if translated { 27 } else { 20 });
        let card = |plan: &Plan| stage(plan, Kind::Card).when.low;
        assert_eq!(card(&with(21 + slack, translated)), card(&own));
        assert!(card(&with(22 + slack, translated)) > card(&own));
    }
}

/// Who relies on a last day that is a day off may be a day late.
#[test]
fn a_last_day_on_a_day_off_names_the_safe_day() {
    let held = json!({ "held": "citizen-family", "permit_until": "2027-02-28" });
    let own = plan(json!({ "permits": held, "days": { "trp_from": "2024-02-29" }, "journey": { "here": true } }));
    assert_eq!(stage(&own, Kind::PrpApply).by, Some(Interval::exactly(date("2026-11-28"))));
    let found = warning(&own, Risk::Deadline).unwrap();
    assert!(found.says.args.contains(&("worked", date("2026-11-27").into())), "{:?}", found.says);
}

/// Family: the Code's own term, and no permit for a spouse who is a citizen.
#[test]
fn the_family_is_billed_for_what_it_needs() {
    let with = |relative: &str| {
        let family = json!([{ "id": 1, "relation": "spouse" }, { "id": 2, "relation": "child", "born": "2015-01-01" }]);
        let answers = json!({ "journey": { "speed": "fifteen" }, "permits": { "citizen_relative": relative }, "family": family });
        let all = assess(&document(answers), date(ON));
        let plan = plan_of(&all);
        duties(&all, &plan).first.unwrap().lines.iter().map(|(_, fee)| fee.term.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(with("none"), [36, 12, 12], "49.2 names the holder, and the family's card follows that one (49.2-1)");
    assert_eq!(with("spouse"), [36, 12]);
}

/// 46.2-1: nothing for victims of trafficking and those who help a prosecution, for the grant of the permit.
#[test]
fn who_is_protected_pays_nothing_for_the_permit() {
    let amounts = |ground: &str| {
        let all = assess(&document(json!({ "journey": { "ground": ground, "speed": "twenty" } })), date(ON));
        let found = duties(&all, &plan_of(&all));
        [Some(&found.first.unwrap().lines[0].1), found.extension.as_ref()].map(|fee| fee.and_then(|fee| fee.amount).map(|range| range.high))
    };
    let manat = |amount| Some(Money::from_manat(amount));
    assert_eq!(amounts("protection"), [manat(0), manat(240)]);
    assert_eq!(amounts("religion"), [manat(120), manat(240)]);
}

/// 52.1: years count on 45.1.1 to 45.1.7; those of family (45.1.5) by whose family one is.
#[test]
fn whether_years_count_follows_the_article_of_the_permit() {
    let counts = |ground: &str, relative: Value| {
        plan(json!({ "journey": { "ground": ground }, "permits": { "resident_relative": relative } })).counts
    };
    for ground in ["programme", "citizen-family", "investment", "property", "invited", "entrepreneur"] {
        assert_eq!(counts(ground, json!(null)), Tri::Yes, "{ground}");
    }
    for ground in ["exempt-group", "work-permit", "study", "religion", "protection", "treaty"] {
        assert_eq!(counts(ground, json!(null)), Tri::No, "{ground}");
    }
    assert_eq!(counts("resident-family", json!("permanent")), Tri::Yes);
    assert_eq!(counts("resident-family", json!("temporary")), Tri::Unknown, "not where the relative's rests on 45.1.8 to 45.1.11");
    assert_eq!(counts("resident-family", json!(null)), Tri::Unknown);
}

/// 53.2 and 54.12: the duty within 30 days after the decision was due, the extension 3 months before the end.
#[test]
fn a_permanent_permit_is_paid_for_and_extended_in_time() {
    let own = plan(json!({ "permits": { "held": "property" }, "days": { "trp_from": "2024-01-10", "prp_from": "2026-11-10" } }));
    let card = stage(&own, Kind::PrpCard);
    assert_eq!((card.progress, card.by), (Progress::Ahead, Some(Interval::exactly(date("2026-12-10")))));
    let extend = stage(&own, Kind::PrpExtend);
    assert_eq!((extend.when, extend.by), (Interval::exactly(date("2031-08-10")), Some(Interval::exactly(date("2031-08-10")))));
    // Who has held it for longer than the card can be waited for has the card; who still has it later had it extended.
    let years = plan(json!({ "permits": { "held": "property" }, "days": { "trp_from": "2014-01-10", "prp_from": "2016-11-10" } }));
    assert_eq!(stage(&years, Kind::PrpCard).progress, Progress::Passed);
    assert!(years.stage(Kind::PrpExtend).is_none());
}

/// 40.0.6, 42.1 and 42.4: where the stay ends too soon a highly skilled migrant can ask for a longer one.
#[test]
fn a_stay_that_ends_too_soon_can_be_made_longer() {
    // The 19 April 2027 is a Monday: 3 working days before it, asked on Wednesday, 14 April.
    let with = |ground: &str, until: &str| plan(json!({ "journey": { "ground": ground, "here": true, "stay_until": until } }));
    let own = with("programme", "2027-04-19");
    let found = warning(&own, Risk::Stay).unwrap();
    assert_eq!((found.on, found.certain), (date("2027-04-14"), false));
    assert!(found.says.args.contains(&("days", 60.into())), "{:?}", found.says);
    assert_eq!(warning(&with("property", "2027-01-04"), Risk::Stay), None, "the words name highly skilled migrants");
    assert_eq!(warning(&with("programme", "2027-12-31"), Risk::Stay), None, "there is time");
}

/// 26.2: a business visa allows 180 days at most. More is said, and still reckoned with.
#[test]
fn a_longer_stay_than_a_business_visa_allows_is_said() {
    let said = |ground: &str, days: i32| {
        let all = assess(&document(json!({ "journey": { "ground": ground, "visa_stay": days } })), date(ON));
        all.problems.iter().any(|problem| problem.slot.path() == "journey.visa_stay")
    };
    assert!(said("programme", 181) && !said("programme", 180) && !said("property", 181));
}

/// 54.5 against 55.0.10: the exemption is used, and the doubt is shown; 53.1.7 knows no such doubt.
#[test]
fn a_highly_skilled_migrant_is_not_tested_on_any_ground() {
    let untested = |programme: Value| {
        let answers = json!({
            "permits": { "held": "property", "language": false, "means": false, "property": { "amount": "200000.00", "currency": "AZN" } },
            "days": { "trp_from": "2024-01-10", "programme": programme },
        });
        permit_options(&assess(&document(answers), date(ON))).into_iter().find(|way| way.id() == "prp.property").unwrap()
    };
    let exempt = untested(json!(true));
    assert_eq!(exempt.state, State::Available);
    assert!(exempt.doubts().iter().any(|doubt| doubt.name() == "conflict.c-test"));
    for other in [json!(false), json!(null)] {
        let way = untested(other);
        assert_eq!(way.state, State::Reachable);
        assert!(way.doubts().iter().all(|doubt| doubt.name() != "conflict.c-test"));
    }
}

/// Every step says where its days come from.
#[test]
fn every_date_has_its_reason() {
    for ground in Ground::ALL {
        for stage in plan(json!({ "journey": { "ground": ground.name(), "visa_stay": 90 } })).stages {
            assert!(stage.why.how.is_some() && stage.why.value.is_some(), "{ground:?} {:?}", stage.kind);
            let rests = !stage.why.cites.is_empty() || !stage.why.inputs.is_empty();
            assert!(rests, "{ground:?} {:?}: neither rule nor step", stage.kind);
        }
    }
}

/// A permit that ends too soon: the last day to ask (54.1) lies before the two years (52.1) are complete. Nobody
/// can be in time then, however early it is.
#[test]
fn who_cannot_have_the_years_by_the_last_day_is_told_to_extend() {
    let met = |until: &str, on: &str, stays: Value| {
        let answers =
            json!({ "permits": { "held": "property", "permit_until": until }, "days": { "trp_from": "2026-01-12" }, "stays": stays });
        let ways = permit_options(&assess(&document(answers), date(on)));
        let way = ways.into_iter().find(|way| way.id() == "prp.property").unwrap();
        let own = way.conditions.into_iter().find(|own| own.name.key == key!("permit.condition.in-time")).unwrap();
        (own.met, own.why.how.map(|how| how.key))
    };
    let never = Some(key!("permit.condition.in-time-never"));
    // Asked for by 1 December 2027, complete on 12 January 2028.
    assert_eq!(met("2028-03-01", ON, json!([])), (Tri::No, never));
    assert_eq!(met("2028-04-11", ON, json!([])), (Tri::No, never));
    assert_eq!(met("2028-04-12", ON, json!([])), (Tri::Yes, None));
    assert_eq!(met("2028-04-12", "2028-01-12", json!([])), (Tri::Yes, None));
    assert_eq!(met("2028-04-12", "2028-01-13", json!([])).0, Tri::No);
    // 97 days abroad: complete on 19 June 2028, or anew from the return.
    let away = json!([{ "id": 1, "country": "FR", "from": "2026-07-01", "to": "2026-10-05" }]);
    let low = met("2028-12-01", ON, away.clone());
    assert_eq!(low, (Tri::Unknown, Some(key!("permit.condition.in-time-perhaps"))));
    assert_eq!(met("2029-01-06", ON, away), (Tri::Yes, None));
}

/// The finder reckons from the permit that is held, the plan leaves it out: each says so.
#[test]
fn a_permit_on_another_ground_is_named_where_it_counts_and_where_not() {
    let answers = |ground: &str| {
        json!({
            "permits": { "held": "property", "permit_until": "2028-03-01" }, "days": { "trp_from": "2026-01-12" },
            "done": { "trp_applied": "2025-12-01", "prp_applied": "2026-03-02" }, "journey": { "ground": ground },
        })
    };
    let all = assess(&document(answers("programme")), date(ON));
    let own = plan_of(&all);
    let found = warning(&own, Risk::OtherPermit).unwrap();
    assert_eq!(found.slot.map(|slot| slot.path()), Some("permits.held".to_owned()));
    // Nor is what was asked for from that permit a step of this plan.
    for kind in [Kind::TrpDecision, Kind::PrpApply] {
        assert_eq!(stage(&own, kind).progress, Progress::Ahead, "{kind:?}");
    }
    let years = |all| {
        let way = permit_options(all).into_iter().find(|way| way.id() == "prp.property").unwrap();
        way.conditions.into_iter().find(|own| own.name.key == key!("permit.condition.years")).unwrap().why.how.unwrap().key
    };
    assert_eq!(years(&all), key!("permit.condition.on-held"));
    let same = assess(&document(answers("property")), date(ON));
    assert_eq!(warning(&plan_of(&same), Risk::OtherPermit), None);
    assert_eq!(years(&same), key!("permit.condition.on"));
}

/// One length of time is not from one to another.
#[test]
fn a_length_that_is_set_is_said_once() {
    for ground in ["property", "programme"] {
        for (speed, days) in [("fifteen", "35"), ("twenty", "60")] {
            let own = plan(json!({ "journey": { "ground": ground, "speed": speed, "prp_days": days } }));
            for stage in &own.stages {
                let how = stage.why.how.as_ref().unwrap();
                let of = |name: &str| how.args.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
                let is_range = ["range", "trp-decision", "trp-decision-faster", "prp-decision"]
                    .iter()
                    .any(|name| how.key.name() == format!("journey.how.{name}"));
                assert!(!is_range || of("least") != of("most"), "{how:?}");
            }
        }
    }
}

/// Who holds no permit is asked what could open one, not on what ground they hold one.
#[test]
fn what_would_settle_most_is_a_question_of_the_temporary_permit() {
    let asked = |answers: Value| settles(&permit_options(&assess(&document(answers), date(ON)))).map(|(slot, _)| slot.path());
    assert!(Permits::FIELDS.iter().any(|field| asked(json!({})) == Some(format!("permits.{}", field.name())) && field.name() != "held"));
    let own = json!({
        "permits": {
            "citizen_relative": "none", "resident_relative": "none", "property": { "amount": "150000.00", "currency": "AZN" },
            "deposit": { "amount": "0.00", "currency": "AZN" }, "securities": { "amount": "0.00", "currency": "AZN" },
            "invested": { "amount": "0.00", "currency": "AZN" }, "invited": "none", "post": "none", "entrepreneur": false,
            "work_permit": false, "exempt_group": false,
        },
    });
    assert!(["permits.study", "permits.other"].contains(&asked(own).unwrap().as_str()));
}

/// Of two ways to have enough one will do, and one sentence says both.
#[test]
fn alternatives_are_said_as_such() {
    let answers =
        json!({ "permits": { "entrepreneur": true, "full_time": 3, "part_time": 4, "citizens_percent": 85, "business_year": false } });
    let ways = permit_options(&assess(&document(answers), date(ON)));
    let way = ways.iter().find(|way| way.id() == "trp.entrepreneur").unwrap();
    let said: Vec<Message> = way.conditions.iter().filter_map(Condition::short).collect();
    assert_eq!(said.iter().map(|said| said.key).collect::<Vec<_>>(), [key!("permits-page.short-either")]);
    // A day that the condition names already is not named again.
    let held = json!({ "permits": { "held": "property" }, "days": { "trp_from": "2026-01-12" } });
    let ways = hsmp::assess::permits::permit_options(&assess(&document(held), date(ON)));
    let time = ways.iter().find(|way| way.id() == "prp.property").unwrap().conditions.iter().find(|own| !own.missing.is_empty()).unwrap();
    assert!(time.why.how.is_some() && time.short().is_none());
}

/// A bill that mixes terms says on each line for how long it is.
#[test]
fn each_line_of_the_bill_says_its_months() {
    let all = assess(&document(json!({ "family": [{ "id": 1, "relation": "spouse" }] })), date(ON));
    let bill = duties(&all, &plan_of(&all)).first.unwrap();
    let months: Vec<_> =
        bill.lines.iter().map(|(due, fee)| due.line(fee).args.iter().find(|(name, _)| *name == "months").unwrap().1.clone()).collect();
    assert_eq!(months, [36.into(), 12.into()]);
}

/// What waits for something overdue has an earliest day and no more, and says so.
#[test]
fn what_is_overdue_leaves_no_firm_day_behind_it() {
    let late = plan(json!({ "done": { "applied": "2026-09-30" } }));
    for own in late.stages.iter().filter(|stage| stage.progress == Progress::Ahead && stage.kind != Kind::Medical) {
        assert!(own.late && own.is_estimate(), "{:?}", own.kind);
        assert!(own.said() != own.when.low.into(), "{:?}", own.kind);
    }
    assert_eq!(stage(&late, Kind::Decision).why.how.as_ref().unwrap().key, key!("journey.how.overdue"));
    assert!(!stage(&late, Kind::Medical).late);
    // In time, nothing is late.
    assert!(plan(json!({ "done": { "applied": "2026-10-09" } })).stages.iter().all(|stage| !stage.late));
    // The permanent permit's decision is overdue: citizenship is no firm day five years from today.
    let held = json!({ "permits": { "held": "property" }, "days": { "trp_from": "2023-01-10" }, "done": { "prp_applied": "2025-02-03" } });
    let own = plan(held);
    assert!(stage(&own, Kind::PrpDecision).overdue.is_some() && stage(&own, Kind::Citizenship).is_estimate());
}

#[test]
fn who_has_the_card_may_work() {
    let work = |done: Value| stage(&plan(json!({ "done": done })), Kind::Work).progress;
    assert_eq!(work(json!({ "entered": "2026-09-01", "trp_applied": "2026-09-10" })), Progress::Ahead);
    assert_eq!(work(json!({ "trp_applied": "2026-09-10", "card": "2026-10-10" })), Progress::Passed);
    let long = plan(json!({ "days": { "trp_from": "2026-08-31" } }));
    assert_eq!(stage(&long, Kind::Work).progress, Progress::Passed);
}

/// A start so far back that all should be there long since is no plan from today.
#[test]
fn a_start_long_ago_with_nothing_done_is_said() {
    let old = plan(json!({ "journey": { "start": "1999-01-01" } }));
    let found: Vec<Kind> =
        old.warnings.iter().filter(|warning| warning.says.key == key!("journey.warn.overdue-paper")).map(|warning| warning.stage).collect();
    assert_eq!(found, [Kind::Legalise]);
    assert!(stage(&old, Kind::Card).late);
    // 60 days is the longest range for papers: only then are they overdue.
    let from = |days: i32| plan(json!({ "journey": { "start": date(ON).plus_days(-days).to_string() }, "done": { "medical": ON } }));
    assert_eq!(stage(&from(60), Kind::Legalise).overdue, None);
    assert_eq!(stage(&from(61), Kind::Legalise).overdue, Some(date(ON).plus_days(-1)));
    let notes = |start: &str| assess(&document(json!({ "journey": { "start": start } })), date(ON)).problems;
    assert!(notes("2036-11-24").is_empty());
    assert_eq!(notes("2036-11-25").first().map(|problem| problem.severity), Some(Severity::Note));
}

/// Of what can be begun, first what has a last day that is near, then what sets the pace.
#[test]
fn what_comes_next_is_what_holds_everything_up() {
    let next = |answers: Value| plan(answers).next_text().map(|text| text.key);
    let kind = |answers: Value| plan(answers).next().map(|stage| stage.kind);
    // The medical certificate is there sooner, the legalisation sets the pace.
    assert_eq!(kind(json!({})), Some(Kind::Legalise));
    assert_eq!(next(json!({})), Some(key!("timeline-page.next-pace")));
    // While others decide, the certificate can be seen to.
    assert_eq!(kind(json!({ "done": { "applied": "2026-11-20" } })), Some(Kind::Medical));
    let waiting = json!({ "done": { "applied": "2026-11-20", "medical": "2026-11-20" } });
    assert_eq!((kind(waiting.clone()), next(waiting)), (Some(Kind::Visa), Some(key!("timeline-page.next-wait"))));
    let late = json!({ "done": { "applied": "2026-09-30", "medical": "2026-11-20" } });
    assert_eq!(next(late), Some(key!("timeline-page.next-late")));
    // A last day of the law comes before the pace.
    assert_eq!(kind(json!({ "done": { "entered": "2026-11-20", "medical": "2026-11-20" } })), Some(Kind::Register));
    let registered = json!({ "done": { "entered": "2026-11-20", "registered": "2026-11-21", "medical": "2026-11-20" } });
    assert_eq!(kind(registered), Some(Kind::TrpApply));
    // A window that opens later, and what waiting in it costs.
    let window = json!({ "days": { "trp_from": "2026-08-31" } });
    assert_eq!((kind(window.clone()), next(window)), (Some(Kind::PrpApply), Some(key!("timeline-page.next-window"))));
}

/// Papers that need no translation, but to be legalised, hold the application up all the same.
#[test]
fn what_lies_behind_a_step_that_is_done_is_waited_for() {
    let own = plan(json!({ "conditions": { "translations": true }, "done": { "medical": ON } }));
    assert_eq!(stage(&own, Kind::Translate).progress, Progress::Passed);
    assert!(stage(&own, Kind::Legalise).critical && stage(&own, Kind::Legalise).critical_slow);
    assert_eq!(own.next().map(|stage| stage.kind), Some(Kind::Legalise));
}

/// A day of residence that is over is no step ahead.
#[test]
fn a_tax_resident_since_summer_is_one() {
    let with = |answers: Value| stage(&plan(answers), Kind::TaxResident).clone();
    let since = |from: &str| json!({ "done": { "entered": from }, "stays": [{ "id": 1, "country": "AZ", "from": from }] });
    let over = with(since("2026-02-17"));
    assert_eq!(over.progress, Progress::Done(date("2026-08-18")));
    assert_eq!(
        (over.name().key, over.why.how.unwrap().key),
        (key!("journey.step.tax-resident-since"), key!("journey.how.tax-resident-since"))
    );
    // The 183rd day itself is over; the day after tomorrow is not.
    let first = date(ON).plus_days(-182);
    assert_eq!(with(since(&first.to_string())).progress, Progress::Done(date(ON)));
    assert_eq!(with(since(&first.plus_days(1).to_string())).progress, Progress::Ahead);
}

proptest! {
    #[test]
    fn the_latest_safe_start_is_the_last_that_is_safe(day in 0i32..1400, days in 1i32..45) {
        let by = date("2025-03-01").plus_days(day);
        let start = latest_safe_start(by, days);
        prop_assert!(business_days_range(start, days).date.high <= by, "{start} is too late for {by}");
        for later in 1..10 {
            prop_assert!(business_days_range(start.plus_days(later), days).date.high > by, "{start} is not the last for {by}");
        }
    }

    /// Where everything takes its longest, being late by the slack of that course moves nothing, by a day more
    /// moves the latest card.
    #[test]
    fn slack_of_the_slow_course_is_what_it_says(start in 0i32..300, field in 0usize..4, here in any::<bool>()) {
        let (field, kind, most) = [
            ("legalise_days", Kind::Legalise, 60), ("translate_days", Kind::Translate, 14), ("medical_days", Kind::Medical, 10), ("visa_days", Kind::Visa, 30),
        ][if here { field % 3 } else { field }];
        let with = |days: Option<i32>| {
            let mut own = json!({ "start": date(ON).plus_days(start).to_string(), "here": here });
            if let Some(days) = days {
                own[field] = json!(days);
            }
            plan(json!({ "journey": own }))
        };
        let own = with(None);
        let slack = stage(&own, kind).slack_slow.unwrap();
        let card = |plan: &Plan| stage(plan, Kind::Card).when.high;
        prop_assert_eq!(card(&with(Some(most + slack))), card(&own), "{} days late", slack);
        prop_assert!(card(&with(Some(most + slack + 1))) > card(&own), "{} days late", slack + 1);
    }
}

/// By the earliest course a certificate may have weeks to spare, while its slow end holds everything up.
#[test]
fn days_to_spare_are_those_of_both_courses() {
    let own = plan(json!({ "done": { "decided": "2026-11-20" }, "journey": { "here": true, "speed": "fifteen" } }));
    let medical = stage(&own, Kind::Medical);
    assert!(medical.critical && medical.critical_slow);
    let both = plan(json!({ "done": { "applied": "2026-11-20" }, "journey": { "here": true, "medical_days": 30 } }));
    // The decision comes on 18 December at best, and at worst in January; the certificate on 24 December.
    let medical = stage(&both, Kind::Medical);
    assert_eq!((medical.slack.map(|days| days > 0), medical.critical, medical.critical_slow), (Some(false), true, false));
    assert!(medical.spare().unwrap().high > 0);
    assert_eq!(medical.spare_text(medical.spare().unwrap()).unwrap().key, key!("timeline-page.may-pace-slack"));
}

/// Days that cannot be are named with the day they contradict, and none of them makes a step done.
#[test]
fn days_that_contradict_each_other_are_not_used() {
    let refused = |answers: Value| {
        let all = assess(&document(answers), date(ON));
        let one = |problem: &Problem| (problem.slot.path(), problem.message.key.name());
        all.problems.iter().filter(|problem| problem.severity == Severity::Refused).map(one).collect::<Vec<_>>()
    };
    let of = |path: &str, text: &'static str| vec![(path.to_owned(), text)];
    // The order that founded the programme is of 6 June 2024.
    assert_eq!(refused(json!({ "done": { "decided": "2024-06-05" } })), of("done.decided", "problem.before-programme"));
    assert!(refused(json!({ "done": { "decided": "2024-06-06" } })).is_empty());
    let permit = |done: Value| json!({ "permits": { "held": "property" }, "days": { "trp_from": "2026-03-02" }, "done": done });
    assert_eq!(refused(permit(json!({ "card": "2026-03-01" }))), of("done.card", "problem.done-too-early"));
    assert_eq!(refused(permit(json!({ "trp_applied": "2026-03-03" }))), of("done.trp_applied", "problem.done-too-late"));
    assert_eq!(refused(permit(json!({ "prp_applied": "2026-03-01" }))), of("done.prp_applied", "problem.done-too-early"));
    assert!(refused(permit(json!({ "trp_applied": "2026-03-02", "card": "2026-03-02" }))).is_empty());
    // The days of another permit contradict nothing.
    let mut other = permit(json!({ "trp_applied": "2026-03-03" }));
    other["journey"] = json!({ "ground": "programme" });
    assert!(refused(other).is_empty());
    // Both days are named.
    let all = assess(&document(json!({ "done": { "applied": "2026-11-20", "decided": "2026-11-19" } })), date(ON));
    let names: Vec<&str> = all.problems[0].message.args.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["own", "step", "date"]);
    // The certificate is held, but on the day that was entered nobody can have been decided on.
    let own = plan(json!({ "days": { "programme": true }, "done": { "decided": "2020-01-01" } }));
    assert_eq!(stage(&own, Kind::Decision).progress, Progress::Ahead);
}

/// Nobody is born tomorrow, holds a permit of tomorrow, or one that has ended.
#[test]
fn days_that_cannot_be_decide_nothing() {
    let all = |answers: Value| assess(&document(answers), date(ON));
    let refused = |all: &Assessment, path: &str| {
        all.problems.iter().any(|problem| problem.slot.path() == path && problem.severity == Severity::Refused)
    };
    let unborn = all(json!({ "permits": { "born": "2026-11-25" } }));
    assert!(refused(&unborn, "permits.born") && unborn.profile.permits.born.is_none());
    let to_come = all(json!({ "days": { "prp_from": "2026-11-25" } }));
    assert_eq!(to_come.problems.iter().map(|problem| problem.severity).collect::<Vec<_>>(), [Severity::Note]);
    let years = |all: &Assessment| permit_options(all).pop().unwrap().conditions[0].met;
    assert_eq!(years(&to_come), Tri::Unknown, "from a permit that is to come no day can be counted");
    let granted = all(json!({ "days": { "prp_from": ON } }));
    assert!(granted.problems.is_empty());
    assert_eq!(years(&granted), Tri::No);
    let state = |until: &str| {
        let all = all(json!({
            "permits": {
                "held": "property", "permit_until": until, "language": true, "means": true,
                "property": { "amount": "200000.00", "currency": "AZN" },
            },
            "days": { "trp_from": "2023-11-24" },
        }));
        (refused(&all, "permits.permit_until"), permit_options(&all).into_iter().find(|way| way.id() == "prp.property").unwrap().state)
    };
    assert_eq!(state("2027-11-24"), (false, State::Available));
    assert_eq!(state("2026-11-23"), (true, State::Open), "an ended permit is none, unless it was extended");
    assert_eq!(state("2023-11-24"), (true, State::Open));
}

#[test]
fn a_term_longer_than_the_ground_allows_is_said() {
    let asked = |ground: &str, term: i32| {
        let all = assess(&document(json!({ "journey": { "ground": ground, "term": term } })), date(ON));
        let said = all
            .problems
            .iter()
            .any(|problem| problem.message.key == key!("problem.term-too-long") && problem.slot.path() == "journey.term");
        (said, plan_of(&all).term)
    };
    assert_eq!([asked("programme", 36), asked("programme", 48)], [(false, 36), (true, 36)]);
    assert_eq!([asked("property", 12), asked("property", 13)], [(false, 12), (true, 12)]);
}
