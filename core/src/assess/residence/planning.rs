//! What is still open in a year: how long one can stay, what each month ahead does, what leaving does,
//! and whether another way to count days would change anything. For the page about residence alone.

use super::presence::{Presence, Spell};
use super::residency::{self, Reason, Residency, YearOutcome, year_outcome};
use super::stays::{countries_abroad, days_in, spell_of};
use crate::profile::{Counting, Country, Profile, Stay};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};

/// From when on a person is taken to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// In Azerbaijan on the day that is looked at.
    Here,
    /// From the next stay that is entered.
    Planned,
    /// No stay is entered: as if the person came that day.
    Absent,
}

/// One of the months ahead: what two ways to spend it lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthAhead {
    /// 1 to 12.
    pub month: u8,
    /// Present from its first day that is still to come to the year's end.
    pub from_then: YearOutcome,
    /// Present from the start of [`Planning::from`] to its last day; in a month before that, from the month's first.
    pub until_then: YearOutcome,
}

/// What leaving does to the rest of the year (Tax Code 13.2.5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Nothing: not a resident, or present to the year's end, or the last day is not known.
    Nothing,
    /// Non-resident from this day to the year's end. `settled` once the next year is over.
    NonResident {
        /// The last day of the stay.
        from: Date,
        /// Whether the next year is over, so that nothing can change it.
        settled: bool,
    },
    /// Resident in the next year too, so for all of this one.
    Resident,
    /// It hangs on what the next year's residence hangs on.
    Open {
        /// The last day of the stay.
        from: Date,
        /// What decides the next year.
        because: Reason,
    },
}

/// What staying on leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Longer {
    /// The last day.
    pub until: Date,
    /// The year's result, and that of each later year the stay reaches into.
    pub years: Vec<(i32, YearOutcome)>,
}

/// A year as it may still turn out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planning {
    /// The year.
    pub year: i32,
    /// Days in Azerbaijan: as entered, and if present on every later day that no stay accounts for.
    pub days: Interval<i32>,
    /// The day from which staying is worked out; none where the year is over.
    pub from: Option<(Date, Start)>,
    /// The last day one can stay from then on without becoming a resident by days. None where that is too
    /// late already; the year's last day where nothing passes the limit any more.
    pub latest_exit: Option<Date>,
    /// The day on which the limit is passed by who stays on from then.
    pub passed_on: Option<Date>,
    /// The months still to come, while they can make a difference.
    pub months: Vec<MonthAhead>,
    /// What leaving does.
    pub leaving: Leaving,
    /// Whether that rests on answers about where the person's life is, which were given for this year.
    pub leaving_by_ties: bool,
    /// Whether days decide at all, or can: not for who is excluded or in the state service.
    pub by_days: bool,
    /// The result under each way to count, the one in use first.
    pub countings: Vec<(Counting, YearOutcome)>,
}

/// Works a year out as it may still turn out.
pub fn planning(profile: &Profile, on: Date, residency: &Residency) -> Planning {
    let year = residency.year;
    let case = Case::new(profile, on, year);
    let from = case.start();
    let last = Date::last_of(year);
    let (mut latest_exit, mut passed_on, mut months) = (None, None, Vec::new());
    if let Some((day, _)) = from {
        latest_exit = case.latest_exit(day, residency.limit);
        passed_on = case.stay_on(day, last).and_then(|outcome| outcome.passed_on);
        // Where it is too late already, no month changes anything.
        if latest_exit.is_some() {
            months = case.months(day);
        }
    }
    let mut countings = vec![case.counting];
    countings.extend(Counting::ALL.iter().copied().filter(|other| *other != case.counting));
    let outcome = |counting: Counting| Some((counting, year_outcome(profile, &profile.stays, on, year, counting).ok()?));
    let (leaving, leaving_by_ties) = case.leaving(residency);
    Planning {
        year,
        days: Interval { low: residency.outcome.days.low, high: case.most() },
        from,
        latest_exit,
        passed_on,
        months,
        leaving,
        leaving_by_ties,
        by_days: !matches!(residency.outcome.because, Reason::Excluded | Reason::Transit | Reason::Clash | Reason::StateService),
        countings: countings.into_iter().filter_map(outcome).collect(),
    }
}

