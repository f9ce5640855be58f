use super::Money;

/// An exact fraction, such as a tax rate: 0.5 % is 5 of 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Parts taken.
    pub of: u32,
    /// Parts in the whole; never zero.
    pub parts: u32,
}

/// What happens to a fraction of a qəpik.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest qəpik; exactly half goes away from zero.
    HalfUp,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

/// Why a text is not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a rate; write it as 14.5%")]
pub struct RateError;

impl Rate {
    /// Reads `14%` or `0.5%`.
    ///
    /// # Errors
    /// Anything else, or more than four decimals.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        let text = text.trim().strip_suffix('%').ok_or(RateError)?.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if fraction.len() > 4 || whole.is_empty() {
            return Err(RateError);
        }
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(RateError);
        }
        let of = format!("{whole}{fraction}").parse().map_err(|_| RateError)?;
        let parts = 100 * 10u32.pow(u32::try_from(fraction.len()).map_err(|_| RateError)?);
        Ok(Self { of, parts })
    }

    /// This share of an amount, rounded to the qəpik as told.
    pub fn apply(self, amount: Money, rounding: Rounding) -> Money {
        let product = i128::from(amount.qepik()) * i128::from(self.of);
        let parts = i128::from(self.parts.max(1));
        let (size, rest) = (product.unsigned_abs() / parts.unsigned_abs(), product.unsigned_abs() % parts.unsigned_abs());
        let up = match rounding {
            Rounding::HalfUp => rest * 2 >= parts.unsigned_abs(),
            Rounding::Down => false,
            Rounding::Up => rest > 0,
        };
        let size = i64::try_from(size + u128::from(up)).unwrap_or(i64::MAX);
        Money::from_qepik(if product < 0 { -size } else { size })
    }
}

/// `14%`, `0.5%`: for files and receipts.
impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut of, mut parts) = (self.of, self.parts.max(1));
        while parts > 100 && of.is_multiple_of(10) && parts.is_multiple_of(10) {
            of /= 10;
            parts /= 10;
        }
        let scale = (parts / 100).max(1);
        write!(f, "{}", of / scale)?;
        if scale > 1 {
            let width = scale.ilog10() as usize;
            write!(f, ".{:0width$}", of % scale)?;
        }
        write!(f, "%")
    }
}
