//! A month of days: one stop of the Tab key, arrows within, and a tap or Enter begins and ends a stay.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::button::button;
use super::stays::{Editor, stay_name};
use crate::ui::view::{dynamic, each, handler, live, use_state, version};
use crate::ui::{State, browser, say, t, words};
use hsmp::assess::residence::day_calendar::{Day, month};
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::Country;
use hsmp::quantity::{Date, EndOfMonth};

/// Where a person is in the calendar.
#[derive(Clone, Default)]
struct Now {
    /// The day that the keyboard is on, and the year that the page looked at then: its month is shown, until
    /// the page looks at another year.
    at: Option<(Date, i32)>,
    /// The first day of a stay, while its last day is awaited.
    begun: Option<Date>,
    /// The stay of the day that was chosen last, and that day.
    picked: Option<(u32, Date)>,
    /// What happened last, for those who do not see it.
    told: String,
}

#[derive(Clone, Copy)]
struct Grid {
    state: State,
    editor: Editor,
    now: RwSignal<Now>,
    /// The year that the page looks at.
    year: Memo<i32>,
    /// The day on which the limit is passed.
    passed_on: Signal<Option<Date>>,
}

/// The month of today, or January of another year.
#[component]
pub fn Calendar(
    /// The stays that are made and changed in it.
    editor: Editor,
    /// The year that the page looks at.
    year: Memo<i32>,
    /// The day on which the limit is passed.
    passed_on: Signal<Option<Date>>,
) -> AnyView {
    let now = RwSignal::new(Now::default());
    // Who looks at another year begins anew there: a day begun in the old one would be out of sight.
    Effect::new(move |before: Option<i32>| {
        let year = year.get();
        if before.is_some_and(|before| before != year) {
            now.set(Now::default());
        }
        year
    });
    Grid { state: use_state(), editor, now, year, passed_on }.place_of_all()
}

fn first_of_month(day: Date) -> Date {
    day.plus_days(1 - i32::from(day.day()))
}

/// The column of a day: 0 is the first day of the week in the language.
fn weekday(day: Date) -> i32 {
    (i32::from(day.weekday().number_days_from_monday()) - words().language().week_start()).rem_euclid(7)
}

/// A month of 31 days that begins on a Sunday has days in six weeks.
const MOST_WEEKS: usize = 6;

/// The days of a month that fall in one of its weeks.
fn in_week(days: &[Day], number: usize) -> Vec<Day> {
    let Some(first) = days.first() else { return Vec::new() };
    let week = |day: &Day| (weekday(first.date) + first.date.days_until(day.date)) / 7;
    days.iter().filter(|day| usize::try_from(week(day)) == Ok(number)).copied().collect()
}

fn id_of(day: Date) -> String {
    format!("day-{day}")
}

impl Grid {
    /// The day that the keyboard is on: at first today, or the first day of another year.
    fn at(self) -> Date {
        let today = self.today();
        let year = self.year.get();
        let start = if year == today.year() { today } else { Date::first_of(year) };
        self.now.with(|now| now.at).filter(|(_, of)| *of == year).map_or(start, |(at, _)| at)
    }

    fn today(self) -> Date {
        self.state.assessment.with(|all| all.on)
    }

    fn place_of_all(self) -> AnyView {
        let name = live(move || {
            let at = self.at();
            let month = words().month(at.month()).to_owned();
            say(&Message::new(key!("calendar.month")).with("month", month).with("year", Arg::Year(at.year())))
        });
        let turn = |months: i32, text: &'static str, name: &'static str| {
            let turn = handler(move |_| {
                let at = untrack(|| self.at());
                self.go(at.plus_months(months, EndOfMonth::Down).unwrap_or(at));
            });
            view! {
                <button class="button" type="button" aria-label=name on:click=turn>
                    {text}
                </button>
            }
            .into_any()
        };
        let mut names: [Key; 7] = [
            key!("calendar.weekday.1"),
            key!("calendar.weekday.2"),
            key!("calendar.weekday.3"),
            key!("calendar.weekday.4"),
            key!("calendar.weekday.5"),
            key!("calendar.weekday.6"),
            key!("calendar.weekday.7"),
        ];
        names.rotate_left(usize::try_from(words().language().week_start()).unwrap_or_default());
        let names = each(&names, |name| view! { <th scope="col">{t(name)}</th> }.into_any());
        let days = Memo::new(move |_| self.days(first_of_month(self.at())));
        // A week is drawn anew only where it has changed: every attribute of every day is written again then.
        let week = move |number: usize| {
            let of_week = move || days.with(|days| in_week(days, number));
            let drawn = version(move || {
                let days = of_week();
                let at = Some(self.at()).filter(|at| days.iter().any(|day| day.date == *at));
                (at, self.today(), self.now.with(|now| (now.begun, now.picked)), days)
            });
            let week = dynamic(move || {
                drawn.track();
                untrack(|| self.week(of_week()))
            });
            view! { <tr hidden=move || of_week().is_empty()>{week}</tr> }.into_any()
        };
        let weeks: Vec<AnyView> = (0..MOST_WEEKS).map(week).collect();
        let press = handler(move |event: KeyboardEvent| self.key(&event));
        let told = live(move || self.now.with(|now| now.told.clone()));
        view! {
            <div class="calendar-place no-print">
                <p class="hint" id="calendar-hint">
                    {t(key!("calendar.hint"))}
                </p>
                <div class="calendar-head">
                    {turn(-1, "‹", t(key!("calendar.previous")))}
                    <p class="calendar-month" aria-live="polite">
                        {name}
                    </p>
                    {turn(1, "›", t(key!("calendar.next")))}
                </div>
                <table
                    class="calendar"
                    role="grid"
                    aria-describedby="calendar-hint calendar-keys"
                    aria-label=name
                    on:keydown=press
                >
                    <thead>
                        <tr>{names}</tr>
                    </thead>
                    <tbody>{weeks}</tbody>
                </table>
                <p class="calendar-told" role="status">
                    {told}
                </p>
                <div>{move || self.actions()}</div>
                {self.editor.undo(true)}
                {legend()}
                <p class="hint keys" id="calendar-keys">
                    {t(key!("calendar.keys"))}
                </p>
            </div>
        }
        .into_any()
    }

