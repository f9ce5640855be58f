//! Stays from a table and to a table. What cannot be read stays in the box to be corrected.

mod ask;
mod found;

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::browser::{Chosen, largest};
use crate::ui::components::text::hint;
use crate::ui::components::{Spoken, button};
use crate::ui::view::{handler, live, use_state};
use crate::ui::{State, browser, say, t, words};
use hsmp::key;
use hsmp::profile::{CodePage, Import, Stay, Told, export_stays, import_stays, read_table};

/// The name of the step that takes an import back.
const IMPORT: &str = "import";

/// The box for tables and what was said of its text.
#[derive(Clone, Copy)]
struct Table {
    state: State,
    /// Its text.
    draft: RwSignal<String>,
    /// What became of it.
    told: RwSignal<String>,
    /// What the person said where the text does not say it itself.
    answers: RwSignal<Told>,
    /// Which of the stays that would be replaced are kept as they are.
    kept: RwSignal<Vec<usize>>,
    /// The file that the text is from.
    file: StoredValue<Vec<u8>>,
    /// What was read of it, before anybody changed it.
    filled: StoredValue<String>,
    /// The code page in which that was read, if it is not Unicode.
    page: RwSignal<Option<CodePage>>,
    /// What the text holds.
    found: Memo<Import>,
}

impl Table {
    fn new(state: State, draft: RwSignal<String>) -> Self {
        let answers = RwSignal::new(Told::default());
        let found = Memo::new(move |_| {
            let text = draft.get();
            let answers = answers.get();
            state
                .assessment
                .with(|all| if text.trim().is_empty() { Import::default() } else { import_stays(&text, &all.profile.stays, answers) })
        });
        Self {
            state,
            draft,
            told: RwSignal::new(String::new()),
            answers,
            kept: RwSignal::new(Vec::new()),
            file: StoredValue::new(Vec::new()),
            filled: StoredValue::new(String::new()),
            page: RwSignal::new(None),
            found,
        }
    }

    /// Puts another text into the box.
    fn fill(self, text: String, page: Option<CodePage>) {
        self.answers.set(Told::default());
        self.kept.set(Vec::new());
        self.page.set(page);
        self.draft.set(text);
    }

    /// Changes what the person said of the text.
    fn answer(self, change: impl FnOnce(&mut Told)) {
        self.kept.set(Vec::new());
        self.answers.update(change);
    }

    /// Reads the file, in the code page that was chosen or in the one that is likely.
    fn read_file(self, chosen: Option<CodePage>) {
        let language = words().language().code();
        let decode = |bytes: &[u8], page: CodePage| browser::decoded(bytes, page.name());
        match self.file.with_value(|bytes| read_table(bytes, language, chosen, &decode)) {
            Ok(read) => {
                self.told.set(String::new());
                self.filled.set_value(read.text.clone());
                self.fill(read.text, read.read_as);
            }
            // What stands in the box is kept where the file gives nothing to put there.
            Err(why) => self.told.set(say(&why)),
        }
    }

    /// Takes the stays over; what cannot be read is left, and is read in the same order.
    fn take(self) {
        let found = self.found.get_untracked();
        let kept = self.kept.get_untracked();
        self.state.edit_with_undo(IMPORT, |state| state.edit(|document| found.take_over(document, &kept)));
        self.told.set(t(if found.bad.is_empty() { key!("import.taken-all") } else { key!("import.taken") }).to_owned());
        self.fill(found.rest(), None);
        self.answers.set(Told { order: found.order, places: None });
        focus_soon();
    }
}

/// The box has the focus again once it is drawn.
fn focus_soon() {
    request_animation_frame(|| browser::focus("stays-text"));
}

