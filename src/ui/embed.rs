//! The calculator in a partner's page: one question in a frame, without our navigation (docs/decisions/0070-embedding.md).
//! `public/frame.js` reads the settings and leaves them on the page's root element. It hears of what happens here through
//! events of the window, which never say what was answered.

use leptos::prelude::*;

use super::app::headed;
use super::components::requests::requests;
use super::components::text::{aside, hint, notice, paragraph};
use super::components::{Icon, QuestionField, Symbol, button, tell};
use super::pages::{self, Part};
use super::route::{Group, Route};
use super::state::{Saved, State};
use super::view::{each, handler, live};
use super::{browser, count, frame, notes, say, t, words};
use crate::store::{NotSaved, Place};
use hsmp::assess::Assessment;
use hsmp::assess::points::Verdict;
use hsmp::assess::residence::residency::Reason;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::share::{MOST_LETTERS_OF_LINK, NotShared, link};
use hsmp::profile::{
    Achievements, Certificate, Conditions, Days, Degree, Document, Elsewhere, Employer, Job, Journey, LanguageSkill, Papers, Pay, Permits,
    Reliefs, SECTIONS, Section, Slot, Stay, Ties, You,
};
use hsmp::quantity::Tri;
use hsmp::receipt::receipt_file;

/// The full calculator stands beside the page of the frames.
const FULL: &str = "./";

/// How far below the top edge an explanation opens, for the style.
const TOP: &str = "--dialog-top";

/// What a frame can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calculator {
    /// The points.
    Points,
    /// Tax residence.
    Residency,
    /// From gross to net.
    Pay,
    /// Residence permits.
    Permits,
    /// The dated plan.
    Plan,
    /// Programmes of other countries.
    Programmes,
    /// Everything, with its navigation.
    Full,
}

impl Calculator {
    /// All, in the order they are offered.
    pub const ALL: [Self; 7] = [Self::Points, Self::Residency, Self::Pay, Self::Permits, Self::Plan, Self::Programmes, Self::Full];

    /// The name by which partners ask for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Residency => "residency",
            Self::Pay => "pay",
            Self::Permits => "permits",
            Self::Plan => "plan",
            Self::Programmes => "programmes",
            Self::Full => "full",
        }
    }

    /// The page that it begins with.
    pub const fn home(self) -> Route {
        match self {
            Self::Points => Route::Points,
            Self::Residency => Route::TaxResidence,
            Self::Pay => Route::Pay,
            Self::Permits => Route::Permits,
            Self::Plan => Route::Timeline,
            Self::Programmes => Route::Programmes,
            Self::Full => Route::Summary,
        }
    }

    /// What its answer follows from, and its page does not ask because other pages do.
    const fn further_questions(self) -> &'static [Slot] {
        match self {
            Self::Points | Self::Programmes | Self::Full => &[],
            Self::Residency | Self::Pay | Self::Permits => &[You::AZERBAIJANI],
            Self::Plan => &[Permits::HELD, Permits::PERMIT_UNTIL, Days::PROGRAMME, Permits::CITIZEN_RELATIVE, Permits::RESIDENT_RELATIVE],
        }
    }

    /// Where its answers stand.
    fn sections(self) -> Vec<&'static Section> {
        let names: &[&str] = match self {
            Self::Points => {
                &[You::SECTION, Job::SECTION, Degree::SECTION, Certificate::SECTION, LanguageSkill::SECTION, Achievements::SECTION]
            }
            Self::Residency => &[Stay::SECTION, Ties::SECTION],
            Self::Pay => &[Pay::SECTION, Reliefs::SECTION, Employer::SECTION],
            Self::Permits => &[Permits::SECTION, Days::SECTION],
            Self::Plan => &[Journey::SECTION, Permits::SECTION, Conditions::SECTION, Papers::SECTION],
            Self::Programmes => &[Elsewhere::SECTION],
            Self::Full => return SECTIONS.iter().collect(),
        };
        names.iter().filter_map(|name| Section::named(name)).collect()
    }

    /// Whether there is an answer to its question.
    fn is_answered(self, all: &Assessment) -> bool {
        match self {
            Self::Points | Self::Full => all.points.verdict != Verdict::Depends,
            Self::Residency => (all.residency.as_ref())
                .is_ok_and(|found| found.outcome.because != Reason::NoStays && found.outcome.resident != Tri::Unknown),
            Self::Pay => all.pay.as_ref().is_some_and(|pay| pay.payslip.net.is_ok()),
            Self::Permits => pages::permits_line(all).is_some(),
            Self::Plan => all.profile.journey.start.is_some(),
            Self::Programmes => pages::programmes_line(all).is_some(),
        }
    }
}

