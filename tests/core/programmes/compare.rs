//! Programmes side by side. One called worse on everything is struck out by its reader, so it must be worse on
//! everything, and nothing unknown may count.

use hsmp::assess::Assessment;
use hsmp::assess::programmes::compare::{LONGEST, Measure, is_worse, plot};
use hsmp::assess::programmes::exchange::Rates;
use hsmp::rulebook::programmes::{Citizenship, Length, PROGRAMMES, Per, Programme};
use proptest::prelude::*;
use serde_json::json;

use super::{answered, row};

/// Incomes, and amounts asked for once, in hundredths of a euro, incomes by the year.
fn worth(programme: &Programme, rates: &Rates<'_>) -> Option<(bool, i64)> {
    let sum = programme.sum()?;
    let (is_income, amount) = match sum.per {
        Per::Month => (true, sum.amount.times(12)),
        Per::Year => (true, sum.amount),
        Per::Once | Per::Funds => (false, sum.amount),
    };
    Some((is_income, rates.worth(sum.currency)?.in_order(amount)))
}

/// How good a programme is on a measure, and among which others that can be said; none where it is unknown.
fn rank(programme: &Programme, measure: Measure, rates: &Rates<'_>) -> Option<(u8, i64)> {
    match measure {
        Measure::Sum => worth(programme, rates).map(|(is_income, value)| (u8::from(is_income), -value)),
        Measure::Term => Some((0, i64::from(programme.longest.days()))),
        Measure::Family => Some((0, i64::from(programme.dependants))),
        Measure::Citizenship => match programme.citizenship {
            Citizenship::NotStated => None,
            Citizenship::No => Some((0, i64::MIN)),
            Citizenship::After(years) => Some((1, -i64::from(years))),
            Citizenship::Yes => Some((2, 0)),
        },
    }
}

/// Whether the first is less good, or as good; none where nobody can say.
fn less(a: &Programme, b: &Programme, measure: Measure, rates: &Rates<'_>) -> Option<std::cmp::Ordering> {
    let (a, b) = (rank(a, measure, rates)?, rank(b, measure, rates)?);
    match (measure, a.0, b.0) {
        // Some citizenship, after however long, is better than none.
        (Measure::Citizenship, 0, _) | (Measure::Citizenship, _, 0) => Some(a.1.cmp(&b.1)),
        (Measure::Citizenship, 2, _) | (Measure::Citizenship, _, 2) => None,
        (_, a_group, b_group) => (a_group == b_group).then(|| a.1.cmp(&b.1)),
    }
}

const SETS: [&[Measure]; 7] = [
    &Measure::ALL,
    &[Measure::Sum],
    &[Measure::Term],
    &[Measure::Family],
    &[Measure::Citizenship],
    &[Measure::Sum, Measure::Citizenship],
    &[Measure::Term, Measure::Family],
];

fn person() -> Assessment {
    answered(json!({}))
}

/// Every pair, every measure: worse is an order, and says what a plain comparison says.
#[test]
fn worse_is_an_order_and_nothing_unknown_counts() {
    let all = person();
    let rates = Rates::of(&all.profile, all.on);
    for measures in SETS {
        let worse = |a: usize, b: usize| is_worse(&PROGRAMMES[a], &PROGRAMMES[b], measures, &rates);
        let table: Vec<Vec<bool>> = (0..PROGRAMMES.len()).map(|a| (0..PROGRAMMES.len()).map(|b| worse(a, b)).collect()).collect();
        for (a, row) in table.iter().enumerate() {
            assert!(!row[a], "{} is not worse than itself", PROGRAMMES[a].id());
            for (b, is_worse) in row.iter().copied().enumerate() {
                let name = || format!("{} than {} on {measures:?}", PROGRAMMES[a].id(), PROGRAMMES[b].id());
                assert!(!(is_worse && table[b][a]), "{}: both ways", name());
                let found: Vec<_> = measures.iter().map(|measure| less(&PROGRAMMES[a], &PROGRAMMES[b], *measure, &rates)).collect();
                let expected = found.iter().all(Option::is_some) && found.iter().any(|found| found.unwrap().is_lt()) && !found.iter().any(|found| found.unwrap().is_gt());
                assert_eq!(is_worse, expected, "{}: {found:?}", name());
                if is_worse {
                    let through = table[b].iter().enumerate().find(|(c, worse)| **worse && !row[*c]);
                    assert!(through.is_none(), "{}, and that than {}", name(), PROGRAMMES[through.unwrap().0].id());
                }
            }
        }
    }
    assert!(!PROGRAMMES.iter().any(|own| PROGRAMMES.iter().any(|other| is_worse(own, other, &[], &rates))), "on nothing, nothing is worse");
}

