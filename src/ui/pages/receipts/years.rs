//! The person's results under the rules of this year and the next ones. They are worked out when they are asked for:
//! each year is a whole assessment.

use leptos::prelude::*;

use super::{cells, values};
use crate::ui::components::button;
use crate::ui::components::table::{differing_first, text_row};
use crate::ui::components::text::{hint, paragraph};
use crate::ui::view::handler;
use crate::ui::{State, figure, say, t, words};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::receipt::{Line, RuleChange, Years};

pub(super) fn years(state: State) -> AnyView {
    let found = RwSignal::new(None::<Years>);
    let show = handler(move |_| {
        let on = state.date();
        found.set(Some(state.peek(|document| hsmp::receipt::years(document, on))));
    });
    view! {
        {hint(t(key!("receipts.years-text")))}
        <div class="actions" hidden=move || found.with(Option::is_some)>
            {button("button", t(key!("receipts.years-show")), show)}
        </div>
        <div role="status">{move || found.with(|found| found.as_ref().map(shown).into_any())}</div>
    }
    .into_any()
}

fn shown(found: &Years) -> AnyView {
    let names: Vec<String> = found.days.iter().map(|on| words().date(*on)).collect();
    let (same, differing): (Vec<&Line>, Vec<&Line>) = found.lines.iter().partition(|line| line.is_same());
    let rows = [differing, same].map(|lines| lines.into_iter().map(|line| text_row("", figure(line.name.clone()), cells(line))).collect());
    let same_title = t(key!("receipts.years-same")).to_owned();
    view! {
        <div>
            {differing_first("receipt-table", key!("receipts.result"), &names, rows, same_title)}
            <h3>{t(key!("receipts.years-rules"))}</h3>
            {changes(&found.changes)}
        </div>
    }
    .into_any()
}

fn changes(changes: &[(i32, RuleChange)]) -> AnyView {
    if changes.is_empty() {
        return paragraph(t(key!("receipts.years-rules-none")));
    }
    let line = |(year, change): &(i32, RuleChange)| {
        let [before, after] = change.values.each_ref().map(|used| values(used));
        let said = Message::new(key!("receipts.years-rule")).with("year", Arg::Year(*year)).with("name", change.name.clone());
        view! { <li>{say(&said.with("before", before).with("after", after))}</li> }.into_any()
    };
    let list: Vec<AnyView> = changes.iter().map(line).collect();
    view! { <ul>{list}</ul> }.into_any()
}
