//! What was understood of what is typed into a field, and what is asked.

use super::*;
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Answers, Conditions, Elsewhere, Pay, Understood};

/// A date that can be two days is asked about: nothing is worked out from either until the person has said which.
#[test]
fn a_date_that_can_be_two_days_is_no_answer_yet() {
    for typed in ["3/4/2027", "03/04/2027", "03-04-2027"] {
        assert_eq!(Kind::Date.write(typed), Some(json!(typed)), "{typed}");
        let mut own = document(json!({}));
        own.set(Conditions::PASSPORT_UNTIL, typed);
        let found = Reading::of(&own, date("2026-11-27"));
        assert_eq!((found.profile.conditions.passport_until, own.understood(Conditions::PASSPORT_UNTIL)), (None, None), "{typed}");
        let problem = &found.problems[0];
        assert_eq!((problem.severity, problem.slot), (Severity::Refused, Conditions::PASSPORT_UNTIL));
        let two = Message::new(key!("problem.two-dates")).with("date", date("2027-04-03")).with("other", date("2027-03-04"));
        assert_eq!(problem.message, two);
    }
    for (typed, day) in [("25/12/2026", "2026-12-25"), ("12/25/2026", "2026-12-25"), ("3.4.2027", "2027-04-03"), ("4/4/2027", "2027-04-04")]
    {
        assert_eq!(Kind::Date.write(typed), Some(json!(day)), "{typed}");
    }
}

/// The order in which somebody writes is seen where only one is possible, and then holds for every date.
#[test]
fn one_answer_about_the_order_settles_every_date() {
    for (typed, order) in [
        ("25/12/2026", Some(Order::DayFirst)),
        ("12/25/2026", Some(Order::MonthFirst)),
        ("25.12.2026", None),
        ("3/4/2027", None),
        ("4/4/2027", None),
        ("2027-04-03", None),
        ("3 April 2027", None),
    ] {
        assert_eq!(WrittenDate::read(typed).unwrap().order(), order, "{typed}");
    }
}

#[test]
fn what_was_understood_is_known_of_dates_and_amounts() {
    let mut own = document(json!({}));
    own.set(Conditions::PASSPORT_UNTIL, "31 May 2031");
    assert_eq!(own.understood(Conditions::PASSPORT_UNTIL), Some(Understood::Day(date("2031-05-31"))));
    own.set(Pay::GROSS, "3,200");
    assert_eq!(own.understood(Pay::GROSS), Some(Understood::Sum(Money::from_manat(3200), "AZN".to_owned())));
    own.set(Elsewhere::INCOME, "1.500,25");
    assert_eq!(own.understood(Elsewhere::INCOME), Some(Understood::Sum(Money::from_qepik(150_025), String::new())));
    own.set(Elsewhere::CURRENCY, "USD");
    own.set(Elsewhere::INCOME, "$1,500.25");
    assert_eq!(own.understood(Elsewhere::INCOME), Some(Understood::Sum(Money::from_qepik(150_025), "USD".to_owned())));
    for (slot, typed) in
        [(Elsewhere::INCOME, "€1500"), (Pay::GROSS, "a lot"), (Conditions::PASSPORT_UNTIL, "31.2.2031"), (Pay::YEAR, "2026")]
    {
        own.set(slot, typed);
        assert_eq!(own.understood(slot), None, "{typed}");
    }
}
