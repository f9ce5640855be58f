//! Papers and family: which papers a life needs, how they are certified, and on which birthday a child is no
//! longer covered. A wrong line sends somebody to the wrong office; a wrong day costs a child its permit.

use hsmp::assess::eligibility::documents::{Certified, Documents, Group, assess as documents, certified};
use hsmp::assess::eligibility::family::{Family, When, assess as family};
use hsmp::assess::eligibility::papers::{Line, List, Purpose, lists, questions};
use hsmp::assess::guidance::outlook::outlook;
use hsmp::assess::plan::{Kind, plan_of};
use hsmp::assess::{Assessment, assess};
use hsmp::profile::{Country, Paper, Reading, Section};
use hsmp::quantity::{Date, EndOfMonth, Interval, Tri};
use hsmp::rulebook::{Standing, business_days_after};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document, today};

fn papers(sections: Value) -> Documents {
    documents(&Reading::of(&document(sections), today()).profile, today())
}

fn all(sections: Value) -> Assessment {
    assess(&document(sections), today())
}

fn of(sections: Value) -> Family {
    family(&Reading::of(&document(sections), today()).profile, today())
}

// --- How a paper is certified ---

#[test]
fn each_country_has_one_way_and_names_who_says_so() {
    let way = |code: &str| {
        let (way, cite) = certified(Country::from_code(code), today());
        (way, cite.map(|cite| cite.standing()))
    };
    assert_eq!(way("AZ"), (Certified::NotAtAll, None));
    for code in ["IN", "FR", "US", "RU", "CN", "CA", "PK", "GE", "KZ", "UA", "GB"] {
        assert_eq!(way(code), (Certified::Apostille, Some(Standing::Reported)), "{code}");
    }
    // Named by private pages only.
    assert_eq!(way("TR"), (Certified::Apostille, Some(Standing::Claimed)));
    assert_eq!(way("DE"), (Certified::Consular, Some(Standing::Claimed)));
    // Nothing was found on these: they are to be checked, not guessed.
    for code in ["IR", "IQ", "EG", "AM", "XK", "AE"] {
        assert_eq!(way(code), (Certified::Check, Some(Standing::Reported)), "{code}");
    }
    assert_eq!(certified(None, today()).0, Certified::Check);
}

/// A country in two lists would be told two things.
#[test]
fn no_country_stands_in_two_lists() {
    for country in Country::all() {
        let lists = [
            hsmp::rulebook::rules::DOCUMENTS_APOSTILLE,
            hsmp::rulebook::rules::DOCUMENTS_APOSTILLE_CLAIMED,
            hsmp::rulebook::rules::DOCUMENTS_CONSULAR,
        ];
        let named =
            lists.iter().filter(|rule| hsmp::assess::eligibility::documents::in_list(rule.latest().unwrap().value, country)).count();
        assert!(named <= 1, "{} stands in {named} lists", country.code());
    }
}

// --- Which papers there are ---

fn lines(found: &Documents, group: Group) -> Vec<(&'static str, Option<Paper>, bool)> {
    found.items.iter().filter(|item| item.group == group).map(|item| (item.paper.name(), item.state, item.asked)).collect()
}

#[test]
fn every_row_has_its_papers() {
    let found = papers(json!({
        "degrees": [{ "id": 1, "country": "IN", "legalisation": "ready" }, { "id": 2, "country": "AZ" }],
        "certificates": [{ "id": 1, "until": "2026-11-20", "paper": "ready" }],
        "jobs": [
            { "id": 1, "from": "2010-01-01", "to": "2011-11-20" },
            { "id": 2, "from": "2012-01-01", "to": "2021-11-20" },
            { "id": 3, "from": "2012-01-01", "to": "2021-11-21", "reference": "ordered" },
            { "id": 4, "from": "2022-01-01" },
        ],
        "achievements": { "patents": 0, "patents_filed": 1, "publications": 0, "leadership": true, "open_source": true },
        "family": [{ "id": 1, "relation": "spouse", "country": "DE" }],
    }));
    let (legal, translation, reference) = ("paper.legalisation", "paper.translation", "paper.reference");
    assert_eq!(
        lines(&found, Group::Degrees),
        [(legal, Some(Paper::Ready), true), (translation, None, true), (legal, Some(Paper::NotNeeded), true), (translation, None, true)],
        "a paper of Azerbaijan needs no apostille"
    );
    // The first job ended before the years looked back on; the second before the five that papers are asked of.
    assert_eq!(
        lines(&found, Group::Jobs),
        [
            (reference, None, false),
            (translation, None, false),
            (reference, Some(Paper::Ordered), true),
            (translation, None, true),
            (reference, None, true),
            (translation, None, true)
        ]
    );
    let achievements: Vec<&str> = lines(&found, Group::Achievements).iter().map(|line| line.0).collect();
    assert_eq!(achievements, ["paper.patents", "paper.leadership", "paper.technical"]);
    assert_eq!(
        lines(&found, Group::Family).iter().map(|line| line.0).collect::<Vec<_>>(),
        ["paper.marriage", translation, "paper.consent"]
    );
    // A certificate in hand that has expired is not done.
    let certificate = found.items.iter().find(|item| item.group == Group::Certificates).unwrap();
    assert_eq!((certificate.valid, certificate.is_done()), (Some(Tri::No), false));
    let asked = found.items.iter().filter(|item| item.asked).count();
    assert_eq!((found.asked, found.done), (asked, 2));
}

