//! Met, not met, open; and how far a statement can be relied on. Shape and word, not colour alone.

use super::icon::{Symbol, icon};
use crate::message::Key;
use crate::quantity::Tri;
use crate::rulebook::Standing;
use crate::ui::dom::{El, el};

/// Whether something is so, with the words for yes, no and open.
pub fn status(state: Tri, names: [Key; 3]) -> El {
    let (class, symbol, name) = match state {
        Tri::Yes => ("status yes", Symbol::Check, names[0]),
        Tri::No => ("status no", Symbol::Cross, names[1]),
        Tri::Unknown => ("status open", Symbol::Circle, names[2]),
    };
    el("span").class(class).child(icon(symbol)).t(name)
}

/// How far a statement can be relied on.
pub fn standing(standing: Standing) -> El {
    let class = match standing {
        Standing::Law => "standing law",
        Standing::Reported | Standing::Professional => "standing",
        Standing::Claimed => "standing claimed",
        Standing::Assumption => "standing assumption",
    };
    el("span").class(class).t(standing.label())
}

/// Marks figures that rest on our own assumptions, in words: no one may take them for official.
pub fn assumed(figures: El, is_assumed: bool) -> El {
    if is_assumed { figures.text(" ").child(standing(Standing::Assumption)).attr("data-assumed", "") } else { figures }
}
