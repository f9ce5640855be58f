//! A receipt that somebody was handed, worked out again. Nothing of it touches the person's own answers.

use leptos::prelude::*;
use web_sys::Event;

use super::{cells, value, values};
use crate::ui::browser::{Chosen, largest};
use crate::ui::components::status::status;
use crate::ui::components::table::text_row;
use crate::ui::components::text::{hint, paragraph};
use crate::ui::components::{DataTable, MOST_ROWS_DRAWN, Pager};
use crate::ui::view::{dynamic, handler};
use crate::ui::{browser, count, figure, say, t, words};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{DocumentFault, utf_text};
use hsmp::quantity::Tri;
use hsmp::receipt::{Mismatch, ReceiptFault, RuleChange, Used, Verified, verify};

/// Which of the two words goes with the sign before the answer.
const NAMES: [Key; 3] = [key!("checks-page.passed"), key!("checks-page.failed"), key!("checks-page.failed")];

type Outcome = Result<Verified, Message>;

/// A control for the file, and what came of it.
pub(super) fn check() -> AnyView {
    let outcome = RwSignal::new(None::<Outcome>);
    let choose = handler(move |event: Event| {
        browser::read_chosen(&event, move |file| {
            outcome.set(Some(read(file)));
            request_animation_frame(|| browser::go_to("receipt-result"));
        });
    });
    let result = move || outcome.with(|outcome| outcome.as_ref().map(result).into_any());
    view! {
        {hint(t(key!("receipts.check-text")))}
        <div class="file drop">
            <label for="open-receipt">{t(key!("receipts.file"))}</label>
            <input class="input" id="open-receipt" type="file" accept="application/json,.json" on:change=choose/>
        </div>
        <div id="receipt-result" tabindex="-1" role="status">
            {move || result()}
        </div>
    }
    .into_any()
}

fn read(file: Chosen) -> Outcome {
    let bytes = match file {
        Chosen::TooLarge => return Err(largest(key!("receipts.fault.too-large"))),
        Chosen::NotRead => return Err(key!("receipts.fault.not-read").into()),
        Chosen::Bytes(bytes) => bytes,
    };
    let text = utf_text(&bytes).ok_or_else(|| Message::from(key!("receipts.fault.not-text")))?;
    verify(&text).map_err(|fault| match fault {
        ReceiptFault::TooLong => largest(key!("receipts.fault.too-large")),
        ReceiptFault::NotJson { line } => Message::new(key!("receipts.fault.not-json")).with("line", count(line)),
        ReceiptFault::NotAReceipt => key!("receipts.fault.not-a-receipt").into(),
        ReceiptFault::Date => key!("receipts.fault.date").into(),
        ReceiptFault::Profile(DocumentFault::Newer(_) | DocumentFault::Locked) => key!("receipts.fault.newer").into(),
        ReceiptFault::Profile(DocumentFault::NotAProfile { at }) => Message::new(key!("receipts.fault.profile")).with("at", at.to_owned()),
        ReceiptFault::Profile(DocumentFault::NotJson { line }) => Message::new(key!("receipts.fault.not-json")).with("line", count(line)),
    })
}

fn result(outcome: &Outcome) -> AnyView {
    let found = match outcome {
        Ok(found) => found,
        Err(why) => return view! { <p class="doubt">{say(why)}</p> }.into_any(),
    };
    let about = if found.program.is_empty() {
        Message::new(key!("receipts.no-version")).with("date", found.on)
    } else {
        Message::new(key!("receipts.about")).with("date", found.on).with("version", found.program.clone())
    };
    let (is_right, answer) = answer(found);
    let details = (!found.mismatches.is_empty()).then(|| {
        view! {
            <div>
                {results(found)}
                {found.are_other_rules.then(|| rules(found.rules.as_deref()))}
                {places(&found.mismatches)}
            </div>
        }
        .into_any()
    });
    let truth = found.mismatches.is_empty().then(|| paragraph(t(key!("receipts.right-text"))));
    view! {
        <p class="verdict-line">{status(is_right, NAMES)} " " {answer}</p>
        {paragraph(say(&about))}
        {truth}
        {details}
    }
    .into_any()
}

