//! Pay, business and income.

use super::Summary;
use super::words::{known, list, not_known, range, said};
use crate::assess::Assessment;
use crate::assess::tax::payroll::{Line, Payslip};
use crate::assess::tax::{business, income, pay};

impl Summary {
    fn payslip(&mut self, name: &str, payslip: &Payslip) {
        let terms = &payslip.terms;
        self.line(format_args!("{name}: {:04}-{:02}, {}, {}", terms.month.year(), terms.month.month(), terms.sector.name(), terms.gross));
        let lines = |lines: &[Line]| list(lines.iter().map(|line| format!("{} {}", line.id, known(line.amount))));
        self.line(format_args!("  employee: {}", lines(&payslip.employee)));
        self.line(format_args!("  employer: {}", lines(&payslip.employer)));
        self.line(format_args!("  net {}, cost {}", known(payslip.net), known(payslip.cost)));
    }

    pub(super) fn pay(&mut self, all: &Assessment) {
        let year = pay::year(&all.profile, all.on);
        if all.pay.is_none() && year.is_none() {
            return;
        }
        self.title("pay");
        if let Some(abroad) = pay::abroad(&all.profile, &all.residency, all.on) {
            // No payslip holds: nobody here keeps anything back.
            let tax = abroad.tax.map_or_else(not_known, range);
            self.line(format_args!("employer abroad: exempt {}, income tax of a resident {tax} a month", abroad.exempt.name()));
            return;
        }
        if let Some(pay) = &all.pay {
            self.payslip("month", &pay.payslip);
            for (reading, other) in &pay.others {
                self.line(format_args!("  reading {}: net {}", reading.name(), known(other.net)));
            }
            if !pay.assumed.is_empty() {
                self.line(format_args!("  assumed: {}", list(pay.assumed.iter().map(|key| key.name()))));
            }
        }
        let Some(year) = year else { return };
        for job in year.jobs.iter().skip(1) {
            self.payslip(job.name.as_deref().unwrap_or("another employer"), &job.month);
        }
        self.line(format_args!(
            "year {}: gross {}, net {}, cost {}",
            year.year,
            year.totals.gross,
            known(year.totals.net),
            known(year.totals.cost)
        ));
    }

    pub(super) fn income(&mut self, all: &Assessment) {
        if let Some(year) = business::assess(&all.profile, all.on) {
            self.title(format_args!("business {}: profit {}", year.year, year.profit));
            self.line(format_args!("insurance: social {}, medical {}", known(year.social.0), known(year.medical.0)));
            for taken in &year.regimes {
                self.line(format_args!(
                    "{}: {}, tax {}, left {}",
                    taken.regime.name(),
                    taken.open.name(),
                    known(taken.tax),
                    known(taken.left)
                ));
            }
        }
        let year = income::assess(&all.profile, &all.residency, all.on);
        if year.local.is_empty() && year.foreign.is_empty() {
            return;
        }
        self.title(format_args!("income {}", year.year));
        let tax = |tax: &income::Tax| tax.as_ref().map_or_else(|missing| not_known(*missing), |tax| range(*tax));
        let line = |line: &income::Line| {
            format!("{} {}: resident {}, non-resident {}", said(&line.name), line.amount, tax(&line.resident), tax(&line.non_resident))
        };
        for own in &year.local {
            self.line(line(own));
        }
        for row in &year.foreign {
            let own = row.line.as_ref().map_or_else(|missing| missing.text().name().to_owned(), line);
            self.line(format_args!("{}, treaty {}: {own}", row.id, row.treaty.name()));
        }
        self.line(format_args!(
            "in all: resident {}, non-resident {}, more {}",
            tax(&year.resident),
            tax(&year.non_resident),
            tax(&year.more)
        ));
    }
}
