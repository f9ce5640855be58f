//! The papers a person needs, from what they told us: how each is certified, whether it is valid long
//! enough, and how far it is.

use super::family::application;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{
    Certificate, CitizenRelative, Conditions, Country, Degree, Job, LanguageSkill, Paper, Papers, Profile, Relation, Relative, Slot,
};
use crate::quantity::{Date, EndOfMonth, Tri};
use crate::rulebook::kind::Countries;
use crate::rulebook::{Citation, Ref, rules};

named_enum! {
    /// What a paper belongs to.
    Group = "section." {
        /// Passport and medical certificate.
        Person = "papers",
        /// Degrees and training.
        Degrees = "degrees",
        /// Professional certificates.
        Certificates = "certificates",
        /// Jobs.
        Jobs = "jobs",
        /// Achievements.
        Achievements = "achievements",
        /// Languages.
        Languages = "languages",
        /// Family members.
        Family = "family",
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it belongs to.
    pub group: Group,
    /// Whose paper: the person's own name for the row, or its number.
    pub subject: Option<Message>,
    /// Which paper, or what has to be done with it.
    pub paper: Key,
    /// How far it is; none where nothing was said.
    pub state: Option<Paper>,
    /// Where that is said; none for the passport, which is there or not.
    pub slot: Option<Slot>,
    /// What to do, and what to look out for.
    pub advice: Vec<Message>,
    /// Whether it is valid long enough; none where no date is asked for.
    pub valid: Option<Tri>,
    /// Whether anybody asks for it; otherwise it only helps.
    pub asked: bool,
    /// Why.
    pub why: Step,
}

impl Item {
    /// Takes the answer for all such papers where there is none for this one.
    fn or_as_all(mut self, all: Option<bool>) -> Self {
        if self.state.is_none() && all == Some(true) {
            self.state = Some(Paper::Ready);
            self.why.value = Some(Paper::Ready.label().into());
            self.advice.push(key!("paper.from-all").into());
        }
        self
    }

    /// Whether nothing is left to do about it.
    pub fn is_done(&self) -> bool {
        matches!(self.state, Some(Paper::Ready | Paper::NotNeeded)) && self.valid != Some(Tri::No)
    }
}

/// The checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documents {
    /// The day of the application that was taken.
    pub apply: Date,
    /// The lines, group by group.
    pub items: Vec<Item>,
    /// How many lines that somebody asks for are done.
    pub done: usize,
    /// How many such lines there are.
    pub asked: usize,
}

/// Whether a country is in a list of codes.
pub fn in_list(codes: &str, country: Country) -> bool {
    codes.as_bytes().chunks(2).any(|code| code == country.code().as_bytes())
}

/// How a public paper of a country is certified for use in Azerbaijan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certified {
    /// It is a paper of Azerbaijan itself.
    NotAtAll,
    /// By apostille.
    Apostille,
    /// By the consulate of Azerbaijan.
    Consular,
    /// Not known: has to be checked.
    Check,
}

/// How papers of a country are certified, and who says so.
pub fn certified(country: Option<Country>, on: Date) -> (Certified, Option<Citation>) {
    let listed = |rule: Ref<Countries>| {
        let found = rule.on_or_latest(on)?;
        country.filter(|country| in_list(found.value, *country)).map(|_| found.cite)
    };
    if country == Some(Country::AZERBAIJAN) {
        return (Certified::NotAtAll, None);
    }
    if let Some(cite) = listed(rules::DOCUMENTS_CONSULAR) {
        return (Certified::Consular, Some(cite));
    }
    let apostille = listed(rules::DOCUMENTS_APOSTILLE).or_else(|| listed(rules::DOCUMENTS_APOSTILLE_CLAIMED));
    match apostille {
        Some(cite) => (Certified::Apostille, Some(cite)),
        None => (Certified::Check, rules::DOCUMENTS_LEGALISATION.on_or_latest(on).map(|found| found.cite)),
    }
}

