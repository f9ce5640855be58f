use crate::ui::reactive::*;
use web_sys::{Event, HtmlDialogElement};

use super::part;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Document, DocumentFault};
use crate::store;
use crate::ui::browser::Chosen;
use crate::ui::dom::{El, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, t};

/// The file that a copy of the answers is saved in. Its name says nothing about the person.
const FILE: &str = "hsmp-profile.json";

/// Hands the person a copy of the answers.
pub fn download_profile(state: State) {
    browser::download(FILE, &state.saved_answers().to_json());
}

/// What this is, what it is not, and the data on this device.
#[inline(never)]
pub fn about(state: State) -> Vec<El> {
    let promises: [Key; 4] =
        [key!("about.privacy.device"), key!("about.privacy.network"), key!("about.privacy.no-names"), key!("about.privacy.limits")];
    let more = [Route::Sources, Route::SelfTest].map(|route| el("li").child(link(&route.href(), t(route.name()))));
    let version = Message::new(key!("about.version")).with("version", env!("CARGO_PKG_VERSION").to_owned());
    vec![
        p("lead", key!("about.lead")),
        part("privacy", key!("about.privacy.title")).child(el("ul").children(promises.map(|text| el("li").t(text)))),
        data_here(state),
        part("honest", key!("about.honest.title")).child(p("", key!("about.honest.text"))).child(el("ul.links").children(more)),
        part("not", key!("about.not.title")).child(p("", key!("shell.no-advice"))),
        el("p.aside").say(&version),
    ]
}

/// Take a copy, open a copy, delete everything.
fn data_here(state: State) -> El {
    let told = RwSignal::new(None::<Key>);
    let dialog = el("dialog").attr("aria-labelledby", "delete-title");
    let native = dialog.cast::<HtmlDialogElement>();
    let (opens, keeps, closes) = (native.clone(), native.clone(), native);
    let close = |dialog: &Option<HtmlDialogElement>| {
        if let Some(dialog) = dialog {
            dialog.close();
        }
    };
    let choice = el("div.actions").child(button("button", key!("about.delete.keep"), move |_| close(&keeps))).child(button(
        "button danger",
        key!("about.delete.yes"),
        move |_| {
            store::delete_everything();
            state.forget();
            close(&closes);
            told.set(Some(key!("about.delete.done")));
        },
    ));
    let dialog =
        dialog.child(el("h2").id("delete-title").t(key!("about.delete.sure"))).child(p("", key!("about.delete.text"))).child(choice);
    let file = el("div.file").child(el("label").attr("for", "open-profile").t(key!("about.open.title"))).child(
        el("input.input")
            .id("open-profile")
            .attr("type", "file")
            .attr("accept", "application/json,.json")
            .on("change", move |event| open(state, told, &event)),
    );
    let actions = el("div.actions").child(button("button", key!("about.download"), move |_| download_profile(state))).child(file).child(
        button("button danger", key!("about.delete.title"), move |_| {
            if let Some(dialog) = &opens {
                // Refused only if it is already open.
                drop(dialog.show_modal());
            }
        }),
    );
    part("data", key!("about.data.title"))
        .child(p("", key!("about.data.text")))
        .child(actions)
        .child(el("p").attr("role", "status").live(move || told.get().map_or("", t).to_owned()))
        .child(dialog)
}

/// Replaces the answers by those of a file, if it is one of ours.
fn open(state: State, told: RwSignal<Option<Key>>, event: &Event) {
    browser::read_chosen(event, move |chosen| {
        let document = match chosen {
            Chosen::TooLarge => {
                told.set(Some(key!("about.open.too-large")));
                return;
            }
            Chosen::NotText => Err(DocumentFault::NotJson),
            Chosen::Text(text) => Document::parse(&text),
        };
        let message = match document {
            Ok(document) => {
                state.replace(document);
                key!("about.open.done")
            }
            Err(DocumentFault::Newer(_)) => key!("about.open.newer"),
            Err(DocumentFault::NotJson | DocumentFault::NotAProfile) => key!("about.open.not-a-profile"),
        };
        told.set(Some(message));
    });
}
