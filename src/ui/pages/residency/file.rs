//! Stays from a table and to a table. What cannot be read stays in the box to be corrected.

use crate::ui::reactive::*;
use web_sys::Event;

use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Country, Import, Names, Purpose, export_stays, import_stays};
use crate::ui::browser::Chosen;
use crate::ui::components::stay_name;
use crate::ui::dom::{El, Parts, button, el, p, typed};
use crate::ui::{State, browser, count, t, words};

/// The file that stays are saved in. Its name says nothing about the person.
const FILE: &str = "stays.csv";

/// How many bad lines are named; the box holds them all.
const MOST_NAMED: usize = 20;

/// How many stays are shown before they are taken: enough to see that columns and dates are read rightly.
const MOST_SHOWN: usize = 5;

/// Taking stays in from a table, and handing them out.
pub(super) fn exchange(state: State) -> El {
    let draft = RwSignal::new(String::new());
    // Rises whenever the box is filled by us and not by the person, so that it is drawn anew.
    let filled = RwSignal::new(0_u32);
    let told = RwSignal::new(None::<Key>);
    let fill = move |text: String| {
        draft.set(text);
        filled.update(|filled| *filled += 1);
    };
    let found = Memo::new(move |_| {
        let text = draft.get();
        state
            .assessment
            .with(|all| if text.trim().is_empty() { Import::default() } else { import_stays(&text, &all.profile.stays, &names()) })
    });
    let file = el("div.file").child(el("label").attr("for", "stays-file").t(key!("import.file"))).child(
        el("input.input")
            .id("stays-file")
            .attr("type", "file")
            .attr("accept", "text/csv,.csv,.txt,.tsv")
            .on("change", move |event| open(&event, told, fill)),
    );
    let text = move || {
        filled.track();
        let area = el("textarea.input")
            .id("stays-text")
            .attr("rows", "5")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("translate", "no")
            .attr("aria-describedby", "stays-found")
            .text(&draft.get_untracked())
            .on("input", move |event| {
                told.set(None);
                draft.set(typed(&event));
            });
        vec![area]
    };
    let take = button("button", key!("import.take"), move |_| {
        let found = found.get_untracked();
        state.edit(|document| found.take_over(document));
        told.set(Some(if found.bad.is_empty() { key!("import.taken-all") } else { key!("import.taken") }));
        fill(found.rest());
        browser::next_frame(|| browser::focus("stays-text"));
    })
    .attr_live("hidden", move || found.with(|found| found.stays.is_empty()).then(String::new));
    let save = button("button", key!("import.save"), move |_| browser::download(FILE, &state.peek(export_stays)));
    el("details.exchange no-print")
        .child(el("summary").t(key!("import.title")))
        .child(p("hint", key!("import.hint")))
        .child(file)
        .child(el("div.field").child(el("label").attr("for", "stays-text").t(key!("import.text"))).child(el("div").dynamic(text)))
        .child(el("p").attr("role", "status").live(move || told.get().map_or("", t).to_owned()))
        .child(el("div").id("stays-found").class("prose").attr("aria-live", "polite").dynamic(move || found.with(report)))
        .child(el("div.actions").child(take).child(save))
}

/// What is wrong with the text as a whole, how many stays there are and the first of them, how many are there
/// already, and each line that cannot be read.
fn report(found: &Import) -> Vec<El> {
    let number = |text: Key, number: usize| el("p").say(&Message::new(text).with("count", count(number)));
    let refused = found.refused.as_ref().map(|why| el("p.message wrong").say(why));
    let mut notes = el("div");
    for note in found.notes.iter().take(MOST_NAMED) {
        notes = notes.child(el("p.doubt").say(note));
    }
    let mut first = el("ul.plain");
    for stay in found.stays.iter().take(MOST_SHOWN) {
        first = first.child(el("li").say(&stay_name(stay.country, stay.from, stay.to)));
    }
    let good = (!found.stays.is_empty()).then(|| number(key!("import.found"), found.stays.len()));
    let doubles = (found.doubles > 0).then(|| number(key!("import.doubles"), found.doubles));
    let mut list = el("ul.plain bad-lines");
    for bad in found.bad.iter().take(MOST_NAMED) {
        let why = Message::new(key!("import.bad")).with("number", count(bad.number)).with("why", bad.why.clone());
        list = list.child(el("li").child(el("span.message wrong").say(&why)).child(el("code").text(&bad.text)));
    }
    Parts::default()
        .maybe(refused)
        .maybe((!found.notes.is_empty()).then_some(notes))
        .maybe(good)
        .maybe((!found.stays.is_empty()).then_some(first))
        .maybe(doubles)
        .maybe((!found.bad.is_empty()).then_some(list))
        .done()
}

/// Names of countries and purposes in the language of the page, whatever their accents.
fn names<'a>() -> Names<'a> {
    Names {
        country: &|name| {
            let plain = words().language().sort_key(name);
            Country::all().find(|country| words().language().sort_key(t(country.name())) == plain)
        },
        purpose: &|name| {
            let plain = words().language().sort_key(name);
            Purpose::ALL.iter().copied().find(|purpose| words().language().sort_key(t(purpose.label())) == plain)
        },
    }
}

/// Puts a file's text into the box.
fn open(event: &Event, told: RwSignal<Option<Key>>, fill: impl Fn(String) + 'static) {
    browser::read_chosen(event, move |chosen| {
        told.set(match &chosen {
            Chosen::TooLarge => Some(key!("import.too-large")),
            Chosen::NotText => Some(key!("import.not-text")),
            Chosen::Text(_) => None,
        });
        // What stands in the box is kept where the file gives nothing to put there.
        if let Chosen::Text(text) = chosen {
            fill(text);
        }
    });
}
