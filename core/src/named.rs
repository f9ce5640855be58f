//! One way to write an enum whose variants have names, and one to write values as their text into receipts.

/// Types that stand in receipts as the text they are shown as.
macro_rules! serialize_as_text {
    ($($type:ty),+) => {
        $(impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })+
    };
}

/// An enum with a name for each variant, as it stands in files, receipts and addresses. With `= "prefix."` each
/// also has a text: that of the key `prefix.name`. Variants stand in the order in which they are shown.
macro_rules! named_enum {
    ($(#[$doc:meta])* $type:ident = $texts:literal { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        named_enum! { $(#[$doc])* $type { $($(#[$variant_doc])* $variant = $name),+ } }

        impl $type {
            /// Its text.
            pub const fn label(self) -> $crate::message::Key {
                match self {
                    $(Self::$variant => $crate::key!($texts, $name)),+
                }
            }
        }
    };
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// All, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// Its name in files and receipts.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name() == name)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}
