//! Two to five programmes side by side.

use super::super::part;
use super::table::{missing, verdict_status};
use super::{code, fill, named, numbered, place, set_checked, tick};
use crate::assess::programmes::Match;
use crate::assess::programmes::compare::{Measure, is_worse};
use crate::assess::programmes::exchange::Rates;
use crate::assess::programmes::view::{MOST_COMPARED, Sort, View};
use crate::key;
use crate::message::{Key, Message};
use crate::text::tri;
use crate::ui::components::{Table, standing};
use crate::ui::dom::{El, el};
use crate::ui::{say, t};

/// What of this part changes.
pub(super) struct Drawn {
    whole: El,
    hsmp: El,
    table: El,
    on: El,
    measures: Vec<El>,
    worse: El,
}

pub(super) fn beside() -> (El, Drawn) {
    let (hsmp, with_hsmp) = tick("compare-hsmp", "h", el("label").t(key!("programmes-page.compare.hsmp")));
    let mut on = el("fieldset.field programmes-on").child(el("legend").t(key!("programmes-page.compare.on")));
    let mut measures = Vec::new();
    // The last columns of the table are the measures.
    for (number, (_, name, label)) in Sort::ALL[2..].iter().enumerate() {
        let (input, part) = tick(&["compare-", name].concat(), &numbered("o", number), el("label").t(*label));
        on = on.child(part);
        measures.push(input);
    }
    let (table, worse) = (el("div"), el("div").attr("role", "status"));
    let on = el("div.no-print").child(on);
    let whole = part("compare", key!("programmes-page.compare.title"))
        .child(with_hsmp.class("programmes-filter no-print"))
        .child(table.clone())
        .child(on.clone())
        .child(worse.clone());
    (whole.clone(), Drawn { whole, hsmp, table, on, measures, worse })
}

impl Drawn {
    pub(super) fn draw(&mut self, view: &View, chosen: &[&Match], spared: u32, rates: &Rates<'_>) {
        let has_hsmp = chosen.iter().any(|one| one.programme.is_hsmp());
        set_checked(&self.hsmp, has_hsmp);
        self.hsmp.toggle("disabled", chosen.len() >= MOST_COMPARED && !has_hsmp);
        for (number, input) in self.measures.iter().enumerate() {
            set_checked(input, spared & 1 << number == 0);
        }
        self.on.toggle("hidden", chosen.len() < 2);
        self.whole.toggle("hidden", chosen.is_empty());
        fill(&self.table, if chosen.is_empty() { Vec::new() } else { vec![side_by_side(view, chosen)] });
        fill(&self.worse, if chosen.len() < 2 { Vec::new() } else { worse(chosen, spared, rates) });
    }
}

/// What a row is about, and how its cells are made.
type Cell = (Key, fn(&Match) -> String);

/// A row a column of the table, a column a programme; rows that differ are marked.
fn side_by_side(view: &View, chosen: &[&Match]) -> El {
    let mut names = el("tr").child(el("td"));
    for (one, row) in chosen.iter().zip(&view.compare) {
        let remove = code("button", key!("rows.remove"), &numbered("x", *row))
            .class("button quiet no-print")
            .attr("aria-label", &named(key!("programmes-page.compare.take-away"), one.programme));
        let name = el("span.programme-name").attr("lang", "en").text(one.programme.name);
        names = names
            .child(el("th").attr("scope", "col").child(el("span.programme-place").text(place(one.programme))).child(name).child(remove));
    }
    let verdicts = chosen.iter().map(|one| verdict_status(one.verdict));
    let mut table = Table::new().any_row(names).row("", el("span").t(key!("programmes-page.column.match")), verdicts);
    let rows: [Cell; 7] = [
        (key!("programmes-page.column.short"), missing),
        (key!("programmes-page.column.sum"), |one| say(&one.programme.asks())),
        (key!("programmes-page.column.term"), |one| say(&one.programme.term())),
        (key!("programmes-page.column.family"), |one| t(tri(one.programme.dependants.into())).to_owned()),
        (key!("programmes-page.column.citizenship"), |one| say(&one.programme.citizenship.text())),
        (key!("programmes-page.column.kind"), |one| t(one.programme.kind.label()).to_owned()),
        (key!("programmes-page.law"), |one| one.programme.notes().iter().map(|note| t(*note)).collect::<Vec<_>>().join(" ")),
    ];
    for (name, cell) in rows {
        let cells: Vec<String> = chosen.iter().map(|one| cell(one)).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let differs = cells.iter().any(|cell| Some(cell) != cells.first());
        let mark = differs.then(|| el("span.differs").t(key!("programmes-page.compare.differs")));
        let head = el("span").t(name).text(" ").maybe(mark);
        table = table.row(if differs { "differing" } else { "" }, head, cells.iter().map(|cell| el("span").text(cell)));
    }
    let sure = chosen.iter().map(|one| standing(one.programme.standing));
    table.row("", el("span").t(key!("programmes-page.column.source")), sure).done("beside", t(key!("programmes-page.compare.table")))
}

/// Which of them are worse than another on everything chosen.
fn worse(chosen: &[&Match], spared: u32, rates: &Rates<'_>) -> Vec<El> {
    let measures: Vec<Measure> =
        Measure::ALL.into_iter().enumerate().filter(|(number, _)| spared & 1 << number == 0).map(|(_, measure)| measure).collect();
    if measures.is_empty() {
        return vec![el("p.hint").t(key!("programmes-page.compare.choose"))];
    }
    let name = |one: &Match| [one.programme.name, " (", place(one.programme), ")"].concat();
    let mut lines = Vec::new();
    let mut is_known = true;
    for one in chosen {
        let mut better = None;
        for than in chosen.iter().filter(|than| than.programme != one.programme) {
            match is_worse(one.programme, than.programme, &measures, rates) {
                None => is_known = false,
                Some(true) => better = better.or(Some(than)),
                Some(false) => {}
            }
        }
        if let Some(than) = better {
            let text = Message::new(key!("programmes-page.compare.worse")).with("name", name(one)).with("than", name(than));
            lines.push(el("p").say(&text));
        }
    }
    if !is_known {
        lines.push(el("p.hint").t(key!("programmes-page.compare.unknown")));
    } else if lines.is_empty() {
        lines.push(el("p.hint").t(key!("programmes-page.compare.not-worse")));
    }
    lines
}
