//! One set of icons, drawn on a 24-unit grid with one stroke.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A roof: the overview.
    Home,
    /// A suitcase: moving.
    Case,
    /// Three dots: more.
    More,
    /// A bar against a mark.
    Points,
    /// A calendar.
    Calendar,
    /// A banknote.
    Money,
    /// Met.
    Check,
    /// Not met.
    Cross,
    /// Open.
    Circle,
    /// Head and shoulders: a profile.
    Person,
    /// A padlock: stays here.
    Lock,
    /// A plus.
    Plus,
    /// A bin.
    Bin,
    /// A warning.
    Warning,
    /// A star: a favourite.
    Star,
    /// A question mark: the reasons of a figure.
    Question,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7v9h-5v-6h-6v6H4z",
            Self::Case => "M3 8h18v12H3zM8 8V4h8v4M3 13h18",
            Self::More => "M4 12h2M11 12h2M18 12h2",
            Self::Points => "M3 9h12v6H3zM19 4v16M16 4h6",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
            Self::Money => "M3 6h18v12H3zM12 15a3 3 0 100-6 3 3 0 000 6z",
            Self::Check => "M5 13l4 4L19 7",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Circle => "M12 19a7 7 0 100-14 7 7 0 000 14z",
            Self::Person => "M12 11a4 4 0 100-8 4 4 0 000 8zM4 21a8 8 0 0116 0",
            Self::Lock => "M5 11h14v10H5zM8 11V7a4 4 0 018 0v4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Bin => "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
            Self::Star => "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
            Self::Question => "M8 9a4 4 0 118 0c0 2.5-4 3-4 6M12 19v.5",
            Self::Warning => "M12 4L2.5 20h19zM12 10v5M12 17.5v.5",
        }
    }
}

/// An icon beside a text that says the same: screen readers pass over it.
#[component]
pub fn Icon(
    /// What it shows.
    symbol: Symbol,
) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=symbol.path()></path>
        </svg>
    }
    .into_any()
}
