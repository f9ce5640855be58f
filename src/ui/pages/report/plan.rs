//! The move on paper: documents, family, permits and the dated plan.

use leptos::prelude::*;

use super::{Report, titled};
use crate::ui::components::DataTable;
use crate::ui::components::row_name;
use crate::ui::components::table::{row, text_row};
use crate::ui::components::text::hint;
use crate::ui::{figure, say, t, words};
use hsmp::assess::eligibility::documents::Item;
use hsmp::assess::eligibility::family::Member;
use hsmp::assess::permits::{Permit, PermitOption, State as PermitState, permit_options};
use hsmp::assess::plan::{Progress, Stage, plan_of, planned_ground};
use hsmp::key;
use hsmp::profile::Relative;
use hsmp::quantity::Tri;

impl Report {
    /// Each document and how far it is.
    pub(super) fn documents(&self) -> Option<AnyView> {
        let asked: Vec<&Item> = self.all.documents.items.iter().filter(|item| item.asked).collect();
        let line = |item: &&Item| {
            let name = match &item.subject {
                Some(subject) => titled(&say(subject), t(item.paper)),
                None => t(item.paper).to_owned(),
            };
            let state = item.state.map_or_else(|| t(key!("field.not-answered")), |state| t(state.label()));
            text_row("", name, vec![state.to_owned()])
        };
        let rows = asked.iter().map(line).collect();
        let head = vec![key!("page.documents"), key!("report.state")];
        (!asked.is_empty())
            .then(|| view! { <DataTable class="report-table" name=t(key!("page.title.documents")).to_owned() head rows/> }.into_any())
    }

    /// Who is covered, by both readings.
    pub(super) fn family(&self) -> Option<AnyView> {
        let members = &self.all.family.members;
        let word = |covered: Tri| {
            t(match covered {
                Tri::Yes => key!("status.covered"),
                Tri::No => key!("status.not-covered"),
                Tri::Unknown => key!("status.open"),
            })
            .to_owned()
        };
        let line = |(place, member): (usize, &Member)| {
            let name = row_name(Relative::SECTION, place);
            let name = member.relation.map_or_else(|| name.clone(), |relation| titled(&name, t(relation.label())));
            text_row("", name, vec![word(member.programme), word(member.code), say(&member.reason)])
        };
        let rows = members.iter().enumerate().map(line).collect();
        let head = vec![key!("report.person"), key!("family.programme"), key!("family.code"), key!("report.why")];
        (!members.is_empty())
            .then(|| view! { <DataTable class="report-table" name=t(key!("page.title.family")).to_owned() head rows/> }.into_any())
    }

    /// The permits that are available or could be, and what is missing. The short form has those that are available and
    /// the one that is planned.
    pub(super) fn permits(&self) -> AnyView {
        let found = permit_options(&self.all);
        let planned = planned_ground(&self.all.profile);
        let is_shown = |way: &&PermitOption| {
            let is_near = way.state == PermitState::Available || way.permit == Permit::Temporary && way.ground == Some(planned);
            way.state != PermitState::NotForMe && (self.is_full || is_near)
        };
        let line = |way: &PermitOption| {
            let missing: Vec<String> =
                way.conditions.iter().filter(|condition| condition.met != Tri::Yes).map(|condition| say(&condition.name)).collect();
            row(
                "",
                say(&way.name()).into_any(),
                vec![
                    t(way.state.label()).into_any(),
                    view! { <span>{words().long_list(&missing)} {self.numbers.of_tree(&way.why)}</span> }.into_any(),
                ],
            )
        };
        let rows = found.iter().filter(is_shown).map(line).collect();
        let head = vec![key!("page.permits"), key!("report.state"), key!("report.missing")];
        let others = (!self.is_full).then(|| hint(t(key!("report.permits-others"))));
        view! {
            <div>
                <DataTable class="report-table" name=t(key!("page.title.permits")).to_owned() head rows/>
                {others}
            </div>
        }
        .into_any()
    }

    /// Each step and its days.
    pub(super) fn timeline(&self) -> AnyView {
        let plan = plan_of(&self.all);
        let line = |stage: &Stage| {
            let when = match stage.progress {
                Progress::Passed => t(key!("timeline-page.done")).to_owned(),
                _ if stage.late => figure(stage.said()),
                _ => words().days(stage.when),
            };
            let by = stage.by.map(|by| words().days(by)).unwrap_or_default();
            text_row("", say(&stage.name()), vec![when, by])
        };
        let rows = plan.stages.iter().map(line).collect();
        let head = vec![key!("report.step"), key!("report.when"), key!("report.by")];
        view! { <DataTable class="report-table" name=t(key!("page.title.timeline")).to_owned() head rows/> }.into_any()
    }
}
