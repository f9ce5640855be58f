//! How large a profile may be that comes from a file. What is stored already is read whatever its size: nothing that was
//! entered may become unreadable.

use super::{Document, DocumentFault, SECTIONS, Section};

/// The most bytes of a file.
pub const MOST_BYTES: usize = 1_000_000;

/// The most rows of a section.
pub const MOST_ROWS: usize = 10_000;

/// Why a file is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// More than [`MOST_BYTES`].
    #[error("larger than {} MB, the most that is opened", MOST_BYTES / 1_000_000)]
    TooLong,
    /// A section has more than [`MOST_ROWS`].
    #[error("more than {MOST_ROWS} rows in '{}', the most that is opened", .0.name)]
    TooManyRows(&'static Section),
    /// Not a profile that this version reads.
    #[error("{0}")]
    Unread(DocumentFault),
}

impl OpenFault {
    /// The fault by a name that programs can tell from others.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::TooManyRows(_) => "too-many-rows",
            Self::Unread(DocumentFault::NotJson { .. }) => "not-json",
            Self::Unread(DocumentFault::NotAProfile { .. }) => "not-a-profile",
            Self::Unread(DocumentFault::Newer(_)) => "newer",
            Self::Unread(DocumentFault::Locked) => "locked",
        }
    }
}

impl Document {
    /// Reads a profile from a file, within the limits.
    ///
    /// # Errors
    /// [`OpenFault`]; nothing is changed.
    pub fn open(text: &str) -> Result<Self, OpenFault> {
        if text.len() > MOST_BYTES {
            return Err(OpenFault::TooLong);
        }
        within_limits(Self::parse(text).map_err(OpenFault::Unread)?)
    }
}

/// The same document, where no section has more rows than are opened.
pub(super) fn within_limits(document: Document) -> Result<Document, OpenFault> {
    let too_many = SECTIONS.iter().find(|section| document.list(section.name).nth(MOST_ROWS).is_some());
    too_many.map_or(Ok(document), |section| Err(OpenFault::TooManyRows(section)))
}