/// The checklist of a profile.
pub fn assess(profile: &Profile, on: Date) -> Documents {
    let apply = application(profile, on);
    let list = List { profile, on, apply };
    let items: Vec<Item> = [
        list.person(),
        list.each(&profile.degrees, List::degree),
        list.each(&profile.certificates, List::certificate),
        list.each(&profile.jobs, List::job),
        list.achievements(),
        list.each(&profile.languages, List::language),
        list.each(&profile.family, List::relative),
    ]
    .into_iter()
    .flatten()
    .collect();
    let asked = || items.iter().filter(|item| item.asked);
    let (done, asked) = (asked().filter(|item| item.is_done()).count(), asked().count());
    Documents { apply, items, done, asked }
}

struct List<'a> {
    profile: &'a Profile,
    on: Date,
    apply: Date,
}

impl List<'_> {
    fn each<T>(&self, rows: &[T], items: fn(&Self, &T, usize) -> Vec<Item>) -> Vec<Item> {
        rows.iter().enumerate().flat_map(|(index, row)| items(self, row, index + 1)).collect()
    }

    /// A line that is asked for, with nothing special about it.
    fn item(&self, group: Group, paper: Key, slot: Slot, state: Option<Paper>, cite: Option<Citation>) -> Item {
        let why = Step::new(paper, state.map_or(key!("choice.paper.open"), Paper::label));
        let why = match cite {
            Some(cite) => why.cite(cite),
            None => why,
        };
        Item { group, subject: None, paper, state, slot: Some(slot), advice: Vec::new(), valid: None, asked: true, why }
    }

    fn translation(&self, group: Group, slot: Slot, state: Option<Paper>) -> Item {
        self.item(group, key!("paper.translation"), slot, state, cite(rules::CONDITION_TRANSLATIONS, self.on))
            .or_as_all(self.profile.conditions.translations)
    }

    /// Apostille or legalisation of a paper that a country gave.
    fn legalisation(&self, group: Group, slot: Slot, country: Option<Country>, state: Option<Paper>) -> Item {
        let (certified, source) = certified(country, self.on);
        let (advice, default) = match certified {
            Certified::NotAtAll => (key!("paper.certified.not-at-all"), Some(Paper::NotNeeded)),
            Certified::Apostille => (key!("paper.certified.apostille"), None),
            Certified::Consular => (key!("paper.certified.consular"), None),
            Certified::Check if country.is_none() => (key!("paper.certified.country"), None),
            Certified::Check => (key!("paper.certified.check"), None),
        };
        let mut item = self.item(group, key!("paper.legalisation"), slot, state.or(default), cite(rules::CONDITION_DIPLOMAS, self.on));
        if let Some(source) = source {
            item.why = item.why.from(Step::new(source.name(), advice).cite(source));
        }
        item.advice.push(advice.into());
        item
    }

    fn person(&self) -> Vec<Item> {
        let own = &self.profile.papers;
        let mut medical = self.item(
            Group::Person,
            key!("paper.medical"),
            Papers::MEDICAL,
            own.medical.or(self.profile.conditions.medical.map(|has| if has { Paper::Ready } else { Paper::Missing })),
            cite(rules::CONDITION_MEDICAL, self.on),
        );
        medical.valid = own.medical_until.map(|until| Tri::from(until >= self.apply));
        medical.advice.push(match medical.valid {
            Some(Tri::No) => Message::new(key!("paper.expired")).with("date", self.apply),
            Some(_) => Message::new(key!("paper.valid")).with("date", self.apply),
            None => key!("paper.medical-validity").into(),
        });
        vec![self.passport(), medical, self.translation(Group::Person, Papers::MEDICAL_TRANSLATION, own.medical_translation)]
    }

    fn passport(&self) -> Item {
        let conditions = &self.profile.conditions;
        let slot = Conditions::PASSPORT_UNTIL;
        let rule = rules::CONDITION_PASSPORT.on_or_latest(self.on);
        let needed = rule.and_then(|rule| self.apply.plus_months(rule.value, EndOfMonth::Up).ok());
        let until = [conditions.passport_until, conditions.second_passport_until].into_iter().flatten().max();
        let valid = until.zip(needed).map(|(until, needed)| Tri::from(until >= needed));
        let state = valid.map(|valid| if valid == Tri::Yes { Paper::Ready } else { Paper::Missing });
        let mut item = self.item(Group::Person, key!("paper.passport"), slot, state, rule.map(|rule| rule.cite));
        item.slot = None;
        item.valid = Some(valid.unwrap_or(Tri::Unknown));
        item.advice.extend(needed.map(|needed| Message::new(key!("paper.passport-until")).with("date", needed)));
        item
    }

    fn degree(&self, degree: &Degree, number: usize) -> Vec<Item> {
        let items = [
            self.legalisation(Group::Degrees, Degree::LEGALISATION.in_row(degree.id), degree.country, degree.legalisation)
                .or_as_all(self.profile.conditions.diplomas),
            self.translation(Group::Degrees, Degree::TRANSLATION.in_row(degree.id), degree.translation),
        ];
        let own = degree.name.as_ref().map(|name| name.0.clone());
        self.named(items, own, degree.level.map(|level| level.label()), key!("rows.degree"), number)
    }

    fn certificate(&self, certificate: &Certificate, number: usize) -> Vec<Item> {
        let mut paper = self.item(
            Group::Certificates,
            key!("paper.certificate"),
            Certificate::PAPER.in_row(certificate.id),
            certificate.paper,
            cite(rules::DOCUMENTS_CERTIFICATES, self.on),
        );
        paper.valid = certificate.until.map(|until| Tri::from(until >= self.apply));
        if paper.valid == Some(Tri::No) {
            paper.advice.push(Message::new(key!("paper.expired")).with("date", self.apply));
        }
        let items =
            [paper, self.translation(Group::Certificates, Certificate::TRANSLATION.in_row(certificate.id), certificate.translation)];
        self.named(items, certificate.name.as_ref().map(|name| name.0.clone()), None, key!("rows.certificate"), number)
    }

    /// Work within the years of history that a website asks papers for; older work of the window only helps.
    fn job(&self, job: &Job, number: usize) -> Vec<Item> {
        let history = rules::DOCUMENTS_WORK_HISTORY.on_or_latest(self.on);
        let back = |years: i32| self.apply.plus_months(-12 * years, EndOfMonth::Down).unwrap_or(Date::MIN);
        let since = |years: i32| job.to.is_none_or(|to| to >= back(years));
        let window = rules::POINTS_EXPERIENCE_WINDOW.on_or_latest(self.on).map_or(0, |found| found.value);
        if !since(window) {
            return Vec::new();
        }
        let years = history.map_or(0, |found| found.value);
        let asked = since(years);
        let mut reference =
            self.item(Group::Jobs, key!("paper.reference"), Job::REFERENCE.in_row(job.id), job.reference, history.map(|found| found.cite));
        if let Some(references) = cite(rules::DOCUMENTS_REFERENCES, self.on) {
            reference.why = reference.why.cite(references);
        }
        let advice = if asked { key!("paper.history.asked") } else { key!("paper.history.helps") };
        reference.advice.push(Message::new(advice).with("years", years).with("window", window));
        reference.asked = asked;
        let mut translation = self.translation(Group::Jobs, Job::TRANSLATION.in_row(job.id), job.translation);
        translation.asked = asked;
        self.named([reference, translation], job.role.as_ref().map(|name| name.0.clone()), None, key!("rows.job"), number)
    }

    fn achievements(&self) -> Vec<Item> {
        let (own, papers) = (&self.profile.achievements, &self.profile.papers);
        let some = |count: Option<i32>| count.is_some_and(|count| count > 0);
        let claimed = [
            (
                some(own.patents.map(|c| c.0)) || some(own.patents_filed.map(|c| c.0)),
                key!("paper.patents"),
                Papers::PATENTS,
                papers.patents,
            ),
            (some(own.publications.map(|c| c.0)), key!("paper.publications"), Papers::PUBLICATIONS, papers.publications),
            (own.leadership == Some(true), key!("paper.leadership"), Papers::LEADERSHIP, papers.leadership),
            (own.awards == Some(true), key!("paper.awards"), Papers::AWARDS, papers.awards),
            (own.technical == Some(true) || own.open_source == Some(true), key!("paper.technical"), Papers::TECHNICAL, papers.technical),
        ];
        let item = |(claimed, paper, slot, state): (bool, Key, Slot, Option<Paper>)| {
            claimed.then(|| self.item(Group::Achievements, paper, slot, state, cite(rules::DOCUMENTS_ACHIEVEMENTS, self.on)))
        };
        claimed.into_iter().filter_map(item).collect()
    }

    fn language(&self, skill: &LanguageSkill, number: usize) -> Vec<Item> {
        let slot = LanguageSkill::PAPER.in_row(skill.id);
        let mut item = self.item(Group::Languages, key!("paper.language"), slot, skill.paper, cite(rules::DOCUMENTS_LANGUAGES, self.on));
        item.asked = false;
        item.advice.push(key!("paper.language-helps").into());
        self.named([item], None, skill.language.map(|language| language.label()), key!("rows.language"), number)
    }

    fn relative(&self, relative: &Relative, number: usize) -> Vec<Item> {
        let paper = match relative.relation {
            Some(Relation::Spouse) => key!("paper.marriage"),
            Some(_) => key!("paper.birth"),
            None => key!("paper.tie"),
        };
        let mut tie = self.legalisation(Group::Family, Relative::LEGALISATION.in_row(relative.id), relative.country, relative.legalisation);
        tie.paper = paper;
        // A paper that needs no apostille may still be missing.
        tie.state = relative.legalisation;
        tie.why = Step { cites: cite(rules::DOCUMENTS_FAMILY, self.on).into_iter().collect(), name: paper.into(), ..tie.why };
        let age = rules::PAPERS_MINOR_AGE.on_or_latest(self.on).map_or(0, |found| found.value);
        tie.advice.push(Message::new(key!("paper.family")).with("age", age));
        let items = vec![tie, self.translation(Group::Family, Relative::TRANSLATION.in_row(relative.id), relative.translation)];
        // The member's permit rests on the tie to the applicant, whose consent is asked for; a spouse who is a citizen
        // needs no permit.
        let is_citizen =
            relative.relation == Some(Relation::Spouse) && self.profile.permits.citizen_relative == Some(CitizenRelative::Spouse);
        let consent = (!is_citizen).then(|| {
            let family = cite(rules::DOCUMENTS_FAMILY, self.on);
            let mut consent =
                self.item(Group::Family, key!("paper.consent"), Relative::CONSENT.in_row(relative.id), relative.consent, family);
            consent.advice.push(key!("paper.consent-law").into());
            consent
        });
        let items = items.into_iter().chain(consent);
        self.named(items, None, relative.relation.map(Relation::label), key!("rows.relative"), number)
    }

    /// The lines of one row under its name: the person's own, or what is known, with the row's number.
    fn named(&self, items: impl IntoIterator<Item = Item>, own: Option<String>, known: Option<Key>, row: Key, number: usize) -> Vec<Item> {
        let numbered = Message::new(row).with("number", i64::try_from(number).unwrap_or(i64::MAX));
        let subject = match (own, known) {
            (Some(own), _) => Message::new(key!("format.titled")).with("name", numbered).with("value", own),
            (None, Some(known)) => Message::new(key!("format.titled")).with("name", numbered).with("value", known),
            (None, None) => numbered,
        };
        let with = |item: Item| Item { subject: Some(subject.clone()), ..item };
        items.into_iter().map(with).collect()
    }
}

fn cite<K: crate::rulebook::kind::Kind>(rule: Ref<K>, on: Date) -> Option<Citation> {
    rule.on_or_latest(on).map(|found| found.cite)
}

/// Whether all lines of one kind are done: no as soon as one is known not to be, open while one is open,
/// none where there is no such line.
pub fn all_of(documents: &Documents, paper: Key, group: Option<Group>) -> Option<Tri> {
    let lines = documents.items.iter().filter(|item| item.asked && item.paper == paper && group.is_none_or(|group| item.group == group));
    let state = |item: &Item| match (item.state, item.valid) {
        (Some(Paper::Missing | Paper::Ordered), _) | (_, Some(Tri::No)) => Tri::No,
        (Some(Paper::Ready | Paper::NotNeeded), _) => Tri::Yes,
        (None, _) => Tri::Unknown,
    };
    lines.map(state).reduce(Tri::and)
}
