//! How programmes stand to a person. A wrong "meets" sends somebody abroad for nothing; a wrong "does not"
//! keeps somebody at home.

use hsmp::assess::points::Verdict as Mark;
use hsmp::assess::programmes::{Match, Open, Verdict, What, matches, settles};
use hsmp::profile::Slot;
use hsmp::quantity::{Money, Tri};
use hsmp::rulebook::programmes::{Need, PROGRAMMES, Per, ProgrammeKind};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{answered, beside, life, row};

fn own(answers: Value) -> Value {
    json!({ "elsewhere": answers })
}

/// The verdict on a programme for these answers, and the fields that are open.
fn stands(answers: Value, id: &str) -> (Verdict, Vec<&'static str>) {
    let one = beside(&answered(answers), id);
    let open = one.conditions.iter().filter_map(|condition| condition.open).map(|open| match open {
        Open::Answer(slot) => slot.field,
        Open::NotStated => "not stated",
        Open::NoRate(_) => "no rate",
        Open::Authorities => "authorities",
    });
    (one.verdict, open.collect())
}

#[test]
fn every_programme_stands_once_in_the_order_of_the_table() {
    let found = matches(&answered(json!({})));
    assert_eq!(found.len(), PROGRAMMES.len());
    for (one, programme) in found.iter().zip(&PROGRAMMES) {
        assert!(std::ptr::eq(one.programme, programme));
    }
    // Who has said nothing is told nothing but about what asks for nothing.
    assert!(found.iter().all(|one| one.verdict == Verdict::Open));
}

/// A person need not say again what is on other pages; what is said here counts before it.
#[test]
fn family_and_achievements_of_other_pages_are_taken_over() {
    let relative = json!([{ "id": 1, "relation": "child" }]);
    let nomad = |more: Value, family: Value| {
        let mut answers = json!({ "elsewhere": { "remote": true, "income": "9000.00" }, "family": family });
        more.as_object().unwrap().iter().for_each(|(field, said)| answers["elsewhere"][field] = said.clone());
        stands(answers, "ph-1")
    };
    // The one of the Philippines lets nobody come along.
    assert_eq!(nomad(json!({}), json!([])), (Verdict::Open, vec!["family"]));
    assert_eq!(nomad(json!({}), relative.clone()), (Verdict::DoesNot, vec![]));
    assert_eq!(nomad(json!({ "family": false }), relative.clone()), (Verdict::Meets, vec![]));
    assert_eq!(nomad(json!({ "family": true }), json!([])), (Verdict::DoesNot, vec![]));
    for (field, said) in [("leadership", json!(true)), ("awards", json!(true)), ("technical", json!(true)), ("open_source", json!(true)), ("patents", json!(1)), ("publications", json!(3))] {
        let with = |own: Value, said: &Value| {
            let mut answers = json!({ "elsewhere": { "income": "9000.00" }, "achievements": {} });
            answers["achievements"][field] = said.clone();
            own.as_object().unwrap().iter().for_each(|(field, said)| answers["elsewhere"][field] = said.clone());
            stands(answers, "id-1")
        };
        assert_eq!(with(json!({}), &said), (Verdict::Meets, vec![]), "{field}");
        assert_eq!(with(json!({ "talent": false }), &said), (Verdict::DoesNot, vec![]), "{field}");
        // None of it is not yet that there is nothing to show.
        let none = if said.is_boolean() { json!(false) } else { json!(0) };
        assert_eq!(with(json!({}), &none), (Verdict::Open, vec!["talent"]), "{field}");
    }
}

/// The page about Azerbaijan's own programme and this one must not say different things.
#[test]
fn the_programme_of_azerbaijan_follows_its_points() {
    let points = |count: i32| json!({ "own_points": { "experience": count, "education": count, "achievements": count, "languages": 0 } });
    let mut seen = Vec::new();
    for answers in [json!({}), points(0), points(10), points(25), points(33)] {
        let all = answered(answers.clone());
        let one = beside(&all, "az-1");
        let below = all.points.verdict == Mark::Below;
        assert_eq!(one.verdict, if below { Verdict::DoesNot } else { Verdict::Open }, "{answers}: {:?}", all.points.total);
        assert_eq!(one.conditions[0].what, What::Points);
        assert_eq!(one.conditions[0].open, (!below).then_some(Open::Authorities), "enough points are not yet a place");
        seen.push(all.points.verdict);
    }
    assert!(seen.contains(&Mark::Below) && seen.contains(&Mark::Above) && seen.contains(&Mark::Depends), "{seen:?}");
}

