//! Block `coupon`: a code, and a button that copies it. The code is the same for every visitor.

use serde::Serialize;

use crate::read::{Object, quoted};

/// A code to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coupon {
    /// 1 to 40 characters that can be seen; spaces only between them.
    pub code: String,
    /// The label of the button, 1 to 40 characters. Default in English `Copy`.
    pub copy_label: String,
    /// The label after copying, 1 to 40 characters. Default in English `Copied`.
    pub copied_label: String,
}

impl super::Kind for Coupon {}

impl Coupon {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let code = object.required("code").and_then(|at| {
            let code = at.line(1..=40)?;
            if code.trim() != code {
                at.problem(format!(
                    "is {}; a code that begins and ends with a character that can be seen is allowed",
                    quoted(&code)
                ));
                return None;
            }
            Some(code)
        });
        let [copy, copied] = object.at().texts().coupon;
        let copy_label = object.line_or("copy_label", 1..=40, copy);
        let copied_label = object.line_or("copied_label", 1..=40, copied);
        Some(Coupon {
            code: code?,
            copy_label: copy_label?,
            copied_label: copied_label?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::check_block;

    #[test]
    fn a_coupon_has_a_code_that_can_be_seen() {
        let coupon = |more| check_block(json!({"type": "coupon"}), more);
        coupon(json!({"code": "SLEEPY10"})).passes();
        coupon(
            json!({"code": "10 % für Dich", "copy_label": "Kopieren", "copied_label": "Kopiert"}),
        )
        .passes();
        coupon(json!({})).has(&["$.code is required"]);
        coupon(json!({"code": "A\tB"}))
            .has(&["$.code holds a control character, such as a tab or a line feed"]);
        coupon(json!({"code": " A"})).has(&[
            "$.code is \" A\"; a code that begins and ends with a character that can be seen is allowed",
        ]);
        coupon(json!({"code": "A".repeat(41), "copy_label": ""})).has(&[
            "$.code has 41 characters; 1 to 40 are allowed",
            "$.copy_label is empty",
        ]);
    }
}
