//! A month of days: one stop of the Tab key, arrows within, and a tap or Enter begins and ends a stay.

use crate::ui::reactive::*;
use web_sys::Event;

use super::stays::{Editor, stay_name};
use crate::assess::diary::{Day, month};
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::{Date, EndOfMonth, Weekday};
use crate::ui::dom::{El, Parts, button, el, p};
use crate::ui::{State, browser, say, t, words};

#[derive(Clone, Copy)]
struct Calendar {
    state: State,
    editor: Editor,
    /// First day of the month that is shown.
    first: RwSignal<Date>,
    /// The day that the keyboard is on.
    at: RwSignal<Date>,
    /// The first day of a stay, while its last day is awaited.
    begun: RwSignal<Option<Date>>,
    /// The stay of the day that was chosen last.
    picked: RwSignal<Option<u32>>,
    /// What happened last, for those who do not see it.
    told: RwSignal<String>,
    days: Memo<Vec<Day>>,
}

/// The month of today, or January of another year. `passed_on` is the day on which the limit is passed.
pub fn calendar(state: State, editor: Editor, year: Memo<i32>, passed_on: impl Fn() -> Option<Date> + Send + Sync + 'static) -> El {
    let today = state.assessment.with_untracked(|all| all.on);
    let start = move |year: i32| if year == today.year() { today } else { Date::first_of(year) };
    let at = RwSignal::new(start(year.get_untracked()));
    let first = RwSignal::new(first_of_month(at.get_untracked()));
    let days = Memo::new(move |_| state.assessment.with(|all| month(&all.profile, all.on, passed_on(), first.get())));
    let own = Calendar {
        state,
        editor,
        first,
        at,
        begun: RwSignal::new(None),
        picked: RwSignal::new(None),
        told: RwSignal::new(String::new()),
        days,
    };
    let shown = RwSignal::new(year.get_untracked());
    crate::ui::dom::follow(Box::new(move || {
        let year = year.get();
        if shown.get_untracked() != year {
            shown.set(year);
            own.go(start(year));
        }
    }));
    own.element()
}

fn first_of_month(day: Date) -> Date {
    day.plus_days(1 - i32::from(day.day()))
}

