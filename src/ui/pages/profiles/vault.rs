//! The passphrase of the open profile: giving one, and the question for it.

use leptos::prelude::*;

use crate::store::{self, LockAfter};
use crate::ui::components::text::{hint, notice, paragraph};
use crate::ui::components::{Folded, Tick, button, tell};
use crate::ui::route::Route;
use crate::ui::view::{each, handler, live};
use crate::ui::{State, pages, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};

/// Shorter ones are found by trying.
pub(super) const FEWEST_LETTERS: usize = 10;

/// The question for the passphrase of a locked profile.
pub fn unlock(state: State) -> AnyView {
    let form = ask(key!("vault.locked-text"), key!("vault.unlock"), move |form, passphrase| {
        state.unlock(passphrase, move |outcome| match outcome {
            Ok(()) => tell(state, t(key!("vault.opened"))),
            Err(why) => form.fail(why),
        });
    });
    view! {
        {form}
        <p class="hint">
            {t(key!("vault.others"))}
            " "
            <a href=Route::Profiles.href()>{t(key!("page.profiles"))}</a>
        </p>
    }
    .into_any()
}

/// A form that asks for a passphrase, and what is done with one.
pub(super) fn ask(text: Key, action: Key, open: impl Fn(Form, String) + Send + 'static) -> AnyView {
    let form = Form::new();
    let submit = handler(move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = form.passphrase.get_untracked();
        if passphrase.is_empty() {
            return form.fail(key!("vault.nothing-typed"));
        }
        form.begin();
        open(form, passphrase);
    });
    view! {
        <form class="passphrase" on:submit=submit>
            {paragraph(t(text))}
            {form.field("passphrase", key!("vault.passphrase"), None)}
            {form.show("passphrase-shown")}
            {form.end(action)}
        </form>
    }
    .into_any()
}

/// What can be done about the passphrase of the open profile.
pub fn settings(state: State) -> AnyView {
    let contents = match (store::can_lock(), state.has_key()) {
        (_, true) => locked_when_closed(state),
        (true, false) => view! {
            <Folded title=key!("vault.set-title")>
                {paragraph(t(key!("vault.lead")))} {set(state, key!("vault.set"))}
            </Folded>
        }
        .into_any(),
        (false, false) => hint(t(key!("vault.no-cryptography"))),
    };
    view! {
        <section id="vault" aria-label=t(key!("vault.title"))>
            {contents}
        </section>
    }
    .into_any()
}

/// A profile that has one, while it is open.
fn locked_when_closed(state: State) -> AnyView {
    let lock = handler(move |_| state.lock_everywhere());
    let remove = handler(move |_| {
        state.remove_passphrase();
        // Where the browser refused to store it, the notice at the head says so.
        if !state.has_key() {
            tell(state, t(key!("vault.removed")));
        }
    });
    let readable = handler(move |_| pages::download_readable(state));
    let chosen = store::lock_after();
    let choose = handler(move |event: web_sys::Event| {
        let name = event_target_value(&event);
        if let Some(after) = LockAfter::ALL.into_iter().find(|after| after.name() == name) {
            store::save_lock_after(after);
        }
    });
    let options = each(&LockAfter::ALL, |after| {
        let text = match after {
            LockAfter::Hidden => t(key!("vault.after-hidden")).to_owned(),
            LockAfter::Minutes(minutes) => say(&Message::new(key!("vault.after-minutes")).with("count", i64::from(minutes))),
        };
        view! {
            <option value=after.name() selected=after == chosen>
                {text}
            </option>
        }
        .into_any()
    });
    let has_damaged = !store::damaged().is_empty();
    view! {
        <div>
            {notice(t(key!("vault.on")))}
            {has_damaged.then(|| paragraph(t(key!("vault.damaged"))))}
            <div class="field">
                <label for="lock-after">{t(key!("vault.after"))}</label>
                <select class="input" id="lock-after" autocomplete="off" on:change=choose>
                    {options}
                </select>
            </div>
            <div class="actions">
                {button("button primary", t(key!("vault.lock-now")), lock)}
                {button("button", t(key!("vault.readable")), readable)}
            </div>
            <Folded title=key!("vault.change")>{set(state, key!("vault.change-set"))}</Folded>
            <Folded title=key!("vault.remove")>
                {paragraph(t(key!("vault.remove-text")))} {button("button danger", t(key!("vault.remove")), remove)}
            </Folded>
        </div>
    }
    .into_any()
}

