//! "Why?": the explanation of a figure, down to the rules and their sources.

use crate::ui::reactive::*;
use web_sys::HtmlDialogElement;

use super::status::standing;
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::quantity::Date;
use crate::rulebook::Citation;
use crate::ui::dom::{El, button, el, follow};
use crate::ui::{State, say, t, words};

/// Opens the explanation of a figure.
///
/// Where a value behind the figure ends soon, its last day stands beside the button.
pub fn why_button(state: State, step: &Step) -> El {
    let own = step.clone();
    let button = why_of(state, step.name.clone(), move || Some(own.clone()));
    match step.ending(state.date()) {
        Some(ending) => {
            let until = Message::new(key!("freshness.until")).with("date", ending.last);
            el("span").child(button).text(" ").child(el("span.aside ends-soon").say(&until))
        }
        None => button,
    }
}

/// The same for a figure that changes while its button stands: it is looked for when it is asked for.
pub fn why_of(state: State, name: Message, find: impl Fn() -> Option<Step> + 'static) -> El {
    button("why", key!("why.why"), move |_| state.why.set(find())).attr("aria-haspopup", "dialog").attr("aria-label", &title(name))
}

fn title(name: Message) -> String {
    say(&Message::new(key!("why.of")).with("what", name))
}

/// The one dialogue in which explanations are shown.
pub fn why_dialog(state: State) -> El {
    let contents = move || {
        // Its words, and what draws the tree, come after the first answers.
        state.details.track();
        let Some(step) = state.why.get().filter(|_| words().has_details()) else { return Vec::new() };
        let head = el("div.dialog-head").child(el("h2").id("why-title").text(&title(step.name.clone()))).child(button(
            "button",
            key!("why.close"),
            move |_| state.why.set(None),
        ));
        vec![head, step_tree(&step, state.date(), false)]
    };
    let dialog = el("dialog.why-dialog").attr("aria-labelledby", "why-title").on("close", move |_| state.why.set(None)).dynamic(contents);
    if let Some(native) = dialog.cast::<HtmlDialogElement>() {
        follow(Box::new(move || match (state.why.with(Option::is_some), native.open()) {
            // Refused only if it is already open, which was just asked.
            (true, false) => drop(native.show_modal()),
            (false, true) => native.close(),
            _ => {}
        }));
    }
    dialog
}

/// An explanation as a list of lists. On `paper` every rule is shown in full; on screen those of
/// the first step, the others can be opened. Values that end soon after the day of the assessment say so.
#[inline(never)]
pub fn step_tree(step: &Step, on: Date, paper: bool) -> El {
    el("ul.steps").child(one(step, on, paper, true))
}

fn one(step: &Step, on: Date, paper: bool, first: bool) -> El {
    let value = step.value.as_ref().map_or_else(|| t(key!("explain.not-known")).to_owned(), |value| words().arg(value));
    let line = el("p.step").child(el("span").text(&say(&step.name))).text(" ").child(el("span.step-value").text(&value));
    let inputs = (!step.inputs.is_empty()).then(|| el("ul.steps").children(step.inputs.iter().map(|input| one(input, on, paper, false))));
    el("li")
        .child(line)
        .maybe(step.how.as_ref().map(|how| el("p.how").say(how)))
        .children(step.cites.iter().map(|cite| rule(*cite, on, paper || first)))
        .maybe(inputs)
}

/// A rule as it was used: what it says, since when, how far it can be relied on, and who says so.
fn rule(cite: Citation, on: Date, open: bool) -> El {
    let dated = cite.dated();
    let article = cite.rule().article;
    // What another source says stands under the name of what it speaks of.
    let reading = cite.other().map(|_| el("p.doubt").t(key!("why.read")).text(" ").t(cite.rule().name));
    let validity = el("p").text(article).text(if article.is_empty() { "" } else { ". " }).say(&dated.validity());
    el("details.rule")
        .flag("open", open)
        .child(el("summary").child(standing(cite.standing())).text(" ").t(cite.name()))
        .maybe(reading)
        .child(validity)
        .maybe(cite.ending(on).map(|ending| el("p.doubt").say(&ending.text())))
        .maybe(dated.review_text(on).map(|text| el("p.doubt").say(&text)))
        .children(dated.doubts().map(|text| el("p.doubt").t(text)))
        .child(el("ul.sources").children(cite.source_numbers().iter().filter_map(|number| source(*number))))
}

/// A source with its link; our own assumptions have none. None before the sources have come.
pub fn source(number: u8) -> Option<El> {
    let source = words().source(number.into())?;
    let (year, month) = source.seen.split_once('-')?;
    let month = words().month(month.parse().ok()?).to_owned();
    let seen = say(&Message::new(key!("source.seen")).with("month", month).with("year", year.to_owned()));
    let title = if source.url.is_empty() {
        el("cite").text(source.title)
    } else {
        // The page opened there learns nothing of this one: no referrer, no opener.
        el("a").attr("href", source.url).attr("target", "_blank").attr("rel", "noopener noreferrer").text(source.title)
    };
    Some(el("li").child(title).child(el("span.aside").text(&format!(" {} · {seen}", source.publisher))))
}
