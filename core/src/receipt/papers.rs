use serde_json::{Map, Value, json};

use crate::assess::Assessment;
use crate::assess::eligibility::papers::{Line, List, lists};
use crate::assess::plan::Plan;
use crate::rulebook::Citation;

/// The papers that the law lists, by permit: which are asked, how far they are, and why others are not. A line is
/// named by its article.
pub(super) fn listed(all: &Assessment, plan: &Plan) -> Value {
    lists(all, plan).iter().map(|list| (list.purpose.name().to_owned(), of(list))).collect::<Map<_, _>>().into()
}

fn of(list: &List) -> Value {
    let [done, asked, open] = list.counts();
    json!({
        "ground": list.ground,
        "done": done,
        "asked": asked,
        "open": open,
        "rules": rules(list),
        "lines": list.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

/// The rules of all its lines, each once.
fn rules(list: &List) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for cite in list.lines.iter().flat_map(|line| &line.why.cites) {
        if !found.contains(cite) {
            found.push(*cite);
        }
    }
    found
}

fn line(line: &Line) -> Value {
    json!({
        "article": line.article,
        "asked": line.asked,
        "because": line.because,
        "open": line.open,
        "state": line.state,
        "valid": line.valid,
    })
}
