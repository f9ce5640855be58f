//! Giving answers to somebody else, or to another device of one's own: as a file, or in a link.

use leptos::prelude::*;

use super::super::{Part, download_profile};
use super::vault::{FEWEST_LETTERS, Form};
use crate::store;
use crate::ui::components::text::{hint, notice, paragraph};
use crate::ui::components::{Folded, MOST_LETTERS_OF_QR, Tick, button, qr, tell};
use crate::ui::route::Route;
use crate::ui::view::{each, handler, live};
use crate::ui::{State, browser, count, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::share::{MOST_LETTERS_OF_LINK, NotShared, derivation, link};
use hsmp::profile::{SECTIONS, Section};

/// The field that shows the link.
const LINK: &str = "share-link";

/// A section with answers, and how many.
type Answered = (&'static Section, usize);

/// The file first, then the link.
pub fn share(state: State) -> AnyView {
    let save = handler(move |_| download_profile(state));
    let warnings: [Key; 3] = [key!("share.warning.read"), key!("share.warning.kept"), key!("share.warning.final")];
    let warnings = each(&warnings, |text| view! { <li>{t(text)}</li> }.into_any());
    let answers = state.saved_answers();
    let all: Vec<Answered> =
        SECTIONS.iter().map(|section| (section, answers.count_answers(section))).filter(|(_, count)| *count > 0).collect();
    let way = if all.is_empty() { hint(t(key!("share.nothing-yet"))) } else { chooser(state, all) };
    let file_is_locked = state.has_key().then(|| hint(t(key!("share.file-locked"))));
    view! {
        <Part id="share" class="sharing" title=key!("share.title")>
            {paragraph(t(key!("share.text")))}
            <h3>{t(key!("share.file"))}</h3>
            {paragraph(t(key!("share.file-text")))}
            {file_is_locked}
            <div class="actions">{button("button", t(key!("share.save")), save)}</div>
            <h3>{t(key!("share.link"))}</h3>
            {paragraph(t(key!("share.link-text")))}
            <ul>{warnings}</ul>
            {way}
        </Part>
    }
    .into_any()
}

/// What there is to choose from, and the link that holds it.
fn chooser(state: State, all: Vec<Answered>) -> AnyView {
    let chosen = RwSignal::new(Vec::<&'static str>::new());
    let made = RwSignal::new(None::<Result<String, NotShared>>);
    let mut groups: Vec<(Route, Vec<AnyView>)> = Vec::new();
    for (section, answers) in &all {
        let page = Route::of_section(section.name);
        let tick = tick(section, *answers, chosen, made);
        match groups.iter_mut().find(|(route, _)| *route == page) {
            Some((_, ticks)) => ticks.push(tick),
            None => groups.push((page, vec![tick])),
        }
    }
    let group = |(page, ticks): (Route, Vec<AnyView>)| {
        view! {
            <fieldset class="share-group">
                <legend>{t(page.name())}</legend>
                {ticks}
            </fieldset>
        }
        .into_any()
    };
    let groups: Vec<AnyView> = groups.into_iter().map(group).collect();
    let names: Vec<&'static str> = all.iter().map(|(section, _)| section.name).collect();
    let total = all.iter().map(|(_, answers)| answers).sum();
    let number = names.len();
    let is_all = Signal::derive(move || chosen.with(|chosen| chosen.len() == number));
    let choose_all = handler(move |_| {
        chosen.set(if is_all.get_untracked() { Vec::new() } else { names.clone() });
        made.set(None);
    });
    let form = Form::new();
    let show = move |link: Result<String, NotShared>| {
        match &link {
            Ok(_) => request_animation_frame(|| browser::focus(LINK)),
            Err(why) => tell(state, &fault(*why)),
        }
        // The page may have been left meanwhile.
        let _ = form.is_busy.try_set(false);
        let _ = made.try_set(Some(link));
    };
    let make = handler(move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sections: Vec<&Section> = chosen.get_untracked().into_iter().filter_map(Section::named).collect();
        let page = browser::page_address();
        let answers = state.saved_answers();
        let passphrase = form.passphrase.get_untracked();
        made.set(None);
        form.begin();
        let open = link(&page, &answers, &sections, None);
        if passphrase.is_empty() || open.is_err() {
            return show(open);
        }
        if passphrase.chars().count() < FEWEST_LETTERS {
            return form.fail(key!("vault.too-short"));
        }
        let Some((salt, nonce)) = store::random_bytes().zip(store::random_bytes()) else {
            return form.fail(key!("vault.no-cryptography"));
        };
        store::derive_key(passphrase, derivation(salt), move |key| match key {
            Some(key) => show(link(&page, &answers, &sections, Some((&key, nonce)))),
            None => form.fail(key!("vault.no-cryptography")),
        });
    });
    let passphrase = store::can_lock().then(|| {
        view! {
            <Folded title=key!("share.lock")>
                {paragraph(t(key!("share.lock-text")))}
                {form.field("share-passphrase", key!("vault.passphrase"), Some(key!("vault.advice")))}
                {form.show("share-passphrase-shown")}
            </Folded>
        }
        .into_any()
    });
    view! {
        <form on:submit=make>
            <fieldset class="share-choice">
                <legend>{t(key!("share.what"))}</legend>
                <Tick id="share-all".to_owned() checked=is_all change=choose_all>
                    <strong>{say(&Message::new(key!("share.all")).with("count", count(total)))}</strong>
                </Tick>
                <div class="share-groups">{groups}</div>
            </fieldset>
            {passphrase}
            {form.end(key!("share.make"))}
        </form>
        <div>{move || made.with(|made| made.as_ref().map(|made| result(state, made))).into_any()}</div>
    }
    .into_any()
}

/// A section to tick.
fn tick(
    section: &'static Section,
    answers: usize,
    chosen: RwSignal<Vec<&'static str>>,
    made: RwSignal<Option<Result<String, NotShared>>>,
) -> AnyView {
    let name = section.name;
    let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&name)));
    let change = handler(move |_| {
        chosen.update(|chosen| match chosen.iter().position(|one| *one == name) {
            Some(place) => drop(chosen.remove(place)),
            None => chosen.push(name),
        });
        // The link is that of another choice.
        made.set(None);
    });
    view! {
        <Tick id=format!("share-{name}") checked change>
            {say(&Message::new(key!("share.section")).with("name", section.title).with("count", count(answers)))}
        </Tick>
    }
    .into_any()
}

