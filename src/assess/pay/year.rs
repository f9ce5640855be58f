//! A year of pay: a bonus month, several employers, an employer abroad.

use crate::assess::payroll::{Payslip, Schedule, Terms, payslip};
use crate::assess::residency::Residency;
use crate::profile::{Profile, Sector};
use crate::quantity::{Date, Interval, Money, Tri};
use crate::rulebook::{Citation, NotKnown, rules};

/// Months of a year.
const MONTHS: i64 = 12;

/// What a year adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Before tax.
    pub gross: Money,
    /// Income tax, then social, unemployment and medical insurance of the employee.
    pub taken: [Money; 4],
    /// After tax.
    pub net: Money,
    /// What it costs the employer.
    pub cost: Money,
}

impl Totals {
    fn add(&mut self, slip: &Payslip, times: i64) -> Result<(), NotKnown> {
        let more = |sum: Money, amount: Money| sum + Money::from_qepik(amount.qepik().saturating_mul(times));
        for (sum, line) in self.taken.iter_mut().zip(&slip.employee) {
            *sum = more(*sum, line.amount?);
        }
        self.gross = more(self.gross, slip.terms.gross);
        self.net = more(self.net, slip.net?);
        self.cost = more(self.cost, slip.cost?);
        Ok(())
    }
}

/// A year at one employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobYear {
    /// The person's own name for it; none for the main job.
    pub name: Option<String>,
    /// A month without bonus.
    pub month: Payslip,
    /// The month with the bonus.
    pub bonus: Option<Payslip>,
    /// The whole year.
    pub totals: Result<Totals, NotKnown>,
}

/// A year of pay at all employers, each worked out by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfPay {
    /// The year.
    pub year: i32,
    /// The main job first.
    pub jobs: Vec<JobYear>,
    /// All together.
    pub totals: Result<Totals, NotKnown>,
    /// Net pay of a month without bonus, all together.
    pub month: Result<Money, NotKnown>,
    /// The bonus costs the exemption of its month, though the year stays within the year's limit.
    pub exemption_lost: bool,
    /// Where the law says that each employer counts by itself.
    pub several: Option<Citation>,
}

/// A year of pay; none where no amount is entered.
pub fn year(profile: &Profile, on: Date) -> Option<YearOfPay> {
    let main = Terms::of(profile, on)?;
    let mut jobs = vec![job(None, main, profile.pay.bonus.filter(|bonus| *bonus > Money::ZERO))];
    for employer in &profile.employers {
        if let Some(terms) = main.elsewhere(employer) {
            jobs.push(job(employer.name.as_ref().map(|name| name.0.clone()), terms, None));
        }
    }
    let totals = jobs.iter().try_fold(Totals::default(), |sum, job| Ok(together(sum, job.totals?)));
    let month = jobs.iter().map(|job| job.month.net).sum();
    let exemption_lost = exemption_lost(&jobs[0]);
    let several = rules::INCOME_TAX_SEVERAL_JOBS.on(main.month).ok().map(|found| found.cite).filter(|_| jobs.len() > 1);
    Some(YearOfPay { year: main.month.year(), jobs, totals, month, exemption_lost, several })
}

fn job(name: Option<String>, terms: Terms, bonus: Option<Money>) -> JobYear {
    let month = payslip(terms);
    let bonus = bonus.map(|bonus| payslip(Terms { gross: terms.gross + bonus, ..terms }));
    let mut totals = Totals::default();
    let added = match &bonus {
        Some(with) => totals.add(&month, MONTHS - 1).and_then(|()| totals.add(with, 1)),
        None => totals.add(&month, MONTHS),
    };
    JobYear { name, month, bonus, totals: added.map(|()| totals) }
}

fn together(a: Totals, b: Totals) -> Totals {
    let mut taken = a.taken;
    for (sum, more) in taken.iter_mut().zip(b.taken) {
        *sum = *sum + more;
    }
    Totals { gross: a.gross + b.gross, taken, net: a.net + b.net, cost: a.cost + b.cost }
}

fn exemption_lost(job: &JobYear) -> bool {
    let Some(bonus) = &job.bonus else { return false };
    let exempt = |slip: &Payslip| Schedule::of(slip.terms).exempt(slip.terms.gross).unwrap_or_default();
    let lost = exempt(&job.month) > Money::ZERO && exempt(bonus) == Money::ZERO;
    let limit = rules::INCOME_TAX_EXEMPTION_YEAR_LIMIT.on(job.month.terms.month);
    lost && limit.is_ok_and(|limit| job.totals.is_ok_and(|totals| totals.gross <= limit.value))
}

/// Pay from an employer abroad, where no establishment here bears the cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abroad {
    /// Exempt, because the person is a non-resident (Art. 102.1.2); no if resident.
    pub exempt: Tri,
    /// Income tax of a month for a resident, by the tables that may apply.
    pub tax: Result<Interval<Money>, NotKnown>,
    /// The rules.
    pub cites: Vec<Citation>,
}

/// What holds for pay from an employer abroad; none where the employer is here.
pub fn abroad(profile: &Profile, residency: &Result<Residency, NotKnown>, on: Date) -> Option<Abroad> {
    let terms = Terms::of(profile, on).filter(|_| profile.pay.employer_abroad == Some(true))?;
    let resident = residency.as_ref().map_or(Tri::Unknown, |residency| residency.outcome.resident);
    let exempt = match resident {
        Tri::Yes => Tri::No,
        Tri::No => Tri::Yes,
        Tri::Unknown => Tri::Unknown,
    };
    let cites = [rules::INCOME_TAX_EMPLOYER_ABROAD.on(terms.month), rules::FOREIGN_PAY.on(terms.month)];
    Some(Abroad { exempt, tax: by_any_table(terms), cites: cites.into_iter().flatten().map(|found| found.cite).collect() })
}

/// Income tax of a month by the tables of private and of other employers: nobody says which applies.
pub fn by_any_table(terms: Terms) -> Result<Interval<Money>, NotKnown> {
    let tax = |sector: Sector| Schedule::of(Terms { sector, ..terms }).income_tax(terms.gross);
    let (private, other) = (tax(Sector::Private)?, tax(Sector::OilGasState)?);
    Ok(Interval { low: private.min(other), high: private.max(other) })
}
