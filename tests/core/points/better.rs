//! A better answer never costs points, and each answer narrows the range.

use super::*;

fn within(inner: Interval<i32>, outer: Interval<i32>) -> bool {
    outer.low <= inner.low && inner.high <= outer.high
}

fn no_lower(better: Interval<i32>, worse: Interval<i32>) -> bool {
    better.low >= worse.low && better.high >= worse.high
}

proptest! {
    #[test]
    fn a_better_answer_never_costs_points(told in told(), extra in job(), which in 0..4usize) {
        let before = points(&told.sections()).total;
        if let Some(degrees) = told.degrees.clone().filter(|degrees| !degrees.is_empty()) {
            let mut better = told.clone();
            let mut raised = degrees.clone();
            if let Some(level) = raised[0].0 {
                raised[0].0 = Some((level + 1).min(3));
                better.degrees = Some(raised);
                prop_assert!(no_lower(points(&better.sections()).total, before), "a higher degree");
            }
            let mut related = degrees;
            if related[0].1 == Some(false) {
                related[0].1 = Some(true);
                better.degrees = Some(related);
                prop_assert!(no_lower(points(&better.sections()).total, before), "a degree in the speciality");
            }
        }
        if let Some(jobs) = &told.jobs {
            let mut better = told.clone();
            let job = (extra.0, extra.1, Some(true), extra.3, extra.4);
            better.jobs = Some(jobs.iter().cloned().chain([job]).collect());
            prop_assert!(no_lower(points(&better.sections()).total, before), "one more job in the speciality");
        }
        if told.said[which] == Some(false) {
            let mut better = told.clone();
            better.said[which] = Some(true);
            prop_assert!(no_lower(points(&better.sections()).total, before), "an achievement more");
        }
        if let Some(count) = told.counts[which] {
            let mut better = told.clone();
            better.counts[which] = Some(count + 3);
            if which == 3 {
                better.counts[2] = better.counts[2].map(|all| all.max(count + 3));
            }
            prop_assert!(no_lower(points(&better.sections()).total, before), "more of the same");
        }
        if let Some(certificates) = &told.certificates {
            let mut better = told.clone();
            better.certificates = Some(certificates.iter().copied().chain([Some(true)]).collect());
            prop_assert!(no_lower(points(&better.sections()).total, before), "one more certificate");
        }
        if let Some(jobs) = told.jobs.clone().filter(|jobs| jobs.first().is_some_and(|job| job.4.is_some_and(|hours| hours < 2))) {
            let mut better = told.clone();
            let mut more = jobs;
            more[0].4 = Some(2);
            better.jobs = Some(more);
            prop_assert!(no_lower(points(&better.sections()).total, before), "full time in place of part time");
        }
        if let Some(languages) = told.languages.clone().filter(|rows| rows[0].1.is_some_and(|level| level < 5)) {
            let mut better = told.clone();
            let mut raised = languages;
            raised[0].1 = raised[0].1.map(|level| level + 1);
            better.languages = Some(raised);
            prop_assert!(no_lower(points(&better.sections()).total, before), "a language better known");
        }
    }

    /// Answering can only narrow: nobody is told less for having said more.
    #[test]
    fn an_answer_narrows_and_all_answers_together_give_the_open_range(told in told()) {
        let sections = told.sections();
        let base = document(sections.clone());
        let open = points(&sections).total;
        for section in SECTIONS.iter().filter(|section| ["you", "degrees", "jobs", "achievements"].contains(&section.name)) {
            let rows: Vec<Option<u32>> = if section.list { base.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
            for row in rows {
                for field in section.fields {
                    let slot = field.slot.in_row(row);
                    // No last day says that the job lasts: an answer, not a missing one.
                    if base.has(slot) || (section.name, field.name()) == ("jobs", "to") {
                        continue;
                    }
                    let answers: Vec<&str> = match field.kind {
                        hsmp::profile::Kind::YesNo => vec!["yes", "no"],
                        hsmp::profile::Kind::Choice(choices) => choices.iter().map(|choice| choice.name).collect(),
                        // No more are indexed than published.
                        hsmp::profile::Kind::Count { .. } if field.name() == "publications" && told.counts[3].is_some() => vec!["5", "17"],
                        hsmp::profile::Kind::Count { .. } if field.name() == "indexed" && told.counts[2].is_some() => {
                            if told.counts[2] == Some(5) { vec!["0", "1", "4"] } else { vec!["0"] }
                        }
                        hsmp::profile::Kind::Count { .. } => vec!["0", "1", "17"],
                        _ => continue,
                    };
                    let totals: Vec<_> = answers.iter().map(|answer| {
                        let mut answered = base.clone();
                        answered.set(slot, answer);
                        assess(&Reading::of(&answered, today()).profile, today()).total
                    }).collect();
                    for (answer, total) in answers.iter().zip(&totals) {
                        prop_assert!(within(*total, open), "{} = {answer}: {total:?} is not within {open:?}", slot.path());
                    }
                    prop_assert_eq!(totals.into_iter().reduce(Interval::hull), Some(open), "{}", slot.path());
                }
            }
        }
    }

    #[test]
    fn a_first_day_given_narrows_too(start in 0..9_000i32, to in prop::option::of(last_day()), position in prop::option::of(0..3usize)) {
        let told = |from: Option<Date>| json!({ "jobs": [row([
            ("from", from.map(|from| json!(from.to_string()))),
            ("to", to.map(|to| json!(to.to_string()))),
            ("related", Some(json!(true))),
            ("position", position.map(|position| json!(POSITIONS[position]))),
        ])] });
        let from = date("1995-01-01").plus_days(start);
        prop_assert!(within(points(&told(Some(from))).total, points(&told(None)).total), "{from}");
    }
}
