//! Income beside pay, and what residence costs.

use super::*;

#[test]
fn income_from_abroad_is_taxed_here_less_what_was_paid_there() {
    // 2,000 at 1.95 is 3,900: 5 % is 195, 14 % is 546. Paid there: 150 at 1.95 is 292.50.
    let row = |tax: &str| json!({ "id": 1, "country": "DE", "kind": "dividends", "amount": "2000.00", "tax": tax, "currency": "EUR", "rate": "1.95", "rate_on": "2026-06-30" });
    assert_eq!(foreign(row("0.00")).resident, between(19_500, 54_600));
    assert_eq!(foreign(row("150.00")).resident, between(0, 54_600 - 29_250), "the credit stops at the tax here");
    assert_eq!(foreign(row("1000.00")).resident, between(0, 0), "more paid there is not given back here");
    let income = foreign(row("150.00"));
    assert_eq!(income.more, between(0, 25_350));
    assert_eq!(income.foreign[0].treaty, Tri::Yes, "Germany is on the list");
}

#[test]
fn an_income_counts_once_it_can_be_reckoned_in_manat() {
    let missing = |row: serde_json::Value| foreign(row).foreign[0].line.as_ref().err().copied();
    assert_eq!(missing(json!({ "id": 1 })), Some(Missing::Kind));
    assert_eq!(missing(json!({ "id": 1, "kind": "other" })), Some(Missing::Amount));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00" })), Some(Missing::Currency));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00", "currency": "USD" })), Some(Missing::Rate));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00", "currency": "AZN" })), None);
    assert_eq!(foreign(json!({ "id": 1, "kind": "other", "amount": "100.00", "currency": "AZN" })).resident, between(1400, 1400));
    assert_eq!(foreign(json!({ "id": 1, "country": "US" })).foreign[0].treaty, Tri::No);
    assert_eq!(foreign(json!({ "id": 1 })).foreign[0].treaty, Tri::Unknown);
}

#[test]
fn other_income_at_its_own_rates_for_both_kinds_of_person() {
    let of = |year: i32| {
        let own = json!({
            "dividends": azn("1000"), "dividends_from": "other", "interest": azn("500"), "interest_from": "other",
            "rent": azn("2400"), "rent_dwelling": true, "other": azn("300"),
        });
        all_income(&profile(json!({ "pay": { "year": year }, "income": own })))
    };
    // 5 % of 1,000, 10 % of 500, 10 % of 2,400, 14 % of 300.
    assert_eq!(of(2026).resident, between(38_200, 38_200));
    // Rent at 10 or 14 %, other income at 10 or 14 %.
    assert_eq!(of(2026).non_resident, between(37_000, 47_800));
    // In 2025 all rent was at 14 %.
    assert_eq!(of(2025).resident, between(47_800, 47_800));
    assert_eq!(of(2025).non_resident, between(46_600, 47_800));
    // The rate of dividends before 2024 is not known.
    assert_eq!(of(2023).resident.unwrap_err().rule().id, "income.dividends");
}

/// What is open for both alike is no cost of residence.
#[test]
fn an_open_answer_that_moves_both_taxes_makes_no_difference_between_them() {
    let more = |own: serde_json::Value| all_income(&profile(json!({ "pay": { "year": 2026 }, "income": own }))).more;
    assert_eq!(more(json!({ "dividends": azn("100000"), "interest": azn("30000") })), between(0, 0));
    // A dwelling: 10 % of a resident, 10 or 14 % of a non-resident; other rent: 14 % of both.
    assert_eq!(more(json!({ "rent": azn("1000") })), between(-4_000, 0));
    assert_eq!(more(json!({ "rent": azn("1000"), "rent_dwelling": false })), between(0, 0));
}

/// A missing answer widens the range, never moves it away from what the answer would give.
#[test]
fn where_an_income_comes_from_narrows_its_tax() {
    let tax = |own: serde_json::Value, year: i32| {
        let income = all_income(&profile(json!({ "pay": { "year": year }, "income": own })));
        (income.resident.unwrap(), income.non_resident.unwrap())
    };
    let kinds = [
        ("dividends", "dividends_from", vec![json!("small-company"), json!("listed"), json!("technology-park"), json!("other")]),
        ("interest", "interest_from", vec![json!("deposit"), json!("long-deposit"), json!("listed"), json!("other")]),
        ("rent", "rent_dwelling", vec![json!(true), json!(false)]),
    ];
    for year in 2024..=2030 {
        for amount in ["0.05", "2400.05", "30000.00"] {
            for (kind, from, answers) in &kinds {
                let open = tax(json!({ *kind: azn(amount) }), year);
                let said = answers.iter().map(|answer| tax(json!({ *kind: azn(amount), *from: answer }), year));
                let (resident, non_resident): (Vec<_>, Vec<_>) = said.unzip();
                assert_eq!(Some(open.0), resident.into_iter().reduce(Interval::hull), "{year} {kind} {amount}");
                assert_eq!(Some(open.1), non_resident.into_iter().reduce(Interval::hull), "{year} {kind} {amount}");
            }
        }
    }
}