/// What staying some days more leads to, from the day that [`Planning::from`] names; at most two years.
pub fn longer(profile: &Profile, on: Date, planning: &Planning, days: i32) -> Option<Longer> {
    let (from, start) = planning.from?;
    // Who is here already has spent today; who comes spends the first day.
    let until = from.plus_days(if start == Start::Here { days } else { days - 1 });
    let year = |year: i32| {
        let case = Case::new(profile, on, year);
        Some((year, case.stay_on(from, until)?))
    };
    let years = (planning.year..=until.year().min(planning.year + 2)).filter_map(year).collect();
    (days > 0).then_some(Longer { until, years })
}

/// A stay in Azerbaijan from a day to another.
fn present(from: Date, to: Date) -> Stay {
    Stay { country: Some(Country::AZERBAIJAN), from: Some(from), to: Some(to), ..Stay::default() }
}

struct Case<'a> {
    profile: &'a Profile,
    /// The stays that can matter for the year: each way to spend it is worked out with a copy of them.
    stays: Vec<Stay>,
    on: Date,
    year: i32,
    counting: Counting,
}

impl<'a> Case<'a> {
    fn new(profile: &'a Profile, on: Date, year: i32) -> Self {
        let stays = residency::stays_that_matter(&profile.stays, year);
        Self { profile, stays, on, year, counting: residency::counting(profile) }
    }

    /// The day that is looked at, in the year: today, or its first day.
    fn base(&self) -> Option<Date> {
        let base = self.on.max(Date::first_of(self.year));
        (base <= Date::last_of(self.year)).then_some(base)
    }

    fn start(&self) -> Option<(Date, Start)> {
        let base = self.base()?;
        let here = |stay: &&Stay| stay.is_here();
        let is_there = |stay: &Stay| stay.from.is_some_and(|from| from <= base) && stay.to.is_none_or(|to| to >= base);
        if self.profile.stays.iter().filter(here).any(is_there) {
            return Some((base, Start::Here));
        }
        let later = self.profile.stays.iter().filter(here).filter_map(|stay| stay.from);
        let next = later.filter(|from| *from > base && *from <= Date::last_of(self.year)).min();
        Some(next.map_or((base, Start::Absent), |next| (next, Start::Planned)))
    }

    /// The stays as entered, but with the one of a day ending on another, sooner or later than entered.
    fn staying(&self, from: Date, to: Date) -> Vec<Stay> {
        // What is planned apart from it stays planned, also where the two come to touch.
        let here = days_in(&self.stays, Country::AZERBAIJAN, self.on.max(from), Counting::BothEnds);
        let (start, end) = here.period_of(from).unwrap_or((from, from));
        let mut stays = self.stays.clone();
        for stay in &mut stays {
            let is_of_it = stay.is_here() && stay.from.is_some_and(|first| start <= first && first <= end);
            if is_of_it && stay.to.is_none_or(|last| last > to) {
                // What begins only later is dropped: a stay without first day counts nowhere.
                (stay.from, stay.to) = (stay.from.filter(|first| *first <= to), Some(to));
            }
        }
        stays.push(present(from, to));
        stays
    }

    fn outcome(&self, stays: &[Stay]) -> Option<YearOutcome> {
        year_outcome(self.profile, stays, self.on, self.year, self.counting).ok()
    }

    fn stay_on(&self, from: Date, to: Date) -> Option<YearOutcome> {
        self.outcome(&self.staying(from, to))
    }

