//! What amounts are worth beside each other, against fractions worked out from the rule file and against
//! decimals: a rate turned upside down, or rounded the wrong way, tells somebody that their money is enough.

use std::collections::BTreeMap;

use hsmp::assess::Assessment;
use hsmp::assess::programmes::exchange::{Compared, Rates, compare};
use hsmp::assess::programmes::{Open, Verdict};
use hsmp::profile::{Currency, ExchangeRate};
use hsmp::quantity::Money;
use hsmp::rulebook::programmes::PROGRAMMES;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use super::{answered, beside};
use crate::support::{date, read};

/// Hundredths of a euro, or of anything, as a fraction.
type Fraction = (i128, i128);

fn reduced((of, per): Fraction) -> Fraction {
    let (mut a, mut b) = (of, per);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (of / a, per / a)
}

fn times(a: Fraction, b: Fraction) -> Fraction {
    let (left, right) = (reduced((a.0, b.1)), reduced((b.0, a.1)));
    (left.0 * right.0, left.1 * right.1)
}

fn turned((of, per): Fraction) -> Fraction {
    (per, of)
}

/// A decimal figure exactly.
fn fraction(figure: &str) -> Fraction {
    let figure: Decimal = figure.parse().unwrap();
    reduced((figure.mantissa(), 10i128.pow(figure.scale())))
}

/// The figures of the rule file: each currency with its base and what one unit is worth in it.
fn figures() -> BTreeMap<String, (String, Fraction)> {
    let file: toml::Table = read("rules/exchange.toml").parse().unwrap();
    let mut all = BTreeMap::new();
    for rule in file["rule"].as_array().unwrap() {
        let [value] = rule["value"].as_array().unwrap().as_slice() else { panic!("{rule}: a day each is all these tests know") };
        let exchange = &value["exchange"];
        let base = exchange["base"].as_str().unwrap().to_owned();
        for (words, upside_down) in [("one", false), ("for-one", true)] {
            for (currency, figure) in exchange.get(words).and_then(|quotes| quotes.as_table()).into_iter().flatten() {
                let own = fraction(figure.as_str().unwrap());
                let worth = if upside_down { turned(own) } else { own };
                assert!(all.insert(currency.clone(), (base.clone(), worth)).is_none(), "{currency} has two rates");
            }
        }
    }
    all
}

/// What a unit is worth in euros by the file alone.
fn reference(currency: &str) -> Option<Fraction> {
    if currency == "EUR" {
        return Some((1, 1));
    }
    let figures = figures();
    let (base, worth) = figures.get(currency)?;
    Some(times(*worth, reference(base)?))
}

fn person(own: &[(&str, &str)]) -> Assessment {
    let rows: Vec<Value> =
        own.iter().enumerate().map(|(index, (currency, rate))| json!({ "id": index + 1, "currency": currency, "rate": rate })).collect();
    answered(json!({ "exchange": rows }))
}

fn compared(all: &Assessment, have: (i64, &str), need: (i64, &str)) -> Option<Compared> {
    let rates = Rates::of(&all.profile, all.on);
    compare(&rates, (Money::from_qepik(have.0), have.1), (Money::from_qepik(need.0), need.1))
}

fn names() -> Vec<&'static str> {
    Currency::ALL.iter().map(|currency| currency.name()).collect()
}

/// Currencies with a rate.
fn known() -> Vec<&'static str> {
    names().into_iter().filter(|name| reference(name).is_some()).collect()
}

#[test]
fn each_currency_is_worth_what_the_file_says() {
    let all = person(&[]);
    let rates = Rates::of(&all.profile, all.on);
    let manat = rates.worth("AZN").unwrap();
    for currency in names() {
        let (Some((of, per)), Some(worth)) = (reference(currency), rates.worth(currency)) else {
            assert_eq!((rates.worth(currency), reference(currency)), (None, None), "{currency}");
            continue;
        };
        for amount in [1, 99, 100, 12_345, 300_000_000_000, 100_000_000_000_000] {
            let expected = i64::try_from((amount * of).div_euclid(per)).unwrap();
            assert_eq!(worth.in_order(Money::from_qepik(amount as i64)), expected, "{amount} of {currency}");
        }
        // In decimals, to as many as a person can type.
        let (manat_of, manat_per) = reference("AZN").unwrap();
        let decimal = |(of, per): Fraction| Decimal::from(of) / Decimal::from(per);
        let exact = decimal((of, per)) / decimal((manat_of, manat_per));
        let expected = exact.round_dp_with_strategy(10, RoundingStrategy::MidpointAwayFromZero);
        assert_eq!(worth.in_manat(&manat).map(|rate| rate.to_string()), Some(expected.normalize().to_string()), "{currency}");
        assert_eq!(worth.own, false, "{currency}");
        // What is said to be from a list says from which, and of which day.
        assert_eq!((worth.cites.is_empty(), worth.on.is_none()), (currency == "EUR", currency == "EUR"), "{currency}");
    }
    let unknown: Vec<&str> = names().into_iter().filter(|name| reference(name).is_none()).collect();
    assert_eq!(unknown, ["IRR", "other"], "no rate of Iran is one that people get");
    assert_eq!(rates.worth("XXX"), None);
}

