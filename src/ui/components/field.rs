//! A question with its control, its hint and what is wrong with its answer.

use leptos::prelude::*;
use web_sys::Event;

use super::announce::{tell, tell_with_results};
use super::understood::{has_forms, in_words, news, order_of, problems, two_dates, understood};
use crate::ui::view::{handler, live, use_state};
use crate::ui::{State, say, t, words};
use hsmp::assess::guidance::guide::applies;
use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Answers, Choice, Country, Field, ForeignIncome, Kind, OwnMaxima, Pay, Section, Severity, Slot};
use hsmp::quantity::{MANAT, sorted};

/// The questions of a section that has no rows, each while it makes sense.
#[component]
pub fn SectionFields(
    /// Its name.
    section: &'static str,
    /// The classes of what holds them.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let slots = Section::named(section).into_iter().flat_map(|section| section.slots(None));
    let field = |slot| view! { <QuestionField at=slot can_hide=true/> }.into_any();
    let class = (!class.is_empty()).then_some(class);
    view! { <div class=class>{slots.map(field).collect::<Vec<_>>()}</div> }.into_any()
}

/// One question. What is typed is saved as it is typed; what is wrong is said when the person
/// leaves the field, not while they are still writing.
#[component]
pub fn QuestionField(
    /// Where its answer goes.
    at: Slot,
    /// Why it is asked, where it is asked by itself.
    #[prop(optional)]
    why: Option<String>,
    /// Whether a group begins with nothing chosen, as where a question can be skipped.
    #[prop(optional)]
    is_bare: bool,
    /// Whether it is there only while it makes sense by what was answered before. Once it had an answer, it stays.
    #[prop(optional)]
    can_hide: bool,
    /// What it is asked of, where the question alone does not say it.
    #[prop(optional)]
    about: Option<String>,
) -> AnyView {
    let slot = at;
    let Some(question) = slot.question() else { return ().into_any() };
    let state = use_state();
    let id = slot.path();
    let is_moot = can_hide.then(|| {
        let was_answered = Memo::new(move |was: Option<&bool>| was == Some(&true) || state.read(|document| document.has(slot)));
        Memo::new(move |_| !was_answered.get() && !state.assessment.now(|all| applies(slot, all)))
    });
    let is_moot = move || is_moot.is_some_and(|is_moot| is_moot.get());
    let writing = RwSignal::new(false);
    let problem = move || state.problem(slot).filter(|problem| problem.severity == Severity::Note || !writing.get());
    let wrong = Signal::derive(move || problem().is_some_and(|problem| problem.severity == Severity::Refused));
    let is_date = question.kind == Kind::Date;
    let parts =
        [(why.is_some(), "why"), (question.hint.is_some() || is_date, "hint"), (has_forms(question.kind), "understood"), (true, "message")];
    let described = parts.iter().filter(|(is_there, _)| *is_there).map(|(_, part)| format!("{id}-{part}")).collect::<Vec<_>>().join(" ");
    let why = why.map(|why| {
        let id = format!("{id}-why");
        view! {
            <p class="hint why-asked" id=id>
                {why}
            </p>
        }
        .into_any()
    });
    let form = is_date.then(|| t(key!("understood.date-form")).to_owned());
    let hints: Vec<String> = question.hint.map(|hint| say(&with_figures(hint))).into_iter().chain(form).collect();
    let hint = (!hints.is_empty()).then(|| {
        let id = format!("{id}-hint");
        view! {
            <p class="hint" id=id>
                {hints.join(" ")}
            </p>
        }
        .into_any()
    });
    let message = view! {
        <p
            class=live(move || if wrong.get() { "message wrong" } else { "message" })
            id=format!("{id}-message")
        >
            {live(move || problem().map(|problem| say(&problem.message)).unwrap_or_default())}
        </p>
    };
    let mut label = say(&with_figures(question.label));
    if let Some(about) = about {
        label = words().list(&[label, about]);
    }
    let control = Control { state, slot, question, id, described, writing, wrong, is_bare };
    if question.kind == Kind::YesNo {
        return view! {
            <fieldset class="field" hidden=is_moot aria-describedby=control.described.clone()>
                <legend>{label}</legend>
                {why}
                {hint}
                {control.radios()}
                {message}
            </fieldset>
        }
        .into_any();
    }
    let input = match question.kind {
        Kind::Choice(choices) => control.select(choices.iter().map(|Choice { name, label }| (*name, t(*label))).collect()),
        Kind::Country => control.select(countries(slot.section != ForeignIncome::SECTION)),
        _ => control.text(),
    };
    view! {
        <div class=live(move || if wrong.get() { "field has-error" } else { "field" }) hidden=is_moot>
            <label for=control.id>{label}</label>
            {why}
            {hint}
            {input}
            {message}
        </div>
    }
    .into_any()
}

