//! What a person could realistically do: kinds of change, each with its options from nothing upwards.

use super::{Change, months};
use crate::assess::points::assumptions::{Assumptions, Table};
use crate::profile::{BandTable, Cefr, DegreeLevel, Profile, Tongue};
use crate::quantity::Date;
use crate::rulebook::kind::Count;
use crate::rulebook::{Reads, Ref, rules};

/// The options of a kind of change: nothing, then more and more, each with the months it takes.
pub(super) type Options = Vec<(Option<Change>, i32)>;

/// How many kinds of change there are, and the number of each.
pub(super) const KINDS: usize = 8;
pub(super) const DEGREE: usize = 0;
pub(super) const CERTIFICATES: usize = 1;
pub(super) const LEADERSHIP: usize = 2;
pub(super) const WORK: usize = 3;
pub(super) const PATENT: usize = 4;
pub(super) const PUBLICATIONS: usize = 5;
pub(super) const TECHNICAL: usize = 6;
pub(super) const LANGUAGE: usize = 7;

/// The kinds of change that move what a reading finds, and whether time does too.
pub(super) const fn moved_by(reads: Reads) -> (&'static [usize], bool) {
    match reads {
        Reads::Work | Reads::Position => (&[LEADERSHIP, WORK], true),
        Reads::Degree => (&[DEGREE], true),
        Reads::Certificates => (&[CERTIFICATES], true),
        Reads::Kinds => (&[LEADERSHIP, PATENT, PUBLICATIONS, TECHNICAL], false),
        Reads::Language => (&[LANGUAGE], false),
    }
}

/// What this person could realistically do, kind by kind.
pub(super) fn options(profile: &Profile, assumed: &Assumptions, on: Date, horizon: i32, goes_on: bool) -> [Options; KINDS] {
    let own = &profile.achievements;
    let nothing = || vec![(None, 0)];
    let single = |wanted: bool, change: Change, rule: Ref<Count>| {
        let mut options = nothing();
        if wanted {
            options.push((Some(change), months(rule, on)));
        }
        options
    };
    let counted = |most: i32, change: fn(i32) -> Change, rule: Ref<Count>| {
        nothing().into_iter().chain((1..=most).map(|count| (Some(change(count)), count * months(rule, on)))).collect::<Options>()
    };
    let certificates =
        i32::try_from(profile.certificates.iter().filter(|certificate| certificate.related == Some(true)).count()).unwrap_or(0);
    let known_indexed = own.indexed.map_or(0, |count| count.0);
    let mut all: [Options; KINDS] = Default::default();
    all[DEGREE] = degrees(profile, on);
    let most = assumed.tables(BandTable::Certificates).map(Table::top).max().unwrap_or(0);
    all[CERTIFICATES] = counted((most - certificates).max(0), Change::Certificates, rules::GOAL_CERTIFICATE);
    all[LEADERSHIP] = single(true, Change::Leadership(months(rules::GOAL_LEADERSHIP, on)), rules::GOAL_LEADERSHIP);
    all[WORK] = nothing();
    if !goes_on {
        all[WORK].push((Some(Change::Work(0)), 0));
    }
    all[PATENT] = single(own.patents.is_none_or(|count| count.0 == 0), Change::Patent, rules::GOAL_PATENT);
    all[PUBLICATIONS] = counted((assumed.enough_publications - known_indexed).max(0), Change::Publications, rules::GOAL_PUBLICATION);
    all[TECHNICAL] = single(own.technical != Some(true), Change::Technical, rules::GOAL_TECHNICAL);
    all[LANGUAGE] = azerbaijani(profile, on);
    let read: Vec<usize> = assumed.measures().flat_map(|measure| moved_by(measure.reads).0).copied().collect();
    for (index, options) in all.iter_mut().enumerate() {
        // No change is always an option, and the only one for what no criterion reads.
        options.retain(|(change, months)| change.is_none() || (*months <= horizon && read.contains(&index)));
    }
    all
}

/// Degrees in the speciality above the best one there is, each with those it needs before it.
fn degrees(profile: &Profile, on: Date) -> Options {
    let highest = |related: bool| {
        let levels = profile.degrees.iter().filter(|degree| !related || degree.related == Some(true));
        levels.filter_map(|degree| degree.level).max()
    };
    let (any, best) = (highest(false), highest(true));
    let steps = [
        (DegreeLevel::Bachelor, rules::GOAL_BACHELOR),
        (DegreeLevel::Master, rules::GOAL_MASTER),
        (DegreeLevel::Doctorate, rules::GOAL_DOCTORATE),
    ];
    let mut options: Options = vec![(None, 0)];
    let mut before = 0;
    for (level, rule) in steps {
        let own = months(rule, on);
        if best.is_none_or(|best| best < level) {
            options.push((Some(Change::Degree(level)), before + own));
        }
        if any.is_none_or(|any| any < level) {
            before += own;
        }
    }
    options
}

/// Levels of Azerbaijani above the present one, one after the other.
fn azerbaijani(profile: &Profile, on: Date) -> Options {
    let present =
        profile.languages.iter().filter(|skill| skill.language == Some(Tongue::Azerbaijani)).filter_map(|skill| skill.level).max();
    let above = Cefr::ALL.iter().copied().filter(|level| present.is_none_or(|present| present < *level));
    let levels = above.enumerate().map(|(index, level)| {
        let steps = i32::try_from(index + 1).unwrap_or(i32::MAX);
        (Some(Change::Language(level)), steps * months(rules::GOAL_LANGUAGE_LEVEL, on))
    });
    std::iter::once((None, 0)).chain(levels).collect()
}