    fn days(self, first: Date) -> Vec<Day> {
        let passed_on = self.passed_on.get();
        self.state.assessment.now(|all| month(&all.profile, all.on, passed_on, first))
    }

    fn week(self, days: Vec<Day>) -> AnyView {
        let (at, now, today) = (self.at(), self.now.get(), self.today());
        // Only the first week of a month begins after the first column.
        let before = days.first().map_or(0, |day| weekday(day.date));
        let empty = (0..before).map(|_| view! { <td role="gridcell"></td> }.into_any());
        let cells: Vec<AnyView> = empty.chain(days.iter().map(|day| self.cell(*day, at, today, &now))).collect();
        cells.into_any()
    }

    fn cell(self, day: Day, at: Date, today: Date, now: &Now) -> AnyView {
        let date = day.date;
        let is_chosen = now.begun == Some(date) || now.picked.is_some_and(|(id, _)| day.stay == Some(id));
        let mut class = "day".to_owned();
        for (is, name) in [
            (day.here && !day.ahead, " here"),
            (day.here && day.ahead, " planned"),
            (day.elsewhere.is_some(), " elsewhere"),
            (day.passes, " passes"),
            (date == today, " today"),
        ] {
            class.push_str(if is { name } else { "" });
        }
        // Which country, in letters: colour and pattern alone would not say it.
        let mut code = if day.here { "AZ " } else { "" }.to_owned();
        code.push_str(day.elsewhere.map_or("", Country::code));
        let choose = handler(move |_| self.choose(date));
        // For eyes a number and letters, for ears a sentence.
        view! {
            <td
                role="gridcell"
                id=id_of(date)
                class=class
                tabindex=if date == at { "0" } else { "-1" }
                aria-selected=if is_chosen { "true" } else { "false" }
                on:click=choose
            >
                <span class="day-number" aria-hidden="true">
                    {date.day().to_string()}
                </span>
                <span class="day-code" aria-hidden="true">
                    {code.trim_end().to_owned()}
                </span>
                <span class="visually-hidden">{name(day, today, now.begun)}</span>
            </td>
        }
        .into_any()
    }

    /// Puts the keyboard on a day.
    fn go(self, day: Date) {
        self.now.update(|now| now.at = self.place(day));
    }

    fn place(self, day: Date) -> Option<(Date, i32)> {
        Some((day, self.year.get_untracked()))
    }

    fn key(self, event: &KeyboardEvent) {
        let pressed = event.key();
        let at = untrack(|| self.at());
        let month = |months: i32| at.plus_months(months, EndOfMonth::Down).unwrap_or(at);
        // The days run as the words do.
        let right = if words().language().is_right_to_left() { -1 } else { 1 };
        let to = match pressed.as_str() {
            "ArrowLeft" => at.plus_days(-right),
            "ArrowRight" => at.plus_days(right),
            "ArrowUp" => at.plus_days(-7),
            "ArrowDown" => at.plus_days(7),
            "Home" => at.plus_days(-weekday(at)),
            "End" => at.plus_days(6 - weekday(at)),
            "PageUp" => month(-1),
            "PageDown" => month(1),
            "Enter" | " " => {
                event.prevent_default();
                self.choose(at);
                return;
            }
            "Escape" => {
                self.again();
                return;
            }
            _ => return,
        };
        // The page must not scroll as well.
        event.prevent_default();
        self.go(to);
        focus_on(to);
    }

