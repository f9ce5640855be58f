//! What was understood of a date or an amount, in words beside its field, and the question where a date can be two.

use leptos::prelude::*;

use super::button;
use crate::ui::view::handler;
use crate::ui::{State, browser, say, t, words};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Answers, Kind, Order, Slot, Understood, WrittenDate};
use hsmp::quantity::Date;

/// Whether answers of a kind can be written in several ways.
pub fn has_forms(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Money | Kind::Amount)
}

/// The order in which somebody writes dates, where what they typed shows it.
pub fn order_of(slot: Slot, typed: &str) -> Option<Order> {
    date_of(slot, typed)?.order()
}

/// Both dates that were possibly meant, the day first and the month first; none where there is only one.
pub fn two_dates(slot: Slot, typed: &str) -> Option<[Date; 2]> {
    let written = date_of(slot, typed)?;
    Some([written.date(), written.other()?])
}

fn date_of(slot: Slot, typed: &str) -> Option<WrittenDate> {
    let is_date = slot.question().is_some_and(|question| question.kind == Kind::Date);
    is_date.then(|| WrittenDate::read(typed).ok()).flatten()
}

/// An answer in words, where they say more than what stands in its field.
pub fn in_words(state: State, slot: Slot, shown: &str) -> String {
    state.read(|document| match document.understood(slot) {
        Some(Understood::Day(date)) => words().date(date),
        Some(Understood::Sum(amount, currency)) if document.text(slot) != shown.trim() => {
            if currency.is_empty() {
                words().decimal(amount)
            } else {
                words().exact_sum(amount, &currency)
            }
        }
        _ => String::new(),
    })
}

/// What stands beside a field with what is shown in it. While somebody writes, a year of two digits may be half of one:
/// nothing is asked about it before the field is left.
pub fn understood(state: State, slot: Slot, shown: Signal<String>, writing: RwSignal<bool>) -> AnyView {
    let choose = move |order: Order, date: Date, text: String| {
        let act = handler(move |_| {
            state.writes_dates(order);
            state.edit(|document| document.set(slot, &date.to_string()));
            // The button goes.
            browser::focus(&slot.path());
        });
        button("button", text, act)
    };
    let part = move || {
        let shown = shown.get();
        let understood = in_words(state, slot, &shown);
        let is_asked = understood.is_empty();
        let year = shown.trim().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let Some(dates) = two_dates(slot, &shown).filter(|_| !(is_asked && writing.get() && year.chars().count() < 4)) else {
            return understood.into_any();
        };
        let mut choices = Vec::new();
        for (order, date) in [Order::DayFirst, Order::MonthFirst].into_iter().zip(dates) {
            let text = words().date(date);
            if is_asked {
                choices.push(choose(order, date, text));
            } else if text != understood {
                choices.push(choose(order, date, say(&Message::new(key!("understood.change")).with("date", date))));
            }
        }
        let text = if is_asked { t(key!("understood.which")).to_owned() } else { understood };
        view! {
            <span>{text}</span>
            {choices}
        }
        .into_any()
    };
    let id = [&slot.path(), "-understood"].concat();
    view! {
        <div class="understood" id=id>
            {move || part()}
        </div>
    }
    .into_any()
}

/// What there is to say about the answers: where, and which text.
pub type Known = Vec<(Slot, Key)>;

/// What there is to say now.
pub fn problems(state: State) -> Known {
    state.assessment.now_untracked(|all| all.problems.iter().map(|problem| (problem.slot, problem.message.key)).collect())
}

/// What is to be said when an answer is finished: what is wrong with it, and what has become wrong elsewhere on the page.
pub fn news(state: State, slot: Slot, before: &Known) -> String {
    state.assessment.now_untracked(|all| {
        let mut news = String::new();
        for problem in &all.problems {
            // Few of thousands of rows are drawn, so the page is asked first.
            let is_new = || {
                browser::element(&[&problem.slot.path(), "-message"].concat()).is_some()
                    && !before.contains(&(problem.slot, problem.message.key))
            };
            if problem.slot == slot || is_new() {
                news.push(' ');
                news.push_str(&say(&problem.message));
            }
        }
        news
    })
}