/// Nobody needs a permit where they are at home.
#[test]
fn of_ones_own_country_one_needs_no_programme() {
    let rich = json!({ "nationality": "GE", "income": "900000.00", "invest": "900000000.00", "remote": true, "talent": true });
    for one in matches(&answered(own(rich.clone()))) {
        let foreign = one.conditions.iter().find(|condition| condition.what == What::Foreign);
        assert_eq!(foreign.map(|condition| condition.met), (one.programme.country() == "GE").then_some(Tri::No), "{}", one.programme.id());
        assert!(one.programme.country() != "GE" || one.verdict == Verdict::DoesNot);
    }
    for answers in [own(json!({ "nationality": "AZ" })), json!({ "you": { "azerbaijani": true } })] {
        for id in ["az-1", "az-2"] {
            assert_eq!(stands(answers.clone(), id).0, Verdict::DoesNot, "{answers} {id}");
        }
    }
    assert_eq!(stands(json!({ "you": { "azerbaijani": false } }), "az-2").0, Verdict::Open);
}

/// Which of the three amounts is weighed hangs on how often it is asked for, not on the column alone.
#[test]
fn each_amount_is_weighed_against_what_is_there_of_its_kind() {
    let one = |field: &str, amount: &str, id: &str| {
        let answers = own(json!({ "currency": PROGRAMMES[row(id)].sum().unwrap().currency, field: amount, "remote": true, "founder": true }));
        stands(answers, id).0
    };
    for (id, field, enough, short) in [
        ("ge-3", "income", "2000.00", "1999.99"),
        // 60,000 a year are 5,000 a month.
        ("id-3", "income", "5000.00", "4999.99"),
        ("kh-1", "invest", "100000.00", "99999.99"),
        ("cn-2", "invest", "50000.00", "49999.99"),
        // Savings, though the column is called income.
        ("jo-1", "savings", "10000.00", "9999.99"),
        ("th-1", "savings", "500000.00", "499999.99"),
    ] {
        assert_eq!((one(field, enough, id), one(field, short, id)), (Verdict::Meets, Verdict::DoesNot), "{id}");
        for other in ["income", "savings", "invest"].into_iter().filter(|other| *other != field) {
            assert_eq!(one(other, "900000000.00", id), Verdict::Open, "{id}: {other}");
        }
    }
}

