//! A rule file read as a table, apart from the build.

use super::*;

struct File(toml::Table);

impl File {
    fn value(&self, id: &str) -> &toml::Table {
        let rule = self.0["rule"].as_array().unwrap().iter().find(|rule| rule["id"].as_str() == Some(id));
        rule.unwrap_or_else(|| panic!("no rule {id}"))["value"][0].as_table().unwrap()
    }

    fn count(&self, id: &str) -> i32 {
        self.value(id)["count"].as_integer().unwrap() as i32
    }

    fn maximum(&self, id: &str) -> Maximum {
        let value = self.value(id);
        let ours = match value.get("range") {
            Some(ends) => Interval { low: ends[0].as_integer().unwrap() as i32, high: ends[1].as_integer().unwrap() as i32 },
            None => Interval::exactly(self.count(id)),
        };
        Maximum::ours(ours, None, value["standing"].as_str() != Some("assumption"))
    }

    fn basis(&self, criterion: &toml::Table) -> Basis {
        let id: &'static str = criterion["id"].as_str().unwrap().to_owned().leak();
        let name = Key::named(&format!("criterion.{id}")).or(Key::named("points.maximum")).unwrap();
        let mut unit = Unit::Percent;
        let mut measures = Vec::new();
        for measure in criterion["measures"].as_array().unwrap() {
            let reads = match measure["reads"].as_str().unwrap() {
                "work" => Reads::Work,
                "position" => Reads::Position,
                "degree" => Reads::Degree,
                "certificates" => Reads::Certificates,
                "kinds" => Reads::Kinds,
                "language" => Reads::Language,
                other => panic!("{other}"),
            };
            let join = if measure.get("join").and_then(Value::as_str) == Some("best") { Join::Best } else { Join::Add };
            let mut tables = Vec::new();
            for table in BandTable::ALL {
                let Some(rule) = measure.get(table.name()) else { continue };
                let value = self.value(rule.as_str().unwrap());
                if value.get("unit").and_then(Value::as_str) == Some("points") {
                    unit = Unit::Points;
                }
                let rows = value["bands"].as_array().unwrap().iter();
                let figure = |row: &Value, place: usize| row[place].as_integer().unwrap() as i32;
                let step = |row: &Value| BandStep::ours(figure(row, 0), Interval { low: figure(row, 1), high: figure(row, 2) });
                tables.push(Table { table, cite: None, steps: rows.map(step).collect() });
            }
            measures.push(Measure { reads, join, tables });
        }
        let only_if = criterion.get("only-if").map(|question| &*question.as_str().unwrap().to_owned().leak());
        Basis {
            criterion: Criterion::new(id, name),
            number: criterion.get("number").map(|number| number.as_integer().unwrap() as u8),
            evaluator: None,
            only_if,
            counts: only_if.is_none(),
            maximum: self.maximum(criterion["maximum"].as_str().unwrap()),
            own: None,
            unit,
            measures,
        }
    }

    fn table(&self) -> Assumptions {
        let criteria = self.value("points.criteria")["criteria"].as_array().unwrap();
        Assumptions {
            scale: self.count("points.scale"),
            pass_mark: self.count("points.pass-mark"),
            window: self.count("points.experience.window"),
            enough_publications: self.count("points.achievements.publications"),
            criteria: criteria.iter().map(|criterion| self.basis(criterion.as_table().unwrap())).collect(),
            cites: Vec::new(),
        }
    }
}

pub(super) fn table_of(file: &str) -> Assumptions {
    File(read(file).parse().unwrap()).table()
}

/// What is swapped below is what the build makes of the file: nothing else stands between.
#[test]
fn the_rulebook_is_its_file() {
    assert_eq!(bare(Assumptions::ours(today())), bare(table_of("rules/points.toml")));
}

/// The build takes the made-up file in the place of the real one, and it has every rule the program names: so the
/// official table needs that file, and the texts of its names.
#[test]
fn the_build_takes_six_criteria_and_no_code_misses_a_rule() {
    let names = (0..).map(|index| Key::at(index).name()).take_while(|name| !name.is_empty()).map(str::to_owned);
    let fixture = read(SIX);
    let new = fixture.lines().filter_map(|line| line.strip_prefix("id = \"")).map(|id| format!("rule.{}", id.trim_end_matches('"')));
    let criteria = six().criteria.into_iter().map(|basis| format!("criterion.{}", basis.criterion.id()));
    let texts: BTreeSet<String> = names.chain(new).chain(criteria).collect();
    let texts: Vec<String> = texts.into_iter().collect();
    let code = rules::compile(&[("points.toml", &fixture)], &texts).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let mut named = BTreeSet::new();
    for (_, text) in files("core/src", ".rs").into_iter().chain(files("src", ".rs")) {
        for (place, _) in text.match_indices("rules::POINTS_") {
            let rest = &text[place + "rules::".len()..];
            named.insert(rest.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).next().unwrap().to_owned());
        }
    }
    assert!(named.contains("POINTS_SCALE"), "{named:?}");
    for name in named {
        assert!(code.contains(&format!("pub const {name}: ")), "the program names {name}, which a points table need not have");
    }
}

/// Only an answer can decide whether something is a criterion.
#[test]
fn a_question_that_decides_about_criteria_is_a_question() {
    for basis in Assumptions::ours(today()).criteria {
        if let Some(question) = basis.only_if {
            let field = hsmp::profile::Section::named("assumptions").unwrap().field(question);
            assert_eq!(field.unwrap_or_else(|| panic!("no question {question}")).kind, hsmp::profile::Kind::YesNo);
        }
    }
}
