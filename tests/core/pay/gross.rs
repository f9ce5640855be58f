//! From what a pay leaves back to the pay, and its cliffs.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_a_pay_leaves_leads_back_to_it(terms in known()) {
        let schedule = Schedule::of(terms);
        let net = schedule.net(terms.gross).unwrap();
        let found = gross_for(&schedule, net).unwrap();
        prop_assert!(found.contains(&terms.gross), "{} is not among {found:?}", terms.gross);
        for gross in &found {
            prop_assert_eq!(schedule.net(*gross).unwrap(), net);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// A manat more leaves more, but across a listed cliff.
    #[test]
    fn net_pay_rises_but_at_cliffs(terms in known(), step in 100..50_000i64) {
        let schedule = Schedule::of(terms);
        let more = terms.gross + Money::from_qepik(step);
        let crosses = cliffs(&schedule).unwrap().iter().any(|cliff| terms.gross <= cliff.at && cliff.at < more);
        prop_assert!(crosses || schedule.net(more).unwrap() > schedule.net(terms.gross).unwrap());
        // And a qəpik more never leaves more than a qəpik more, so no net amount is ever skipped.
        let next = schedule.net(terms.gross + Money::from_qepik(1)).unwrap();
        prop_assert!(next - schedule.net(terms.gross).unwrap() <= Money::from_qepik(1));
    }

    #[test]
    fn a_cliff_is_what_its_name_says(terms in known()) {
        let schedule = Schedule::of(terms);
        let net = |gross: Money| schedule.net(gross).unwrap();
        for Cliff { at, loss, recovered } in cliffs(&schedule).unwrap() {
            prop_assert_eq!(net(at) - net(at + Money::from_qepik(1)), loss);
            prop_assert!(net(recovered) >= net(at) && net(recovered - Money::from_qepik(1)) < net(at));
        }
    }

    #[test]
    fn the_curve_says_what_the_payslip_says(terms in known()) {
        let schedule = Schedule::of(terms);
        let drawn = curve(&schedule, terms.gross).unwrap();
        prop_assert!(drawn.top >= terms.gross && drawn.segments.windows(2).all(|pair| pair[0].to == pair[1].from));
        for segment in &drawn.segments {
            // Over a thousand manat within a segment the marginal rate is what is taken of them, but for roundings.
            let (from, step) = (segment.from + Money::from_qepik(1), Money::from_manat(10));
            if from + step <= segment.to {
                let taken = step - (schedule.net(from + step).unwrap() - schedule.net(from).unwrap());
                prop_assert!((taken.qepik() * 10 - i64::from(segment.marginal)).abs() <= 40, "{segment:?} takes {taken} of 10");
            }
        }
        for point in drawn.points {
            let taken = (point.gross - schedule.net(point.gross).unwrap()).qepik();
            prop_assert_eq!(i64::from(point.average), taken * 10_000 / point.gross.qepik());
        }
    }
}

/// Every net amount around the cliff, against trying every pay.
#[test]
fn the_way_back_agrees_with_trying_every_pay() {
    for sector in SECTORS {
        for year in [2024, 2026, 2028] {
            let schedule = Schedule::of(Terms::plain(Date::first_of(year), sector, Money::ZERO));
            let mut all = std::collections::BTreeMap::<Money, Vec<Money>>::new();
            for qepik in 0..300_000 {
                let gross = Money::from_qepik(qepik);
                all.entry(schedule.net(gross).unwrap()).or_default().push(gross);
            }
            let last = schedule.net(Money::from_manat(2990)).unwrap();
            let from = schedule.net(Money::from_manat(2470)).unwrap();
            for (net, expected) in all.range(from..last).chain(all.iter().take(500)) {
                assert_eq!(&gross_for(&schedule, *net).unwrap(), expected, "{sector:?} {year} {net}");
            }
        }
    }
}

#[test]
fn more_than_the_form_takes_has_no_way_back() {
    let schedule = Schedule::of(Terms::plain(today(), Sector::Private, Money::ZERO));
    assert_eq!(gross_for(&schedule, Money::from_manat(20_000_000)), Ok(Vec::new()));
}
