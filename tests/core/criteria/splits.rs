//! Every split, by brute force.

use super::*;

/// The six criteria with maxima of which only their sum is known.
fn loose() -> Assumptions {
    let mut ours = six();
    for (basis, (low, high)) in ours.criteria.iter_mut().zip([(28, 30), (5, 12), (22, 26), (3, 6), (18, 22), (8, 12)]) {
        let range = Interval { low, high };
        basis.maximum = Maximum::ours(range, None, false);
    }
    ours
}

/// Every whole point that a worth may come to, of a maximum.
fn whole(worth: Worth, maximum: i32) -> (i32, i32) {
    match worth.unit {
        Unit::Percent => (
            worth.range.low * maximum / 100,
            (worth.range.high * maximum).div_euclid(100) + i32::from(worth.range.high * maximum % 100 > 0),
        ),
        Unit::Points => (worth.range.low.min(maximum), worth.range.high.min(maximum)),
    }
}

/// The least and the greatest sum over every choice of maxima that makes the scale.
fn by_force(found: &Points, ours: &Assumptions) -> (i32, i32) {
    fn go(rest: &[(Worth, Interval<i32>)], left: i32, sum: (i32, i32), best: &mut (i32, i32)) {
        match rest.split_first() {
            None if left == 0 => *best = (best.0.min(sum.0), best.1.max(sum.1)),
            None => {}
            Some(((worth, range), rest)) => {
                for maximum in range.low..=range.high.min(left) {
                    let (low, high) = whole(*worth, maximum);
                    go(rest, left - maximum, (sum.0 + low, sum.1 + high), best);
                }
            }
        }
    }
    let all: Vec<(Worth, Interval<i32>)> =
        found.shares.iter().zip(&ours.criteria).map(|(share, basis)| (share.worth, basis.maximum.ours)).collect();
    let mut best = (i32::MAX, i32::MIN);
    go(&all, ours.scale, (0, 0), &mut best);
    best
}

#[test]
fn every_split_of_six_maxima_is_worked_through() {
    let ours = loose();
    for (name, document) in everybody().into_iter().step_by(3).filter(|(name, _)| !name.starts_with("own-")) {
        let profile = Reading::of(&document, today()).profile;
        let bare = profile.own_points == Default::default() && profile.assumptions == Default::default() && profile.bands.is_empty();
        let all = assess_under(&ours, &document, today());
        sound(&all.points, &name);
        let parts = uncertainty::parts_of(&all);
        assert_eq!(parts.iter().map(|part| part.points).sum::<i32>(), all.points.total.high - all.points.total.low, "{name}");
        if bare {
            let (low, high) = by_force(&all.points, &ours);
            assert_eq!(all.points.total, Interval { low, high }, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bands in points are points, however the scale is shared; where a maximum is less than they are, they give
    /// all of it.
    #[test]
    fn bands_in_points_give_those_points_whatever_the_split(
        figures in prop::collection::vec((0..12i32, 0..6i32), 5),
        education in (20..40i32, 0..20i32),
        level in 0..5usize,
    ) {
        let mut ours = Assumptions::ours(today());
        // Rising figures, in points.
        let mut last = Interval::exactly(0);
        let steps: Vec<BandStep> = figures.iter().zip(0..).map(|((more, wider), at)| {
            last = Interval { low: last.low + more, high: (last.low + more + wider).max(last.high) };
            BandStep::ours(at, last)
        }).collect();
        let basis = ours.criteria.iter_mut().find(|basis| basis.criterion.id() == "education").unwrap();
        basis.unit = Unit::Points;
        basis.measures.truncate(1);
        basis.measures[0].tables = vec![Table { table: BandTable::Related, cite: None, steps: steps.clone() }];
        let range = Interval { low: education.0, high: (education.0 + education.1).min(55) };
        basis.maximum = Maximum::ours(range, None, false);
        let degrees = match ["", "vocational", "bachelor", "master", "doctorate"][level] {
            "" => serde_json::json!([]),
            name => serde_json::json!([{ "id": 1, "level": name, "related": true }]),
        };
        let life = document(serde_json::json!({ "you": { "has_degree": level > 0, "has_certificates": false, "has_worked": false }, "degrees": degrees,
            "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "indexed": 0, "leadership": false, "awards": false,
                "technical": false, "open_source": false } }));
        let found = points(&ours, &life, today());
        let share = found.shares.iter().find(|share| share.criterion.id() == "education").unwrap();
        let wanted = steps[level].ours;
        prop_assert_eq!(share.worth, Worth { unit: Unit::Points, range: wanted });
        prop_assert_eq!(share.points, Interval { low: wanted.low.min(share.maximum.low), high: wanted.high.min(share.maximum.high) });
        if wanted.high <= share.maximum.low {
            prop_assert_eq!(share.points, wanted, "the same under every split");
        }
        let ours = { let mut only = ours; only.criteria.retain(|basis| basis.only_if.is_none()); only };
        let (low, high) = by_force(&found, &ours);
        prop_assert_eq!(found.total, Interval { low, high });
    }
}