struct Control {
    state: State,
    slot: Slot,
    question: &'static Field,
    id: String,
    described: String,
    /// Whether the person is typing into it.
    writing: RwSignal<bool>,
    wrong: Signal<bool>,
    /// Whether a group begins with nothing chosen.
    is_bare: bool,
}

impl Control {
    /// What the answer is, as text.
    fn answer(&self) -> Signal<String> {
        let (state, slot) = (self.state, self.slot);
        live(move || state.read(|document| document.text(slot)))
    }

    fn text(&self) -> AnyView {
        let (mode, class) = match self.question.kind {
            Kind::Money | Kind::Amount => ("decimal", "input amount"),
            Kind::ExchangeRate => ("decimal", "input number"),
            Kind::Date => ("text", "input date"),
            Kind::Label => ("text", "input"),
            _ => ("numeric", "input number"),
        };
        let (state, slot, writing, wrong, answer) = (self.state, self.slot, self.writing, self.wrong, self.answer());
        // What was typed, and what the answer made of it was. It stands as it was typed while the person is at
        // it, whatever else changes, and after that as long as it is a slip to be mended there.
        let draft = RwSignal::new(None::<(String, String)>);
        let shown = live(move || {
            let now = answer.get();
            draft.with(|draft| match draft {
                Some((typed, kept)) if writing.get() || *kept == now => typed.clone(),
                _ => now,
            })
        });
        let before = StoredValue::new(Vec::new());
        let write = handler(move |event: Event| {
            let typed = event_target_value(&event);
            if !writing.get_untracked() {
                before.set_value(problems(state));
            }
            state.answer(slot, &typed);
            writing.set(true);
            draft.set(Some((typed, answer.get_untracked())));
        });
        let leave = handler(move |_| {
            // A field that goes while it is used is left too, and nothing of it is there any more.
            let was_written = writing.try_get_untracked() == Some(true);
            writing.set(false);
            let Some((typed, _)) = draft.try_get_untracked().flatten() else { return };
            if was_written {
                if let Some(order) = order_of(slot, &typed) {
                    state.writes_dates(order);
                }
                let understood = untrack(|| in_words(state, slot, &typed));
                let news = before.with_value(|before| news(state, slot, before));
                tell(state, [understood, news].concat().trim());
            }
            // The other date that was possibly meant is offered as long as the text stands that can be both.
            if wrong.try_get_untracked() == Some(false) && two_dates(slot, &typed).is_none() {
                draft.set(None);
            }
        });
        // The property is set a moment after the field is there.
        let first = answer.get_untracked();
        let unit = (self.question.kind == Kind::Money).then(|| view! { <span class="unit">{MANAT}</span> }.into_any());
        let line_class = if unit.is_some() { "input-line with-unit" } else { "input-line" };
        // Browsers must not learn or send what is typed.
        let line = view! {
            <div class=line_class>
                <input
                    class=class
                    id=self.id.clone()
                    name=self.id.clone()
                    type="text"
                    autocomplete="off"
                    translate="no"
                    inputmode=mode
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=self.described.clone()
                    aria-invalid=move || wrong.get().then_some("true")
                    value=first
                    prop:value=shown
                    on:input=write
                    on:blur=leave
                />
                {unit}
            </div>
        }
        .into_any();
        if !has_forms(self.question.kind) {
            return line;
        }
        view! {
            <div class="input-and-words">
                {line}
                {understood(state, slot, shown, writing)}
            </div>
        }
        .into_any()
    }

