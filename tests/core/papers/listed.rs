//! What the law lists.

use super::*;

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
