//! Pay, business and other income.

use crate::profile::{
    Amount, Count, Country, Currency, DividendsFrom, ExchangeRate, ForeignKind, InterestFrom, Label, Place, Sector, Year,
};
use crate::quantity::{Date, Money};

records! {
    /// A month's pay in Azerbaijan.
    Pay = "pay" {
        /// Before tax, a month.
        gross: Money,
        /// Whose rules apply.
        sector: Sector,
        /// Works in the field of a technology park's residents: systems integration or software.
        specialist: bool,
        /// The employer pays social insurance on some minimum wages in place of the pay.
        park_base: bool,
        /// The year the pay is earned in; no answer for the year of the assessment.
        year: Year,
        /// The main workplace, where the exemption is given.
        main_workplace: bool,
        /// Paid once a year on top, before tax.
        bonus: Money,
        /// The month it is paid in.
        bonus_month: Count<1, 12>,
        /// Unemployment insurance is taken of a foreigner; no answer as the law says.
        unemployment: bool,
        /// Medical insurance is taken of a foreigner; no answer as the law says.
        medical: bool,
        /// The employer is abroad, and no establishment in Azerbaijan bears the cost.
        employer_abroad: bool,
        /// What a person would like to have after tax.
        wanted: Money,
    }

    /// What lowers taxable pay beside the monthly exemption (Tax Code, Art. 102).
    Reliefs = "reliefs" {
        /// Parent, widow, widower or child of a martyr.
        martyr_family: bool,
        /// Hero, war veteran and others of Art. 102.2.
        hero: bool,
        /// Disability of 61 to 100 %, and others of Art. 102.3.
        disability: bool,
        /// The persons of Art. 102.4.
        other: bool,
        /// Supports three or more persons.
        dependants: bool,
    }

    /// Another employer in Azerbaijan.
    Employer = "employers" {
        /// The person's own name for it.
        name: Label,
        /// Before tax, a month.
        gross: Money,
        /// Whose rules apply.
        sector: Sector,
    }

    /// One's own business in Azerbaijan, in the year of the pay.
    Business = "business" {
        /// Turnover of a year.
        turnover: Money,
        /// Expenses of a year.
        expenses: Money,
        /// Average number of staff.
        staff: Count<0, 9999>,
        /// Has debts for social insurance.
        insurance_debt: bool,
        /// Share of turnover from the listed services, in percent.
        listed: Count<0, 100>,
        /// Gives the same services to an employer the person left, within a year of the start.
        former_employer: bool,
        /// Registered for VAT.
        vat: bool,
        /// Trades goods.
        trade: bool,
        /// Share of a quarter's income from customers who are registered with the tax office or abroad, in percent.
        registered: Count<0, 100>,
        /// Resident of a technology park as a sole trader.
        park: bool,
        /// Where it is registered.
        place: Place,
    }

    /// Other income from Azerbaijan in the year.
    Income = "income" {
        /// Dividends.
        dividends: Money,
        /// Who pays the dividends.
        dividends_from: DividendsFrom,
        /// Interest.
        interest: Money,
        /// What the interest is on.
        interest_from: InterestFrom,
        /// Rent.
        rent: Money,
        /// A dwelling let to individuals, not in the way of a hotel.
        rent_dwelling: bool,
        /// Not from business and none of these.
        other: Money,
    }

    /// Income from abroad in the year.
    ForeignIncome = "foreign" {
        /// Where it comes from.
        country: Country,
        /// What kind it is.
        kind: ForeignKind,
        /// Before tax, for the year.
        amount: Amount,
        /// Tax paid abroad on it, in the same currency.
        tax: Amount,
        /// The currency.
        currency: Currency,
        /// Manat for one unit.
        rate: ExchangeRate,
        /// The day the rate is of.
        rate_on: Date,
    }
}
