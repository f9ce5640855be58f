//! The table: rows and columns on wide screens, cards on phones, from the same elements.

use super::{fill, named, numbered, place, set, set_checked};
use crate::assess::programmes::view::{MOST_COMPARED, Sort, View};
use crate::assess::programmes::why::short;
use crate::assess::programmes::{Match, Verdict};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
use crate::rulebook::Standing;
use crate::rulebook::programmes::{Need, PROGRAMMES, Programme};
use crate::text::tri;
use crate::ui::components::{Symbol, icon, standing, status};
use crate::ui::dom::{El, el, p};
use crate::ui::{count, say, t};

/// What of the table changes.
pub(super) struct Drawn {
    body: El,
    heads: Vec<El>,
    lines: Vec<Line>,
    /// All rows as they stand one after another, those that are not shown among them.
    standing: Vec<usize>,
}

/// What of a row changes.
struct Line {
    row: El,
    star: El,
    beside: El,
    stands: El,
    /// How it stands as it is drawn now.
    drawn: Option<(Verdict, String)>,
    /// Shown, marked, beside others, not to be put there: as it is drawn now.
    state: [bool; 4],
}

/// An element with a role: the look of cards takes away the one it has by itself.
fn role(tag: &str, role: &str) -> El {
    el(tag).attr("role", role)
}

pub(super) fn table() -> (El, Drawn) {
    let marks = el("span.visually-hidden").t(key!("programmes-page.marks"));
    let mut head = role("tr", "row").child(role("th", "columnheader").attr("scope", "col").child(marks));
    let mut heads = Vec::with_capacity(Sort::ALL.len());
    for (number, (_, _, name)) in Sort::ALL.iter().enumerate() {
        let turn = super::code("button", *name, &numbered("s", number)).class("sort");
        let cell = role("th", "columnheader").attr("scope", "col").child(turn);
        head = head.child(cell.clone());
        heads.push(cell);
    }
    let mut body = role("tbody", "rowgroup");
    let mut lines = Vec::with_capacity(PROGRAMMES.len());
    for (number, programme) in PROGRAMMES.iter().enumerate() {
        let line = line(number, programme);
        body = body.child(line.row.clone());
        lines.push(line);
    }
    let name = t(key!("programmes-page.table"));
    let table = role("table", "table")
        .class("programmes")
        .attr("aria-label", name)
        .child(role("thead", "rowgroup").child(head))
        .child(body.clone());
    let cut = PROGRAMMES.iter().filter(|own| matches!(own.need, Need::Text(..))).count();
    let cut = Message::new(key!("programmes-page.cut-off")).with("count", count(cut));
    (el("div").child(table).child(el("p.hint").say(&cut)), Drawn { body, heads, lines, standing: (0..PROGRAMMES.len()).collect() })
}

fn line(number: usize, programme: &Programme) -> Line {
    let known = (programme.standing != Standing::Claimed).then(|| standing(programme.standing));
    let notes = (!programme.notes().is_empty()).then(|| {
        el("details")
            .flag("open", true)
            .child(el("summary").t(key!("programmes-page.law")))
            .children(programme.notes().iter().map(|note| p("doubt", *note)))
    });
    let about = el("span.programme-place").text(place(programme)).text(" · ").t(programme.kind.label());
    let name = role("th", "rowheader")
        .attr("scope", "row")
        .child(about)
        .child(el("span.programme-name").attr("lang", "en").text(programme.name))
        .maybe(known)
        .maybe(notes);
    let button = |letter: &str, class: &str, name: Key| {
        el("button")
            .attr("type", "button")
            .class(class)
            .attr("value", &numbered(letter, number))
            .attr("aria-label", &named(name, programme))
    };
    let star = button("m", "star", key!("programmes-page.mark")).attr("aria-pressed", "false").child(icon(Symbol::Star));
    let beside = el("input")
        .attr("type", "checkbox")
        .attr("value", &numbered("b", number))
        .attr("aria-label", &named(key!("programmes-page.beside"), programme));
    let choice = el("label.beside-choice")
        .child(beside.clone())
        .child(el("span").attr("aria-hidden", "true").t(key!("programmes-page.compare.short")));
    let why = button("w", "why", key!("programmes-page.why")).attr("aria-haspopup", "dialog").t(key!("why.why"));
    let stands = el("span");
    let mut row = role("tr", "row").child(role("td", "cell").class("marks").child(star.clone()).child(choice)).child(name);
    let cells: [Message; 4] = [programme.asks(), programme.term(), tri(programme.dependants.into()).into(), programme.citizenship.text()];
    let label = |column: usize| say(&Message::new(key!("programmes-page.label")).with("name", Sort::ALL[column].2));
    let cell = |column: usize| role("td", "cell").attr("data-label", &label(column));
    row = row.child(cell(1).child(stands.clone()).text(" ").child(why));
    for (column, text) in cells.iter().enumerate() {
        row = row.child(cell(column + 2).say(text));
    }
    Line { row, star, beside, stands, drawn: None, state: [true, false, false, false] }
}