/// The day one applies decides what is still valid, not today.
#[test]
fn validity_is_looked_at_on_the_day_of_the_application() {
    let medical = |until: &str, apply: &str| {
        let found = papers(json!({ "plan": { "apply_on": apply }, "papers": { "medical": "ready", "medical_until": until } }));
        let item = found.items.into_iter().find(|item| item.paper.name() == "paper.medical").unwrap();
        (item.valid, item.is_done())
    };
    assert_eq!(medical("2027-03-01", "2027-03-01"), (Some(Tri::Yes), true));
    assert_eq!(medical("2027-02-28", "2027-03-01"), (Some(Tri::No), false));
    // A plan in the past is taken as today.
    assert_eq!(medical("2026-11-21", "2026-11-01"), (Some(Tri::Yes), true));
    assert_eq!(medical("2026-11-20", "2026-11-01"), (Some(Tri::No), false));
    let passport = |first: &str, second: &str| {
        let found = all(
            json!({ "plan": { "apply_on": "2027-03-01" }, "conditions": { "passport_until": first, "second_passport_until": second } }),
        );
        found.eligibility.conditions.into_iter().find(|condition| condition.id == "condition.passport").unwrap().met
    };
    assert_eq!(passport("2027-09-01", "2027-01-01"), Tri::Yes, "six months to the day");
    assert_eq!(passport("2027-08-31", "2027-01-01"), Tri::No);
    assert_eq!(passport("2027-01-01", "2027-09-01"), Tri::Yes, "the better of two passports");
}

/// One answer for all papers, and the list of papers: where they differ the list decides, and says so.
#[test]
fn the_list_of_papers_decides_over_the_answer_for_all() {
    let met = |sections: Value, id: &str| {
        let found = all(sections);
        let condition = found.eligibility.conditions.into_iter().find(|condition| condition.id == id).unwrap();
        (condition.met, condition.reason.key.name())
    };
    let degree =
        |state: &str| json!({ "conditions": { "diplomas": true }, "degrees": [{ "id": 1, "country": "IN", "legalisation": state }] });
    assert_eq!(met(degree("ready"), "condition.diplomas"), (Tri::Yes, "condition.diplomas.met"));
    assert_eq!(met(degree("missing"), "condition.diplomas"), (Tri::No, "condition.by-papers.not"));
    assert_eq!(met(json!({ "conditions": { "diplomas": true } }), "condition.diplomas"), (Tri::Yes, "condition.diplomas.met"));
    assert_eq!(met(json!({ "papers": { "medical": "ready" } }), "condition.medical"), (Tri::Yes, "condition.by-papers.met"));
    assert_eq!(met(json!({ "degrees": [{ "id": 1 }] }), "condition.diplomas"), (Tri::Unknown, "condition.unanswered"));
    // A paper in hand that is no longer valid is not met, on either screen.
    let expired = json!({ "papers": { "medical": "ready", "medical_until": "2026-01-01" } });
    assert_eq!(met(expired, "condition.medical").0, Tri::No);
    // Stateless persons are covered, without a second question.
    assert_eq!(met(json!({ "you": { "stateless": true } }), "condition.foreign"), (Tri::Yes, "condition.foreign.stateless"));
}

// --- What the law lists ---

