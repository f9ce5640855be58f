//! A question with its control, its hint and what is wrong with its answer.

use crate::ui::reactive::*;

use crate::assess::with_figures;
use crate::key;
use crate::message::Key;
use crate::profile::{Answers, Choice, Country, Field, ForeignIncome, Kind, OwnMaxima, Pay, Section, Severity, Slot};
use crate::quantity::sorted;
use crate::ui::dom::{El, el, follow, typed};
use crate::ui::{State, browser, say, t, words};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// The questions of a section that has no rows.
pub fn section_fields(state: State, section: &'static str) -> El {
    let fields = Section::named(section).map_or(&[][..], |section| section.fields);
    el("div").children(fields.iter().filter_map(|known| field(state, Slot { section, row: None, field: known.name })))
}

/// One question. What is typed is saved as it is typed; what is wrong is said when the person
/// leaves the field, not while they are still writing.
pub fn field(state: State, slot: Slot) -> Option<El> {
    field_in(state, slot, "")
}

/// The same under a name of its own, where a question may stand on a page twice.
pub fn field_in(state: State, slot: Slot, place: &str) -> Option<El> {
    let question = slot.question()?;
    let writing = RwSignal::new(false);
    let problem = move || state.problem(slot).filter(|problem| problem.severity == Severity::Note || !writing.get());
    let wrong = move || problem().is_some_and(|problem| problem.severity == Severity::Refused);
    let id = format!("{place}{}", slot.path());
    let message = el("p")
        .attr_live("class", move || Some(if wrong() { "message wrong" } else { "message" }.to_owned()))
        .id(&format!("{id}-message"))
        .attr("aria-live", "polite")
        .live(move || problem().map(|problem| say(&problem.message)).unwrap_or_default());
    let hint = question.hint.map(|hint| el("p.hint").id(&format!("{id}-hint")).say(&with_figures(hint)));
    let described = if hint.is_some() { format!("{id}-hint {id}-message") } else { format!("{id}-message") };
    let control = Control { state, slot, question, id: id.clone(), described };
    if question.kind == Kind::YesNo {
        return Some(
            el("fieldset.field")
                .attr("aria-describedby", &control.described)
                .child(el("legend").say(&with_figures(question.label)))
                .maybe(hint)
                .child(control.radios())
                .child(message),
        );
    }
    let input = match question.kind {
        Kind::Choice(choices) => control.select(choices.iter().map(|Choice { name, label }| (*name, t(*label))).collect()),
        Kind::Country => control.select(countries(slot.section != ForeignIncome::SECTION)),
        _ => control.text(writing, wrong),
    };
    Some(
        el("div")
            .attr_live("class", move || Some(if wrong() { "field has-error" } else { "field" }.to_owned()))
            .child(el("label").attr("for", &id).say(&with_figures(question.label)))
            .maybe(hint)
            .child(input)
            .child(message),
    )
}

struct Control {
    state: State,
    slot: Slot,
    question: &'static Field,
    id: String,
    described: String,
}

impl Control {
    fn current(&self) -> String {
        self.state.peek(|document| document.text(self.slot))
    }

    /// What all kinds of control have in common: browsers must not learn or send what is typed.
    fn private(&self, control: El) -> El {
        control.attr("name", &self.id).attr("autocomplete", "off").attr("translate", "no")
    }

    fn text(&self, writing: RwSignal<bool>, wrong: impl Fn() -> bool + 'static) -> El {
        let (mode, class) = match self.question.kind {
            Kind::Money | Kind::Amount => ("decimal", "input amount"),
            Kind::ExchangeRate => ("decimal", "input number"),
            Kind::Date => ("text", "input date"),
            Kind::Label => ("text", "input"),
            _ => ("numeric", "input number"),
        };
        let (state, slot) = (self.state, self.slot);
        let input = self
            .private(el("input"))
            .class(class)
            .id(&self.id)
            .attr("type", "text")
            .attr("inputmode", mode)
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &self.described)
            .attr_live("aria-invalid", move || wrong().then(|| "true".to_owned()))
            .attr("value", &self.current())
            .on("input", move |event| {
                writing.set(true);
                state.edit(|document| document.set(slot, &typed(&event)));
            })
            .on("blur", move |_| writing.set(false));
        let input = self.in_step::<HtmlInputElement>(input, |input| input.value(), HtmlInputElement::set_value);
        let unit = (self.question.kind == Kind::Money).then(|| el("span.unit").text("AZN"));
        el("div.input-line").child(input).maybe(unit)
    }

    fn select(&self, options: Vec<(&'static str, &'static str)>) -> El {
        let current = self.current();
        let option = |value: &str, label: &str| el("option").attr("value", value).flag("selected", value == current).text(label);
        // An answer this version does not offer is kept, and shown as it stands.
        let foreign = !current.is_empty() && !options.iter().any(|(name, _)| *name == current);
        let (state, slot) = (self.state, self.slot);
        let select = self
            .private(el("select"))
            .class("input")
            .id(&self.id)
            .attr("aria-describedby", &self.described)
            .child(option("", t(key!("field.not-answered"))))
            .maybe(foreign.then(|| option(&current, &current)))
            .children(options.iter().map(|(name, label)| option(name, label)))
            .on("change", move |event| state.edit(|document| document.set(slot, &typed(&event))));
        self.in_step::<HtmlSelectElement>(select, |select| select.value(), HtmlSelectElement::set_value)
    }

    /// Shows what was answered elsewhere, but never touches a control that is being used.
    fn in_step<T: JsCast + Clone + 'static>(&self, control: El, shown: fn(&T) -> String, show: fn(&T, &str)) -> El {
        let (state, slot) = (self.state, self.slot);
        if let Some(native) = control.cast::<T>() {
            let element = control.element().clone();
            follow(Box::new(move || {
                let now = state.read(|document| document.text(slot));
                if shown(&native) != now && !browser::has_focus(&element) {
                    show(&native, &now);
                }
            }));
        }
        control
    }

    fn radios(&self) -> El {
        let current = self.current();
        let options: &[(&'static str, Key)] = &[("yes", key!("tri.yes")), ("no", key!("tri.no")), ("", key!("field.not-sure"))];
        // Which reading of the rules is in use is no question about the person: it is one or the other.
        let reading = match (self.slot.section, self.slot.field) {
            (OwnMaxima::SECTION, _) => Some("no"),
            (Pay::SECTION, "unemployment") => Some("yes"),
            (Pay::SECTION, "medical") => Some("no"),
            _ => None,
        };
        let options = if reading.is_some() { &options[..2] } else { options };
        let is_chosen = move |now: &str, value: &str| now == value || now.is_empty() && reading == Some(value);
        el("div.segments").children(options.iter().map(move |(value, label)| {
            let (value, label) = (*value, *label);
            let id = format!("{}.{}", self.id, if value.is_empty() { "open" } else { value });
            let (state, slot) = (self.state, self.slot);
            let input = self
                .private(el("input"))
                .attr("type", "radio")
                .id(&id)
                .attr("value", value)
                .flag("checked", is_chosen(&current, value))
                .on("change", move |_| state.edit(|document| document.set(slot, value)));
            if let Some(native) = input.cast::<HtmlInputElement>() {
                follow(Box::new(move || native.set_checked(state.read(|document| is_chosen(&document.text(slot), value)))));
            }
            el("div.segment").child(input).child(el("label").attr("for", &id).t(label))
        }))
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
