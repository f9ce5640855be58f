//! Papers and family: which papers a life needs, how they are certified, and on which birthday a child is no
//! longer covered. A wrong line sends somebody to the wrong office; a wrong day costs a child its permit.

mod family;
mod listed;
mod time;

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

// --- Family ---

// --- Time ---
