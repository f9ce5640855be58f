//! The answers that move the points: which are open, and what each could be.

use crate::assess::Assessment;
use crate::assess::points::assumptions::{Assumptions, Table};
use crate::assess::points::{Ledger, Points, Verdict, total_of};
use crate::profile::{
    Achievements, Answers, BandTable, Certificate, Degree, Field, Job, Kind, LanguageSkill, Profile, SECTIONS, Scored, Section, Slot, You,
    settle,
};
use crate::quantity::{Date, EndOfMonth, Interval, sorted};
use crate::rulebook::Reads;

/// Whether any answer that moves the points is open.
pub fn are_open(all: &Assessment) -> bool {
    !Trial { assumed: &all.assumed, on: all.on }.open(&all.profile).is_empty()
}

/// A profile that is tried out, on a date and under assumptions that stay.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    /// What is taken for granted.
    pub assumed: &'a Assumptions,
    /// The date of the assessment.
    pub on: Date,
}

impl Trial<'_> {
    /// The total of a profile.
    pub fn total(&self, profile: &Profile) -> Interval<i32> {
        total_of(profile, self.assumed, self.on)
    }

    /// Every open answer, in the order of the form. For a section with rows and no row number: a first
    /// row is wanted.
    pub fn open(&self, profile: &Profile) -> Vec<Slot> {
        let mut slots = Vec::new();
        for section in SECTIONS {
            slots.extend(self.first_row(profile, section));
            let rows = if section.list { profile.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
            slots.extend(rows.into_iter().flat_map(|row| asked(section, row)).filter(|slot| self.is_open(profile, *slot)));
        }
        slots
    }

    /// The question for which a first row is wanted.
    fn first_row(&self, profile: &Profile, section: &Section) -> Option<Slot> {
        let first = asked(section, None).next().filter(|_| section.list && profile.rows(section.name).is_empty())?;
        let is_wanted = match section.name {
            Degree::SECTION => profile.you.has_degree == Some(true),
            Certificate::SECTION => profile.you.has_certificates == Some(true),
            Job::SECTION => profile.you.has_worked == Some(true),
            _ => true,
        };
        Some(first).filter(|slot| is_wanted && self.counts(profile, *slot))
    }

    fn is_open(&self, profile: &Profile, slot: Slot) -> bool {
        !profile.has(slot) && !answered_by_rows(profile, slot) && self.counts(profile, slot)
    }

    /// Whether an answer can count: some criterion reads it, and own figures do not replace all that do.
    fn counts(&self, profile: &Profile, slot: Slot) -> bool {
        let ways: &[Reads] = match slot.in_no_row() {
            Slot { section: Degree::SECTION, .. } | You::HAS_DEGREE => &[Reads::Degree],
            Slot { section: Certificate::SECTION, .. } | You::HAS_CERTIFICATES => &[Reads::Certificates],
            Job::POSITION => &[Reads::Position],
            Job::HOURS => &[Reads::Work],
            Slot { section: Job::SECTION, .. } | You::HAS_WORKED => &[Reads::Work, Reads::Position],
            Slot { section: Achievements::SECTION, .. } => &[Reads::Kinds],
            Slot { section: LanguageSkill::SECTION, .. } => &[Reads::Language],
            // When in doubt, ask: a needless question is better than a wrong proof that nothing is open.
            _ => return true,
        };
        self.assumed.reading(ways).any(|basis| basis.own_points().and_then(|slot| profile.own_points.own(slot)).is_none())
    }

    /// The profile with each answer worth trying in a slot: enough to reach the ends of every band.
    pub fn tries(&self, profile: &Profile, slot: Slot) -> Vec<Profile> {
        let with = |answers: &[(Slot, &str)]| {
            let mut tried = profile.clone();
            let row = if slot.row.is_none() && Section::named(slot.section).is_some_and(|section| section.list) {
                Some(tried.add_row(slot.section))
            } else {
                slot.row
            };
            for (slot, answer) in answers {
                tried.set(slot.in_row(row), answer);
            }
            settle(&mut tried, self.on);
            tried
        };
        let long_ago = self.window_start().to_string();
        // A first row is tried as a whole.
        let first_row: &[&[(Slot, &str)]] = match (slot.section, slot.row) {
            (Degree::SECTION, None) => &[
                &[(Degree::LEVEL, "doctorate"), (Degree::RELATED, "yes")],
                &[(Degree::LEVEL, "doctorate"), (Degree::RELATED, "no")],
                &[(Degree::LEVEL, "vocational"), (Degree::RELATED, "yes")],
                &[(Degree::LEVEL, "vocational"), (Degree::RELATED, "no")],
            ],
            (Job::SECTION, None) => &[
                &[(Job::FROM, &long_ago), (Job::RELATED, "yes"), (Job::POSITION, "leading"), (Job::HOURS, "full")],
                &[(Job::FROM, &long_ago), (Job::RELATED, "no")],
            ],
            (LanguageSkill::SECTION, None) => &[
                &[(LanguageSkill::LANGUAGE, "azerbaijani"), (LanguageSkill::LEVEL, "c2")],
                &[(LanguageSkill::LANGUAGE, "other"), (LanguageSkill::LEVEL, "c2")],
                &[(LanguageSkill::LANGUAGE, "azerbaijani"), (LanguageSkill::LEVEL, "a1")],
                &[(LanguageSkill::LANGUAGE, "other"), (LanguageSkill::LEVEL, "a1")],
            ],
            _ => &[],
        };
        if (slot.section, slot.row) == (Certificate::SECTION, None) {
            // More than one may be entered: as many as still make a difference, or one that counts for nothing.
            let most = self.assumed.tables(BandTable::Certificates).map(Table::top).max().unwrap_or(0);
            let several = (0..most).fold(profile.clone(), |mut tried, _| {
                let row = Some(tried.add_row(Certificate::SECTION));
                tried.set(Certificate::RELATED.in_row(row), "yes");
                tried
            });
            return vec![several, with(&[(Certificate::RELATED, "no")])];
        }
        if !first_row.is_empty() {
            return first_row.iter().map(|answers| with(answers)).collect();
        }
        self.samples(profile, slot).iter().map(|answer| with(&[(slot, answer)])).collect()
    }

    /// The same, also together with an open answer that decides what this one is worth.
    fn fillings(&self, profile: &Profile, slot: Slot) -> Vec<Profile> {
        let mut tries = self.tries(profile, slot);
        // Own bands may let one table rise above another, so what an answer is worth can hang on its neighbour.
        let (neighbour, answers) = match slot.in_no_row() {
            Degree::LEVEL => (Degree::RELATED, ["yes", "no"]),
            LanguageSkill::LANGUAGE => (LanguageSkill::LEVEL, ["c2", "a1"]),
            _ => return tries,
        };
        let neighbour = neighbour.in_row(slot.row);
        if !profile.has(neighbour) {
            for tried in tries.clone() {
                tries.extend(answers.iter().map(|answer| {
                    let mut both = tried.clone();
                    both.set(neighbour, answer);
                    both
                }));
            }
        }
        tries
    }

    /// Fills in every open answer as well as it can be, or as badly; those in `skipped` stay open. Calls `each` with
    /// every slot and how things stand after it, and returns how they stand at the end: all rows counted, and the answers
    /// that stand in no row.
    ///
    /// What is filled in moves nothing that came before, so one pass is enough; and a row is tried by itself, with the
    /// others counted in.
    pub(in crate::assess) fn complete(
        &self,
        profile: &Profile,
        well: bool,
        skipped: &[Slot],
        each: &mut Each<'_>,
    ) -> (Ledger<'_>, Profile) {
        let mut ledger = Ledger::of(profile, self.assumed, self.on);
        let mut own = profile.without_rows();
        let skipped = Slots::of(skipped);
        for section in SECTIONS {
            if asked(section, None).next().is_none() {
                continue;
            }
            if !section.list {
                for slot in asked(section, None) {
                    // Rows of later sections are still as they were.
                    if self.is_open(&own, slot) && !answered_by_rows(profile, slot) && !skipped.hold(slot) {
                        own = self.best(&mut ledger, own, slot, well);
                        each(slot, &mut ledger, &own);
                    }
                }
                continue;
            }
            let mut of = profile;
            let first;
            if profile.rows(section.name).is_empty()
                && let Some(slot) = self.first_row(&own, section).filter(|slot| !skipped.hold(*slot))
            {
                first = self.best(&mut ledger, own.clone(), slot, well);
                ledger.count(&first, 1);
                own = first.without_rows();
                each(slot, &mut ledger, &own);
                of = &first;
            }
            for row in of.rows(section.name) {
                let row = Some(row);
                let mut alone = own.with_only(of, section.name, row);
                for slot in asked(section, row) {
                    // What the answers before it have ruled out is gone.
                    if alone.rows(section.name).is_empty() || !self.is_open(&alone, slot) || skipped.hold(slot) {
                        continue;
                    }
                    ledger.count(&alone, -1);
                    alone = self.best(&mut ledger, alone, slot, well);
                    ledger.count(&alone, 1);
                    own = alone.without_rows();
                    each(slot, &mut ledger, &own);
                }
            }
        }
        (ledger, own)
    }

    /// The best answer in a slot, or the worst, to rows that are not counted in.
    fn best(&self, ledger: &mut Ledger<'_>, profile: Profile, slot: Slot, well: bool) -> Profile {
        let mut rank = |tried: &Profile| {
            let total = ledger.total_with(tried);
            if well { (total.low, total.high) } else { (-total.high, -total.low) }
        };
        // Ties go to the first, so results are deterministic.
        let tried = self.fillings(&profile, slot).into_iter().map(|tried| (rank(&tried), tried));
        tried.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(profile, |(_, best)| best)
    }

    /// The totals that each answer worth trying in some slots leads to.
    pub(in crate::assess) fn outcomes(&self, profile: &Profile, slots: &[Slot]) -> Vec<(Slot, Vec<Interval<i32>>)> {
        let mut ledger = Ledger::of(profile, self.assumed, self.on);
        let own = profile.without_rows();
        let outcome = |slot: &Slot| {
            let alone = own.with_only(profile, slot.section, slot.row);
            ledger.count(&alone, -1);
            let totals = self.tries(&alone, *slot).iter().map(|tried| ledger.total_with(tried)).collect();
            ledger.count(&alone, 1);
            (*slot, totals)
        };
        slots.iter().map(outcome).collect()
    }

    /// The first day of work that is looked back on.
    fn window_start(&self) -> Date {
        self.on.plus_months(-12 * self.assumed.window, EndOfMonth::Down).unwrap_or(Date::MIN)
    }

    fn samples(&self, profile: &Profile, slot: Slot) -> Vec<String> {
        let counts = |counts: &[i32]| counts.iter().map(ToString::to_string).collect();
        match slot.question().map(|question| question.kind) {
            Some(Kind::YesNo) => vec!["yes".to_owned(), "no".to_owned()],
            Some(Kind::Choice(choices)) => choices.iter().map(|choice| choice.name.to_owned()).collect(),
            // No more can be indexed than are published.
            Some(Kind::Count { .. }) if slot == Achievements::INDEXED => {
                let most = profile.achievements.publications.map_or(i32::MAX, |count| count.0);
                counts(&[0, 1.min(most), self.assumed.enough_publications.min(most)])
            }
            Some(Kind::Count { .. }) if slot == Achievements::PUBLICATIONS => {
                let least = profile.achievements.indexed.map_or(0, |count| count.0);
                counts(&[least, least.max(1), least.max(self.assumed.enough_publications)])
            }
            Some(Kind::Count { .. }) => counts(&[0, 1, self.assumed.enough_publications]),
            Some(Kind::Date) => {
                // As late as it can be, then each length of work at which a band begins.
                let job = profile.jobs.iter().find(|job| Some(job.id) == slot.row);
                let last = job.and_then(|job| job.to).unwrap_or(self.on).min(self.on);
                let steps = self.assumed.tables(BandTable::Years).flat_map(|table| &table.steps);
                let begins = steps.filter_map(|step| last.plus_days(1).plus_months(-12 * step.at, EndOfMonth::Down).ok());
                let dates = [self.window_start().min(last), last].into_iter().chain(begins.map(|date| date.min(last)));
                dates.map(|date| date.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What is called after each answer: the slot, the rows counted, and the answers that stand in no row.
pub(in crate::assess) type Each<'a> = dyn FnMut(Slot, &mut Ledger<'_>, &Profile) + 'a;

/// The questions of a section that are open while they have no answer.
fn asked(section: &Section, row: Option<u32>) -> impl Iterator<Item = Slot> + use<> {
    let fields: &'static [Field] = section.fields;
    fields.iter().filter(|field| field.scored == Scored::Open).map(move |field| field.slot.in_row(row))
}

/// Slots in an order in which they are found quickly.
pub(super) struct Slots(Vec<Slot>);

impl Slots {
    pub(super) fn of(slots: &[Slot]) -> Self {
        Self(sorted(slots.iter().copied(), Self::key))
    }

    pub(super) fn hold(&self, slot: Slot) -> bool {
        self.0.binary_search_by_key(&Self::key(&slot), Self::key).is_ok()
    }

    pub(super) fn key(slot: &Slot) -> (&'static str, &'static str, Option<u32>) {
        (slot.section, slot.field, slot.row)
    }
}

/// A row that counts answers whether there is one.
fn answered_by_rows(profile: &Profile, slot: Slot) -> bool {
    match slot {
        You::HAS_DEGREE => !profile.degrees.is_empty(),
        You::HAS_CERTIFICATES => !profile.certificates.is_empty(),
        You::HAS_WORKED => !profile.jobs.is_empty(),
        _ => false,
    }
}

named_enum! {
    /// Whether any remaining answers could move the total across the mark.
    StopProof {
        /// It is above or below the mark already, and answers only narrow.
        Decided = "decided",
        /// The best and the worst answers there can be leave it where it is: what is open is what nobody
        /// publishes.
        Unpublished = "unpublished",
        /// Some answers would decide it.
        No = "no",
    }
}

/// How far the remaining answers can move the total.
pub struct Reach {
    /// The total if each is as good as it can be.
    best: Interval<i32>,
    /// The total if each is as bad as it can be.
    worst: Interval<i32>,
    /// The answers that moved the total on the way to either.
    pub moved: Vec<Slot>,
}

impl Reach {
    /// Fills in what is open except `skipped`. Answers move both ends of the range the same way, so the best and the
    /// worst completion bound all others: if neither changes the total, no answer does.
    pub fn of(profile: &Profile, trial: Trial<'_>, skipped: &[Slot]) -> Self {
        let mut moved = Vec::new();
        let [best, worst] = [true, false].map(|well| {
            let mut before = trial.total(profile);
            let (mut ledger, filled) = trial.complete(profile, well, skipped, &mut |slot, ledger, filled| {
                let after = ledger.total(filled);
                if before != after {
                    moved.push(slot);
                }
                before = after;
            });
            ledger.total(&filled)
        });
        Self { best, worst, moved }
    }

    /// Whether any remaining answer could change the verdict.
    pub fn stop_proof(&self, points: &Points) -> StopProof {
        if points.verdict != Verdict::Depends {
            return StopProof::Decided;
        }
        if self.best.low < points.pass_mark && self.worst.high >= points.pass_mark { StopProof::Unpublished } else { StopProof::No }
    }
}