/// Monday is 0: in the languages of this product the week begins with it.
fn weekday(day: Date) -> i32 {
    match day.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

fn id_of(day: Date) -> String {
    format!("day-{day}")
}

impl Calendar {
    fn element(self) -> El {
        let name = move || {
            let first = self.first.get();
            let month = words().month(first.month()).to_owned();
            say(&Message::new(key!("calendar.month")).with("month", month).with("year", Arg::Year(first.year())))
        };
        let turn = |months: i32, text: &'static str, name| {
            el("button")
                .class("button")
                .attr("type", "button")
                .attr("aria-label", t(name))
                .text(text)
                .on("click", move |_| self.turn(months))
        };
        let head = el("div")
            .class("calendar-head")
            .child(turn(-1, "‹", key!("calendar.previous")))
            .child(el("p").class("calendar-month").attr("aria-live", "polite").live(name))
            .child(turn(1, "›", key!("calendar.next")));
        let names = [
            key!("calendar.weekday.1"),
            key!("calendar.weekday.2"),
            key!("calendar.weekday.3"),
            key!("calendar.weekday.4"),
            key!("calendar.weekday.5"),
            key!("calendar.weekday.6"),
            key!("calendar.weekday.7"),
        ];
        let week = el("thead").child(el("tr").children(names.map(|name| el("th").attr("scope", "col").t(name))));
        let grid = el("table")
            .class("calendar")
            .attr("role", "grid")
            .attr("aria-describedby", "calendar-hint calendar-keys")
            .attr_live("aria-label", move || Some(name()))
            .child(week)
            .child(el("tbody").dynamic(move || self.weeks(self.first.get())))
            .on("keydown", move |event| self.key(&event));
        let told = el("p").class("calendar-told").attr("role", "status").live(move || self.told.get());
        el("div")
            .class("calendar-place no-print")
            .child(p("hint", key!("calendar.hint")).id("calendar-hint"))
            .child(head)
            .child(grid)
            .child(told)
            .child(el("div").dynamic(move || self.actions()))
            .child(legend())
            .child(p("hint keys", key!("calendar.keys")).id("calendar-keys"))
    }

    fn weeks(self, first: Date) -> Vec<El> {
        let last = first.plus_months(1, EndOfMonth::Down).map_or(first, |next| next.plus_days(-1));
        let mut weeks = Parts::default();
        let mut day = first.plus_days(-weekday(first));
        while day <= last {
            let mut week = el("tr");
            for _ in 0..7 {
                week = week.child(if first <= day && day <= last { self.cell(day) } else { el("td").attr("role", "gridcell") });
                day = day.plus_days(1);
            }
            weeks = weeks.one(week);
        }
        weeks.done()
    }

    fn day(self, date: Date) -> Option<Day> {
        self.days.with(|days| days.iter().find(|day| day.date == date).copied())
    }

    fn cell(self, date: Date) -> El {
        let today = self.state.assessment.with_untracked(|all| all.on);
        let class = move || {
            let mut class = "day".to_owned();
            let mut add = |is: bool, name: &str| {
                if is {
                    class.push(' ');
                    class.push_str(name);
                }
            };
            if let Some(day) = self.day(date) {
                add(day.here && !day.ahead, "here");
                add(day.here && day.ahead, "planned");
                add(day.elsewhere.is_some(), "elsewhere");
                add(day.passes, "passes");
            }
            add(date == today, "today");
            Some(class)
        };
        // Which country, in letters: colour and pattern alone would not say it.
        let code = move || match self.day(date) {
            Some(Day { here: true, elsewhere: Some(other), .. }) => format!("AZ {}", other.code()),
            Some(Day { here: true, .. }) => "AZ".to_owned(),
            Some(Day { elsewhere: Some(other), .. }) => other.code().to_owned(),
            _ => String::new(),
        };
        el("td")
            .attr("role", "gridcell")
            .id(&id_of(date))
            .attr_live("class", class)
            .attr_live("tabindex", move || Some(if self.at.get() == date { "0" } else { "-1" }.to_owned()))
            .attr_live("aria-label", move || Some(self.name(date, today)))
            .attr_live("aria-selected", move || Some(if self.is_chosen(date) { "true" } else { "false" }.to_owned()))
            .child(el("span").class("day-number").text(&date.day().to_string()))
            .child(el("span").class("day-code").live(code))
            .on("click", move |_| self.choose(date))
    }

    fn is_chosen(self, date: Date) -> bool {
        let picked = self.picked.get();
        self.begun.get() == Some(date) || picked.is_some() && self.day(date).is_some_and(|day| day.stay == picked)
    }

    /// "2 July 2026: in Azerbaijan, today".
    fn name(self, date: Date, today: Date) -> String {
        let Some(day) = self.day(date) else { return words().date(date) };
        let mut parts: Vec<String> = Vec::new();
        if day.here {
            parts.push(t(if day.ahead { key!("calendar.planned") } else { key!("calendar.here") }).to_owned());
        }
        if let Some(country) = day.elsewhere {
            let text = if day.ahead { key!("calendar.elsewhere-planned") } else { key!("calendar.elsewhere") };
            parts.push(say(&Message::new(text).with("country", country.name())));
        }
        let mut add = |is: bool, key| {
            if is {
                parts.push(t(key).to_owned());
            }
        };
        add(!day.here && day.elsewhere.is_none(), key!("calendar.free"));
        add(date == today, key!("calendar.today"));
        add(day.passes, key!("calendar.passes"));
        add(self.begun.get() == Some(date), key!("calendar.begun"));
        say(&Message::new(key!("calendar.day")).with("date", date).with("what", parts.join(", ")))
    }

    /// Shows the month of a day, with the keyboard on it.
    fn go(self, day: Date) {
        self.at.set(day);
        let first = first_of_month(day);
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
    }

    fn turn(self, months: i32) {
        if let Ok(day) = self.at.get_untracked().plus_months(months, EndOfMonth::Down) {
            self.go(day);
        }
    }

    fn key(self, event: &Event) {
        let pressed = js_sys::Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string()).unwrap_or_default();
        let at = self.at.get_untracked();
        let month = |months: i32| at.plus_months(months, EndOfMonth::Down).unwrap_or(at);
        let to = match pressed.as_str() {
            "ArrowLeft" => at.plus_days(-1),
            "ArrowRight" => at.plus_days(1),
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
                self.begun.set(None);
                self.picked.set(None);
                self.told.set(t(key!("calendar.again")).to_owned());
                return;
            }
            _ => return,
        };
        // The page must not scroll as well.
        event.prevent_default();
        self.go(to);
        // Another month is drawn after this event.
        browser::next_frame(move || browser::focus(&id_of(to)));
    }

    /// The first choice begins a stay or picks one; the second ends it.
    fn choose(self, date: Date) {
        self.at.set(date);
        let begun = self.begun.get_untracked();
        let stay = self.days.with_untracked(|days| days.iter().find(|day| day.date == date).and_then(|day| day.stay));
        let told = match (begun, stay) {
            (Some(begun), _) => {
                let (from, to) = (begun.min(date), begun.max(date));
                self.begun.set(None);
                self.picked.set(Some(self.editor.add_here(from, to)));
                let name = stay_name(Some(crate::profile::Country::AZERBAIJAN), Some(from), Some(to));
                Message::new(key!("calendar.added")).with("stay", name)
            }
            (None, Some(id)) => {
                self.picked.set(Some(id));
                self.stay_of(id)
            }
            (None, None) => {
                self.picked.set(None);
                self.begun.set(Some(date));
                Message::new(key!("calendar.begin")).with("date", date)
            }
        };
        self.told.set(say(&told));
    }

    fn stay_of(self, id: u32) -> Message {
        let known = self.state.assessment.with_untracked(|all| all.profile.stays.iter().find(|stay| stay.id == id).cloned());
        known.map_or(key!("calendar.stay-unclear").into(), |stay| stay_name(stay.country, stay.from, stay.to))
    }

    /// What can be done with the stay that is picked, while it is there.
    fn actions(self) -> Vec<El> {
        let Some(id) = self.picked.get() else { return Vec::new() };
        if !self.state.assessment.with(|all| all.profile.stays.iter().any(|stay| stay.id == id)) {
            return Vec::new();
        }
        let remove = button("button quiet", key!("rows.remove"), move |_| {
            self.picked.set(None);
            self.told.set(String::new());
            self.editor.remove(id);
        });
        let change = button("button", key!("calendar.change"), move |_| self.editor.change(id));
        vec![el("div").class("actions").child(change).child(remove)]
    }
}

fn legend() -> El {
    let keys = [
        ("low", key!("strip.past")),
        ("high", key!("strip.planned")),
        ("elsewhere", key!("calendar.other")),
        ("limit", key!("calendar.limit")),
    ];
    el("p").class("legend").children(keys.map(|(class, key)| el("span").class(&format!("key {class}")).t(key)))
}