fn fault(why: NotShared) -> String {
    match why {
        NotShared::Nothing => t(key!("share.nothing")).to_owned(),
        NotShared::TooLong { letters } => {
            say(&Message::new(key!("share.too-long")).with("letters", count(letters)).with("most", count(MOST_LETTERS_OF_LINK)))
        }
    }
}

/// The link, or why there is none.
fn result(state: State, made: &Result<String, NotShared>) -> AnyView {
    let link = match made {
        Ok(link) => link,
        Err(why) => return notice(fault(*why)),
    };
    let told = RwSignal::new(String::new());
    let copy = handler(move |_| {
        browser::copy(LINK, move |is_copied| {
            let text = t(if is_copied { key!("share.copied") } else { key!("share.selected") });
            // The page may have been left meanwhile.
            if told.try_set(text.to_owned()).is_none() {
                tell(state, text);
            }
        });
    });
    let letters = link.chars().count();
    let code = qr(link, t(key!("share.qr-name")).to_owned()).map(|code| {
        view! {
            <figure class="share-qr">
                {code}
                <figcaption>{t(key!("share.qr"))}</figcaption>
            </figure>
        }
        .into_any()
    });
    let no_code = || hint(say(&Message::new(key!("share.qr-none")).with("most", count(MOST_LETTERS_OF_QR))));
    let code = code.unwrap_or_else(no_code);
    view! {
        <div class="card share-made">
            <div class="field">
                <label for=LINK>{t(key!("share.made"))}</label>
                <p class="hint" id="share-length">
                    {say(&Message::new(key!("share.length")).with("count", count(letters)))}
                </p>
                <input
                    class="input"
                    id=LINK
                    type="text"
                    readonly=true
                    translate="no"
                    aria-describedby="share-length"
                    value=link.clone()
                />
            </div>
            <div class="actions">{button("button primary", t(key!("share.copy")), copy)} <span>{live(move || told.get())}</span></div>
            {code}
        </div>
    }
    .into_any()
}
