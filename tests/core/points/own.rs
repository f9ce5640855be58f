//! A person's own figures in place of the bands.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Own maxima: every whole choice that adds up to the scale, by counting all of them.
    #[test]
    fn own_maxima_are_worked_through_one_by_one(
        told in told(),
        ends in prop::array::uniform3((0..70i32, 0..25i32)),
        first in (20..45i32, 0..6i32),
    ) {
        let mut sections = told.sections();
        let scored = told.languages.is_some();
        let own = |range: (i32, i32)| (range.0, range.0 + range.1);
        let (experience, [education, achievements, languages]) = (own(first), ends.map(own));
        let mut assumptions = json!({ "languages_scored": scored });
        for (name, (least, most)) in [("experience", experience), ("education", education), ("achievements", achievements), ("languages", languages)] {
            assumptions[format!("{name}_least")] = json!(least);
            assumptions[format!("{name}_most")] = json!(most.min(100));
        }
        sections["assumptions"] = assumptions;
        let found = points(&sections);
        let languages = if scored { languages } else { (0, 0) };
        // The shares in percent do not hang on the maxima.
        let percent: Vec<Interval<i32>> = found.shares.iter().map(|share| share.worth.range).collect();
        let mut best: Option<(i32, i32)> = None;
        for a in experience.0..=experience.1 {
            for b in education.0..=education.1 {
                for d in languages.0..=languages.1 {
                    let c = 100 - a - b - d;
                    if (achievements.0..=achievements.1).contains(&c) {
                        let ends = |percent: &Interval<i32>, maximum| {
                            let points = whole_points((percent.low, percent.high), maximum);
                            (*points.start(), *points.end())
                        };
                        let all = percent.iter().zip([a, b, c, d]).map(|(percent, maximum)| ends(percent, maximum));
                        let (low, high) = all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                        best = Some(best.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
                    }
                }
            }
        }
        match best {
            Some((low, high)) => prop_assert_eq!(found.total, Interval { low, high }),
            // No choice adds up: refused by name, and ours are used.
            None => {
                let all = hsmp::assess::assess(&document(sections), today());
                prop_assert!(all.problems.iter().any(|problem| problem.slot.section == "assumptions"));
                prop_assert_eq!(found.shares[0].maximum, Interval::exactly(35));
            }
        }
    }
}

proptest! {
    #[test]
    fn own_figures_stand_for_the_bands(told in told(), experience in 0..=35i32, education in 0..=40i32, achievements in 0..=25i32) {
        // Languages would be a fourth criterion.
        let mut sections = Told { languages: None, ..told }.sections();
        sections["own_points"] = json!({ "experience": experience });
        let one = points(&sections);
        prop_assert_eq!(share(&one, "experience"), (Interval::exactly(experience), true));
        prop_assert!(!share(&one, "education").1 && !share(&one, "achievements").1);
        sections["own_points"] = json!({ "education": education });
        prop_assert_eq!(share(&points(&sections), "education"), (Interval::exactly(education), true));
        sections["own_points"] = json!({ "achievements": achievements });
        prop_assert_eq!(share(&points(&sections), "achievements"), (Interval::exactly(achievements), true));
        sections["own_points"] = json!({ "experience": experience, "education": education, "achievements": achievements });
        let all = points(&sections);
        let sum = experience + education + achievements;
        prop_assert_eq!(all.total, Interval::exactly(sum));
        prop_assert_eq!(all.verdict, if sum >= 70 { Verdict::Above } else { Verdict::Below });
    }
}

fn share(points: &Points, criterion: &str) -> (Interval<i32>, bool) {
    let share = points.shares.iter().find(|share| share.criterion.id() == criterion).unwrap();
    (share.points, share.own)
}

/// More own points than there are cannot break the calculation or pass the scale.
#[test]
fn own_figures_that_contradict_each_other_stay_on_the_scale() {
    for own in [
        json!({ "education": 65, "achievements": 65, "experience": 35 }),
        json!({ "education": 65, "achievements": 65 }),
        json!({ "achievements": 65 }),
    ] {
        let found = points(&json!({ "own_points": own }));
        assert!(0 <= found.total.low && found.total.low <= found.total.high && found.total.high <= found.scale, "{own}: {:?}", found.total);
    }
}

/// A figure beyond the scale is a slip: it is refused by name, kept, and never counted.
#[test]
fn own_points_beyond_the_scale_are_refused() {
    let refused = |own: Value| {
        let document = document(json!({ "own_points": own }));
        let all = hsmp::assess::assess(&document, today());
        let names: Vec<String> =
            all.problems.iter().map(|problem| format!("{} {}", problem.slot.path(), problem.message.key.name())).collect();
        (names.join(", "), all.points.shares.iter().filter(|share| share.own).count())
    };
    assert_eq!(refused(json!({ "experience": 36 })), ("own_points.experience problem.too-many-points".to_owned(), 0));
    assert_eq!(refused(json!({ "experience": 35 })), (String::new(), 1));
    let both = "own_points.achievements problem.own-points-too-many";
    assert_eq!(refused(json!({ "education": 40, "achievements": 26 })), (both.to_owned(), 0));
    assert_eq!(refused(json!({ "education": 40, "achievements": 25 })), (String::new(), 2));
    assert_eq!(refused(json!({ "education": 66 })), ("own_points.education problem.own-points-too-many".to_owned(), 0));
    assert_eq!(refused(json!({ "experience": 101 })), ("own_points.experience problem.out-of-range".to_owned(), 0));
}

/// What is not published is said to be our assumption, unless the person's own figure stands in its place.
#[test]
fn what_nobody_published_is_marked_as_assumed() {
    let marks = |sections: Value| points(&sections).shares.iter().map(|share| (share.own, share.assumed)).collect::<Vec<_>>();
    assert_eq!(marks(json!({})), [(false, true); 3]);
    assert_eq!(marks(json!({ "own_points": { "education": 20 } })), [(false, true), (true, false), (false, true)]);

    let ours = Assumptions::ours(today());
    // The maximum is published, and how a record is judged is not.
    assert!(ours.criteria[0].maximum.published && ours.criteria[0].is_assumed());
    let mut known = ours.criteria[0].clone();
    let law = *ours.cites.iter().find(|cite| cite.standing() != Standing::Assumption).unwrap();
    known.measures.iter_mut().flat_map(|measure| &mut measure.tables).for_each(|table| table.cite = Some(law));
    assert!(!known.is_assumed());
    known.maximum.published = false;
    assert!(known.is_assumed());
}

#[test]
fn a_table_with_other_figures_is_the_persons_own() {
    let tables = |sections: Value| {
        let profile = hsmp::assess::assess(&document(sections), today()).profile;
        let (assumed, problems) = Assumptions::ours(today()).with_own(&profile);
        assert_eq!(problems.len(), 0, "{problems:?}");
        let own = assumed.criteria.iter().flat_map(|basis| basis.tables()).filter(|table| table.is_own());
        own.map(|table| table.table.name()).collect::<Vec<_>>()
    };
    assert_eq!(tables(json!({})), Vec::<&str>::new());
    assert_eq!(tables(json!({ "bands": [{ "id": 1, "table": "years", "at": 12, "low": 70 }] })), ["years"]);
}

/// Own maxima that use up the scale leave nothing for a fourth criterion.
#[test]
fn the_other_reading_needs_room() {
    let other = |assumptions: Value| points(&json!({ "assumptions": assumptions })).other_reading;
    assert!(other(json!({})).is_some());
    assert_eq!(other(json!({ "education_least": 40, "education_most": 40, "achievements_least": 25, "achievements_most": 25 })), None);
}