    /// Gives up what is begun or picked.
    fn again(self) {
        let at = untrack(|| self.at());
        let told = t(key!("calendar.again")).to_owned();
        self.now.set(Now { at: self.place(at), told, ..Now::default() });
        focus_on(at);
    }

    /// Shows a day and puts the focus on it.
    fn back_to(self, day: Date) {
        self.go(day);
        focus_on(day);
    }

    /// The first choice begins a stay or picks one; the second ends it.
    fn choose(self, date: Date) {
        let begun = self.now.with_untracked(|now| now.begun);
        let days = untrack(|| self.days(first_of_month(date)));
        let stay = days.iter().find(|day| day.date == date).and_then(|day| day.stay);
        let (picked, told) = match (begun, stay) {
            (Some(begun), _) => {
                let (from, to) = (begun.min(date), begun.max(date));
                let stay = stay_name(Some(Country::AZERBAIJAN), Some(from), Some(to));
                (self.editor.add_here(from, to), Message::new(key!("calendar.added")).with("stay", stay))
            }
            (None, Some(id)) => (id, self.stay_of(id)),
            (None, None) => {
                self.begin(date);
                return;
            }
        };
        self.now.set(Now { at: self.place(date), picked: Some((picked, date)), told: say(&told), begun: None });
        focus_on(date);
    }

    /// Makes a day the first of a stay, also one that another stay holds: on days of travel two meet.
    fn begin(self, date: Date) {
        self.editor.forget();
        let told = say(&Message::new(key!("calendar.begin")).with("date", date));
        self.now.set(Now { at: self.place(date), begun: Some(date), told, picked: None });
        focus_on(date);
    }

    fn stay_of(self, id: u32) -> Message {
        let known = self.state.assessment.now_untracked(|all| all.profile.stays.iter().find(|stay| stay.id == id).cloned());
        known.map_or(key!("calendar.stay-unclear").into(), |stay| stay_name(stay.country, stay.from, stay.to))
    }

    /// What can be done with the stay that is begun, or that is picked, while it is there.
    fn actions(self) -> AnyView {
        let (begun, picked) = self.now.with(|now| (now.begun, now.picked));
        let actions = if begun.is_some() {
            vec![button("button", t(key!("calendar.cancel")), handler(move |_| self.again()))]
        } else {
            let is_there = |id| self.state.assessment.now(|all| all.profile.stays.iter().any(|stay| stay.id == id));
            let Some((id, day)) = picked.filter(|(id, _)| is_there(*id)) else { return ().into_any() };
            let change = handler(move |_| self.editor.change_from(id, move || self.back_to(day)));
            let remove = handler(move |_| {
                self.now.update(|now| now.told = String::new());
                self.editor.remove_from(id, move || self.back_to(day));
            });
            vec![
                button("button", t(key!("calendar.change")), change),
                button("button", t(key!("calendar.begin-here")), handler(move |_| self.begin(day))),
                button("button quiet", t(key!("rows.remove")), remove),
            ]
        };
        view! { <div class="actions">{actions}</div> }.into_any()
    }
}

/// "2 July 2026: in Azerbaijan, today".
fn name(day: Day, today: Date, begun: Option<Date>) -> String {
    let mut what = Vec::new();
    if day.here {
        what.push(t(if day.ahead { key!("calendar.planned") } else { key!("calendar.here") }).to_owned());
    }
    if let Some(country) = day.elsewhere {
        let text = if day.ahead { key!("calendar.elsewhere-planned") } else { key!("calendar.elsewhere") };
        what.push(say(&Message::new(text).with("country", country.name())));
    }
    for (is, text) in [
        (day.date == today, key!("calendar.today")),
        (day.passes, key!("calendar.passes")),
        (begun == Some(day.date), key!("calendar.begun")),
    ] {
        if is {
            what.push(t(text).to_owned());
        }
    }
    if what.is_empty() {
        return words().date(day.date);
    }
    say(&Message::new(key!("calendar.day")).with("date", day.date).with("what", words().list(&what)))
}

/// The days are drawn anew after an event, and the one that had the focus is gone.
fn focus_on(day: Date) {
    request_animation_frame(move || browser::focus(&id_of(day)));
}

fn legend() -> AnyView {
    let keys = [
        ("low", key!("strip.past")),
        ("high", key!("strip.planned")),
        ("elsewhere", key!("calendar.other")),
        ("limit", key!("calendar.limit")),
    ];
    let keys = each(&keys, |(class, key)| view! { <span class=format!("key {class}")>{t(key)}</span> }.into_any());
    view! { <p class="legend">{keys}</p> }.into_any()
}
