use leptos::html;
use leptos::prelude::*;
use web_sys::Event;

use super::Part;
use crate::ui::browser::{Chosen, largest};
use crate::ui::components::button;
use crate::ui::components::text::{aside, lead, paragraph};
use crate::ui::route::Route;
use crate::ui::view::{each, handler, live};
use crate::ui::{State, browser, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Document, DocumentFault, MOST_ROWS, OpenFault};

/// The file that a copy of the answers is saved in. Its name says nothing about the person.
const FILE: &str = "hsmp-profile.json";

/// Hands the person a copy of the answers.
pub fn download_profile(state: State) {
    browser::download(FILE, &state.saved_answers().to_json());
}

/// What this is, what it is not, and the data on this device.
pub fn about(state: State) -> AnyView {
    let promises: [Key; 4] =
        [key!("about.privacy.device"), key!("about.privacy.network"), key!("about.privacy.no-names"), key!("about.privacy.limits")];
    let promises = each(&promises, |text| view! { <li>{t(text)}</li> }.into_any());
    let more = each(&[Route::Sources, Route::Checks], |route| view! { <li><a href=route.href()>{t(route.name())}</a></li> }.into_any());
    let version = Message::new(key!("about.version")).with("version", env!("CARGO_PKG_VERSION").to_owned());
    view! {
        {lead(t(key!("about.lead")))}
        <Part id="privacy" title=key!("about.privacy.title")>
            <ul>{promises}</ul>
        </Part>
        <DataHere state/>
        <Part id="honest" title=key!("about.honest.title")>
            {paragraph(t(key!("about.honest.text")))}
            <ul class="links">{more}</ul>
        </Part>
        <Part id="not" title=key!("about.not.title")>
            {paragraph(t(key!("shell.no-advice")))}
        </Part>
        {aside(say(&version))}
    }
    .into_any()
}

/// Take a copy, open a copy, delete everything.
#[component]
fn DataHere(state: State) -> AnyView {
    let told = RwSignal::new(String::new());
    // The answers that a copy took the place of.
    let replaced = RwSignal::new(None::<Document>);
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
        replaced.set(None);
        state.delete_everything();
        close();
        told.set(t(key!("about.delete.done")).to_owned());
    });
    let save = handler(move |_| download_profile(state));
    let undo = move || {
        let undo = handler(move |_| {
            if let Some(before) = replaced.try_update(Option::take).flatten() {
                state.replace(before);
                told.set(t(key!("about.open.undone")).to_owned());
            }
            // The button that had the focus is gone.
            request_animation_frame(|| browser::focus("open-profile"));
        });
        view! {
            <button class="button" type="button" id="open-undo" on:click=undo>
                {t(key!("about.open.undo"))}
            </button>
        }
        .into_any()
    };
    let choose = handler(move |event: Event| open(state, told, replaced, &event));
    view! {
        <Part id="data" title=key!("about.data.title")>
            {paragraph(t(key!("about.data.text")))}
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
            <p role="status">{live(move || told.get())}</p>
            <div>{move || replaced.with(Option::is_some).then(undo).into_any()}</div>
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

/// Replaces the answers by those of a file, if it is one of ours.
fn open(state: State, told: RwSignal<String>, replaced: RwSignal<Option<Document>>, event: &Event) {
    browser::read_chosen(event, move |chosen| {
        let document = match chosen {
            Chosen::TooLarge => Err(OpenFault::TooLong),
            Chosen::NotText => Err(OpenFault::Unread(DocumentFault::NotJson)),
            Chosen::Text(text) => Document::open(&text),
        };
        let message: Message = match document {
            Ok(document) => {
                replaced.set(Some(state.saved_answers()).filter(|before| !before.is_empty()));
                state.replace(document);
                key!("about.open.done").into()
            }
            Err(OpenFault::TooLong) => largest(key!("about.open.too-large")),
            Err(OpenFault::TooManyRows(section)) => {
                let rows = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
                Message::new(key!("about.open.too-many-rows")).with("rows", rows).with("section", section.title)
            }
            Err(OpenFault::Unread(DocumentFault::Newer(_))) => key!("about.open.newer").into(),
            Err(OpenFault::Unread(DocumentFault::NotJson | DocumentFault::NotAProfile)) => key!("about.open.not-a-profile").into(),
        };
        told.set(say(&message));
    });
}