/// What was wrong with the settings of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A language we do not have.
    Language,
    /// Something else. A calculator that we do not have is none.
    Setting,
}

/// What a partner's page asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Which calculator; none where it is one that we do not have.
    pub calculator: Option<Calculator>,
    /// Where answers lie.
    pub storage: Place,
    /// What is to be said of its other settings.
    pub fault: Option<Fault>,
}

impl Embedded {
    /// Reads what `public/frame.js` left; nothing where this page is not one for frames.
    pub fn read() -> Option<Self> {
        let name = browser::on_root("data-embed")?;
        let fault = match browser::on_root("data-embed-fault").as_deref() {
            Some("language") => Some(Fault::Language),
            Some("setting") => Some(Fault::Setting),
            _ => None,
        };
        let calculator = Calculator::ALL.into_iter().find(|calculator| calculator.name() == name);
        Some(Self { calculator, storage: Place::of_page(), fault })
    }
}

impl State {
    /// Whether there is one calculator in a partner's page, without our navigation.
    pub fn is_one_calculator(self) -> bool {
        self.embedded.with(|embedded| embedded.is_some_and(|own| own.calculator != Some(Calculator::Full)))
    }

    /// Whether there can be several profiles, and a passphrase: in a partner's page only where all of us is shown, and
    /// saved.
    pub fn has_profiles(self) -> bool {
        let can = |own: Embedded| own.calculator == Some(Calculator::Full) && own.storage == Place::Device;
        self.embedded.with(|embedded| embedded.is_none_or(can))
    }

    /// The pages of a group that are of use here.
    pub(super) fn pages_of(self, group: Group) -> impl Iterator<Item = &'static Route> {
        let has_profiles = self.has_profiles();
        group.pages().iter().filter(move |route| has_profiles || **route != Route::Profiles)
    }

    /// The page to begin with.
    pub(super) fn home(self) -> Route {
        let calculator = self.embedded.with_untracked(|embedded| embedded.and_then(|own| own.calculator));
        calculator.map_or(Route::Summary, Calculator::home)
    }
}

/// A page with its heading; in a partner's page with what it needs there.
pub(super) fn page(state: State, route: Route) -> AnyView {
    let title = if route == Route::Summary { pages::summary_title(state) } else { route.title() };
    let calculator = match state.embedded.get_untracked() {
        None => return headed(title, route.view(state)),
        Some(Embedded { calculator: None, .. }) => return headed(key!("embed.unknown.title"), choice(state)),
        Some(Embedded { calculator: Some(calculator), .. }) => calculator,
    };
    let contents = match route {
        Route::Profiles if !state.has_profiles() => paragraph(t(key!("embed.no-profiles"))),
        _ => route.view(state),
    };
    if calculator == Calculator::Full {
        return headed(title, contents);
    }
    let home = calculator.home();
    if route == home {
        return headed(title, view! { {contents} {further(calculator)} }.into_any());
    }
    let back = Message::new(key!("embed.back")).with("page", home.name());
    view! {
        <p class="embed-back no-print">
            <a href=home.href()>{say(&back)}</a>
        </p>
        {headed(title, contents)}
    }
    .into_any()
}

