use super::table::Row;
use super::{Difference, Unreadable, journey, papers, permits, programmes};
use crate::assess::business::{Regime, year_of};
use crate::assess::clocks::{self, clocks};
use crate::assess::income::beside_pay;
use crate::assess::pay::{cliffs, gross_for};
use crate::assess::payroll::{Base, Employee, Payslip, Schedule, Terms, payslip};
use crate::assess::planning::{Leaving, planning};
use crate::assess::presence::{Presence, RollingWindow};
use crate::assess::{points, residency};
use crate::profile::{
    Business, Count, Counting, Country, DividendsFrom, Document, Home, Income, InterestFrom, Place, Profile, Reading, Sector, Stay,
};
use crate::quantity::{Date, EndOfMonth, Interval, Money, Span, SpanError, Tri};
use crate::rulebook::{NotKnown, business_days_after};

type Profiles<'a> = dyn Fn(&str) -> Option<String> + 'a;

pub(super) type Outcome = Result<Vec<Difference>, Unreadable>;

pub(super) struct Kind {
    name: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) run: fn(&Row<'_>, &Profiles<'_>) -> Outcome,
}

pub(super) const NAMES: [&str; 19] = [
    "payroll",
    "residency",
    "window",
    "business_days",
    "date_add",
    "points",
    "deductions",
    "gross",
    "cliffs",
    "business",
    "clock",
    "plan",
    "journey",
    "permit",
    "fee",
    "programme",
    "payslip",
    "income",
    "paper",
];

const KINDS: [Kind; 19] = [
    Kind {
        name: NAMES[0],
        columns: &[
            "month",
            "sector",
            "residency",
            "gross",
            "income_tax",
            "social_employee",
            "social_employer",
            "unemployment_employee",
            "unemployment_employer",
            "medical_employee",
            "medical_employer",
            "net",
            "employer_cost",
        ],
        run: |row, _| payroll(row),
    },
    Kind { name: NAMES[1], columns: &["stays", "year", "reading", "days", "resident"], run: |row, _| residency_row(row) },
    Kind {
        name: NAMES[2],
        columns: &["stays", "window_days", "limit_days", "on", "used", "remaining", "overstay", "latest_exit"],
        run: |row, _| window(row),
    },
    Kind { name: NAMES[3], columns: &["from", "days", "result"], run: |row, _| business_days(row) },
    Kind { name: NAMES[4], columns: &["date", "add", "rounding", "result"], run: |row, _| date_add(row) },
    Kind { name: NAMES[5], columns: &["profile", "low", "high", "verdict"], run: points_row },
    Kind {
        name: NAMES[6],
        columns: &[
            "month",
            "sector",
            "gross",
            "main",
            "deduction",
            "dependants",
            "citizen",
            "income_tax",
            "social_employee",
            "unemployment_employee",
            "medical_employee",
            "net",
        ],
        run: |row, _| deductions(row),
    },
    Kind { name: NAMES[7], columns: &["month", "sector", "net", "gross"], run: |row, _| gross(row) },
    Kind { name: NAMES[8], columns: &["month", "sector", "main", "at", "loss", "recovered"], run: |row, _| cliff(row) },
    Kind {
        name: NAMES[9],
        columns: &[
            "year",
            "regime",
            "turnover",
            "expenses",
            "region",
            "staff",
            "listed_percent",
            "insurance_debt",
            "citizen",
            "former_employer",
            "trade",
            "registered_percent",
            "park",
            "open",
            "income_tax",
            "social",
            "medical",
        ],
        run: |row, _| business(row),
    },
    Kind {
        name: NAMES[10],
        columns: &["stays", "since", "programme", "clock", "on", "used", "left", "state", "date"],
        run: |row, _| clock(row),
    },
    Kind {
        name: NAMES[11],
        columns: &["stays", "home", "counting", "year", "on", "days", "latest_exit", "passed_on", "leaving"],
        run: |row, _| plan(row),
    },
    Kind { name: NAMES[12], columns: journey::COLUMNS, run: |row, _| journey::row(row) },
    Kind { name: NAMES[13], columns: permits::PERMIT, run: |row, _| permits::permit(row) },
    Kind { name: NAMES[14], columns: permits::FEE, run: |row, _| permits::duty(row) },
    Kind { name: NAMES[15], columns: programmes::COLUMNS, run: |row, _| programmes::row(row) },
    Kind {
        name: NAMES[16],
        columns: &[
            "month",
            "sector",
            "citizen",
            "specialist",
            "base",
            "main",
            "gross",
            "income_tax",
            "social_employee",
            "social_employer",
            "unemployment_employee",
            "unemployment_employer",
            "medical_employee",
            "medical_employer",
            "net",
            "employer_cost",
        ],
        run: |row, _| payslip_row(row),
    },
    Kind { name: NAMES[17], columns: &["year", "residency", "kind", "from", "amount", "tax"], run: |row, _| income(row) },
    Kind { name: NAMES[18], columns: papers::COLUMNS, run: |row, _| papers::row(row) },
];