fn listed(sections: Value) -> [List; 3] {
    let all = all(sections);
    lists(&all, &plan_of(&all))
}

fn line<'a>(lists: &'a [List; 3], article: &str) -> &'a Line {
    lists.iter().flat_map(|list| &list.lines).find(|line| line.article == article).unwrap()
}

/// A question that no line shows is asked of nobody; a line under another's question would tick off the wrong paper.
#[test]
fn every_question_on_a_paper_is_one_line_of_the_law() {
    let found = listed(json!({}));
    let mut articles: Vec<&str> = found.iter().flat_map(|list| &list.lines).map(|line| line.article).collect();
    for list in &found {
        let section = Section::named(list.purpose.section()).unwrap();
        let mut shown: Vec<&str> = list.lines.iter().filter_map(|line| line.slot).map(|slot| slot.field).collect();
        let mut asked: Vec<&str> = section.fields.iter().map(|field| field.name()).collect();
        shown.sort_unstable();
        asked.sort_unstable();
        assert_eq!(shown, asked, "{}", section.name);
        assert!(list.lines.iter().all(|line| line.slot.is_none_or(|slot| slot.section == section.name)));
        assert!(
            list.lines.iter().all(|line| !line.why.cites.is_empty() && line.why.cites.iter().all(|cite| cite.standing() == Standing::Law))
        );
    }
    assert_eq!(articles.len(), 10 + 14 + 18, "36.1 with 36.2; 46.1 with 46.7-1; 53.1 with 53.2-2");
    articles.sort_unstable();
    articles.dedup();
    assert_eq!(articles.len(), 42, "no line twice");
}

#[test]
fn each_line_takes_its_own_answer() {
    for purpose in Purpose::ALL {
        for field in Section::named(purpose.section()).unwrap().fields {
            let found = listed(json!({ (purpose.section()): { (field.name()): "ordered" } }));
            let said: Vec<_> = found.iter().flat_map(|list| &list.lines).filter(|line| line.state == Some(Paper::Ordered)).collect();
            assert_eq!(
                said.iter().filter_map(|line| line.slot).map(|slot| slot.path()).collect::<Vec<_>>(),
                [format!("{}.{}", purpose.section(), field.name())]
            );
        }
    }
}

#[test]
fn progress_counts_what_is_asked_and_names_what_hangs_on_an_answer() {
    let own = json!({ "born": "1990-05-01", "own_home": true });
    let counts = |sections: Value| listed(sections)[1].counts();
    assert_eq!(counts(json!({ "permits": own })), [0, 8, 0]);
    assert_eq!(
        counts(json!({ "permits": own, "trp_papers": { "application": "ready", "photos": "not-needed", "duty": "ordered" } })),
        [2, 8, 0]
    );
    // A paper that is not asked counts neither way.
    assert_eq!(counts(json!({ "permits": own, "trp_papers": { "host_consent": "ready" } })), [0, 8, 0]);
    assert_eq!(counts(json!({ "permits": { "born": "1990-05-01" } })), [0, 8, 2]);
    assert_eq!(counts(json!({ "permits": { "born": "1990-05-01" }, "trp_papers": { "host_consent": "not-needed" } })), [0, 8, 1]);
    let citizen = listed(json!({ "you": { "azerbaijani": true } }));
    assert!(citizen.iter().all(|list| list.counts() == [0, 0, 0] && list.answer().key.name() == "paper.list.none"));
}

/// One fact, one question: the certificate, the medical certificate and the passport are known already.
#[test]
fn what_was_answered_before_is_not_asked_again() {
    let found = listed(json!({ "days": { "programme": true }, "papers": { "medical": "ready" } }));
    for article in ["36.1.7", "46.1.4", "53.1.10", "46.1.5"] {
        assert_eq!(line(&found, article).state, Some(Paper::Ready), "{article}");
    }
    // Years later another certificate is asked for.
    assert_eq!(line(&found, "53.1.6").state, None);
    // Said of the paper itself, the answer stands over what follows from another one.
    let found = listed(json!({ "days": { "programme": true }, "trp_papers": { "ground": "missing" } }));
    assert_eq!(line(&found, "46.1.4").state, Some(Paper::Missing));
    // On another ground the certificate proves nothing.
    let found = listed(json!({ "days": { "programme": true }, "journey": { "ground": "property" } }));
    assert_eq!(line(&found, "46.1.4").state, None);
    assert_eq!(line(&listed(json!({ "conditions": { "medical": false } })), "46.1.5").state, Some(Paper::Missing));
}

