//! Old and new side by side until every page is a Leptos view: elements of [`super::dom`] within a view, and
//! a view within such elements. Goes with the last of them.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::{Element, Node};

use super::dom::{El, el};

impl From<AnyView> for El {
    /// The first element of the view; what it follows is followed as long as the owner lives.
    fn from(view: AnyView) -> Self {
        let state = view.build();
        let first = state.elements().into_iter().next().map_or_else(|| el("span"), Self::existing);
        StoredValue::new_local(state);
        first
    }
}

/// What a page or a component gives, old or new, as a part of a view.
pub trait IntoPart {
    /// As a part of a view.
    fn into_part(self) -> AnyView;
}

impl IntoPart for AnyView {
    fn into_part(self) -> AnyView {
        self
    }
}

impl IntoPart for Vec<El> {
    fn into_part(self) -> AnyView {
        Elements(StoredValue::new_local(self)).into_any()
    }
}

impl IntoPart for El {
    fn into_part(self) -> AnyView {
        vec![self].into_part()
    }
}

/// Elements on their way into a view.
struct Elements(StoredValue<Vec<El>, LocalStorage>);

/// Elements in a view.
struct Mounted(Vec<Element>);

impl Elements {
    fn all(&self) -> Vec<Element> {
        self.0.with_value(|all| all.iter().map(|one| one.element().clone()).collect())
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        for one in &self.0 {
            one.remove();
        }
    }

    fn mount(&mut self, parent: &Element, before: Option<&Node>) {
        for one in &self.0 {
            // Fails only where the result would not be a tree.
            drop(parent.insert_before(one, before));
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some((first, parent)) = self.0.first().and_then(|first| Some((first, first.parent_element()?))) else { return false };
        child.mount(&parent, Some(first));
        true
    }

    fn elements(&self) -> Vec<Element> {
        self.0.clone()
    }
}

impl Render for Elements {
    type State = Mounted;

    fn build(self) -> Mounted {
        Mounted(self.all())
    }

    fn rebuild(self, state: &mut Mounted) {
        let mut new = Mounted(self.all());
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for Elements {
    type Output<Added: Attribute> = Self;

    fn add_any_attr<Added: Attribute>(self, _: Added) -> Self {
        self
    }
}

/// There is no server: only what the trait demands.
impl RenderHtml for Elements {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