/// The slots of open conditions, as the page counts them: each with the programmes on which nothing else is
/// open, and with all.
fn counted(found: &[Match]) -> Vec<(Slot, usize, usize)> {
    let mut slots: Vec<Slot> = Vec::new();
    let open = |one: &Match| one.conditions.iter().filter(|condition| condition.met == Tri::Unknown).filter_map(|condition| condition.open).collect::<Vec<_>>();
    for one in found.iter().filter(|one| one.verdict == Verdict::Open) {
        for slot in open(one).into_iter().filter_map(|open| if let Open::Answer(slot) = open { Some(slot) } else { None }) {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }
    let count = |slot: Slot| {
        let still = found.iter().filter(|one| one.verdict == Verdict::Open);
        let (mut surely, mut perhaps) = (0, 0);
        for one in still {
            let open = open(one);
            surely += usize::from(open == [Open::Answer(slot)]);
            perhaps += usize::from(open.contains(&Open::Answer(slot)));
        }
        (slot, surely, perhaps)
    };
    slots.into_iter().map(count).collect()
}

#[test]
fn when_all_is_answered_nothing_is_asked() {
    let all = json!({ "income": "1.00", "savings": "1.00", "invest": "1.00", "family": true, "remote": true, "founder": true, "retired": true, "talent": true });
    assert_eq!(settles(&matches(&answered(own(all)))), None);
    let first = settles(&matches(&answered(json!({})))).unwrap();
    assert_eq!((first.slot.path().as_str(), first.surely), ("elsewhere.invest", 51), "most of the table is for investors");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn one_no_decides_and_then_one_doubt(life in life()) {
        for one in matches(&answered(life)) {
            let has = |met: Tri| one.conditions.iter().any(|condition| condition.met == met);
            let expected = if has(Tri::No) { Verdict::DoesNot } else if has(Tri::Unknown) { Verdict::Open } else { Verdict::Meets };
            prop_assert_eq!(one.verdict, expected);
            // What is open says why; what is not says nothing.
            for condition in &one.conditions {
                prop_assert_eq!(condition.open.is_some(), condition.met == Tri::Unknown);
            }
            // What is short is there exactly where an amount is not met.
            let lacks = one.conditions.iter().any(|condition| matches!(condition.what, What::Sum(..)) && condition.met == Tri::No);
            prop_assert_eq!((one.short().is_some(), one.gap().is_some()), (lacks, lacks));
            prop_assert!(one.gap().is_none_or(|gap| (1..=1000).contains(&gap)));
            if let Some((short, _)) = one.short() {
                let asked = one.programme.sum().unwrap();
                prop_assert!(short.amount > Money::ZERO && short.amount <= asked.amount && short.currency == asked.currency);
            }
        }
    }

    /// Where the table says nothing, or says it in words, whoever reads "meets" is misled.
    #[test]
    fn nobody_meets_what_is_not_stated(life in life()) {
        for one in matches(&answered(life)) {
            if one.programme.sum().is_none() {
                prop_assert_ne!(one.verdict, Verdict::Meets, "{}", one.programme.id());
            }
            let stated = match one.programme.need {
                _ if one.programme.is_hsmp() => one.conditions.iter().any(|condition| condition.what == What::Points),
                Need::NotStated => one.conditions.iter().any(|condition| condition.what == What::NothingStated && condition.met == Tri::Unknown),
                Need::Text(column, text) => one.conditions.iter().any(|condition| condition.what == What::Text(column, text) && condition.met == Tri::Unknown),
                Need::Sum(..) => one.conditions.iter().filter(|condition| matches!(condition.what, What::Sum(..))).count() == 1,
            };
            prop_assert!(stated, "{}", one.programme.id());
        }
    }

    /// Each condition against the answers themselves, for those who count in dollars.
    #[test]
    fn a_dollar_is_a_dollar(income in 0..20_000u32, invest in 0..600_000u32, remote in any::<bool>(), retired in any::<bool>()) {
        let answers = own(json!({ "currency": "USD", "income": format!("{income}.00"), "savings": "0.00", "invest": format!("{invest}.00"),
            "remote": remote, "founder": true, "retired": retired, "talent": true, "family": false }));
        for one in matches(&answered(answers)) {
            let Some(sum) = one.programme.sum().filter(|sum| sum.currency == "USD") else { continue };
            let asked = sum.amount.qepik() / 100;
            let enough = match sum.per {
                Per::Month => i64::from(income) >= asked,
                Per::Year => i64::from(income) * 12 >= asked,
                Per::Once | Per::Funds => i64::from(invest) >= asked,
            };
            let is_such = match one.programme.kind {
                ProgrammeKind::Nomad => remote,
                ProgrammeKind::Retiree => retired,
                _ => true,
            };
            prop_assert_eq!(one.verdict, if enough && is_such { Verdict::Meets } else { Verdict::DoesNot }, "{}", one.programme.id());
        }
    }

    /// The question put first is one whose answer settles most, and its numbers are what they say.
    #[test]
    fn what_would_settle_most_is_counted(life in life()) {
        let found = matches(&answered(life));
        let counts = counted(&found);
        let most = counts.iter().map(|(_, surely, perhaps)| (*surely, *perhaps)).max();
        let said = settles(&found);
        prop_assert_eq!(said.map(|said| (said.surely, said.perhaps)), most);
        if let Some(said) = said {
            prop_assert!(counts.contains(&(said.slot, said.surely, said.perhaps)));
        }
    }

    /// And it is so: whatever is answered, those programmes are settled.
    #[test]
    fn the_answer_settles_what_it_is_said_to(mut life in life()) {
        // Amounts of which every one can be weighed.
        life["elsewhere"]["currency"] = json!("USD");
        let found = matches(&answered(life.clone()));
        for (slot, surely, perhaps) in counted(&found) {
            let answers = match slot.field {
                "income" | "savings" | "invest" => [json!("0.00"), json!("1000000000000.00")],
                _ => [json!(false), json!(true)],
            };
            let hang: Vec<(usize, bool)> = found.iter().enumerate().filter(|(_, one)| one.verdict == Verdict::Open).filter_map(|(row, one)| {
                let open: Vec<Open> = one.conditions.iter().filter_map(|condition| condition.open).collect();
                open.contains(&Open::Answer(slot)).then_some((row, open.len() == 1))
            }).collect();
            prop_assert_eq!((hang.iter().filter(|(_, alone)| *alone).count(), hang.len()), (surely, perhaps));
            let after: Vec<Vec<Match>> = answers.iter().map(|answer| {
                let mut life = life.clone();
                life["elsewhere"][slot.field] = answer.clone();
                matches(&answered(life))
            }).collect();
            for (row, alone) in hang {
                let settled: Vec<bool> = after.iter().map(|found| found[row].verdict != Verdict::Open).collect();
                prop_assert!(if alone { settled == [true, true] } else { settled.contains(&true) }, "{}: {}", slot.path(), PROGRAMMES[row].id());
            }
        }
    }
}