#[test]
fn the_passport_must_outlast_the_visa_and_the_permit_by_three_months() {
    let plan = json!({ "journey": { "visa_stay": 90, "term": 12 }, "plan": { "apply_on": "2027-03-01" } });
    let base = all(plan.clone());
    let way = plan_of(&base);
    let [enter, granted] = [Kind::Enter, Kind::TrpDecision].map(|kind| way.stage(kind).unwrap().when);
    let visa = |day: Date| day.plus_days(89).plus_months(3, EndOfMonth::Up).unwrap();
    let permit = |day: Date| day.plus_months(15, EndOfMonth::Up).unwrap();
    let valid = |until: Date| {
        let mut own = plan.clone();
        own["conditions"] = json!({ "passport_until": until.to_string() });
        let found = listed(own);
        ["36.1.2", "46.1.2"].map(|article| line(&found, article).valid.unwrap())
    };
    assert_eq!(valid(visa(enter.high))[0], Tri::Yes);
    assert_eq!(valid(visa(enter.high).plus_days(-1))[0], Tri::Unknown);
    assert_eq!(valid(visa(enter.low).plus_days(-1))[0], Tri::No);
    assert_eq!(valid(permit(granted.high))[1], Tri::Yes);
    assert_eq!(valid(permit(granted.high).plus_days(-1))[1], Tri::Unknown);
    assert_eq!(valid(permit(granted.low).plus_days(-1))[1], Tri::No);
    // 53.1.2 says no such thing.
    let found = listed(json!({ "conditions": { "passport_until": "2027-01-01" } }));
    assert_eq!((line(&found, "53.1.2").valid, line(&found, "53.1.2").is_done()), (None, true));
}

/// The lists stand beside the programme's conditions, which rest on its own papers.
#[test]
fn the_lists_of_the_law_change_no_condition_of_the_programme() {
    let ready = |section: &str| {
        let fields = Section::named(section).unwrap().fields;
        Value::Object(fields.iter().map(|field| (field.name().to_owned(), json!("missing"))).collect())
    };
    let base = json!({ "degrees": [{ "id": 1, "country": "IN", "legalisation": "ready" }], "papers": { "medical": "ready" } });
    let mut with = base.clone();
    for purpose in Purpose::ALL {
        with[purpose.section()] = ready(purpose.section());
    }
    let (plain, with) = (all(base), all(with));
    assert_eq!(plain.eligibility, with.eligibility);
    assert_eq!(plain.documents, with.documents);
}

/// Which questions stand on the page follows from the ground alone: an answer must not take its own question away.
#[test]
fn a_question_stays_when_it_is_answered() {
    let asked = |permits: Value, ground: &str| {
        let found = listed(json!({ "permits": permits, "journey": { "ground": ground } }));
        questions(&found).iter().map(|slot| slot.path()).collect::<Vec<_>>()
    };
    let answers = json!({ "host_pays_care": true, "host_ngo": false, "born": "1990-05-01", "own_home": true, "married": false,
        "supported": true, "deposit": { "amount": "200000.00", "currency": "AZN" }, "company_year": true, "privilege": "startup" });
    let always = ["permits.host_pays_care", "permits.host_ngo", "permits.born", "permits.own_home"];
    for (ground, own) in [
        ("programme", &["permits.married", "you.has_degree"][..]),
        ("work-permit", &["permits.married", "permits.supported", "you.has_degree"]),
        ("company", &["permits.company_year", "permits.privilege", "permits.married", "permits.supported", "you.has_degree"]),
    ] {
        let expected: Vec<&str> = always.iter().chain(own).copied().collect();
        assert_eq!(asked(json!({}), ground), expected, "{ground}");
        let mut answers = answers.clone();
        answers.as_object_mut().unwrap().shift_remove("deposit");
        assert_eq!(asked(answers, ground), expected, "{ground}");
    }
    // Amounts stand with the permits; who has such a deposit need not say who supports them.
    assert!(!asked(answers, "work-permit").contains(&"permits.supported".to_owned()));
    assert!(!asked(json!({}), "deposit").contains(&"permits.deposit".to_owned()));
}

