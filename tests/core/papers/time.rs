//! The outlook over the years to come.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Each year ahead is what the assessment of that day says; the first is today.
    #[test]
    fn the_outlook_is_the_assessment_of_each_day(start in 0..7000i32, lasts in any::<bool>(), degree in 2024..2034i32) {
        let from = date("2006-01-01").plus_days(start);
        let mut job = json!({ "id": 1, "from": from.to_string(), "related": true, "position": "senior", "hours": "full" });
        if !lasts {
            job["to"] = json!(from.plus_days(900).to_string());
        }
        let own = document(json!({ "jobs": [job], "degrees": [{ "id": 1, "level": "doctorate", "related": true, "year": degree }] }));
        let years = outlook(&own, today());
        prop_assert_eq!(years.len(), 11);
        for (ahead, year) in years.iter().enumerate() {
            prop_assert_eq!(year.on, Date::new(2026 + ahead as i32, 11, 21).unwrap());
            prop_assert_eq!(&year.points, &assess(&own, year.on).points);
        }
    }
}

/// Old work drops out, planned degrees come in: the two things time does to somebody who does nothing.
#[test]
fn the_window_slides_and_plans_come_true() {
    let own = document(json!({
        "you": { "has_certificates": false },
        "jobs": [{ "id": 1, "from": "2012-11-21", "to": "2017-11-20", "related": true, "position": "ordinary", "hours": "full" }],
        "degrees": [{ "id": 1, "level": "bachelor", "related": true }, { "id": 2, "level": "doctorate", "related": true, "year": 2028 }],
        "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "indexed": 0, "leadership": false, "awards": false, "technical": false, "open_source": false },
    }));
    let share = |ahead: usize, which: usize| outlook(&own, today())[ahead].points.shares[which].points;
    // Five years of work: 30 to 70 % of 35, until a day of it lies more than 15 years back.
    assert_eq!(share(0, 0), Interval { low: 10, high: 25 });
    assert_eq!(share(1, 0), Interval { low: 10, high: 25 }, "21 November 2012 to 20 November 2017 is still inside");
    assert_eq!(share(2, 0), Interval { low: 5, high: 18 }, "four years are left");
    assert_eq!(share(6, 0), Interval { low: 0, high: 4 }, "nothing is left");
    // A bachelor's degree, 35 to 75 %; from 2028 a doctorate, 75 to 100 %.
    assert_eq!(share(1, 1), Interval { low: 7, high: 34 });
    assert_eq!(share(2, 1), Interval { low: 15, high: 45 });
}
