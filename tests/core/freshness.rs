//! A figure that ends soon, or that nobody has looked at for too long, must not look like any other.

use hsmp::explain::Step;
use hsmp::key;
use hsmp::rulebook::{ENDS_SOON_DAYS, RULES, review_due, rules};

use crate::support::date;

#[test]
fn an_end_is_told_from_ninety_days_before_to_the_last_day() {
    // The private table of 2026 ends on 31 December 2026, and that of 2027 follows.
    let cite = rules::INCOME_TAX_PRIVATE.on(date("2026-06-01")).unwrap().cite;
    let last = date("2026-12-31");
    for (on, told) in [("2026-10-01", false), ("2026-10-02", true), ("2026-12-31", true), ("2027-01-01", false)] {
        let ending = cite.ending(date(on));
        assert_eq!(ending.is_some(), told, "{on}");
        if let Some(ending) = ending {
            assert_eq!((ending.last, ending.followed), (last, true), "{on}");
        }
    }
    assert_eq!(date("2026-10-02").days_until(last), ENDS_SOON_DAYS);
}

#[test]
fn an_end_without_a_follower_says_that_what_comes_is_not_known() {
    let cite = rules::MINIMUM_WAGE.on(date("2026-06-01")).unwrap().cite;
    let ending = cite.ending(date("2026-11-27")).unwrap();
    assert_eq!((ending.followed, ending.text().key), (false, key!("freshness.ends-open")));
}

#[test]
fn a_figure_without_end_is_never_marked() {
    for rule in RULES.iter().filter(|rule| rule.values.iter().all(|value| value.to.is_none())) {
        assert!(rule.values.len() == 1, "{}: only the last value has no end", rule.id);
    }
    let cite = rules::INCOME_TAX_EXEMPTION_LIMIT.on(date("2026-06-01")).unwrap().cite;
    for on in ["2019-01-01", "2026-11-27", "2099-12-31"] {
        assert_eq!(cite.ending(date(on)), None, "{on}");
    }
}

#[test]
fn an_explanation_tells_the_first_end_of_all_it_rests_on() {
    let on = date("2026-11-27");
    let with = |cite| Step::unknown(key!("pay.net")).cite(cite);
    let wage = rules::MINIMUM_WAGE.on(on).unwrap().cite;
    let limit = rules::INCOME_TAX_EXEMPTION_LIMIT.on(on).unwrap().cite;
    assert_eq!(with(limit).ending(on), None);
    assert_eq!(with(limit).from(with(wage)).ending(on), wage.ending(on));
}

#[test]
fn review_is_due_on_its_day_and_not_before() {
    let first = RULES.iter().flat_map(|rule| rule.values).map(|value| value.review).min().unwrap();
    assert_eq!(review_due(first.plus_days(-1)).count(), 0);
    assert!(review_due(first).count() > 0);
    let all: usize = RULES.iter().map(|rule| rule.values.len()).sum();
    assert_eq!(review_due(date("9999-12-31")).count(), all);
    let value = &RULES[0].values[0];
    assert!(value.review_text(value.review).is_some() && value.review_text(value.review.plus_days(-1)).is_none());
}