/// Taking stays in from a table, and handing them out.
#[component]
pub(super) fn Exchange() -> AnyView {
    let state = use_state();
    // Outlives the page: what could not be read waits here until it is mended or thrown away.
    let draft = state.unread;
    let is_waiting = draft.with_untracked(|text| !text.is_empty());
    let table = Table::new(state, draft);
    let choose = handler(move |event: Event| open(&event, table));
    let write = handler(move |event: Event| {
        let text = event_target_value(&event);
        table.told.set(String::new());
        table.kept.set(Vec::new());
        table.page.set(None);
        // Another list says itself how it is read.
        if text.trim().is_empty() {
            table.answers.set(Told::default());
        }
        draft.set(text);
    });
    let take = handler(move |_| table.take());
    let discard = handler(move |_| {
        table.told.set(String::new());
        table.fill(String::new(), None);
        browser::focus("stays-text");
    });
    let nothing_to_take = move || {
        let replaced = table.found.with(|found| found.overlaps.len()) > table.kept.with(Vec::len);
        !replaced && table.found.with(|found| found.stays.is_empty())
    };
    let is_empty = Memo::new(move |_| state.read(|document| !document.has_rows(Stay::SECTION)));
    let save = handler(move |_| browser::download(&state.file_name("stays", "csv"), &state.peek(export_stays)));
    view! {
        <details class="exchange no-print" open=is_waiting>
            <summary>{t(key!("import.title"))}</summary>
            {hint(t(key!("import.hint")))}
            <p class="example">
                <code>{t(key!("import.example-here"))}</code>
                <code>{t(key!("import.example-abroad"))}</code>
            </p>
            <div class="field">
                <label for="stays-text">{t(key!("import.text"))}</label>
                <div>
                    <textarea
                        class="input"
                        id="stays-text"
                        rows="5"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        translate="no"
                        aria-describedby="stays-found"
                        prop:value=live(move || draft.get())
                        on:input=write
                    ></textarea>
                </div>
            </div>
            <div class="file">
                <label for="stays-file">{t(key!("import.file"))}</label>
                <input
                    class="input"
                    id="stays-file"
                    type="file"
                    accept="text/csv,.csv,.txt,.tsv"
                    on:change=choose
                />
            </div>
            <p role="status">{live(move || table.told.get())}</p>
            <div>{move || state.can_undo(IMPORT).then(|| undo(table)).into_any()}</div>
            {ask::code_page(table)}
            {ask::columns(table)}
            {ask::order(table)}
            <div id="stays-found" class="prose">
                {move || table.found.with(found::report)}
            </div>
            {found::overlaps(table)}
            <Spoken of="stays-found" with=live(move || draft.get())/>
            <div class="actions">
                <button class="button primary" type="button" hidden=nothing_to_take on:click=take>
                    {t(key!("import.take"))}
                </button>
                <button class="button" type="button" hidden=move || draft.with(String::is_empty) on:click=discard>
                    {t(key!("import.discard"))}
                </button>
            </div>
        </details>
        <button class="button quiet no-print" type="button" hidden=move || is_empty.get() on:click=save>
            {t(key!("import.save"))}
        </button>
    }
    .into_any()
}

/// The way back from the last import.
fn undo(table: Table) -> AnyView {
    let undo = handler(move |_| {
        table.state.undo(IMPORT);
        table.told.set(t(key!("import.undone")).to_owned());
        focus_soon();
    });
    button("button", t(key!("import.undo")), undo)
}

/// Puts a file's text into the box.
fn open(event: &Event, table: Table) {
    browser::read_chosen(event, move |chosen| match chosen {
        Chosen::TooLarge => table.told.set(say(&largest(key!("import.too-large")))),
        Chosen::NotRead => table.told.set(t(key!("import.not-text")).to_owned()),
        // Lines that were typed, or are left to be mended, are not overwritten.
        Chosen::Bytes(_) if table.draft.with_untracked(|text| !text.trim().is_empty() && *text != table.filled.get_value()) => {
            table.told.set(t(key!("import.box-full")).to_owned());
        }
        Chosen::Bytes(bytes) => {
            table.file.set_value(bytes);
            table.read_file(None);
        }
    });
}
