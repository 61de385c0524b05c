//! The text of a sheet, read rule by rule.

use super::values::is_declaration;

/// Checks that everything below the scope `.s` is a rule that a text may have, and returns the number of rules.
pub(crate) fn rules(css: &str) -> Result<usize, String> {
    let mut count = 0;
    let mut rest = css;
    while !rest.is_empty() {
        let rule = rest
            .split_once('}')
            .and_then(|(rule, after)| Some((rule.split_once('{')?, after)));
        let Some(((selector, declarations), after)) = rule else {
            return Err(format!(
                "the sheet has {rest:?}, which is not an allowed rule"
            ));
        };
        if selector != format!(".s .y{count}") {
            return Err(format!("the sheet has the selector {selector:?}"));
        }
        for declaration in declarations.split(';') {
            match declaration.split_once(':') {
                Some((property, value)) if is_declaration(property, value) => {}
                _ => return Err(format!("the sheet has {declaration:?}")),
            }
        }
        count += 1;
        rest = after;
    }
    Ok(count)
}