/// Whether it is right, and that in words.
fn answer(found: &Verified) -> (Tri, String) {
    let is_same = found.results.iter().all(hsmp::receipt::Line::is_same);
    let (right, text) = match (found.mismatches.len(), found.are_other_rules) {
        (0, _) => (Tri::Yes, key!("receipts.right").into()),
        (_, true) if is_same => (Tri::Unknown, key!("receipts.other-rules-same").into()),
        (_, true) => (Tri::Unknown, key!("receipts.other-rules").into()),
        (_, false) if found.is_other_program => (Tri::Unknown, key!("receipts.other-program").into()),
        (places, false) => (Tri::No, Message::new(key!("receipts.wrong")).with("count", count(places))),
    };
    (right, say(&text))
}

/// The main results that differ, beside each other.
fn results(found: &Verified) -> AnyView {
    let differing = found.results.iter().filter(|line| !line.is_same());
    let rows: Vec<_> = differing.map(|line| text_row("", figure(line.name.clone()), cells(line))).collect();
    let table = if rows.is_empty() {
        paragraph(t(key!("receipts.results-same")))
    } else {
        let head = vec![key!("receipts.result"), key!("receipts.stated"), key!("receipts.got")];
        view! { <DataTable class="receipt-table" name=t(key!("receipts.results")).to_owned() head rows/> }.into_any()
    };
    view! {
        <section>
            <h3>{t(key!("receipts.results"))}</h3>
            {table}
        </section>
    }
    .into_any()
}

/// The rules that differ.
fn rules(changes: Option<&[RuleChange]>) -> AnyView {
    let contents = match changes {
        None => paragraph(t(key!("receipts.rules-not-named"))),
        Some([]) => paragraph(t(key!("receipts.rules-none"))),
        Some(changes) => {
            let rows = changes
                .iter()
                .map(|change| text_row("", figure(change.name.clone()), change.values.each_ref().map(|own| dated(own)).into()));
            let rows = rows.collect();
            let head = vec![key!("receipts.rule"), key!("receipts.stated"), key!("receipts.got")];
            view! { <DataTable class="receipt-table" name=t(key!("receipts.rules")).to_owned() head rows/> }.into_any()
        }
    };
    view! {
        <section>
            <h3>{t(key!("receipts.rules"))}</h3>
            {contents}
        </section>
    }
    .into_any()
}

/// The values that a rule had, with their days.
fn dated(used: &[Used]) -> String {
    let one = |used: &Used| {
        let Some(from) = used.from else { return value(used) };
        let message = match used.to {
            Some(to) => Message::new(key!("receipts.between")).with("to", to),
            None => Message::new(key!("receipts.since")),
        };
        say(&message.with("value", value(used)).with("from", from))
    };
    if used.is_empty() { values(used) } else { words().long_list(&used.iter().map(one).collect::<Vec<_>>()) }
}

/// Every place, a part at a time: a changed answer can lead to hundreds.
fn places(mismatches: &[Mismatch]) -> AnyView {
    let places = StoredValue::new(mismatches.to_vec());
    let length = mismatches.len();
    let pager = Pager::new(Memo::new(move |_| length), MOST_ROWS_DRAWN);
    let list = dynamic(move || {
        let range = pager.range();
        let list: Vec<AnyView> = places.with_value(|all| all[range].iter().map(place).collect());
        view! { <ul class="plain receipt-places">{list}</ul> }.into_any()
    });
    view! {
        <details class="folded">
            <summary>{t(key!("receipts.places"))}</summary>
            {list}
            {pager.view()}
        </details>
    }
    .into_any()
}

fn place(one: &Mismatch) -> AnyView {
    let name = one.name.clone().map(figure);
    let said = Message::new(key!("receipts.place")).with("path", one.path.clone());
    let said = say(&said.with("stated", one.stated.clone()).with("got", one.got.clone()));
    view! { <li><strong>{name}</strong> " " <span translate="no">{said}</span></li> }.into_any()
}
