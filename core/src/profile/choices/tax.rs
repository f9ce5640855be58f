//! Pay, business and other income.

choices! {
    /// Whose pay rules apply.
    Sector = "sector" {
        /// Private, outside oil and gas.
        Private = "private",
        /// Oil and gas, or the state.
        OilGasState = "oil-gas-state",
        /// Resident of a technology park.
        TechnologyPark = "technology-park",
    }
}

choices! {
    /// Where a business is registered, by what its social insurance hung on until 2025.
    Place = "place" {
        /// Baku.
        Baku = "baku",
        /// Sumgait or Ganja.
        SumgaitGanja = "sumgait-ganja",
        /// Another city.
        City = "city",
        /// A district centre or settlement.
        Settlement = "settlement",
        /// A village.
        Village = "village",
    }
}

choices! {
    /// Who pays dividends, as far as the tax depends on it.
    DividendsFrom = "dividends-from" {
        /// A resident company that is not registered for VAT, with little turnover.
        SmallCompany = "small-company",
        /// Listed securities of a resident company.
        Listed = "listed",
        /// A technology park's resident.
        TechnologyPark = "technology-park",
        /// Anybody else here.
        Other = "other",
    }
}

choices! {
    /// What interest is on, as far as the tax depends on it.
    InterestFrom = "interest-from" {
        /// A deposit in manat at a bank here.
        Deposit = "deposit",
        /// The same for so long that all of it is exempt.
        LongDeposit = "long-deposit",
        /// Listed securities of a resident company.
        Listed = "listed",
        /// Anything else here.
        Other = "other",
    }
}

choices! {
    /// Kind of income from abroad.
    ForeignKind = "foreign-kind" {
        /// Pay from an employer.
        Pay = "pay",
        /// Profit of one's own business.
        Business = "business",
        /// Dividends.
        Dividends = "dividends",
        /// Interest.
        Interest = "interest",
        /// Rent.
        Rent = "rent",
        /// None of these.
        Other = "other",
    }
}

choices! {
    /// The currency of an amount. Only its name: what it is worth is entered beside it.
    Currency = "currency" {
        /// Azerbaijani manat.
        Azn = "AZN",
        /// US dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Russian rouble.
        Rub = "RUB",
        /// Turkish lira.
        Try = "TRY",
        /// Swiss franc.
        Chf = "CHF",
        /// Chinese yuan.
        Cny = "CNY",
        /// Georgian lari.
        Gel = "GEL",
        /// Indian rupee.
        Inr = "INR",
        /// Iranian rial.
        Irr = "IRR",
        /// Kazakh tenge.
        Kzt = "KZT",
        /// Pakistani rupee.
        Pkr = "PKR",
        /// UAE dirham.
        Aed = "AED",
        /// Ukrainian hryvnia.
        Uah = "UAH",
        /// Bahraini dinar.
        Bhd = "BHD",
        /// Bhutanese ngultrum.
        Btn = "BTN",
        /// Hong Kong dollar.
        Hkd = "HKD",
        /// Jordanian dinar.
        Jod = "JOD",
        /// Japanese yen.
        Jpy = "JPY",
        /// Kyrgyz som.
        Kgs = "KGS",
        /// South Korean won.
        Krw = "KRW",
        /// Malaysian ringgit.
        Myr = "MYR",
        /// Omani rial.
        Omr = "OMR",
        /// Qatari riyal.
        Qar = "QAR",
        /// Saudi riyal.
        Sar = "SAR",
        /// Singapore dollar.
        Sgd = "SGD",
        /// Thai baht.
        Thb = "THB",
        /// New Taiwan dollar.
        Twd = "TWD",
        /// Vietnamese dong.
        Vnd = "VND",
        /// Another one.
        Other = "other",
    }
}
