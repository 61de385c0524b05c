//! The shape that groups of styles share: an object whose members may all be left out.

/// Makes a group: each member with its docs, type, and how it is read.
macro_rules! style_group {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$member_doc:meta])* $member:ident: $type:ty = $read:expr,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $(
                $(#[$member_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $member: Option<$type>,
            )*
        }

        impl $name {
            /// Whether nothing is given.
            pub fn is_default(&self) -> bool {
                *self == Self::default()
            }

            pub(crate) fn read(at: &$crate::read::At<'_>) -> Option<Self> {
                let mut object = at.object()?;
                $(
                    let read: fn(&$crate::read::At<'_>) -> Option<$type> = $read;
                    let $member = object
                        .optional(stringify!($member).trim_start_matches("r#"))
                        .and_then(|at| read(&at));
                )*
                object.finish();
                Some($name { $($member),* })
            }
        }
    };
}