/// Questions that stand on other pages of ours, so that one need not go there for an answer.
fn further(calculator: Calculator) -> Option<AnyView> {
    let asked = calculator.further_questions();
    let part = || {
        view! {
            <Part id="embed-questions" title=key!("embed.questions") class="no-print">
                {each(asked, |slot| view! { <QuestionField at=slot/> }.into_any())}
            </Part>
        }
        .into_any()
    };
    (!asked.is_empty()).then(part)
}

/// Where the partner's page asks for a calculator that we do not have: those that we have.
fn choice(state: State) -> AnyView {
    let one = |calculator: Calculator| {
        let choose = handler(move |_: web_sys::MouseEvent| {
            state.embedded.update(|embedded| {
                if let Some(embedded) = embedded {
                    embedded.calculator = Some(calculator);
                }
            });
            state.redraw();
        });
        let name = if calculator == Calculator::Full { key!("embed.full") } else { calculator.home().name() };
        view! {
            <li>
                <a href=calculator.home().href() on:click=choose>
                    {t(name)}
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        {notice(t(key!("embed.unknown.text")))}
        <ul class="embed-choice">{each(&Calculator::ALL, one)}</ul>
    }
    .into_any()
}

/// What was wrong with the other settings. The calculator works all the same.
pub(super) fn fault(state: State) -> AnyView {
    let text = match state.embedded.with_untracked(|embedded| embedded.and_then(|own| own.fault)) {
        None => return ().into_any(),
        Some(Fault::Language) => Message::new(key!("embed.fault.language")).with("language", words().language().own_name().to_owned()),
        Some(Fault::Setting) => key!("embed.fault.setting").into(),
    };
    notice(say(&text))
}

/// What this frame is, where answers lie, and the ways out of it.
pub(super) fn foot(state: State, embedded: Embedded) -> AnyView {
    follow(state);
    place_dialogs();
    let host = RwSignal::new(host());
    let listening = window_event_listener_untyped("hsmp-embed-host", move |_| host.set(self::host()));
    on_cleanup(move || listening.remove());
    let notes = (embedded.storage == Place::Device).then(|| notes::notes(state));
    let stored = live(move || t(stored(embedded.storage, state.saved.get())));
    // What is saved can be deleted.
    let data = (embedded.storage == Place::Device).then(|| {
        view! {
            " "
            <a class="no-print" href=format!("{}/data", Route::About.href())>
                {t(key!("embed.data"))}
            </a>
        }
    });
    let pages = (embedded.calculator == Some(Calculator::Full)).then(|| frame::all_pages(state));
    view! {
        <footer class="foot embed-foot">
            {notes}
            <p>{t(key!("embed.what"))}</p>
            <p class="private">
                <Icon symbol=Symbol::Lock/>
                <span>{stored} {data} " " {requests()}</span>
            </p>
            {open(state)}
            <div>{move || host.with(|host| (!host.is_empty()).then(|| send(state, host))).into_any()}</div>
            {pages}
            {aside(t(key!("shell.no-advice")))}
        </footer>
    }
    .into_any()
}

/// Where answers lie.
const fn stored(place: Place, saved: Saved) -> Key {
    match (place, saved) {
        (Place::Nowhere, _) => key!("embed.stored.nowhere"),
        (_, Saved::No(NotSaved::Denied)) => key!("embed.stored.denied"),
        (Place::Tab, _) => key!("embed.stored.tab"),
        (Place::Device, _) => key!("embed.stored.device"),
    }
}

/// The way into the full calculator, with nothing or, as a choice of its own, with the answers.
fn open(state: State) -> AnyView {
    let told = RwSignal::new(None::<String>);
    let open = handler(move |_| {
        let all: Vec<&Section> = SECTIONS.iter().collect();
        // The answers stand in no address before this, and only behind `#`, which is sent nowhere.
        let href = match link(FULL, &state.saved_answers(), &all, None) {
            Ok(href) => href,
            Err(NotShared::Nothing) => FULL.to_owned(),
            Err(NotShared::TooLong { letters }) => {
                let text = Message::new(key!("embed.too-long")).with("letters", count(letters)).with("most", count(MOST_LETTERS_OF_LINK));
                return told.set(Some(say(&text)));
            }
        };
        told.set(None);
        browser::open_beside(&href);
    });
    let too_long = move |text: String| {
        let save = handler(move |_| pages::download_profile(state));
        view! {
            <div role="alert" id="embed-too-long">
                {notice(text)}
                {button("button", t(key!("share.save")), save)}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="no-print">
            <div class="actions">
                <a class="button" id="embed-open" href=FULL target="_blank" rel="noopener">
                    {t(key!("embed.open"))}
                </a>
                <span hidden=move || state.read(Document::is_empty)>
                    {button("button", t(key!("embed.open-with")), open)}
                </span>
            </div>
            <div hidden=move || state.read(Document::is_empty)>{hint(t(key!("embed.open-with-hint")))}</div>
            <div>{move || told.get().map(too_long).into_any()}</div>
        </div>
    }
    .into_any()
}

/// The site around the frame, where it may be offered the result.
fn host() -> String {
    browser::on_root("data-embed-host").unwrap_or_default()
}

/// Gives the result to the site around the frame, when the person wants it to have it.
fn send(state: State, host: &str) -> AnyView {
    let with_host = |text: Key| say(&Message::new(text).with("host", host.to_owned()));
    let sent = RwSignal::new(false);
    let give = handler(move |_| {
        let receipt = state.peek(|document| receipt_file(document, state.date()));
        // A text is always JSON.
        if let Ok(receipt) = js_sys::JSON::stringify(&receipt.into()) {
            browser::tell_frame(&format!(r#"{{"type":"result","receipt":{}}}"#, String::from(receipt)));
            sent.set(true);
            tell(state, t(key!("embed.sent")));
        }
    });
    view! {
        <div class="card embed-send no-print" hidden=move || state.read(Document::is_empty)>
            {button("button", with_host(key!("embed.send")), give)}
            {hint(with_host(key!("embed.send-hint")))}
            <p hidden=move || !sent.get()>{t(key!("embed.sent"))}</p>
        </div>
    }
    .into_any()
}

/// Tells the frame's script how many of the calculator's sections have an answer, and once that there is a result.
fn follow(state: State) {
    Effect::new(move |before: Option<(usize, bool)>| {
        let (told, was_completed) = before.unwrap_or((usize::MAX, false));
        let Some(calculator) = state.embedded.with(|embedded| embedded.and_then(|own| own.calculator)) else {
            return (told, was_completed);
        };
        let sections = calculator.sections();
        let answered = state.read(|document| sections.iter().filter(|section| document.count_answers(section) > 0).count());
        if answered != told {
            browser::tell_frame(&format!(r#"{{"type":"step","index":{answered},"total":{}}}"#, sections.len()));
        }
        let is_completed = answered > 0 && state.assessment.with(|all| calculator.is_answered(all));
        if is_completed && !was_completed {
            browser::tell_frame(r#"{"type":"completed"}"#);
        }
        (answered, was_completed || is_completed)
    });
}

/// A frame is as high as its contents, so its middle, where browsers open dialogues, may be far from what was pressed.
///
/// A dialogue that opens takes the focus, and the page around scrolls there at once: its place must be known before the
/// click, which some tools for screen readers make without anything before it.
fn place_dialogs() {
    for name in ["pointerdown", "keydown", "click"] {
        let listening = window_event_listener_untyped(name, |event| {
            if let Some(top) = browser::top_of_pressed(&event) {
                browser::set_length(TOP, top);
            }
        });
        on_cleanup(move || listening.remove());
    }
}