/// The day said is the oldest: a rate is no newer than the oldest figure in it.
#[test]
fn the_oldest_day_is_said() {
    let all = person(&[]);
    let rates = Rates::of(&all.profile, all.on);
    let day = |currency: &str| rates.worth(currency).unwrap().on;
    for (currency, expected) in [("USD", "2026-10-06"), ("AZN", "2026-09-02"), ("RUB", "2026-07-01"), ("VND", "2026-06-30"), ("BTN", "2018-01-01")] {
        assert_eq!(day(currency), Some(date(expected)), "{currency}");
    }
    let both = compared(&all, (10_000, "RUB"), (10_000, "VND")).unwrap();
    assert_eq!((both.on, both.about), (Some(date("2026-06-30")), true));
    // Each list once, though both ways go over the dollar.
    assert_eq!(both.cites.len(), 3);
}

#[test]
fn by_hand_ten_thousand_manat_are_so_many_dollars() {
    let all = person(&[]);
    // 1.7 manat for a dollar, and neither rounded on the way.
    let whole = |units: i64| units * 100;
    let short = |have, need| compared(&all, have, need).map(|found| (found.have.qepik(), found.short.qepik()));
    assert_eq!(short((whole(3_400), "AZN"), (whole(2_000), "USD")), Some((whole(2_000), 0)));
    assert_eq!(short((whole(3_400) - 1, "AZN"), (whole(2_000), "USD")), Some((whole(1_999), whole(1))));
    assert_eq!(short((whole(1_000), "USD"), (whole(2_000), "AZN")), Some((whole(1_700), whole(300))));
    // 10,000 / 1.1269 = 8,873.9 euros.
    assert_eq!(short((whole(10_000), "USD"), (whole(100_000), "EUR")), Some((whole(8_873), whole(91_127))));
}

/// Who typed a rate has looked it up: it comes before ours, and is not said to be ours.
#[test]
fn a_rate_of_ones_own_takes_the_place_of_the_reference() {
    let all = person(&[("USD", "2"), ("IRR", "0.0000016"), ("other", "0.5"), ("EUR", "1.9")]);
    let rates = Rates::of(&all.profile, all.on);
    let manat = rates.worth("AZN").unwrap();
    for (currency, rate) in [("USD", "2"), ("IRR", "0.0000016"), ("other", "0.5"), ("EUR", "1.9")] {
        let worth = rates.worth(currency).unwrap();
        assert_eq!((worth.own, worth.in_manat(&manat)), (true, ExchangeRate::parse(rate)), "{currency}");
        assert_eq!(worth.on, None, "{currency}: the person named no day");
    }
    // Two of one's own need nothing else: 3 dollars at 2 are 12 of the other at 0.5.
    assert_eq!(compared(&all, (300, "USD"), (1_200, "other")).map(|found| found.short), Some(Money::ZERO));
    assert_eq!(compared(&all, (299, "USD"), (1_200, "other")).map(|found| found.short.qepik()), Some(100));
    // The others stay as they were.
    let before = person(&[]);
    for currency in ["AZN", "GEL", "JPY", "AED"] {
        assert_eq!(rates.worth(currency), Rates::of(&before.profile, before.on).worth(currency), "{currency}");
    }
}

/// A manat is a manat, whatever was typed.
#[test]
fn another_rate_of_the_manat_is_passed_over() {
    let (all, plain) = (person(&[("AZN", "3")]), person(&[]));
    assert_eq!(all.profile.exchange.len(), 1, "the answer is there");
    for currency in known() {
        let worth = |all: &Assessment| Rates::of(&all.profile, all.on).worth(currency);
        assert_eq!(worth(&all), worth(&plain), "{currency}");
    }
}

/// Nothing is too little in every currency: who has none of a currency without a rate is not left waiting.
#[test]
fn nothing_needs_no_rate() {
    let all = person(&[]);
    for have in names() {
        for need in ["USD", "IRR", "other"] {
            let found = compared(&all, (0, have), (200_000, need)).unwrap();
            assert_eq!((found.have, found.short.qepik(), found.about, found.on), (Money::ZERO, 200_000, false, None), "{have} {need}");
        }
    }
    assert_eq!(compared(&all, (1, "IRR"), (200_000, "USD")), None);
    assert_eq!(compared(&all, (1, "USD"), (200_000, "other")), None);
    let with = |income: &str| {
        let all = answered(json!({ "elsewhere": { "remote": true, "currency": "IRR", "income": income } }));
        let found = beside(&all, "ge-3");
        (found.verdict, found.conditions[1].open, found.short().map(|(sum, _)| (sum.amount, sum.currency)))
    };
    assert_eq!(with("0.00"), (Verdict::DoesNot, None, Some((Money::from_manat(2_000), "USD"))));
    assert_eq!(with("0.01"), (Verdict::Open, Some(Open::NoRate("IRR")), None));
    assert_eq!(with("1000000000000.00").1, Some(Open::NoRate("IRR")));
}