/// A new passphrase, typed twice: a slip of the finger would lock the profile for ever.
fn set(state: State, action: Key) -> AnyView {
    let form = Form::new();
    let again = RwSignal::new(String::new());
    let submit = handler(move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = form.passphrase.get_untracked();
        if passphrase.chars().count() < FEWEST_LETTERS {
            return form.fail(key!("vault.too-short"));
        }
        if passphrase != again.get_untracked() {
            return form.fail(key!("vault.differ"));
        }
        form.begin();
        state.set_passphrase(passphrase, move |outcome| match outcome {
            Ok(()) => tell(state, t(key!("vault.is-set"))),
            Err(why) => form.fail(why),
        });
    });
    view! {
        <form class="passphrase" on:submit=submit>
            {notice(t(key!("vault.no-recovery")))}
            {form.field("new-passphrase", key!("vault.new-passphrase"), Some(key!("vault.advice")))}
            {form.typed("new-passphrase-again", key!("vault.again"), None, again)}
            {form.show("new-passphrase-shown")}
            {form.end(action)}
        </form>
    }
    .into_any()
}

/// A form with a passphrase. What is typed is nowhere but here.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) passphrase: RwSignal<String>,
    is_shown: RwSignal<bool>,
    pub(super) is_busy: RwSignal<bool>,
    /// Why nothing came of it.
    fault: RwSignal<Option<Key>>,
}

impl Form {
    pub(super) fn new() -> Self {
        Self {
            passphrase: RwSignal::new(String::new()),
            is_shown: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            fault: RwSignal::new(None),
        }
    }

    pub(super) fn begin(self) {
        self.fault.set(None);
        self.is_busy.set(true);
    }

    /// The form may have gone while the key was made.
    pub(super) fn fail(self, why: Key) {
        let _ = self.is_busy.try_set(false);
        let _ = self.fault.try_set(Some(why));
    }

    pub(super) fn field(self, id: &'static str, name: Key, help: Option<Key>) -> AnyView {
        self.typed(id, name, help, self.passphrase)
    }

    fn typed(self, id: &'static str, name: Key, help: Option<Key>, text: RwSignal<String>) -> AnyView {
        let hint_id = format!("{id}-hint");
        let described = help.is_some().then(|| hint_id.clone());
        let help = help.map(|help| view! { <p class="hint" id=hint_id>{t(help)}</p> }.into_any());
        let write = handler(move |event: web_sys::Event| text.set(event_target_value(&event)));
        view! {
            <div class="field">
                <label for=id>{t(name)}</label>
                {help}
                <input
                    class="input"
                    id=id
                    type=move || if self.is_shown.get() { "text" } else { "password" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    translate="no"
                    aria-describedby=described
                    aria-invalid=move || self.fault.get().is_some().then_some("true")
                    prop:value=text
                    on:input=write
                />
            </div>
        }
        .into_any()
    }

    pub(super) fn show(self, id: &'static str) -> AnyView {
        let change = handler(move |event: web_sys::Event| self.is_shown.set(event_target_checked(&event)));
        view! {
            <Tick id=id.to_owned() checked=self.is_shown.into() change>
                {t(key!("vault.show"))}
            </Tick>
        }
        .into_any()
    }

    pub(super) fn end(self, action: Key) -> AnyView {
        let fault = live(move || self.fault.get().map_or("", t));
        let text = live(move || t(if self.is_busy.get() { key!("vault.busy") } else { action }));
        view! {
            <div>
                <p class="message wrong" role="alert">
                    {fault}
                </p>
                <div class="actions">
                    <button class="button primary" type="submit" disabled=move || self.is_busy.get()>
                        {text}
                    </button>
                </div>
            </div>
        }
        .into_any()
    }
}