/// A child of 13 is of the age when the permanent permit is asked for, two years later; that is said today.
#[test]
fn an_age_that_changes_by_the_day_of_the_plan_is_named() {
    let advice = |born: &str| {
        let found = listed(json!({ "family": [{ "id": 1, "relation": "child", "born": born }], "permits": { "born": "1985-01-01" } }));
        let consent = line(&found, "53.1.12");
        (consent.asked, consent.advice.iter().any(|text| text.key.name() == "paper.changes"))
    };
    assert_eq!(advice("2013-11-21"), (Tri::No, true));
    assert_eq!(advice("2011-11-21"), (Tri::Yes, false));
    assert_eq!(advice("2009-01-31"), (Tri::Yes, true), "17 today, grown up by then");
    assert_eq!(advice("2020-11-21"), (Tri::No, false));
}

/// Consent to a permit is asked for each member who needs one.
#[test]
fn a_spouse_who_is_a_citizen_needs_no_consent() {
    let consents = |relative: &str| {
        let found = papers(
            json!({ "family": [{ "id": 1, "relation": "spouse" }, { "id": 2, "relation": "child" }], "permits": { "citizen_relative": relative } }),
        );
        found.items.iter().filter(|item| item.paper.name() == "paper.consent").count()
    };
    assert_eq!([consents("none"), consents("spouse"), consents("parent")], [2, 1, 2]);
}

// --- Family ---

fn child(born: &str, apply: &str) -> hsmp::assess::eligibility::family::Member {
    of(json!({ "plan": { "apply_on": apply }, "family": [{ "id": 1, "relation": "child", "born": born }] })).members.remove(0)
}

#[test]
fn a_child_is_covered_up_to_the_birthday_and_not_on_it() {
    // 23 November 2026 is a Monday; twenty and thirty business days end on 18 December and, past new year, on 6 January.
    let apply = "2026-11-23";
    let decision = of(json!({ "plan": { "apply_on": apply }, "family": [{ "id": 1 }] })).decision.unwrap();
    let ends = [20, 30].map(|days| business_days_after(date(apply), days).unwrap().date);
    assert_eq!(decision, Interval { low: ends[0], high: ends[1] });
    let at = |born: &str| {
        let member = child(born, apply);
        (member.programme, member.code, member.limits.unwrap().map(|limit| limit.when))
    };
    assert_eq!(at("2003-11-23"), (Tri::No, Tri::No, [When::Before, When::Before]), "23 on the day itself");
    assert_eq!(
        at("2003-11-24"),
        (Tri::Unknown, Tri::No, [When::WhileWaiting, When::Before]),
        "23 the day after: which day counts is not known"
    );
    let last = ends[1];
    let birthday = |date: Date, age: i32| format!("{:04}-{:02}-{:02}", date.year() - age, date.month(), date.day());
    assert_eq!(at(&birthday(last, 23)).2[0], When::WhileWaiting, "23 on the last day for the decision");
    assert_eq!(at(&birthday(last.plus_days(1), 23)).2[0], When::After);
    assert_eq!(at("2008-11-23"), (Tri::Yes, Tri::No, [When::After, When::Before]), "18 on the day itself");
    assert_eq!(at("2008-11-24").1, Tri::Unknown, "18 the day after");
    assert_eq!(at(&birthday(last.plus_days(1), 18)), (Tri::Yes, Tri::Yes, [When::After, When::After]));
}

/// Who was born on 29 February reaches an age on 28 February: the earlier, safer day.
/// Who waits for a decision has applied on a day that nothing moves any more; a late decision comes today at best.
#[test]
fn a_real_application_decides_over_a_planned_one() {
    let with = |done: Value| of(json!({ "done": done, "plan": { "apply_on": "2027-03-01" }, "family": [{ "id": 1 }] }));
    let waits = with(json!({ "applied": "2026-11-16" }));
    assert_eq!(waits.apply, date("2026-11-16"));
    assert_eq!(waits.decision, Some(Interval { low: date("2026-12-14"), high: date("2026-12-28") }));
    let late = with(json!({ "applied": "2026-09-30" }));
    assert_eq!(late.decision, Some(Interval::exactly(today())));
    assert_eq!(with(json!({ "applied": "2026-09-30", "decided": "2026-11-02" })).apply, date("2027-03-01"));
}

#[test]
fn a_leap_day_child_ages_on_the_earlier_day() {
    let member = child("2008-02-29", "2026-11-23");
    assert_eq!(member.limits.unwrap().map(|limit| limit.on), [date("2031-02-28"), date("2026-02-28")]);
    assert_eq!(child("2008-02-29", "2026-11-23").limits.unwrap()[1].when, When::Before);
}

