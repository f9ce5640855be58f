use leptos::html;
use leptos::prelude::*;
use web_sys::Event;

use super::Part;
use crate::store::{self, Lasting, Place};
use crate::ui::browser::{Chosen, largest};
use crate::ui::components::button;
use crate::ui::components::text::{aside, hint, lead, paragraph};
use crate::ui::components::trial::list_of_changes;
use crate::ui::profiles::AddFault;
use crate::ui::route::Route;
use crate::ui::undo::ALL_ANSWERS;
use crate::ui::view::{each, handler, live};
use crate::ui::{State, browser, count, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Document, DocumentFault, MOST_PROFILES, MOST_ROWS, OpenFault, Opened, utf_text, write_profiles};

/// What a visitor can type into the browser's console, to see it stopped and counted.
const ATTEMPT: &str = "fetch(\"https://example.org/\")";

/// Hands the person a copy of the answers. Of a profile with a passphrase it is locked too.
pub fn download_profile(state: State) {
    state.save_what_is_pending();
    match state.open_profile().locked_text().filter(|_| !state.is_unsaved()) {
        Some(locked) => browser::download(&state.file_name("profile", "json"), write_profiles(&[], &[locked]).as_bytes()),
        None => download_readable(state),
    }
    state.note_backup();
}

/// Hands the person the answers as anybody can read them.
pub fn download_readable(state: State) {
    browser::download(&state.file_name("profile", "json"), state.saved_answers().to_json().as_bytes());
}

/// What this is, what it is not, and the data on this device.
pub fn about(state: State) -> AnyView {
    let promises: [Key; 4] =
        [key!("about.privacy.device"), key!("about.privacy.network"), key!("about.privacy.no-names"), key!("about.privacy.limits")];
    let promises = each(&promises, |text| view! { <li>{t(text)}</li> }.into_any());
    let steps: [(Key, &str); 5] = [
        (key!("about.check.offline"), ""),
        (key!("about.check.network"), ""),
        (key!("about.check.send"), ATTEMPT),
        (key!("about.check.headers"), ""),
        (key!("about.check.storage"), ""),
    ];
    let steps = each(&steps, |(text, code)| {
        let code = (!code.is_empty()).then(|| view! { <code>{code}</code> }.into_any());
        view! { <li>{t(text)} " " {code}</li> }.into_any()
    });
    let more = each(&[Route::Sources, Route::Checks, Route::Receipts], |route| {
        view! { <li><a href=route.href()>{t(route.name())}</a></li> }.into_any()
    });
    let version = Message::new(key!("about.version")).with("version", env!("CARGO_PKG_VERSION").to_owned());
    view! {
        {lead(t(key!("about.lead")))}
        <Part id="privacy" title=key!("about.privacy.title")>
            <ul>{promises}</ul>
        </Part>
        <Part id="check" title=key!("about.check.title")>
            {paragraph(t(key!("about.check.text")))}
            <ol>{steps}</ol>
            {paragraph(t(key!("about.check.unseen")))}
        </Part>
        {(Place::of_page() == Place::Device).then(|| view! { <DataHere state/> })}
        <Part id="honest" title=key!("about.honest.title")>
            {paragraph(t(key!("about.honest.text")))}
            <ul class="links">{more}</ul>
        </Part>
        <Part id="not" title=key!("about.not.title")>
            {paragraph(t(key!("shell.no-advice")))}
        </Part>
        <Part id="build" title=key!("about.build.title")>
            <p>
                {t(key!("about.build.id"))}
                " "
                <code>{browser::build()}</code>
            </p>
            {paragraph(t(key!("about.build.text")))}
        </Part>
        {aside(say(&version))}
    }
    .into_any()
}

