//! A year of pay: a bonus month, several employers, an employer abroad.

use crate::assess::residence::residency::Residency;
use crate::assess::tax::payroll::{MONTHS, Payslip, Schedule, Terms, charge, payslip, resident};
use crate::profile::{Profile, Sector};
use crate::quantity::{Date, Interval, Money, Tri};
use crate::rulebook::{Citation, NotKnown, rules};

/// What a year adds up to; each part by itself, because a rule may be known for one and not for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Before tax.
    pub gross: Money,
    /// Income tax, then social, unemployment and medical insurance of the employee.
    pub taken: [Result<Money, NotKnown>; 4],
    /// After tax.
    pub net: Result<Money, NotKnown>,
    /// What it costs the employer.
    pub cost: Result<Money, NotKnown>,
}

impl Totals {
    const NOTHING: Self = Self { gross: Money::ZERO, taken: [Ok(Money::ZERO); 4], net: Ok(Money::ZERO), cost: Ok(Money::ZERO) };

    /// So many months like one.
    fn of(slip: &Payslip, months: i64) -> Self {
        let times = |amount: Result<Money, NotKnown>| amount.map(|amount| amount.times(months));
        let mut taken = [Ok(Money::ZERO); 4];
        for (sum, line) in taken.iter_mut().zip(&slip.employee) {
            *sum = times(line.amount);
        }
        Self { gross: slip.terms.gross.times(months), taken, net: times(slip.net), cost: times(slip.cost) }
    }

    fn and(self, more: Self) -> Self {
        let add = |a: Result<Money, NotKnown>, b: Result<Money, NotKnown>| Ok(a? + b?);
        let mut taken = self.taken;
        for (sum, more) in taken.iter_mut().zip(more.taken) {
            *sum = add(*sum, more);
        }
        Self { gross: self.gross + more.gross, taken, net: add(self.net, more.net), cost: add(self.cost, more.cost) }
    }
}

/// A year at one employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobYear {
    /// The person's own name for it; none for the main job.
    pub name: Option<String>,
    /// A month without bonus.
    pub month: Payslip,
    /// A month with the bonus.
    pub bonus: Option<Payslip>,
    /// The whole year.
    pub totals: Totals,
}

/// A year of pay at all employers, each worked out by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfPay {
    /// The year.
    pub year: i32,
    /// The main job first.
    pub jobs: Vec<JobYear>,
    /// All together.
    pub totals: Totals,
    /// Net pay of a month without bonus, all together.
    pub month: Result<Money, NotKnown>,
    /// The month of the bonus, 1 to 12, where it is said.
    pub bonus_month: Option<u8>,
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
    let totals = jobs.iter().fold(Totals::NOTHING, |sum, job| sum.and(job.totals));
    let month = jobs.iter().map(|job| job.month.net).sum();
    let exemption_lost = exemption_lost(&jobs[0]);
    let several = rules::INCOME_TAX_SEVERAL_JOBS.on(main.month).ok().map(|found| found.cite).filter(|_| jobs.len() > 1);
    let bonus_month = profile.pay.bonus_month.and_then(|month| u8::try_from(month.0).ok());
    Some(YearOfPay { year: main.month.year(), jobs, totals, month, bonus_month, exemption_lost, several })
}

fn job(name: Option<String>, terms: Terms, bonus: Option<Money>) -> JobYear {
    let month = payslip(terms);
    let bonus = bonus.map(|bonus| payslip(Terms { gross: terms.gross + bonus, ..terms }));
    let totals = match &bonus {
        Some(with) => Totals::of(&month, MONTHS - 1).and(Totals::of(with, 1)),
        None => Totals::of(&month, MONTHS),
    };
    JobYear { name, month, bonus, totals }
}

/// Whether the bonus month pays more tax because the exemption of the month is gone, though the year's would hold.
fn exemption_lost(job: &JobYear) -> bool {
    let Some(bonus) = &job.bonus else { return false };
    let schedule = Schedule::of(bonus.terms);
    let within = rules::INCOME_TAX_EXEMPTION_YEAR_LIMIT.on(bonus.terms.month).is_ok_and(|limit| job.totals.gross <= limit.value);
    let costs = || -> Result<bool, NotKnown> {
        let exempt = schedule.exempt(job.month.terms.gross)?;
        let taxable = schedule.taxable(bonus.terms.gross)?;
        let brackets = schedule.tax?.value;
        let lost = exempt > Money::ZERO && schedule.exempt(bonus.terms.gross)? == Money::ZERO;
        Ok(lost && charge(brackets, (taxable - exempt).or_zero()) < charge(brackets, taxable))
    };
    within && costs().unwrap_or(false)
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
    let exempt = !resident(profile, residency, on, terms.month.year());
    let cites = cites_abroad(terms.month);
    Some(Abroad { exempt, tax: by_any_table(terms), cites })
}

/// The rules on pay from abroad.
pub fn cites_abroad(month: Date) -> Vec<Citation> {
    let statements = [rules::INCOME_TAX_EMPLOYER_ABROAD.on(month), rules::FOREIGN_PAY.on(month)];
    let tables = [rules::INCOME_TAX_PRIVATE.on(month), rules::INCOME_TAX_OIL_GAS_STATE.on(month)];
    let statements = statements.into_iter().flatten().map(|found| found.cite);
    statements.chain(tables.into_iter().flatten().map(|found| found.cite)).collect()
}

/// Income tax of a month by the tables of private and of other employers, with the exemption and
/// deductions and without: nobody says which applies where no employer here keeps the tax back.
pub fn by_any_table(terms: Terms) -> Result<Interval<Money>, NotKnown> {
    let mut all: Option<Interval<Money>> = None;
    for sector in [Sector::Private, Sector::OilGasState] {
        for main_workplace in [true, false] {
            let tax = Interval::exactly(Schedule::of(Terms { sector, main_workplace, ..terms }).income_tax(terms.gross)?);
            all = Some(all.map_or(tax, |all| all.hull(tax)));
        }
    }
    Ok(all.unwrap_or(Interval::exactly(Money::ZERO)))
}