/// The kind that a file's name says: what stands before the first `.` or `-`.
pub(super) fn of_file(name: &str) -> Option<&'static Kind> {
    let prefix = name.split(['.', '-']).next()?;
    KINDS.iter().find(|kind| kind.name == prefix)
}

pub(super) fn compared(differences: impl IntoIterator<Item = Option<Difference>>) -> Outcome {
    Ok(differences.into_iter().flatten().collect())
}

pub(super) fn date(text: &str) -> Option<Date> {
    Date::parse_iso(text).ok()
}

fn money(text: &str) -> Option<Money> {
    Money::parse(text).ok()
}

pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn shown(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| "not known".to_owned(), |amount| amount.to_string())
}

/// Month and sector of a row, at the main workplace and without deductions.
fn terms(row: &Row<'_>, gross: Money) -> Result<Terms, Unreadable> {
    let month = row.read("month", |text| date(&format!("{text}-01")))?;
    Ok(Terms::plain(month, row.read("sector", Sector::from_name)?, gross))
}

fn payroll(row: &Row<'_>) -> Outcome {
    let terms = terms(row, row.read("gross", money)?)?;
    // Residents and others pay the same under the reading that is checked here (Art. 125.1.6).
    row.read("residency", |text| matches!(text, "resident" | "non-resident").then_some(()))?;
    lines_of(row, &payslip(terms))
}

/// A citizen, or a foreigner as the product reads the rules.
fn employee(text: &str) -> Option<Employee> {
    yes_no(text).map(|citizen| if citizen { Employee::Citizen } else { Employee::FOREIGNER })
}

/// A month in full, of a citizen or a foreigner, in a technology park also of others than specialists.
fn payslip_row(row: &Row<'_>) -> Outcome {
    let slip = payslip(Terms {
        main_workplace: row.read("main", yes_no)?,
        employee: row.read("citizen", employee)?,
        specialist: row.read("specialist", |text| if text.is_empty() { Some(true) } else { yes_no(text) })?,
        base: row.read("base", |text| match text {
            "" | "pay" => Some(Base::Pay),
            "four-minimum-wages" => Some(Base::MinimumWages),
            _ => None,
        })?,
        ..terms(row, row.read("gross", money)?)?
    });
    lines_of(row, &slip)
}

/// Every line of a payslip, and its two sums.
fn lines_of(row: &Row<'_>, slip: &Payslip) -> Outcome {
    let lines = slip.employee.iter().chain(&slip.employer).map(|line| row.compare(line.id, shown(line.amount)));
    compared(lines.chain([row.compare("net", shown(slip.net)), row.compare("employer_cost", shown(slip.cost))]))
}

/// The deductions of a month by their amount; those of Art. 102.1-1, 102.2, 102.3 and 102.4.
fn reliefs(text: &str) -> Option<[bool; 4]> {
    let place = match text {
        "0" => return Some([false; 4]),
        "800" => 0,
        "400" => 1,
        "200" => 2,
        "100" => 3,
        _ => return None,
    };
    let mut reliefs = [false; 4];
    reliefs[place] = true;
    Some(reliefs)
}

fn deductions(row: &Row<'_>) -> Outcome {
    let slip = payslip(Terms {
        main_workplace: row.read("main", yes_no)?,
        reliefs: row.read("deduction", reliefs)?,
        dependants: row.read("dependants", yes_no)?,
        employee: row.read("citizen", employee)?,
        ..terms(row, row.read("gross", money)?)?
    });
    let lines = slip.employee.iter().map(|line| row.compare(line.id, shown(line.amount)));
    compared(lines.chain([row.compare("net", shown(slip.net))]))
}