/// Take a copy, open a copy, delete everything.
#[component]
fn DataHere(state: State) -> AnyView {
    let told = RwSignal::new(String::new());
    // A copy that was chosen and would change answers.
    let chosen = RwSignal::new(None::<Document>);
    let dialog = NodeRef::<html::Dialog>::new();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let ask = handler(move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Refused only if it is already open.
            drop(dialog.show_modal());
        }
    });
    let keep = handler(move |_| close());
    let delete = handler(move |_| {
        chosen.set(None);
        let is_gone = state.delete_everything();
        close();
        told.set(t(if is_gone { key!("about.delete.done") } else { key!("about.delete.failed") }).to_owned());
    });
    let save = handler(move |_| download_profile(state));
    // The button that had the focus is gone.
    let done = move |text: Key| {
        told.set(t(text).to_owned());
        request_animation_frame(|| browser::focus("open-profile"));
    };
    let undo = move || {
        let undo = handler(move |_| {
            state.undo(ALL_ANSWERS);
            done(key!("about.open.undone"));
        });
        button("button", t(key!("about.open.undo")), undo)
    };
    let question = move |copy: &Document| {
        let replace = handler(move |_| {
            if let Some(copy) = chosen.try_update(Option::take).flatten() {
                replace(state, copy);
                done(key!("about.open.done"));
            }
        });
        let keep = handler(move |_| {
            chosen.set(None);
            done(key!("about.open.kept"));
        });
        // Another window may change the answers while this one asks.
        let copy = copy.clone();
        let changes = move || {
            state.read(|_| ());
            list_of_changes(&state.saved_answers(), &copy)
        };
        view! {
            <section class="card" aria-labelledby="open-question">
                <h3 id="open-question" tabindex="-1">
                    {t(key!("about.open.question"))}
                </h3>
                <div>{move || changes()}</div>
                <div class="actions">
                    {button("button primary", t(key!("about.open.replace")), replace)}
                    {button("button", t(key!("about.open.keep")), keep)}
                </div>
            </section>
        }
        .into_any()
    };
    let choose = handler(move |event: Event| open(state, told, chosen, &event));
    view! {
        <Part id="data" title=key!("about.data.title")>
            {paragraph(t(key!("about.data.text")))}
            {kept(state, told)}
            <div class="actions">
                {button("button", t(key!("about.download")), save)}
                <div class="file">
                    <label for="open-profile">{t(key!("about.open.title"))}</label>
                    <input
                        class="input"
                        id="open-profile"
                        type="file"
                        accept="application/json,.json"
                        on:change=choose
                    />
                </div>
                {button("button danger", t(key!("about.delete.title")), ask)}
            </div>
            {hint(t(key!("about.delete.shortcut")))}
            <p role="status">{live(move || told.get())}</p>
            <div>{move || chosen.with(|copy| copy.as_ref().map(question)).into_any()}</div>
            <div>{move || state.can_undo(ALL_ANSWERS).then(undo).into_any()}</div>
            <dialog aria-labelledby="delete-title" node_ref=dialog>
                <h2 id="delete-title">{t(key!("about.delete.sure"))}</h2>
                {paragraph(t(key!("about.delete.text")))}
                <div class="actions">
                    {button("button", t(key!("about.delete.keep")), keep)}
                    {button("button danger", t(key!("about.delete.yes")), delete)}
                </div>
            </dialog>
        </Part>
    }
    .into_any()
}

