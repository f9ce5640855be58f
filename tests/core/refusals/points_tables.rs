//! The table of points.

use super::*;

/// The points table: what it names must be there and fit together, or the first person assessed finds out.
#[test]
fn a_points_table_is_whole() {
    let good = crate::support::read("tests/core/fixtures/six-criteria.toml");
    let ids = |start: &str, family: &str| {
        let lines = good.lines().filter_map(|line| line.strip_prefix(start)?.strip_suffix('"'));
        lines.map(|id| format!("{family}.{id}")).collect::<Vec<_>>()
    };
    let mut texts =
        [ids("id = \"", "rule"), ids("  id = \"", "criterion"), vec!["profile.assumptions.languages_scored".to_owned()]].concat();
    texts.sort();
    let faults = |from: &str, to: &str| {
        assert!(good.contains(from), "the good file has no {from:?}");
        rules::compile(&[("points.toml", &good.replacen(from, to, 1))], &texts).err().unwrap_or_default()
    };
    assert_eq!(faults("[[source]]", "[[source]]"), Vec::<String>::new());
    // Under a question a criterion must be one that the scale can do without.
    let question = "only-if = \"languages_scored\"\n  maximum = \"points.languages.maximum\"";
    for (from, to, because) in [
        ("id = \"position\"", "id = \"place\"", "no text 'criterion.place'"),
        ("id = \"position\"", "id = \"experience\"", "not of the form"),
        ("id = \"position\"", "id = \"Position\"", "not of the form"),
        ("number = 2", "number = 1", "not of the form"),
        ("number = 2", "nomber = 2", "not of the form"),
        ("reads = \"work\"", "reads = \"fame\"", "not of the form"),
        ("reads = \"work\"", "reads = \"work\", join = \"add\"", "not of the form"),
        ("reads = \"work\", years", "reads = \"work\", kinds", "not of the form"),
        ("join = \"best\"", "join = \"most\"", "not of the form"),
        (", join = \"best\"", "", "not of the form"),
        ("maximum = \"points.position.maximum\"", "maximum = \"points.position.most\"", "'points.position.most' is no rule of kind"),
        ("maximum = \"points.position.maximum\"", "maximum = \"points.position.levels\"", "'points.position.levels' is no rule of kind"),
        ("position = \"points.position.levels\"", "position = \"points.position.maximum\"", "'points.position.maximum' is no rule of kind"),
        ("evaluator = \"points.experience.evaluator\"", "evaluator = \"points.scale\"", "'points.scale' is no rule of kind"),
        ("count = 5", "count = 6", "the maxima make 101 to 101, not the scale of 100"),
        ("range = [20, 20]", "range = [20, 21]", ""),
        ("maximum = \"points.languages.maximum\"", question, "the maxima make 90 to 90"),
        ("maximum = \"points.languages.maximum\"", &question.replace("scored", "told"), "no text 'profile.assumptions.languages_told'"),
        ("[2, 10, 10]]", "[2, 10, 21]]", "'points.achievements.leading' gives 21 points, more than the maximum of 'achievements'"),
        ("unit = \"points\"\nbands = [[0, 0, 0], [1, 2, 4]", "bands = [[0, 0, 0], [1, 2, 4]", "partly in percent and partly in points"),
        ("bands = [[0, 25, 50]", "unit = \"points\"\nbands = [[0, 25, 50]", "says what part of a job counts, in percent"),
        ("unit = \"points\"", "unit = \"marks\"", "a unit is"),
        ("unit = \"points\"", "unit = 1", "a unit is"),
        ("count = 15", "count = 15\nunit = \"points\"", "only bands have one"),
    ] {
        let found = faults(from, to);
        let says = found.iter().any(|fault| fault.contains("points.toml") && fault.contains(because));
        assert!(if because.is_empty() { found.is_empty() } else { says }, "{to:?}: {found:?} say nothing of {because:?}");
    }
}

/// A maximum that changes on some day must fit on that day too, not only when the table begins.
#[test]
fn a_points_table_fits_on_every_day() {
    let good = crate::support::read("tests/core/fixtures/six-criteria.toml");
    let lines = |start: &str, family: &str| {
        good.lines().filter_map(|line| Some(format!("{family}.{}", line.strip_prefix(start)?.strip_suffix('"')?))).collect::<Vec<_>>()
    };
    let mut texts = [lines("id = \"", "rule"), lines("  id = \"", "criterion")].concat();
    texts.sort();
    let value = |from: &str, count: i32| {
        format!("from = {from}\nstanding = \"law\"\nsources = [\"made-up\"]\nreview = 2027-01-15\ncount = {count}")
    };
    let later = |count| format!("{}\n[[rule.value]]\n{}", value("2025-04-03\nto = 2026-12-31", 30), value("2027-01-01", count));
    let changed = |count| rules::compile(&[("points.toml", &good.replacen(&value("2025-04-03", 30), &later(count), 1))], &texts);
    assert!(changed(30).is_ok());
    let faults = changed(31).expect_err("from 2027 on the maxima make 101");
    assert!(faults.iter().any(|fault| fault.contains("101 to 101")), "{faults:?}");
}