/// Every pay that leaves `net`.
fn gross(row: &Row<'_>) -> Outcome {
    let schedule = Schedule::of(terms(row, Money::ZERO)?);
    let all = gross_for(&schedule, row.read("net", money)?);
    let all = all.map_or_else(|_| "not known".to_owned(), |all| all.iter().map(Money::to_string).collect::<Vec<_>>().join(" "));
    compared([row.compare("gross", all)])
}

/// One cliff, or `none`: no month on record has two.
fn cliff(row: &Row<'_>) -> Outcome {
    let schedule = Schedule::of(Terms { main_workplace: row.read("main", yes_no)?, ..terms(row, Money::ZERO)? });
    let [at, loss, recovered] = match cliffs(&schedule) {
        Err(_) => ["not known".to_owned(), String::new(), String::new()],
        Ok(all) => match all.as_slice() {
            [] => ["none".to_owned(), String::new(), String::new()],
            [one] => [one.at.to_string(), one.loss.to_string(), one.recovered.to_string()],
            _ => ["several".to_owned(), String::new(), String::new()],
        },
    };
    compared([row.compare("at", at), row.compare("loss", loss), row.compare("recovered", recovered)])
}

/// Who does not meet the conditions of a relief pays the ordinary tax.
fn business(row: &Row<'_>) -> Outcome {
    let own = Business {
        turnover: Some(row.read("turnover", money)?),
        expenses: row.read("expenses", optional(money))?,
        staff: row.read("staff", optional(|text| text.parse().ok()))?.map(Count),
        listed: row.read("listed_percent", optional(|text| text.parse().ok()))?.map(Count),
        insurance_debt: row.read("insurance_debt", optional(yes_no))?,
        former_employer: row.read("former_employer", optional(yes_no))?,
        vat: Some(false),
        trade: row.read("trade", optional(yes_no))?,
        registered: row.read("registered_percent", optional(|text| text.parse().ok()))?.map(Count),
        park: row.read("park", optional(yes_no))?,
        place: row.read("region", optional(Place::from_name))?,
        ..Business::default()
    };
    let regime = row.read("regime", Regime::from_name)?;
    let citizen = row.read("citizen", optional(yes_no))?;
    let Some(year) = year_of(&own, citizen, row.read("year", |text| text.parse().ok())?) else { return compared([]) };
    let of = |regime: Regime| year.regimes.iter().find(|taken| taken.regime == regime);
    let taken = match of(regime) {
        Some(taken) if taken.open != Tri::No && taken.tax.is_ok() => Some(taken),
        _ if regime == Regime::Simplified => None,
        _ => of(Regime::General),
    };
    let none = |amount: Result<Money, NotKnown>| amount.map_or_else(|_| "none".to_owned(), |amount| amount.to_string());
    compared([
        row.compare("open", of(regime).map_or("none", |taken| taken.open.name()).to_owned()),
        row.compare("income_tax", taken.map_or_else(|| "none".to_owned(), |taken| none(taken.tax))),
        row.compare("social", none(year.social.0)),
        row.compare("medical", none(year.medical.0)),
    ])
}

/// Dividends, interest or rent of a year, from where the row says.
fn income(row: &Row<'_>) -> Outcome {
    let amount = Some(row.read("amount", money)?);
    let dwelling = |text: &str| match text {
        "dwelling" => Some(true),
        "other" => Some(false),
        _ => None,
    };
    let own = match row.cell("kind") {
        "dividends" => {
            Income { dividends: amount, dividends_from: row.read("from", optional(DividendsFrom::from_name))?, ..Income::default() }
        }
        "interest" => Income { interest: amount, interest_from: row.read("from", optional(InterestFrom::from_name))?, ..Income::default() },
        "rent" => Income { rent: amount, rent_dwelling: row.read("from", optional(dwelling))?, ..Income::default() },
        _ => return row.read("kind", |_| None),
    };
    let resident = row.read("residency", |text| match text {
        "resident" => Some(true),
        "non-resident" => Some(false),
        _ => None,
    })?;
    let year = row.read("year", |text| text.parse().ok())?;
    // Nothing is due on nothing.
    let tax = beside_pay(&own, Date::first_of(year))
        .first()
        .map_or(Ok(Interval::exactly(Money::ZERO)), |line| if resident { line.resident } else { line.non_resident });
    compared([row.compare("tax", tax.map_or_else(|_| "not known".to_owned(), range))])
}