impl Drawn {
    /// Brings the table to what is shown; only what has changed is touched.
    pub(super) fn draw(&mut self, view: &View, order: &[usize], found: &[Match], has: &[u32]) {
        for (head, (sort, ..)) in self.heads.iter().zip(&Sort::ALL) {
            let direction = if view.reverse { "descending" } else { "ascending" };
            set(head, "aria-sort", (view.sort == *sort).then_some(direction));
        }
        let is_full = view.compare.len() >= MOST_COMPARED;
        let mut is_shown = vec![false; self.lines.len()];
        for row in order {
            is_shown[*row] = true;
        }
        for (row, line) in self.lines.iter_mut().enumerate() {
            let Some((one, has)) = found.get(row).zip(has.get(row)) else { continue };
            let is_beside = view.compare.contains(&row);
            let state = [is_shown[row], has & 8 != 0, is_beside, is_full && !is_beside];
            if line.state != state {
                line.row.toggle("hidden", !state[0]);
                set(&line.star, "aria-pressed", Some(if state[1] { "true" } else { "false" }));
                set_checked(&line.beside, is_beside);
                line.beside.toggle("disabled", state[3]);
                line.state = state;
            }
            let now = stands(one);
            if line.drawn.as_ref() != Some(&now) {
                let mut parts = vec![verdict_status(now.0)];
                if !now.1.is_empty() {
                    parts.push(el("span.short").text(&now.1));
                }
                fill(&line.stands, parts);
                line.drawn = Some(now);
            }
        }
        // Where the rows shown follow each other as they should, none has to move.
        if !self.standing.iter().filter(|row| is_shown[**row]).eq(order) {
            let mut standing = order.to_vec();
            standing.extend(self.standing.iter().filter(|row| !is_shown[**row]));
            for line in standing.iter().filter_map(|row| self.lines.get(*row)) {
                // A row that stands there already moves.
                drop(self.body.clone().child(line.row.clone()));
            }
            self.standing = standing;
        }
    }
}

/// How a programme stands, and what is short; or that it is enough by rates of exchange.
fn stands(one: &Match) -> (Verdict, String) {
    let by_rates = one.verdict == Verdict::Meets && one.is_by_rates();
    (one.verdict, if by_rates { t(key!("programmes.by-rates")).to_owned() } else { missing(one) })
}

/// What is short, in words.
pub(super) fn missing(one: &Match) -> String {
    one.short().map_or_else(String::new, |(sum, compared)| say(&short(sum, compared)))
}

pub(super) fn verdict_status(verdict: Verdict) -> El {
    let met = match verdict {
        Verdict::Meets => Tri::Yes,
        Verdict::Open => Tri::Unknown,
        Verdict::DoesNot => Tri::No,
    };
    status(met, [Verdict::Meets.label(), Verdict::DoesNot.label(), Verdict::Open.label()])
}