    /// Takes an answer that is chosen, and has said what is wrong with it.
    fn choose(state: State, slot: Slot, value: &str) {
        let before = problems(state);
        state.edit(|document| document.set(slot, value));
        tell_with_results(state, news(state, slot, &before).trim());
    }

    fn select(&self, options: Vec<(&'static str, &'static str)>) -> AnyView {
        let (state, slot, answer) = (self.state, self.slot, self.answer());
        let current = answer.get_untracked();
        // An answer this version does not offer is kept, and shown as it stands.
        let foreign = !current.is_empty() && !options.iter().any(|(name, _)| *name == current);
        let foreign = foreign.then(|| (current.clone(), current.clone()));
        let options = options.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned()));
        let none = (String::new(), t(key!("field.not-answered")).to_owned());
        let option = |(value, label): (String, String)| {
            let is_chosen = value == current;
            view! {
                <option value=value selected=is_chosen>
                    {label}
                </option>
            }
            .into_any()
        };
        let options: Vec<AnyView> = [none].into_iter().chain(foreign).chain(options).map(option).collect();
        let choose = handler(move |event: Event| {
            let value = event_target_value(&event);
            Self::choose(state, slot, &value);
        });
        view! {
            <select
                class="input"
                id=self.id.clone()
                name=self.id.clone()
                autocomplete="off"
                translate="no"
                aria-describedby=self.described.clone()
                prop:value=answer
                on:change=choose
            >
                {options}
            </select>
        }
        .into_any()
    }

    fn radios(&self) -> AnyView {
        let options: &[(&'static str, Key)] = &[("yes", key!("tri.yes")), ("no", key!("tri.no")), ("", key!("field.not-sure"))];
        // Which reading of the rules is in use is no question about the person: it is one or the other.
        let reading = match self.slot {
            Slot { section: OwnMaxima::SECTION, .. } | Pay::MEDICAL => Some("no"),
            Pay::UNEMPLOYMENT => Some("yes"),
            _ => None,
        };
        let options = if reading.is_some() || self.is_bare { &options[..2] } else { options };
        let (state, slot, answer) = (self.state, self.slot, self.answer());
        let option = |(value, label): &(&'static str, Key)| {
            let value = *value;
            let id = format!("{}.{}", self.id, if value.is_empty() { "open" } else { value });
            let is_chosen = move || answer.with(|now| now == value || now.is_empty() && reading == Some(value));
            let choose = handler(move |_| Self::choose(state, slot, value));
            view! {
                <div class="segment">
                    <input
                        type="radio"
                        id=id.clone()
                        name=self.id.clone()
                        autocomplete="off"
                        translate="no"
                        value=value
                        prop:checked=Signal::derive(is_chosen)
                        on:change=choose
                    />
                    <label for=id>{t(*label)}</label>
                </div>
            }
            .into_any()
        };
        view! { <div class="segments">{options.iter().map(option).collect::<Vec<_>>()}</div> }.into_any()
    }
}

/// Azerbaijan, where it can be meant, then the others in the order of the language's alphabet.
fn countries(with_azerbaijan: bool) -> Vec<(&'static str, &'static str)> {
    let keyed = Country::all().filter(|country| with_azerbaijan || *country != Country::AZERBAIJAN).map(|country| {
        let name = t(country.name());
        (country.code(), name, (country != Country::AZERBAIJAN, words().language().sort_key(name)))
    });
    sorted(keyed, |(_, _, key)| key.clone()).into_iter().map(|(code, name, _)| (code, name)).collect()
}
