//! What the parts of a receipt are called.

use serde_json::Value;

use crate::assess::Assessment;
use crate::assess::permits::permit_options;
use crate::assess::plan::plan_of;
use crate::key;
use crate::message::{Arg, Key, Message};

/// The names of criteria, conditions, permits and steps by their names in receipts. Those that this version does not
/// know keep the name that the receipt gives them.
pub(super) struct Names {
    criteria: Vec<(String, Message)>,
    conditions: Vec<(String, Message)>,
    permits: Vec<(String, Message)>,
    steps: Vec<(String, Message)>,
}

impl Names {
    pub(super) fn of(all: &Assessment) -> Self {
        let criteria = all.points.shares.iter().map(|share| (share.criterion.id().to_owned(), share.criterion.name().into()));
        let conditions = all.eligibility.conditions.iter().map(|own| (own.id.to_owned(), own.name.into()));
        let permits = permit_options(all).into_iter().map(|way| (way.id(), way.name()));
        let steps = plan_of(all).stages.into_iter().map(|stage| (stage.id(), stage.name()));
        Self { criteria: criteria.collect(), conditions: conditions.collect(), permits: permits.collect(), steps: steps.collect() }
    }

    pub(super) fn criterion(&self, id: &str) -> Arg {
        find(&self.criteria, id)
    }

    pub(super) fn condition(&self, id: &str) -> Arg {
        find(&self.conditions, id)
    }

    pub(super) fn permit(&self, id: &str) -> Arg {
        find(&self.permits, id)
    }

    pub(super) fn step(&self, id: &str) -> Arg {
        find(&self.steps, id)
    }

    /// What the part of a receipt is about to which a path leads.
    pub(super) fn of_path(&self, receipt: &Value, path: &str) -> Option<Arg> {
        let mut parts = path.split('.');
        let part = match parts.next()? {
            "assessment" => parts.next().unwrap_or_default(),
            part => part,
        };
        let row = |list: &str, name: &str, place: Option<&str>| {
            let row = receipt["assessment"].pointer(list)?.get(place?.parse::<usize>().ok()?)?;
            row[name].as_str().map(str::to_owned)
        };
        let own = match part {
            "conditions" => row("/conditions", "id", parts.next()).map(|id| self.condition(&id)),
            "permits" => row("/permits", "way", parts.next()).map(|id| self.permit(&id)),
            "points" if parts.next() == Some("shares") => row("/points/shares", "criterion", parts.next()).map(|id| self.criterion(&id)),
            "plan" if parts.next() == Some("steps") => row("/plan/steps", "step", parts.next()).map(|id| self.step(&id)),
            _ => None,
        };
        own.or_else(|| page(part).map(Arg::from))
    }
}

fn find(names: &[(String, Message)], id: &str) -> Arg {
    let known = names.iter().find(|(known, _)| known == id);
    known.map_or_else(|| Arg::Typed(id.to_owned()), |(_, name)| name.clone().into())
}

/// The page on which a part of an assessment is shown.
fn page(part: &str) -> Option<Key> {
    Some(match part {
        "points" | "width" => key!("page.points"),
        "conditions" => key!("page.requirements"),
        "residency" | "planning" => key!("page.tax-residence"),
        "pay" | "year" | "employer_abroad" => key!("page.pay"),
        "permits" | "duties" => key!("page.permits"),
        "plan" => key!("page.timeline"),
        "outlook" | "goals" => key!("page.goals"),
        "documents" | "permit_papers" => key!("page.documents"),
        "family" => key!("page.family"),
        "clocks" => key!("page.stay-limits"),
        "business" => key!("page.self-employment"),
        "income" => key!("page.income"),
        "programmes" => key!("page.programmes"),
        "next" | "settled" => key!("page.guide"),
        "problems" | "profile" => key!("page.answers"),
        "rules" | "rulebook" => key!("page.sources"),
        "program" => key!("receipts.program"),
        "on" => key!("receipts.date"),
        _ => return None,
    })
}
