use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::assumptions::Basis;
use crate::assess::points::width::{Cause, Part, parts_of};
use crate::assess::{Assessment, with_figures};
use crate::key;
use crate::message::Message;
use crate::profile::{OwnMaxima, Section, Slot};
use crate::rulebook::{Reads, Standing};
use crate::ui::components::{
    Table, assumed, decides, field, field_in, is_assumed, next_question, objection, points_bar, points_behind, question, row_name, rows,
    section_fields, share_line, standing, strip, verdict, why_button,
};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, figure, say, t};

/// Names of controls that stand on this page a second time, besides the next question.
const HERE: &str = "edit.";

/// Where the points lie, how sure that is, and what it hangs on.
#[inline(never)]
pub fn points(state: State) -> Vec<El> {
    let bar = el("div.verdict").dynamic(move || {
        state.assessment.with(|all| vec![verdict(&all.points), points_bar(&all.points, false), decides(state, all), objection()])
    });
    let behind = el("div").dynamic(move || state.assessment.with(|all| vec![points_behind(&all.points)]));
    let published = move || {
        state.assessment.with(|all| {
            say(&with_figures(key!("points-page.published")).with("mark", all.points.pass_mark).with("scale", all.points.scale))
        })
    };
    let known =
        part("known", key!("points-page.known")).class("card").child(el("p").live(published)).child(p("", key!("points-page.unpublished")));
    let all = state.assessment.with_untracked(|all| all.assumed.criteria.clone());
    let mut shown = Vec::new();
    let criteria: Vec<El> = all.iter().map(|basis| criterion_part(state, basis, &mut shown)).collect();
    let heading = el("div").dynamic(move || {
        // One mark for all lines: it stands before them.
        state.assessment.with(|all| vec![assumed(p("hint", key!("points-page.parts-hint")), is_assumed(&all.points))])
    });
    let parts = part("parts", key!("points-page.parts")).attr("data-assumed", "").child(heading).children(criteria).child(behind);
    let given = state.peek(|document| !document.is_untouched("own_points"));
    let figures =
        el("details").flag("open", given).child(el("summary").t(key!("points-page.own"))).child(section_fields(state, "own_points"));
    let own = part("own_points", key!("section.own_points")).child(figures);
    let further = [(Route::Goals, key!("points-page.goals")), (Route::Assumptions, key!("points-page.assumptions"))]
        .map(|(route, text)| el("p.after").child(link(&route.href(), t(text))));
    let next = Parts::of(next_question(state)).all(further.into()).done();
    vec![columns([bar, known], next), columns([parts, own], Parts::of(width(state)).maybe(other_reading(state)).done()), strip(state)]
}

/// A criterion with its figure, which opens the answers behind it. Those that another criterion has shown already
/// stand there.
fn criterion_part(state: State, basis: &Basis, shown: &mut Vec<&'static str>) -> El {
    let criterion = basis.criterion;
    let share = move |all: &Assessment| all.points.shares.iter().position(|share| share.criterion == criterion);
    let line = move || state.assessment.with(|all| share(all).map(|place| share_line(&all.points.shares[place])).into_iter().collect());
    let (number, evaluator) = (basis.number, basis.evaluator);
    let why = move || {
        state.assessment.with(|all| {
            let step = share(all).and_then(|place| all.points.why.inputs.get(place));
            let how = step.and_then(|step| step.how.as_ref().map(|how| (step, how)));
            let how = how.map(|(step, how)| el("p.hint").say(how).text(" ").child(why_button(state, step)));
            let number = number.map(|number| el("p.hint").say(&Message::new(key!("points-page.number")).with("number", i32::from(number))));
            let by = evaluator.map(|cite| el("p.hint").t(cite.name()).text(" ").child(standing(cite.standing())));
            Parts::default().maybe(how).maybe(number).maybe(by).done()
        })
    };
    let mut answers = Parts::default();
    for (section, asked) in basis.measures.iter().map(|measure| answers_read(measure.reads)) {
        if shown.contains(&section) {
            continue;
        }
        shown.push(section);
        answers = answers.maybe(asked.and_then(|name| field_in(state, Slot { section: "you", row: None, field: name }, HERE)));
        answers = match Section::named(section).filter(|section| !section.list) {
            None => answers.one(rows(state, section, HERE)),
            Some(once) => once
                .fields
                .iter()
                .fold(answers, |answers, known| answers.maybe(field_in(state, Slot { section, row: None, field: known.name }, HERE))),
        };
    }
    let answers = answers.done();
    // A criterion that is none under the present reading has no part.
    let hidden = move || state.assessment.with(|all| share(all).is_none()).then(String::new);
    el("details.criterion")
        .attr_live("hidden", hidden)
        .child(el("summary").child(el("span.criterion-line").dynamic(line)))
        .child(el("div.criterion-why").dynamic(why))
        .child(el("div.form").children(answers))
}

