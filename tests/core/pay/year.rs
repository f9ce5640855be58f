//! A year with several employers, a bonus, or an employer abroad.

use super::*;

#[test]
fn a_year_is_twelve_months_one_of_them_with_the_bonus_and_each_employer_by_itself() {
    let profile = profile(json!({
        "pay": { "gross": azn("2400"), "sector": "private", "bonus": azn("600"), "bonus_month": 12 },
        "employers": [{ "id": 1, "name": "Night school", "gross": azn("500"), "sector": "oil-gas-state" }, { "id": 2, "sector": "private" }],
    }));
    let year = pay::year(&profile, today()).unwrap();
    let main = Terms::foreigner(today(), Sector::Private, Money::from_manat(2400));
    let months = (1..=12).map(|month| payslip(Terms { gross: Money::from_manat(if month == 12 { 3000 } else { 2400 }), ..main }));
    let net: Money = months.map(|slip| slip.net.unwrap()).sum();
    // Neither the 200 nor deductions a second time: 14 % of all 500, 3 % social and 0.5 %.
    let second = Money::from_manat(12 * 500) - Money::from_qepik(12 * (7000 + 1500 + 250));
    assert_eq!(year.jobs.len(), 2, "a row without pay is no job yet");
    assert_eq!(year.totals.net.unwrap(), net + second);
    assert_eq!(year.totals.gross, Money::from_manat(2400 * 12 + 600 + 6000));
    assert_eq!(year.several.unwrap().rule().id, "income-tax.several-jobs");
    assert!(year.exemption_lost, "29,400 in the main job is within the year's 30,000");
}

#[test]
fn the_year_s_exemption_is_only_spoken_of_where_the_bonus_costs_the_month_s() {
    for (year, gross, bonus, lost) in [
        (2026, "2400", "600", true),
        (2026, "2500", "1", false),
        (2026, "2400", "100", false),
        (2026, "2600", "100", false),
        (2025, "2400", "600", false),
    ] {
        let profile = profile(json!({ "pay": { "gross": azn(gross), "bonus": azn(bonus), "year": year } }));
        assert_eq!(pay::year(&profile, today()).unwrap().exemption_lost, lost, "{gross} and {bonus}");
    }
}

#[test]
fn pay_from_abroad_is_exempt_for_non_residents_only() {
    let with = |resident: &str| {
        let stays = match resident {
            "yes" => json!([{ "id": 1, "country": "AZ", "from": "2026-01-01", "to": "2026-12-31" }]),
            "no" => json!([{ "id": 1, "country": "TR", "from": "2026-01-01", "to": "2026-12-31" }]),
            _ => json!([]),
        };
        let profile = profile(json!({ "pay": { "gross": azn("3000"), "employer_abroad": true }, "stays": stays }));
        let residency = residency::assess(&profile, today(), 2026);
        (pay::abroad(&profile, &residency, today()).unwrap(), income::assess(&profile, &residency, today()))
    };
    let (resident, income) = with("yes");
    assert_eq!(resident.exempt, Tri::No);
    // 125 by the table of private employers, 475 by the other one.
    assert_eq!(resident.tax, Ok(Interval { low: Money::from_manat(125), high: Money::from_manat(475) }));
    assert_eq!(income.resident, Ok(Interval { low: Money::from_manat(1500), high: Money::from_manat(5700) }));
    assert_eq!(income.non_resident, Ok(Interval::exactly(Money::ZERO)));
    assert_eq!(with("no").0.exempt, Tri::Yes);
    assert_eq!(with("open").0.exempt, Tri::Unknown);
    assert!(
        pay::abroad(&profile(json!({ "pay": { "gross": azn("3000") } })), &residency::assess(&Profile::default(), today(), 2026), today())
            .is_none()
    );
}

/// Residence is asked for the year of the pay, not for the year of the assessment.
#[test]
fn pay_of_another_year_asks_for_residence_in_that_year() {
    let own = json!({
        "pay": { "gross": azn("3000"), "employer_abroad": true, "year": 2027 },
        "stays": [{ "id": 1, "country": "AZ", "from": "2026-01-01", "to": "2026-12-31" }, { "id": 2, "country": "TR", "from": "2027-01-01", "to": "2027-12-31" }],
    });
    let profile = profile(own);
    let residency = residency::assess(&profile, today(), 2026);
    assert_eq!(residency.as_ref().unwrap().outcome.resident, Tri::Yes);
    assert_eq!(pay::abroad(&profile, &residency, today()).unwrap().exempt, Tri::Yes);
    assert_eq!(all_income(&profile).is_resident, Tri::No);
}

/// By each table, with the exemption and without.
#[test]
fn pay_of_a_resident_from_abroad_is_a_range_over_both_tables() {
    let row = json!({ "id": 1, "kind": "pay", "amount": "36000.00", "currency": "AZN" });
    // 3,000 a month: 125 by the one, 475 by the other.
    assert_eq!(foreign(row).resident, between(150_000, 570_000));
}

#[test]
fn the_sample_s_year_can_be_worked_out_in_full() {
    let sample = Document::parse(&read("examples/profiles/sample.json")).unwrap();
    let profile = Reading::of(&sample, today()).profile;
    assert!(pay::year(&profile, today()).unwrap().totals.net.is_ok());
    let income = all_income(&profile);
    assert!(income.resident.is_ok() && income.foreign.iter().all(|row| row.line.is_ok()));
    assert_eq!(hsmp::assess::tax::business::assess(&profile, today()).unwrap().regimes.len(), 5);
}
