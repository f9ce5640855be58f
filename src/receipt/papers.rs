use serde_json::{Map, Value, json};

use super::{citation, message};
use crate::assess::Assessment;
use crate::assess::journey::Journey;
use crate::assess::papers::{Line, List, lists};
use crate::profile::Paper;
use crate::quantity::Tri;

/// The papers that the law lists, by permit: which are asked, how far they are, and why others are not.
pub(super) fn listed(all: &Assessment, plan: &Journey) -> Value {
    lists(all, plan).iter().map(|list| (list.purpose.name().to_owned(), of(list))).collect::<Map<_, _>>().into()
}

fn of(list: &List) -> Value {
    let [done, asked, open] = list.counts();
    json!({
        "ground": list.ground.name(),
        "done": done,
        "asked": asked,
        "open": open,
        "lines": list.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &Line) -> Value {
    json!({
        "article": line.article,
        "paper": line.name.name(),
        "asked": line.asked.name(),
        "because": line.because.as_ref().map(message),
        "open": line.open.map(|slot| slot.path()),
        "state": line.state.map(Paper::name),
        "valid": line.valid.map(Tri::name),
        "rules": line.why.cites.iter().map(|cite| citation(*cite)).collect::<Vec<_>>(),
    })
}