    /// As entered up to a day, a stay that is still open only to today, and then present to another.
    fn come_back(&self, from: Date, to: Date) -> Option<YearOutcome> {
        let mut stays = self.stays.clone();
        stays.push(present(from, to));
        self.outcome(&stays)
    }

    /// Days only grow with the last day, so halving finds it.
    fn latest_exit(&self, from: Date, limit: i32) -> Option<Date> {
        let (first, last) = (Date::first_of(self.year), Date::last_of(self.year));
        let fits = |days: i32| {
            let stays = self.staying(from, from.plus_days(days));
            days_in(&stays, Country::AZERBAIJAN, self.on, self.counting).days_within(first, last) <= limit
        };
        let (mut low, mut high) = (-1, from.days_until(last));
        while low < high {
            let middle = (low + high + 1).div_euclid(2);
            if fits(middle) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        (low >= 0).then(|| from.plus_days(low))
    }

    fn months(&self, from: Date) -> Vec<MonthAhead> {
        let (first, last) = (self.base().unwrap_or(from).month(), Date::last_of(self.year));
        let month = |month: u8| {
            let start = Date::new(self.year, month, 1).ok()?;
            let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
            let ahead = start.max(self.on.plus_days(1)).min(last);
            // Who comes before the next stay that is entered begins in that month.
            let until_then = if end < from { self.come_back(ahead.min(end), end) } else { self.stay_on(from, end) };
            Some(MonthAhead { month, from_then: self.come_back(ahead, last)?, until_then: until_then? })
        };
        (first..=12).filter_map(month).collect()
    }

    /// Days if present on every later day that no stay accounts for, and open stays last.
    fn most(&self) -> i32 {
        let (first, last) = (Date::first_of(self.year), Date::last_of(self.year));
        let stays = &self.stays;
        let mut spells: Vec<Spell> = Vec::new();
        spells.extend(stays.iter().filter(|stay| stay.is_here()).filter_map(|stay| spell_of(stay, last.max(self.on))));
        let mut taken = Vec::new();
        for country in countries_abroad(stays) {
            // Who is abroad with no last day known may come tomorrow.
            taken.extend_from_slice(days_in(stays, country, self.on, self.counting).periods());
        }
        let free = Presence::of(taken).outside(first.max(self.on.plus_days(1)), last);
        // On the day after, the person is elsewhere or the year is over: no day of departure is taken off.
        spells.extend(free.periods().iter().map(|(from, to)| Spell { from: *from, to: *to, open: true }));
        Presence::counted(spells, self.counting).days_within(first, last)
    }

    /// What leaving does, and whether that rests on answers other than stays.
    fn leaving(&self, residency: &Residency) -> (Leaving, bool) {
        let (first, last) = (Date::first_of(self.year), Date::last_of(self.year));
        let outcome = &residency.outcome;
        if outcome.resident != Tri::Yes || outcome.because == Reason::StateService {
            return (Leaving::Nothing, false);
        }
        let stays = self.profile.stays.iter().filter(|stay| stay.is_here());
        let ends = stays.filter(|stay| stay.from.is_some_and(|from| from <= last)).map(|stay| stay.to.unwrap_or(Date::last_of(9999)));
        let Some(from) = ends.filter(|to| *to >= first).max().filter(|to| *to < last) else { return (Leaving::Nothing, false) };
        let Ok(next) = residency::assess(self.profile, self.on, self.year + 1) else { return (Leaving::Nothing, false) };
        let by_ties = match next.outcome.because {
            Reason::Tie(_) | Reason::TieOrLongAbroad(_) => true,
            Reason::LongAbroad => self.profile.ties.long_abroad == Some(true),
            _ => false,
        };
        let leaving = match next.outcome.resident {
            Tri::No => Leaving::NonResident { from, settled: Date::last_of(self.year + 1) < self.on },
            Tri::Yes => Leaving::Resident,
            Tri::Unknown => Leaving::Open { from, because: next.outcome.because },
        };
        (leaving, by_ties)
    }
}