#[test]
fn the_break_even_is_the_day_by_which_pay_has_earned_the_cost_of_residence() {
    let own = json!({
        "pay": { "gross": azn("3000"), "sector": "private" },
        "foreign": [{ "id": 1, "kind": "other", "amount": "10000.00", "currency": "AZN" }],
    });
    let income = all_income(&profile(own));
    assert_eq!(income.more, between(140_000, 140_000));
    // 1,400 manat at a year's net pay of 12 x 2,574.00: 1,400 x 365 / 30,888 = 16.54.
    let net = payslip(Terms::foreigner(today(), Sector::Private, Money::from_manat(3000))).net.unwrap();
    assert_eq!(net, Money::from_qepik(257_400));
    let even = income.break_even.unwrap();
    assert_eq!((even.days, even.day, even.within), (Interval::exactly(17), Interval::exactly(199), Tri::Yes));
}

proptest! {
    /// Days of one's own pay: never less than needed, never a day more.
    #[test]
    fn the_break_even_day_is_the_first_that_is_enough(gross in 1..2_000_000i64, abroad in 0..5_000_000i64) {
        let own = json!({
            "pay": { "gross": azn(&Money::from_qepik(gross).to_string()) },
            "foreign": [{ "id": 1, "kind": "other", "amount": Money::from_qepik(abroad).to_string(), "currency": "AZN" }],
        });
        let profile = profile(own);
        let income = all_income(&profile);
        let net = i128::from(pay::year(&profile, today()).unwrap().totals.net.unwrap().qepik());
        let cost = i128::from(income.more.unwrap().high.qepik()) * 365;
        let Some(even) = income.break_even else {
            prop_assert!(cost == 0 || net == 0);
            return Ok(());
        };
        let days = i128::from(even.days.high);
        prop_assert!(days == i128::from(i32::MAX) || days * net >= cost);
        prop_assert!((days - 1) * net < cost);
        let within = i64::from(182) + i64::from(even.days.high) <= 365;
        prop_assert_eq!(even.within == Tri::Yes, within);
    }
}

/// A rule that is not known for one part does not hide the others.
#[test]
fn what_is_known_of_a_year_is_said() {
    let of = |year: i32| all_income(&profile(json!({ "pay": { "gross": azn("3000"), "sector": "private", "year": year } })));
    // Medical insurance is known from 2022 on, income tax of 2020 was nothing.
    let income = of(2020);
    assert_eq!((income.local[0].amount, income.resident), (Money::from_manat(36_000), between(0, 0)));
    assert!(pay::year(&profile(json!({ "pay": { "gross": azn("3000"), "year": 2020 } })), today()).unwrap().totals.net.is_err());
}

#[test]
fn income_that_cannot_be_counted_is_not_nothing() {
    let income = foreign(json!({ "id": 1, "country": "US", "kind": "pay" }));
    assert!(income.is_partial() && income.lines().next().is_none());
    // Income from here belongs under another heading.
    let rows = json!({ "foreign": [{ "id": 1, "country": "AZ", "kind": "other", "amount": "1.00", "currency": "AZN" }] });
    let reading = Reading::of(&document(rows), today());
    assert!(reading.profile.foreign.is_empty());
    assert_eq!(reading.problems[0].slot.path(), "foreign.1.country");
}

#[test]
fn a_break_even_beyond_the_year_is_said_to_be_so() {
    let of = |kind: &str, amount: &str| {
        let row = json!({ "id": 1, "kind": kind, "amount": amount, "currency": "AZN" });
        all_income(&profile(json!({ "pay": { "gross": azn("1000"), "sector": "private" }, "foreign": [row] }))).break_even.unwrap()
    };
    // 14 % of 100,000 at 885 a month (24, 86 and 5 taken): 14,000 x 365 / 10,620 = 481.2.
    assert_eq!((of("other", "100000.00").days, of("other", "100000.00").within), (Interval::exactly(482), Tri::No));
    // 5 % or 14 %: 85.9 or 240.6 days.
    assert_eq!((of("dividends", "50000.00").days, of("dividends", "50000.00").within), (Interval { low: 86, high: 241 }, Tri::Unknown));
    assert_eq!(of("other", "900000000000.00").day.high, i32::MAX, "no end is passed");
}

/// What residence costs is said as more, as nothing, or as from less to more: never as a negative amount more.
#[test]
fn the_cost_of_residence_is_never_a_negative_amount() {
    let said = |low: i64, high: i64| {
        let text = income::cost_of_residence(2026, Interval { low: Money::from_manat(low), high: Money::from_manat(high) });
        hsmp::text::Catalogue::built_in(hsmp::text::Language::English).say(&text).replace('\u{a0}', " ")
    };
    assert_eq!(said(-96, 12), "2026: as a tax resident, you’d pay between 96.00 AZN less and 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(12, 12), "2026: as a tax resident, you’d pay 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(0, 12), "2026: as a tax resident, you’d pay 0.00 AZN to 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(-96, 0), "2026: being a tax resident doesn’t cost you more tax on this income.");
}