/// The most that can be typed, in every currency, beside every programme: by reference rates it always fits.
#[test]
fn the_greatest_amounts_fit() {
    for currency in known() {
        let most = "1000000000000.00";
        let own = json!({ "currency": currency, "income": most, "savings": most, "invest": most, "remote": true, "founder": true, "retired": true, "talent": true, "family": false });
        let all = answered(json!({ "elsewhere": own }));
        assert!(all.problems.is_empty(), "{:?}", all.problems);
        for one in hsmp::assess::programmes::matches(&all) {
            assert!(one.programme.sum().is_none() || one.verdict == Verdict::Meets, "{currency}: {}", one.programme.id());
            assert_eq!(one.gap(), None);
        }
    }
}

fn hundredths() -> impl Strategy<Value = i64> {
    prop_oneof![0..1_000i64, 0..10_000_000i64, 0..100_000_000_000_000i64, Just(100_000_000_000_000)]
}

/// What programmes ask for is whole units.
fn asked() -> impl Strategy<Value = i64> {
    prop_oneof![1..100_000i64, 1..4_000_000_000i64].prop_map(|units| units * 100)
}

fn currency() -> impl Strategy<Value = &'static str> {
    prop::sample::select(known())
}

/// A rate as a person could type it, none so far from life that amounts would not fit.
fn own_rate() -> impl Strategy<Value = String> {
    prop_oneof![(1..100_000u32).prop_map(|parts| format!("0.{parts:05}")), (0..1_000u32, 1..10_000_000_000u64).prop_map(|(a, b)| format!("{a}.{b:010}"))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn amounts_agree_with_fractions(have in hundredths(), need in asked(), mine in currency(), theirs in currency(), rates in prop::collection::vec((currency(), own_rate()), 0..3)) {
        let list: Vec<(&str, &str)> = rates.iter().map(|(currency, rate)| (*currency, rate.as_str())).collect();
        let all = person(&list);
        let worth = |currency: &str| match list.iter().find(|(own, _)| *own == currency && currency != "AZN") {
            Some((_, rate)) => times(fraction(rate), reference("AZN").unwrap()),
            None => reference(currency).unwrap(),
        };
        let found = compared(&all, (have, mine), (need, theirs)).unwrap();
        let (of, per) = if mine == theirs { (1, 1) } else { times(worth(mine), turned(worth(theirs))) };
        // Whole units: what is there is rounded down, what is short is rounded up.
        let units = |number: i128| Money::from_manat(i64::try_from(number).unwrap());
        let (had, asked) = (i128::from(have) * of, i128::from(need) * per);
        prop_assert_eq!(found.have, units(had.div_euclid(per * 100)));
        prop_assert_eq!(found.short, units(-(-(asked - had).max(0)).div_euclid(per * 100)));
        prop_assert_eq!(found.short == Money::ZERO, had >= asked);
        // As much as is said to be short, and no unit less, is what lacks.
        let full = i128::from(found.short.qepik()) * per + had;
        prop_assert!(full >= asked && (found.short == Money::ZERO || full - 100 * per < asked));
        prop_assert_eq!(found.about, mine != theirs && have > 0);
    }

    #[test]
    fn the_same_currency_needs_no_rate_and_loses_nothing(have in hundredths(), need in asked(), mine in prop::sample::select(names())) {
        let found = compared(&person(&[]), (have, mine), (need, mine)).unwrap();
        prop_assert_eq!(found.have.qepik(), have / 100 * 100);
        prop_assert_eq!(found.short.qepik(), ((need - have).max(0) + 99) / 100 * 100);
        prop_assert_eq!((found.about, found.on, found.cites.len()), (false, None, 0));
    }

    /// Who has more is never further off.
    #[test]
    fn more_is_never_worse(less in hundredths(), more in hundredths(), need in asked(), mine in currency(), theirs in currency()) {
        let all = person(&[]);
        let found = |have: i64| compared(&all, (have, mine), (need, theirs)).unwrap();
        let (less, more) = (found(less.min(more)), found(less.max(more)));
        prop_assert!(more.short <= less.short && more.have >= less.have);
    }

    /// Anything at all: an answer or none, and no panic.
    #[test]
    fn nothing_breaks_it(have in any::<i64>(), need in any::<i64>(), mine in prop::sample::select(names()), theirs in prop::sample::select(names()), rate in prop_oneof![Just("0.0000000001"), Just("1000"), Just("999.9999999999")]) {
        let _ = compared(&person(&[(mine, rate)]), (have, mine), (need, theirs));
        let _ = compared(&person(&[(theirs, rate)]), (have, mine), (need, theirs));
        let all = person(&[(mine, rate)]);
        let _ = Rates::of(&all.profile, all.on).worth(mine).map(|worth| worth.in_order(Money::from_qepik(have)));
    }
}

/// The reference is there for each row whose amount a person may have in another currency.
#[test]
fn every_sum_of_the_table_compares_with_every_known_currency() {
    let all = person(&[]);
    for sum in PROGRAMMES.iter().filter_map(|programme| programme.sum()) {
        for mine in known() {
            assert!(compared(&all, (100, mine), (sum.amount.qepik(), sum.currency)).is_some(), "{mine} {}", sum.currency);
        }
    }
}