/// The section whose answers a reading reads, and the question whether there is any row in it.
const fn answers_read(reads: Reads) -> (&'static str, Option<&'static str>) {
    match reads {
        Reads::Work | Reads::Position => ("jobs", Some("has_worked")),
        Reads::Degree => ("degrees", Some("has_degree")),
        Reads::Certificates => ("certificates", Some("has_certificates")),
        Reads::Kinds => ("achievements", None),
        Reads::Language => ("languages", None),
    }
}

/// Where the width of the range comes from, the widest part first.
fn width(state: State) -> El {
    let table = move || {
        state.assessment.with(|all| {
            let found = parts_of(all);
            if found.is_empty() {
                return vec![p("", key!("overview.exact"))];
            }
            let total: i32 = found.iter().map(|part| part.points).sum();
            let table = Table::new().head(&[t(key!("points-page.comes-from")), t(key!("points-page.narrower"))]);
            let table = found.iter().fold(table, |table, part| table.row("", cause(state, part), [el("span").text(&figure(part.points))]));
            let table = table.texts("sum", t(key!("points-page.width")), &[figure(total)]);
            vec![table.done("numbers", t(key!("points-page.width")))]
        })
    };
    part("width", key!("points-page.width-title")).child(p("hint", key!("points-page.width-hint"))).child(el("div").dynamic(table))
}

fn cause(state: State, part: &Part) -> El {
    match part.cause {
        Cause::Answer(slot) => {
            let row = slot.row.and_then(|row| state.peek(|document| document.rows(slot.section).iter().position(|known| *known == row)));
            let question = say(&question(slot));
            let name = match row {
                Some(row) => format!("{}, {question}", row_name(slot.section, row)),
                None => question,
            };
            let text = say(&Message::new(key!("points-page.cause.answer")).with("question", name));
            link(&format!("{}/{}", Route::of_section(slot.section).href(), slot.section), &text)
        }
        Cause::Bands(criterion) => {
            let text = say(&Message::new(key!("points-page.cause.bands")).with("criterion", criterion.name()));
            el("span").text(&text).text(" ").child(standing(Standing::Assumption))
        }
        Cause::Maxima => el("span").t(key!("points-page.cause.maxima")).text(" ").child(standing(Standing::Assumption)),
    }
}

/// What follows if languages are, or are not, a criterion of their own, as long as that is open.
fn other_reading(state: State) -> Option<El> {
    let question = state.assessment.with_untracked(|all| all.assumed.question())?;
    let line = move || {
        state.assessment.with(|all| {
            let scored = all.assumed.criteria.iter().any(|basis| basis.only_if.is_some() && basis.counts);
            let text = if scored { key!("points-page.reading.without") } else { key!("points-page.reading.with") };
            vec![match all.points.other_reading {
                Some(range) => assumed(el("p").say(&Message::new(text).with("points", range)), is_assumed(&all.points)),
                None => p("", key!("points-page.reading.no-room")),
            }]
        })
    };
    let slot = Slot { section: OwnMaxima::SECTION, row: None, field: question };
    Some(part("reading", key!("points-page.reading.title")).child(el("div").dynamic(line)).children(field(state, slot)))
}