/// What a cell says; an empty one is a question not answered.
fn optional<T>(read: impl Fn(&str) -> Option<T>) -> impl Fn(&str) -> Option<Option<T>> {
    move |text| if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

/// `AZ:2026-01-01..2026-07-01 TR:2026-07-02..2026-09-30`
fn stays(text: &str) -> Option<Vec<Stay>> {
    text.split_whitespace().map(|part| stay(part).filter(|stay| stay.to.is_some())).collect()
}

/// The same, where the last day may be open: `TR:2026-07-02..`
fn open_stays(text: &str) -> Option<Vec<Stay>> {
    text.split_whitespace().map(stay).collect()
}

fn stay(part: &str) -> Option<Stay> {
    let (country, period) = part.split_once(':')?;
    let (from, to) = match period.strip_suffix("..") {
        Some(from) => (date(from)?, None),
        None => period_of(period).map(|(from, to)| (from, Some(to)))?,
    };
    Some(Stay { country: Some(Country::from_code(country)?), from: Some(from), to, ..Stay::default() })
}

fn period_of(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once('.').and_then(|(from, rest)| Some((from, rest.strip_prefix('.')?)))?;
    Some((date(from)?, date(to)?)).filter(|(from, to)| from <= to)
}

fn residency_row(row: &Row<'_>) -> Outcome {
    let profile = Profile { stays: row.read("stays", stays)?, ..Profile::default() };
    let year = row.read("year", |text| text.parse().ok().filter(|year| (1..=9999).contains(year)))?;
    let reading = row.read("reading", |text| matches!(text, "calendar-year" | "twelve-months").then(|| text.to_owned()))?;
    // Every stay is given with its end, so the date of the assessment decides nothing.
    let Ok(result) = residency::assess(&profile, Date::last_of(year), year) else {
        return compared([row.compare("days", "not known".to_owned()), row.compare("resident", "not known".to_owned())]);
    };
    let outcome = if reading == result.other.period.name() { result.other } else { result.outcome };
    compared([row.compare("days", range(outcome.days)), row.compare("resident", outcome.resident.name().to_owned())])
}

fn window(row: &Row<'_>) -> Outcome {
    let presence = Presence::of(row.read("stays", |text| text.split_whitespace().map(period_of).collect::<Option<Vec<_>>>())?);
    let number = |text: &str| text.parse::<u16>().ok().map(i32::from);
    let rule = RollingWindow { length: row.read("window_days", number)?, limit: row.read("limit_days", number)? };
    let on = row.read("on", date)?;
    let exit = rule.latest_exit(&presence, on).map(|date| date.to_string()).unwrap_or_default();
    compared([
        row.compare("used", rule.used(&presence, on).to_string()),
        row.compare("remaining", rule.remaining(&presence, on).to_string()),
        row.compare("overstay", rule.overstay(&presence, on).to_string()),
        row.compare("latest_exit", exit),
    ])
}

/// A clock on a day. `since` is the day of the permit, where the clock needs one; `programme` is whether the person
/// holds the certificate, empty where that was not said.
fn clock(row: &Row<'_>) -> Outcome {
    let mut profile = Profile { stays: row.read("stays", open_stays)?, ..Profile::default() };
    profile.days.programme = row.read("programme", |text| if text.is_empty() { Some(None) } else { yes_no(text).map(Some) })?;
    let kind = row.read("clock", clocks::Kind::from_name)?;
    let since = row.read("since", |text| if text.is_empty() { Some(None) } else { date(text).map(Some) })?;
    match kind {
        clocks::Kind::TrpAbsence | clocks::Kind::PrpContinuity => profile.days.trp_from = since,
        clocks::Kind::PrpLoss => profile.days.prp_from = since,
        clocks::Kind::VisaFree => profile.days.visa_free = Some(true),
        clocks::Kind::Registration => {}
    }
    let on = row.read("on", date)?;
    let all = clocks(&profile, on);
    let found = all.iter().find(|clock| clock.kind == kind);
    let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    compared(found.into_iter().flat_map(|clock| {
        [
            row.compare("used", range(clock.used)),
            row.compare("left", clock.left.to_string()),
            row.compare("state", clock.state.name().to_owned()),
            // The day it was passed on, or else the last day within it.
            row.compare("date", shown(clock.passed_on.or(clock.latest))),
        ]
    }))
}

/// A year as it may still turn out on a day. `home` is where the permanent home is.
fn plan(row: &Row<'_>) -> Outcome {
    let mut profile = Profile { stays: row.read("stays", open_stays)?, ..Profile::default() };
    let choice = |text: &str| (!text.is_empty()).then_some(text.to_owned());
    let (home, counting) = (choice(row.cell("home")), choice(row.cell("counting")));
    profile.ties.permanent_home = home.as_deref().and_then(Home::from_name);
    profile.days.counting = counting.as_deref().and_then(Counting::from_name);
    let year = row.read("year", |text| text.parse().ok().filter(|year| (1..=9999).contains(year)))?;
    let on = row.read("on", date)?;
    let Ok(residency) = residency::assess(&profile, on, year) else {
        return compared([row.compare("days", "not known".to_owned())]);
    };
    let found = planning(&profile, on, &residency);
    let shown = |date: Option<Date>| date.map_or_else(|| "none".to_owned(), |date| date.to_string());
    let leaving = match found.leaving {
        Leaving::Nothing => "nothing".to_owned(),
        Leaving::Resident => "resident".to_owned(),
        Leaving::NonResident { from, .. } => from.to_string(),
        Leaving::Open { .. } => "open".to_owned(),
    };
    compared([
        row.compare("days", range(found.days)),
        row.compare("latest_exit", shown(found.latest_exit)),
        row.compare("passed_on", shown(found.passed_on)),
        row.compare("leaving", leaving),
    ])
}

/// `12`, or `12 to 40`.
pub(super) fn range<T: PartialEq + std::fmt::Display>(range: Interval<T>) -> String {
    if range.low == range.high { range.low.to_string() } else { format!("{} to {}", range.low, range.high) }
}

fn business_days(row: &Row<'_>) -> Outcome {
    let from = row.read("from", date)?;
    let days = row.read("days", |text| text.parse().ok())?;
    let result = business_days_after(from, days).map_or_else(|_| "not known".to_owned(), |end| end.date.to_string());
    compared([row.compare("result", result)])
}

fn date_add(row: &Row<'_>) -> Outcome {
    let from = row.read("date", date)?;
    let span = row.read("add", |text| Span::parse(text).ok())?;
    let end = row.read("rounding", |text| match text {
        "up" => Some(EndOfMonth::Up),
        "down" => Some(EndOfMonth::Down),
        "refuse" => Some(EndOfMonth::Refuse),
        _ => None,
    })?;
    let result = match span.after(from, end) {
        Ok(date) => date.to_string(),
        Err(SpanError::Ambiguous) => "ambiguous".to_owned(),
        Err(SpanError::OutOfRange | SpanError::NotASpan) => "out of range".to_owned(),
    };
    compared([row.compare("result", result)])
}

/// The date of the points examples: bands and windows of a row hang on it, so it is fixed.
const POINTS_ON: &str = "2026-11-21";

fn points_row(row: &Row<'_>, profile: &Profiles<'_>) -> Outcome {
    let name = row.read("profile", |name| (!name.is_empty()).then(|| name.to_owned()))?;
    let text = profile(&name).ok_or_else(|| Unreadable::Profile(name.clone()))?;
    let document = Document::parse(&text).map_err(|_| Unreadable::Profile(name))?;
    let on = date(POINTS_ON).unwrap_or(Date::MIN);
    let result = points::assess(&Reading::of(&document, on).profile, on);
    compared([
        row.compare("low", result.total.low.to_string()),
        row.compare("high", result.total.high.to_string()),
        row.compare("verdict", result.verdict.name().to_owned()),
    ])
}
