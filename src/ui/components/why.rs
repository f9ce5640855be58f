//! "Why?": the explanation of a figure, down to the rules and their sources.

use leptos::html;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::button::button;
use super::icon::{Icon, Symbol};
use super::status::standing;
use super::text::doubt;
use crate::ui::view::{handler, use_state};
use crate::ui::{late, say, t, words};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::Message;
use hsmp::quantity::Date;
use hsmp::rulebook::Citation;

/// Opens the explanation of a figure.
///
/// Where a value behind the figure ends soon, its last day stands beside the button.
pub fn why_button(step: &Step) -> AnyView {
    let own = step.clone();
    let button = why_of(step.name.clone(), move || Some(own.clone()));
    match step.ending(use_state().date()) {
        Some(ending) => {
            let until = Message::new(key!("freshness.until")).with("date", ending.last);
            view! {
                <span>
                    {button}
                    " "
                    <span class="aside ends-soon">{say(&until)}</span>
                </span>
            }
            .into_any()
        }
        None => button,
    }
}

/// The same for a figure that changes while its button stands: it is looked for when it is asked for.
pub fn why_of(name: Message, find: impl Fn() -> Option<Step> + Send + 'static) -> AnyView {
    let state = use_state();
    let ask = handler(move |_| state.why.set(find()));
    asking(title(name), ask)
}

/// The button that asks for an explanation. It clings to the word before it: put a no-break space between.
pub fn asking(label: String, ask: Box<dyn FnMut(MouseEvent) + Send>) -> AnyView {
    view! {
        <span class="why-place">
            <button class="why" type="button" aria-haspopup="dialog" aria-label=label on:click=ask>
                <Icon symbol=Symbol::Question/>
            </button>
        </span>
    }
    .into_any()
}

fn title(name: Message) -> String {
    say(&Message::new(key!("why.of")).with("what", name))
}

/// The one dialogue in which explanations are shown.
#[component]
pub fn WhyDialog() -> AnyView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    let contents = move || {
        // Its words, and what draws the tree, come after the first answers.
        state.details.track();
        state.why.get().filter(|_| words().has_details()).map(|step| {
            let close = handler(move |_| state.why.set(None));
            view! {
                <div class="dialog-head">
                    <h2 id="why-title">{title(step.name.clone())}</h2>
                    {button("button", t(key!("why.close")), close)}
                </div>
                {late::step_tree(&step, state.date())}
            }
            .into_any()
        })
    };
    Effect::new(move || {
        let is_asked = state.why.with(Option::is_some);
        match dialog.get().map(|dialog| (dialog.open(), dialog)) {
            // Refused only if it is already open, which was just asked.
            Some((false, dialog)) if is_asked => drop(dialog.show_modal()),
            Some((true, dialog)) if !is_asked => dialog.close(),
            _ => {}
        }
    });
    let closed = handler(move |_| state.why.set(None));
    view! {
        <dialog class="why-dialog" aria-labelledby="why-title" node_ref=dialog on:close=closed>
            {move || contents().into_any()}
        </dialog>
    }
    .into_any()
}

/// An explanation as a list of lists. The rules of the first step are open, the others can be opened. Values
/// that end soon after the day of the assessment say so.
pub fn step_tree(step: &Step, on: Date) -> AnyView {
    tree(step, &|cite, first| rule(cite, on, first))
}

/// An explanation as a list of lists, with its rules as `rule` draws them; it is told which are of the first step.
pub fn tree(step: &Step, rule: &dyn Fn(Citation, bool) -> AnyView) -> AnyView {
    view! { <ul class="steps">{one(step, rule, true)}</ul> }.into_any()
}

fn one(step: &Step, rule: &dyn Fn(Citation, bool) -> AnyView, first: bool) -> AnyView {
    let value = step.value.as_ref().map_or_else(|| t(key!("explain.not-known")).to_owned(), |value| words().arg(value));
    let how = step.how.as_ref().map(|how| view! { <p class="how">{say(how)}</p> }.into_any());
    let rules: Vec<AnyView> = step.cites.iter().map(|cite| rule(*cite, first)).collect();
    let inputs = (!step.inputs.is_empty()).then(|| {
        let inputs: Vec<AnyView> = step.inputs.iter().map(|input| one(input, rule, false)).collect();
        view! { <ul class="steps">{inputs}</ul> }.into_any()
    });
    view! {
        <li>
            <p class="step">
                <span>{say(&step.name)}</span>
                " "
                <span class="step-value">{value}</span>
            </p>
            {how}
            {rules}
            {inputs}
        </li>
    }
    .into_any()
}

/// What is to be said of a rule as it was used: what it speaks of, where another source is quoted; that it ends soon or
/// is past its review; and its doubts.
pub fn doubts(cite: Citation, on: Date) -> Vec<AnyView> {
    let dated = cite.dated();
    // What another source says stands under the name of what it speaks of.
    let reading = cite.other().map(|_| format!("{} {}", t(key!("why.read")), t(cite.rule().name)));
    (reading.into_iter())
        .chain(cite.ending(on).map(|ending| say(&ending.text())))
        .chain(dated.review_text(on).map(|text| say(&text)))
        .chain(dated.doubts().map(|text| t(text).to_owned()))
        .map(doubt)
        .collect()
}

/// A rule as it was used: what it says, since when, how far it can be relied on, and who says so.
fn rule(cite: Citation, on: Date, open: bool) -> AnyView {
    let dated = cite.dated();
    let article = cite.rule().article.map_or("", t);
    let sources: Vec<AnyView> = cite.source_numbers().iter().filter_map(|number| source(*number)).collect();
    view! {
        <details class="rule" open=open>
            <summary>{standing(cite.standing())} " " {t(cite.name())}</summary>
            <p>{article} {if article.is_empty() { "" } else { ". " }} {say(&dated.validity())}</p>
            {doubts(cite, on)}
            <ul class="sources">{sources}</ul>
        </details>
    }
    .into_any()
}

/// A source with its link, by number, to the list of sources; our own assumptions have none. None before the sources
/// have come.
///
/// The page itself leads nowhere outside, so that its headers need to allow no address of others.
pub fn source(number: u8) -> Option<AnyView> {
    let source = words().source(number.into())?;
    let (year, month) = source.seen.split_once('-')?;
    let month = words().month(month.parse().ok()?).to_owned();
    let seen = say(&Message::new(key!("source.seen")).with("month", month).with("year", year.to_owned()));
    let title = if source.url.is_empty() {
        view! { <cite>{source.title}</cite> }.into_any()
    } else {
        // On paper the address stands behind the title. The page opened there learns nothing of this one.
        view! {
            <a href=format!("links.html#s{}", u32::from(number) + 1) data-address=source.url target="_blank" rel="noopener noreferrer">
                {source.title}
            </a>
        }
        .into_any()
    };
    let host = source.host().filter(|host| !source.publisher.contains(host)).map(|host| format!(" · {host}"));
    let view = view! {
        <li>
            {title}
            <span class="aside">{format!(" {}{} · {seen}", source.publisher, host.unwrap_or_default())}</span>
        </li>
    };
    Some(view.into_any())
}
