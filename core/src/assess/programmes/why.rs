//! Why a programme stands as it does: each condition with what was compared, down to the rates.

use super::exchange::Compared;
use super::{Condition, Match, Open, What};
use crate::assess::Assessment;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Country;
use crate::quantity::Money;
use crate::rulebook::programmes::{Citizenship, Length, Need, Per, Programme, Sum};

impl Length {
    /// In words.
    pub fn text(self) -> Message {
        match self {
            Self::Days(days) => Message::new(key!("programmes.term.days")).with("count", i32::from(days)),
            Self::Months(months) => Message::new(key!("permits-page.months")).with("count", i32::from(months)),
            Self::Years(years) => Message::new(key!("permits-page.years")).with("count", i32::from(years)),
            Self::Permanent => key!("programmes.term.permanent").into(),
        }
    }
}

impl Citizenship {
    /// In words.
    pub fn text(self) -> Message {
        match self {
            Self::NotStated => key!("programmes.not-stated").into(),
            Self::No => key!("tri.no").into(),
            Self::Yes => key!("tri.yes").into(),
            Self::After(years) => Message::new(key!("programmes.citizenship.after")).with("years", Length::Years(years.into()).text()),
        }
    }
}

impl Programme {
    /// The name of its country.
    pub fn country_name(&self) -> Option<Key> {
        Country::from_code(self.country()).map(Country::name)
    }

    /// How long it lasts, in words.
    pub fn term(&self) -> Message {
        if self.shortest == self.longest {
            return self.longest.text();
        }
        Message::new(key!("programmes.term.range")).with("from", self.shortest.text()).with("to", self.longest.text())
    }

    /// What it asks for, in words.
    pub fn asks(&self) -> Message {
        match (self.need, self.sum()) {
            (Need::Text(_, text), _) => Message::new(key!("programmes.no-figure")).with("text", printed(text)),
            (_, Some(sum)) => asked(sum),
            _ => key!("programmes.not-stated").into(),
        }
    }
}

/// Words of the table, marked where it cuts them off.
fn printed(text: &str) -> Arg {
    if !text.ends_with("...") {
        return Arg::Typed(text.to_owned());
    }
    Message::new(key!("programmes.cut-off")).with("text", text.to_owned()).into()
}

/// An amount that is short, in words.
pub fn short(sum: Sum, compared: &Compared) -> Message {
    let text = match sum.per {
        Per::Month => key!("programmes.short.month"),
        Per::Year => key!("programmes.short.year"),
        Per::Once | Per::Funds => key!("programmes.short.once"),
    };
    Message::new(text).with("sum", about(Arg::Sum(sum.amount, sum.currency), compared))
}

/// An amount with how often it is asked for.
fn asked(sum: Sum) -> Message {
    let text = match sum.per {
        Per::Month => key!("programmes.per.month"),
        Per::Year => key!("programmes.per.year"),
        Per::Once => key!("programmes.per.once"),
        Per::Funds => key!("programmes.per.funds"),
    };
    Message::new(text).with("sum", Arg::Sum(sum.amount, sum.currency))
}

/// Why a programme stands as it does, and what the law says of it where that is known.
pub fn why(all: &Assessment, found: &Match) -> Step {
    let country = found.programme.country_name().unwrap_or(key!("programmes.not-stated"));
    let name = Message::new(key!("programmes.name")).with("name", found.programme.name.to_owned()).with("place", country);
    let mut step = Step::new(name, found.verdict.label()).how(key!("programmes.how.all"));
    for condition in &found.conditions {
        step = step.from(condition.step(all));
    }
    for note in found.programme.notes() {
        step = step.from(Step::new(key!("programmes-page.law"), *note));
    }
    step
}

impl Condition {
    /// The condition as a step: what it asks for, what there is, and how they compare.
    pub fn step(&self, all: &Assessment) -> Step {
        let name: Message = match self.what {
            What::Sum(column, _) | What::Text(column, _) => column.label().into(),
            What::NothingStated => key!("programmes.what.nothing").into(),
            What::Points => key!("programmes.what.points").into(),
            What::Talent => key!("programmes.what.talent").into(),
            What::Business => key!("programmes.what.business").into(),
            What::Remote => key!("programmes.what.remote").into(),
            What::Pension => key!("programmes.what.pension").into(),
            What::Family => key!("programmes.what.family").into(),
            What::Work => key!("programmes.what.work").into(),
            What::Citizenship => key!("programmes.what.citizenship").into(),
            What::Foreign => key!("programmes.what.foreign").into(),
        };
        let step = Step::new(name, self.met);
        match (self.what, &self.compared) {
            (What::Sum(_, sum), Some(compared)) => {
                let mut step = step.how(weighed(sum, compared));
                step.cites.extend(&compared.cites);
                step
            }
            (What::Points, _) => {
                let points = &all.points;
                let how = Message::new(key!("programmes.how.points")).with("points", points.total).with("mark", points.pass_mark);
                step.how(how).from(points.why.clone())
            }
            _ => match self.says() {
                Some(how) => step.how(how),
                None => step,
            },
        }
    }

    /// What is asked for, or why it is not known whether that is met.
    fn says(&self) -> Option<Message> {
        let open = match self.open? {
            Open::Answer(slot) => Message::new(key!("programmes.how.answer")).with("question", slot.label()),
            Open::NotStated => key!("programmes.how.not-stated").into(),
            Open::NoRate("other") => key!("programmes.how.no-rate-other").into(),
            Open::NoRate(currency) => Message::new(key!("programmes.how.no-rate")).with("currency", currency.to_owned()),
            Open::Authorities => key!("programmes.how.authorities").into(),
        };
        let stated = match self.what {
            What::Sum(_, sum) => asked(sum).into(),
            What::Text(_, text) => printed(text),
            _ => return Some(open),
        };
        Some(Message::new(key!("programmes.how.stated")).with("stated", stated).with("open", open))
    }
}

/// What is there beside what is asked for.
fn weighed(sum: Sum, compared: &Compared) -> Message {
    let bare = |amount: Money| about(Arg::Sum(amount, sum.currency), compared);
    let text = if compared.short > Money::ZERO { key!("programmes.how.short") } else { key!("programmes.how.enough") };
    let said = Message::new(text).with("asked", asked(sum)).with("have", bare(compared.have)).with("short", bare(compared.short));
    match compared.on {
        Some(on) => Message::new(key!("programmes.how.by-rates")).with("said", said).with("date", on),
        None => said,
    }
}

/// An amount, said with "about" where rates were needed.
fn about(amount: Arg, compared: &Compared) -> Arg {
    if compared.about { Message::new(key!("programmes.about")).with("sum", amount).into() } else { amount }
}