/// How long the browser keeps what is here, and the last backup.
fn kept(state: State, told: RwSignal<String>) -> AnyView {
    let lasting = RwSignal::new(None::<Lasting>);
    // Where the page has been left meanwhile, nobody reads it.
    let take = move |says| {
        let _ = lasting.try_set(Some(says));
    };
    store::look_whether_kept(take);
    let says = live(move || {
        lasting.get().map_or("", |says| match says {
            Lasting::Promised => t(key!("about.kept.promised")),
            Lasting::MayGo => t(key!("about.kept.may-go")),
            Lasting::Unknown => t(key!("about.kept.unknown")),
        })
    });
    // Firefox asks the person about it, so they press a button first (`store::may_ask_unasked`).
    let ask = handler(move |_| {
        store::ask_to_keep(move |says| {
            take(says);
            let text = if says == Lasting::Promised { key!("about.kept.now") } else { key!("about.kept.refused") };
            let _ = told.try_set(t(text).to_owned());
        });
    });
    let backup = live(move || {
        state.profiles.track();
        match state.open_profile().header.backup() {
            Some(day) => say(&Message::new(key!("about.backup.last")).with("date", day)),
            None => t(key!("about.backup.none")).to_owned(),
        }
    });
    view! {
        <p id="kept">{says}</p>
        {store::is_webkit().then(|| paragraph(t(key!("about.webkit"))))}
        <p>{backup}</p>
        <div class="actions" hidden=move || lasting.get() != Some(Lasting::MayGo)>
            {button("button", t(key!("about.kept.ask")), ask)}
        </div>
    }
    .into_any()
}

/// Opens a copy. What it would change of answers that are there is shown first, and asked.
fn open(state: State, told: RwSignal<String>, chosen: RwSignal<Option<Document>>, event: &Event) {
    chosen.set(None);
    browser::read_chosen(event, move |file| {
        let opened = match file {
            Chosen::TooLarge => Err(OpenFault::TooLong),
            Chosen::NotRead => {
                told.set(t(key!("about.open.not-read")).to_owned());
                return;
            }
            Chosen::Bytes(bytes) => match utf_text(&bytes) {
                Some(text) => Opened::read(&text),
                None => Err(OpenFault::Unread(DocumentFault::NotJson { line: 1 })),
            },
        };
        let own = state.saved_answers();
        let mut left_out = 0;
        let message: Message = match opened {
            Ok(Opened::One(_)) if state.is_locked.get_untracked() => key!("vault.first-open").into(),
            Ok(Opened::One(copy)) if copy == own => key!("about.open.same").into(),
            Ok(Opened::One(copy)) if own.is_empty() => {
                replace(state, copy);
                key!("about.open.done").into()
            }
            Ok(Opened::One(copy)) => {
                chosen.set(Some(copy));
                request_animation_frame(|| browser::focus("open-question"));
                key!("about.open.asked").into()
            }
            Ok(Opened::Several { .. }) if !state.can_switch() => key!("profiles.trial").into(),
            Ok(Opened::Several { profiles, locked, unread }) => match state.add_profiles(&profiles, &locked) {
                Ok(added) => {
                    left_out = unread;
                    Message::new(key!("about.open.several")).with("count", count(added))
                }
                Err(AddFault::TooMany) => Message::new(key!("about.open.too-many-profiles")).with("most", count(MOST_PROFILES)),
                Err(AddFault::NotSaved) => key!("notice.refused").into(),
            },
            Err(OpenFault::TooLong) => largest(key!("about.open.too-large")),
            Err(OpenFault::TooManyRows(section)) => {
                let rows = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
                Message::new(key!("about.open.too-many-rows")).with("rows", rows).with("section", section.title)
            }
            Err(OpenFault::Unread(DocumentFault::Newer(_))) => key!("about.open.newer").into(),
            Err(OpenFault::Unread(DocumentFault::Locked)) => key!("vault.unknown").into(),
            Err(OpenFault::Unread(DocumentFault::NotJson { line })) => Message::new(key!("about.open.not-json")).with("line", count(line)),
            Err(OpenFault::Unread(DocumentFault::NotAProfile { at })) => {
                Message::new(key!("about.open.not-a-profile")).with("at", at.to_owned())
            }
        };
        let unread = Message::new(key!("about.open.unread")).with("count", count(left_out));
        told.set(if left_out == 0 { say(&message) } else { format!("{} {}", say(&message), say(&unread)) });
    });
}

fn replace(state: State, copy: Document) {
    state.end_trial(false);
    state.edit_with_undo(ALL_ANSWERS, |state| state.replace(copy));
}
