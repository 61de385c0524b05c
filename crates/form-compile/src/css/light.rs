//! The sheet for light DOM, made from the finished one for a shadow root.
//!
//! Every selector begins with the form's host and has more weight than a page's sheets; important declarations of the
//! shadow root's sheet have even more. `docs/STYLES.md` lists what can still leak.

use cssparser::Token;

use super::tokens::{self, Piece, Rule};

mod guard;

/// The weight of three ids that no element has.
const BOOST: &str = ":not(#\\#):not(#\\#):not(#\\#)";

/// Makes the sheet for a form's host in the page.
pub(crate) fn compile(form_id: &str, css: &str) -> String {
    // Our own compiler's output can always be parsed; without a sheet the form would be unusable.
    let Ok(pieces) = tokens::read(css) else {
        return String::new();
    };
    let mut animated = Vec::new();
    collect_animated(&pieces, &mut animated);
    let scope = format!("dormouse-form[data-form-id=\"{form_id}\"]{BOOST}");
    let sheet = Sheet {
        important_scope: format!("{scope}:not(#\\#)"),
        animated,
        scope,
    };
    let rules = sheet.rules(&pieces);
    let guard = guard::rules(&sheet.scope, &sheet.animated);
    guard + &rules
}

struct Sheet {
    scope: String,
    important_scope: String,
    animated: Vec<String>,
}

impl Sheet {
    fn rules(&self, pieces: &[Piece<'_>]) -> String {
        let mut css = String::new();
        for rule in tokens::rules(pieces) {
            match rule {
                Rule::Style { selectors, body } => css.push_str(&self.style(selectors, body)),
                Rule::At {
                    name,
                    prelude,
                    body: Some(body),
                    ..
                } => {
                    let body = if name.ends_with("keyframes") {
                        tokens::write(body)
                    } else {
                        self.rules(body)
                    };
                    css.push_str(&format!("@{name} {}{{{body}}}", tokens::write(prelude)));
                }
                Rule::At { body: None, .. } | Rule::Broken(_) => {}
            }
        }
        css
    }

    fn style(&self, selectors: &[Piece<'_>], body: &[Piece<'_>]) -> String {
        let selectors: Vec<_> = tokens::split(selectors, |token| *token == Token::Comma)
            .into_iter()
            .map(tokens::write)
            .collect();
        let is_driven = selectors.iter().any(|selector| is_driven(selector));
        let mut usual = String::new();
        let mut important = String::new();
        for declaration in tokens::declarations(body).into_iter().flatten() {
            let property = declaration.property;
            let is_free = property.starts_with("--")
                || (is_driven && guard::DRIVEN.contains(&property))
                || self.animated.iter().any(|animated| animated == property);
            let css = format!("{property}:{}", tokens::write(declaration.value));
            if declaration.is_important {
                important.push_str(&format!("{css}!important;"));
            } else if is_free {
                usual.push_str(&format!("{css};"));
            } else {
                usual.push_str(&format!("{css}!important;"));
            }
        }
        self.scoped(&self.scope, &selectors, &usual)
            + &self.scoped(&self.important_scope, &selectors, &important)
    }

    fn scoped(&self, scope: &str, selectors: &[String], declarations: &str) -> String {
        if declarations.is_empty() {
            return String::new();
        }
        let selectors: Vec<_> = selectors
            .iter()
            .map(|selector| match selector.strip_prefix(":host") {
                Some(rest) => match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
                    Some((condition, rest)) => format!("{scope}{condition}{rest}"),
                    None => format!("{scope}{rest}"),
                },
                None => format!("{scope} {selector}"),
            })
            .collect();
        format!(
            "{}{{{}}}",
            selectors.join(","),
            declarations.trim_end_matches(';')
        )
    }
}

/// Whether the page side animates what a selector matches: the panel, and the overlay over the page.
fn is_driven(selector: &str) -> bool {
    selector.ends_with(".p")
        || selector.ends_with("[part~=\"panel\"]")
        || selector.ends_with("::backdrop")
}

/// The properties that animations of the sheet drive: an important declaration would stop them.
fn collect_animated(pieces: &[Piece<'_>], animated: &mut Vec<String>) {
    for rule in tokens::rules(pieces) {
        let Rule::At {
            name,
            body: Some(body),
            ..
        } = rule
        else {
            continue;
        };
        if !name.ends_with("keyframes") {
            collect_animated(body, animated);
            continue;
        }
        for frame in tokens::rules(body) {
            if let Rule::Style { body, .. } = frame {
                for declaration in tokens::declarations(body).into_iter().flatten() {
                    if !animated.iter().any(|known| known == declaration.property) {
                        animated.push(declaration.property.to_owned());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compile;

    const SCOPE: &str = r#"dormouse-form[data-form-id="form01"]"#;

    fn rules(css: &str) -> String {
        let sheet = compile("form01", css);
        let ours = sheet.rfind("::backdrop{").unwrap();
        let end = ours + sheet[ours..].find('}').unwrap() + 1;
        sheet[end..].replace(super::BOOST, "").replace(SCOPE, "F")
    }

    #[test]
    fn every_selector_has_the_scope_and_every_declaration_weight() {
        assert_eq!(
            rules(":host{display:block!important}.a,.b>i{color:red;--x:1}"),
            "F:not(#\\#){display:block!important}F .a,F .b>i{color:red!important;--x:1}"
        );
    }

    #[test]
    fn important_declarations_stay_above_the_rest() {
        assert_eq!(
            rules("[hidden]{display:none!important}.s{display:grid}"),
            "F:not(#\\#) [hidden]{display:none!important}F .s{display:grid!important}"
        );
    }

    #[test]
    fn animated_properties_stay_unset() {
        assert_eq!(
            rules(
                "@media print{.p{opacity:1;color:red}}@keyframes dormouse-x{to{color:red}}.a{color:blue}"
            ),
            "@media print{F .p{opacity:1;color:red}}@keyframes dormouse-x{to{color:red}}F .a{color:blue}"
        );
    }
}
