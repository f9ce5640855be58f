//! The taxes of a business.

use super::*;

/// A relief is open once every condition is answered, and no sooner.
#[test]
fn a_relief_is_open_only_by_answers() {
    let all = json!({
        "turnover": azn("40000"), "expenses": azn("0"), "staff": 5, "insurance_debt": false, "listed": 100, "former_employer": false,
        "vat": false, "trade": false, "registered": 30, "park": true,
    });
    let of = |own: &serde_json::Value| {
        hsmp::assess::tax::business::assess(&profile(json!({ "you": { "azerbaijani": true }, "business": own })), today()).unwrap()
    };
    let open = |own: &serde_json::Value| of(own).regimes.iter().map(|taken| taken.open).collect::<Vec<_>>();
    assert_eq!(open(&all), [Tri::Yes; 5]);
    assert_eq!(of(&all).assumed, []);
    let needed = [
        ("staff", 1, json!(11)),
        ("insurance_debt", 1, json!(true)),
        ("listed", 2, json!(49)),
        ("former_employer", 2, json!(true)),
        ("vat", 3, json!(true)),
        ("registered", 3, json!(31)),
        ("park", 4, json!(false)),
    ];
    for (field, place, wrong) in needed {
        let mut own = all.clone();
        own.as_object_mut().unwrap().shift_remove(field);
        let expected = |found: Tri| (0..5).map(|index| if index == place { found } else { Tri::Yes }).collect::<Vec<_>>();
        assert_eq!(open(&own), expected(Tri::Unknown), "without {field}");
        own[field] = wrong;
        assert_eq!(open(&own), expected(Tri::No), "{field}");
    }
    let none = hsmp::assess::tax::business::assess(&profile(json!({ "business": { "turnover": azn("1000") } })), today()).unwrap();
    let assumed: Vec<Key> = none.assumed.iter().map(|text| text.key).collect();
    assert_eq!(assumed, [key!("business.assumed.expenses"), key!("business.assumed.listed"), key!("business.assumed.citizen")]);
}

/// What is open and leaves most comes first; what would leave more is only named.
#[test]
fn the_best_regime_is_an_open_one() {
    let of = |own: serde_json::Value| hsmp::assess::tax::business::assess(&profile(json!({ "business": own })), today()).unwrap();
    let open = of(json!({ "turnover": azn("40000"), "expenses": azn("0"), "listed": 100, "vat": false, "registered": 100 }));
    let (best, left) = open.best().unwrap();
    // 20 % of 40,000, social insurance of 66.67 a month, no medical insurance.
    assert_eq!((best.regime, left), (Regime::General, Money::from_manat(32_000) - Money::from_qepik(80_004)));
    let (perhaps, left) = open.perhaps().unwrap();
    assert!(matches!(perhaps.regime, Regime::MicroStaff | Regime::MicroServices));
    assert_eq!(left, Money::from_manat(38_000) - Money::from_qepik(80_004));
    // A technology park is not held out to everybody.
    let all = of(json!({
        "turnover": azn("40000"), "staff": 0, "listed": 100, "former_employer": false, "vat": false, "registered": 100,
    }));
    assert_eq!((all.best().unwrap().0.regime, all.perhaps()), (Regime::MicroServices, None));
}

proptest! {
    /// The relief for listed services against the words of the Code, in whole qəpik.
    #[test]
    fn only_the_listed_part_is_exempt(turnover in 0..20_000_000i64, expenses in 0..20_000_000i64, listed in 0..=100i64, left in any::<bool>()) {
        let own = json!({
            "turnover": azn(&Money::from_qepik(turnover).to_string()), "expenses": azn(&Money::from_qepik(expenses).to_string()),
            "listed": listed, "former_employer": left,
        });
        let year = hsmp::assess::tax::business::assess(&profile(json!({ "business": own })), today()).unwrap();
        let taken = year.regimes.iter().find(|taken| taken.regime == Regime::MicroServices).unwrap();
        let income = (turnover * listed * 2 + 100) / 200;
        prop_assert_eq!(taken.open, Tri::from(income <= 4_500_000 && listed >= 50 && !left));
        // 20 % of the profit, of which 75 % of the listed part is exempt: in parts of 50,000.
        let profit = i128::from((turnover - expenses).max(0));
        let exact = profit * 20 * (10_000 - 75 * i128::from(listed));
        prop_assert_eq!(i128::from(taken.tax.unwrap().qepik()), (exact * 2 + 1_000_000) / 2_000_000);
        // Never more than without the relief, never less than a quarter of that.
        let full = i128::from(year.regimes[0].tax.unwrap().qepik());
        prop_assert!(i128::from(taken.tax.unwrap().qepik()) <= full && i128::from(taken.tax.unwrap().qepik()) * 4 >= full - 4);
    }
}

/// A foreigner owes no medical insurance as a sole trader, whatever the year knows of the minimum wage.
#[test]
fn medical_insurance_of_a_business_is_a_citizen_s() {
    let of = |you: serde_json::Value, year: i32| {
        let own = json!({ "you": you, "pay": { "year": year }, "business": { "turnover": azn("40000") } });
        hsmp::assess::tax::business::assess(&profile(own), today()).unwrap()
    };
    assert_eq!(of(json!({ "azerbaijani": true }), 2026).medical.0, Ok(Money::from_manat(192)));
    assert_eq!(of(json!({ "azerbaijani": false }), 2026).medical.0, Ok(Money::ZERO));
    // What others say stays in sight.
    let open = of(json!({}), 2026);
    assert_eq!((open.medical.0, open.medical.1.inputs[0].value.clone()), (Ok(Money::ZERO), Some(Money::from_manat(192).into())));
    assert!(of(json!({ "azerbaijani": true }), 2027).medical.0.is_err());
    assert_eq!(of(json!({ "azerbaijani": false }), 2027).medical.0, Ok(Money::ZERO));
}