#[test]
fn each_relation_is_covered_as_the_readings_say() {
    let covered = |relation: Value| {
        let mut row = json!({ "id": 1, "born": "2000-01-01" });
        if !relation.is_null() {
            row["relation"] = relation;
        }
        let member = of(json!({ "family": [row] })).members.remove(0);
        (member.programme, member.code, member.open.map(|slot| slot.field))
    };
    assert_eq!(covered(json!("spouse")), (Tri::Yes, Tri::Yes, None));
    assert_eq!(covered(json!("child")), (Tri::No, Tri::No, None));
    assert_eq!(covered(json!("disabled-child")), (Tri::Unknown, Tri::Yes, None), "the Code covers an adult child with a disability");
    assert_eq!(covered(json!("parent")), (Tri::Unknown, Tri::Yes, None));
    assert_eq!(covered(Value::Null), (Tri::Unknown, Tri::Unknown, Some("relation")));
    let unborn = of(json!({ "family": [{ "id": 1, "relation": "child" }] })).members.remove(0);
    assert_eq!((unborn.programme, unborn.open.map(|slot| slot.field)), (Tri::Unknown, Some("born")));
}

/// Years whose calendar nobody knows give no day for the decision, and no false certainty.
#[test]
fn a_decision_beyond_the_known_calendar_is_not_dated() {
    let found = of(json!({ "plan": { "apply_on": "2040-03-01" }, "family": [{ "id": 1, "relation": "child", "born": "2020-01-01" }] }));
    assert_eq!(found.decision, None);
    // Born in 2020, 18 in 2038 and 23 in 2043.
    assert_eq!(found.members[0].limits.unwrap().map(|limit| limit.when), [When::Unknown, When::Before]);
}

// --- Time ---

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Each year ahead is what the assessment of that day says; the first is today.
    #[test]
    fn the_outlook_is_the_assessment_of_each_day(start in 0..7000i32, lasts in any::<bool>(), degree in 2024..2034i32) {
        let from = date("2006-01-01").plus_days(start);
        let mut job = json!({ "id": 1, "from": from.to_string(), "related": true, "position": "senior", "hours": "full" });
        if !lasts {
            job["to"] = json!(from.plus_days(900).to_string());
        }
        let own = document(json!({ "jobs": [job], "degrees": [{ "id": 1, "level": "doctorate", "related": true, "year": degree }] }));
        let years = outlook(&own, today());
        prop_assert_eq!(years.len(), 11);
        for (ahead, year) in years.iter().enumerate() {
            prop_assert_eq!(year.on, Date::new(2026 + ahead as i32, 11, 21).unwrap());
            prop_assert_eq!(&year.points, &assess(&own, year.on).points);
        }
    }
}

/// Old work drops out, planned degrees come in: the two things time does to somebody who does nothing.
#[test]
fn the_window_slides_and_plans_come_true() {
    let own = document(json!({
        "you": { "has_certificates": false },
        "jobs": [{ "id": 1, "from": "2012-11-21", "to": "2017-11-20", "related": true, "position": "ordinary", "hours": "full" }],
        "degrees": [{ "id": 1, "level": "bachelor", "related": true }, { "id": 2, "level": "doctorate", "related": true, "year": 2028 }],
        "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "indexed": 0, "leadership": false, "awards": false, "technical": false, "open_source": false },
    }));
    let share = |ahead: usize, which: usize| outlook(&own, today())[ahead].points.shares[which].points;
    // Five years of work: 30 to 70 % of 35, until a day of it lies more than 15 years back.
    assert_eq!(share(0, 0), Interval { low: 10, high: 25 });
    assert_eq!(share(1, 0), Interval { low: 10, high: 25 }, "21 November 2012 to 20 November 2017 is still inside");
    assert_eq!(share(2, 0), Interval { low: 5, high: 18 }, "four years are left");
    assert_eq!(share(6, 0), Interval { low: 0, high: 4 }, "nothing is left");
    // A bachelor's degree, 35 to 75 %; from 2028 a doctorate, 75 to 100 %.
    assert_eq!(share(1, 1), Interval { low: 7, high: 34 });
    assert_eq!(share(2, 1), Interval { low: 15, high: 45 });
}