#[test]
fn by_hand() {
    let all = person();
    let rates = Rates::of(&all.profile, all.on);
    let worse = |a: &str, b: &str, on: &[Measure]| is_worse(&PROGRAMMES[row(a)], &PROGRAMMES[row(b)], on, &rates);
    // 60,000 dollars a year are more than 1,500 a month, and less than 6,083.
    assert!(worse("id-3", "id-4", &[Measure::Sum]) && worse("kr-6", "id-3", &[Measure::Sum]));
    // 2,000 a month are never beside 100,000 once.
    assert!(!worse("kh-1", "ge-3", &[Measure::Sum]) && !worse("ge-3", "kh-1", &[Measure::Sum]));
    // 675,000 ringgit are 165,243 dollars.
    assert!(worse("my-2", "kh-1", &[Measure::Sum]) && !worse("my-2", "kh-1", &[Measure::Sum, Measure::Term]), "its term is longer");
    // Five years are sooner than ten; yes without a number is neither, and better than no.
    assert!(worse("ge-1", "kz-1", &[Measure::Citizenship]));
    assert!(!worse("ge-4", "ge-1", &[Measure::Citizenship]) && !worse("ge-1", "ge-4", &[Measure::Citizenship]));
    assert!(worse("bh-1", "ge-4", &[Measure::Citizenship]) && worse("bh-1", "bt-2", &[Measure::Citizenship]));
    // Not stated is not no.
    assert!(!worse("ge-3", "kz-1", &[Measure::Citizenship, Measure::Term]) && worse("ge-3", "kz-1", &[Measure::Term]));
    // Words are no amount.
    assert!(!worse("kz-3", "ge-3", &[Measure::Sum, Measure::Family]) && worse("kz-3", "ge-3", &[Measure::Family]));
}

#[test]
fn the_drawing_reaches_from_the_least_to_the_greatest() {
    let all = person();
    let rates = Rates::of(&all.profile, all.on);
    let rows: Vec<usize> = (0..PROGRAMMES.len()).collect();
    for (incomes, least, greatest) in [(true, "ph-3", "om-2"), (false, "jp-2", "sg-2")] {
        let dots = plot(&rows, incomes, &rates);
        let at = |id: &str| dots.iter().find(|dot| dot.index == row(id)).map(|dot| dot.across);
        let first = dots.iter().min_by_key(|dot| worth(&PROGRAMMES[dot.index], &rates)).unwrap();
        let last = dots.iter().max_by_key(|dot| worth(&PROGRAMMES[dot.index], &rates)).unwrap();
        assert_eq!((first.across, last.across), (0, 1000));
        assert_eq!(at(if incomes { least } else { "cn-2" }), Some(0));
        assert_eq!(at(if incomes { "hk-4" } else { greatest }), Some(1000));
    }
    assert_eq!(plot(&[], true, &rates), []);
    assert_eq!(plot(&[row("ge-3"), row("vn-2"), row("kh-1"), 999], true, &rates).iter().map(|dot| dot.across).collect::<Vec<_>>(), [0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_dot_lies_within_and_in_order(rows in prop::sample::subsequence((0..PROGRAMMES.len()).collect::<Vec<_>>(), 0..=PROGRAMMES.len()).prop_shuffle(), incomes in any::<bool>()) {
        let all = person();
        let rates = Rates::of(&all.profile, all.on);
        let dots = plot(&rows, incomes, &rates);
        let own = |index: usize| worth(&PROGRAMMES[index], &rates);
        // Those of its kind, each once, and no others.
        let expected: Vec<usize> = rows.iter().copied().filter(|row| own(*row).is_some_and(|(is_income, _)| is_income == incomes)).collect();
        prop_assert_eq!(dots.iter().map(|dot| dot.index).collect::<Vec<_>>(), expected);
        let least = dots.iter().map(|dot| own(dot.index)).min();
        let greatest = dots.iter().map(|dot| own(dot.index)).max();
        for dot in &dots {
            let programme = &PROGRAMMES[dot.index];
            prop_assert!((0..=1000).contains(&dot.across) && (0..=1000).contains(&dot.up));
            prop_assert!(Some(own(dot.index)) != least || dot.across == 0);
            prop_assert!(least == greatest || Some(own(dot.index)) != greatest || dot.across == 1000);
            prop_assert_eq!(dot.up == 1000, programme.longest == Length::Permanent, "only what has no end stands at the top");
            prop_assert!(programme.longest == Length::Permanent || programme.longest.days() < LONGEST * 365 || dot.up == 900);
            for other in &dots {
                let there = &PROGRAMMES[other.index];
                prop_assert!(own(dot.index) > own(other.index) || dot.across <= other.across);
                prop_assert!(programme.longest.days() > there.longest.days() || dot.up <= other.up);
            }
        }
    }
}
