//! The assessment as a short text: every figure, state and date, without the explanations. Reviewers read it and
//! compare it with what they worked out by hand, so each line says one thing, names are those of the receipt, and
//! nothing depends on a language.

mod pay;
mod plan;
mod residence;
mod words;

use std::fmt::{Display, Write as _};

use self::words::{list, range, said, subject_of};
use crate::assess::eligibility::Open;
use crate::assess::eligibility::papers::lists;
use crate::assess::guidance::goals::{Aim, goals};
use crate::assess::guidance::guide::{Goal, guide, stop_proof};
use crate::assess::guidance::outlook::outlook;
use crate::assess::plan::{Plan, plan_of};
use crate::assess::points::uncertainty::{Cause, parts_of};
use crate::assess::{Assessment, assess};
use crate::profile::{Document, Paper, Relation, Severity};
use crate::quantity::{Date, Tri};

/// The summary of a profile's assessment on a date.
pub fn summary(document: &Document, on: Date) -> String {
    let all = assess(document, on);
    let plan = plan_of(&all);
    let mut text = Summary { text: format!("on {on}\n") };
    text.points(document, &all);
    text.conditions(&all);
    text.papers(&all);
    text.listed(&all, &plan);
    text.family(&all);
    text.residence(&all);
    text.pay(&all);
    text.income(&all);
    text.permits(&all);
    text.plan(&plan);
    text.duties(&all, &plan);
    text.problems(&all);
    text.text
}

struct Summary {
    text: String,
}

impl Summary {
    fn title(&mut self, title: impl Display) {
        let _ = writeln!(self.text, "\n# {title}");
    }

    fn line(&mut self, line: impl Display) {
        let _ = writeln!(self.text, "{line}");
    }

    fn points(&mut self, document: &Document, all: &Assessment) {
        let points = &all.points;
        self.title(format_args!(
            "points {}: {} (mark {} of {})",
            range(points.total),
            points.verdict.name(),
            points.pass_mark,
            points.scale
        ));
        for share in &points.shares {
            let own = if share.own { ", own figure" } else { "" };
            self.line(format_args!("{}: {} of {}{own}", share.criterion.id(), range(share.points), range(share.maximum)));
        }
        if let Some(other) = points.other_reading {
            self.line(format_args!("other reading: {}", range(other)));
        }
        let parts = parts_of(all).into_iter().map(|part| {
            let cause = match part.cause {
                Cause::Answer(slot) => slot.path(),
                Cause::Bands(criterion) => format!("bands of {}", criterion.id()),
                Cause::Maxima => "maxima".to_owned(),
            };
            format!("{cause} {}", part.points)
        });
        self.line(format_args!("width: {}", list(parts)));
        let asked = guide(document, all, Goal::Qualify, &[]).next();
        self.line(format_args!("next: {}", asked.map_or_else(|| "none".to_owned(), |question| question.slot.path())));
        self.line(format_args!("settled: {}", stop_proof(document, all, &[]).name()));
        let years = outlook(document, all.on).into_iter().map(|year| format!("{} {}", year.on, range(year.points.total)));
        self.line(format_args!("outlook: {}", list(years)));
        for aim in Aim::ALL {
            let goals = goals(document, all.on, aim);
            self.line(format_args!(
                "goal {}: {}",
                aim.name(),
                if goals.reached { "reached".to_owned() } else { format!("{} ways", goals.found) }
            ));
            for way in &goals.sets {
                self.line(format_args!(
                    "  {} {}: {}",
                    way.on,
                    range(way.total),
                    list(way.changes.iter().map(|change| said(&change.text())))
                ));
            }
        }
    }

    fn conditions(&mut self, all: &Assessment) {
        self.title("conditions");
        for condition in &all.eligibility.conditions {
            let open = condition.open.map_or_else(String::new, |open| match open {
                Open::Unanswered(slot) => format!(" (unanswered {})", slot.path()),
                Open::Points => " (points)".to_owned(),
                Open::Authorities => " (authorities)".to_owned(),
            });
            self.line(format_args!("{}: {}{open}", condition.id, condition.met.name()));
        }
    }

    fn papers(&mut self, all: &Assessment) {
        let documents = &all.documents;
        self.title(format_args!("papers {} of {}, for {}", documents.done, documents.asked, documents.apply));
        for item in &documents.items {
            let of = item.subject.as_ref().map(|subject| format!(" of {}", subject_of(subject))).unwrap_or_default();
            let asked = if item.asked { "" } else { ", not asked for" };
            let valid = item.valid.map(|valid| format!(", valid {}", valid.name())).unwrap_or_default();
            let state = item.state.map_or("open", Paper::name);
            let advice: Vec<&str> = item.advice.iter().map(|advice| advice.key.name()).collect();
            let advice = if advice.is_empty() { String::new() } else { format!("; {}", list(advice)) };
            let paper = item.paper.name();
            self.line(format_args!("{}{of}: {state}{asked}{valid}{advice}", paper.strip_prefix("paper.").unwrap_or(paper)));
        }
    }

    /// The lists of the law, one a line, by article: what is done or under way, what depends on an open answer, and
    /// what is not required. Everything else is required and unanswered.
    fn listed(&mut self, all: &Assessment, plan: &Plan) {
        for found in lists(all, plan) {
            let [done, asked, _] = found.counts();
            let said = found.asked(Tri::Yes).chain(found.asked(Tri::Unknown)).filter_map(|line| {
                let valid = line.valid.filter(|_| line.state.is_some()).map(|valid| format!(" (valid {})", valid.name()));
                Some(format!("{} {}{}", line.article, line.state?.name(), valid.unwrap_or_default()))
            });
            let parts = [
                ("", list(said)),
                ("open ", list(found.asked(Tri::Unknown).map(|line| line.article))),
                ("not asked ", list(found.asked(Tri::No).map(|line| line.article))),
            ];
            let parts = parts.iter().filter(|(_, text)| text != "none").map(|(name, text)| format!("{name}{text}"));
            let parts: Vec<String> = parts.collect();
            let parts = if parts.is_empty() { String::new() } else { format!("; {}", parts.join("; ")) };
            self.line(format_args!("law, {}: {done} of {asked}{parts}", found.purpose.name()));
        }
    }

    fn family(&mut self, all: &Assessment) {
        if all.family.members.is_empty() {
            return;
        }
        let decision = all.family.decision.map_or_else(|| "not known".to_owned(), range);
        self.title(format_args!("family, applied {}, decided {decision}", all.family.apply));
        for member in &all.family.members {
            let limits = member.limits.iter().flatten().map(|limit| format!(", {} on {}", limit.age, limit.on)).collect::<String>();
            self.line(format_args!(
                "{} {}: programme {}, code {}{limits}",
                member.id,
                member.relation.map_or("open", Relation::name),
                member.programme.name(),
                member.code.name(),
            ));
        }
    }

    fn problems(&mut self, all: &Assessment) {
        if all.problems.is_empty() {
            return;
        }
        self.title("problems");
        for problem in &all.problems {
            let used = if problem.severity == Severity::Note { "" } else { ", not used" };
            self.line(format_args!("{}: {}{used}", problem.slot.path(), said(&problem.message)));
        }
    }
}
