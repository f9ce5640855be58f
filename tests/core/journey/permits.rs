//! The permits along the way, and what they cost.

use super::*;

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

#[test]
fn who_has_the_card_may_work() {
    let work = |done: Value| stage(&plan(json!({ "done": done })), Kind::Work).progress;
    assert_eq!(work(json!({ "entered": "2026-09-01", "trp_applied": "2026-09-10" })), Progress::Ahead);
    assert_eq!(work(json!({ "trp_applied": "2026-09-10", "card": "2026-10-10" })), Progress::Passed);
    let long = plan(json!({ "days": { "trp_from": "2026-08-31" } }));
    assert_eq!(stage(&long, Kind::Work).progress, Progress::Passed);
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
