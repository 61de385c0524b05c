//! Parses an expression, and gives its classes the meaning that they have in JavaScript.

use regex_syntax::{
    ast::{
        self, Assertion, AssertionKind, Ast, ClassAscii, ClassAsciiKind, ClassBracketed, ClassPerl,
        ClassPerlKind, ClassSet, ClassSetItem, Flag, Flags, FlagsItem, FlagsItemKind, Group,
        GroupKind, Span,
    },
    hir::{self, Hir, translate::TranslatorBuilder},
};

use super::{Alphabet, Fault};

/// Parses an expression.
pub(super) fn parse(expression: &str, alphabet: Alphabet) -> Result<Hir, Fault> {
    let mut ast = ast::parse::Parser::new()
        .parse(expression)
        .map_err(|error| syntax_fault(error.kind()))?;
    if alphabet == Alphabet::Text {
        make_ascii(&mut ast);
    }
    TranslatorBuilder::new()
        .unicode(alphabet == Alphabet::Text)
        .utf8(false)
        .build()
        .translate(expression, &ast)
        .map_err(|error| translation_fault(error.kind()))
}

fn syntax_fault(kind: &ast::ErrorKind) -> Fault {
    match kind {
        ast::ErrorKind::UnsupportedLookAround => {
            Fault::NotRegular("a lookaround, `(?=`, `(?!`, `(?<=` or `(?<!`")
        }
        ast::ErrorKind::UnsupportedBackreference => {
            Fault::NotRegular("a back-reference such as `\\1`")
        }
        kind => Fault::Syntax(kind.to_string()),
    }
}

fn translation_fault(kind: &hir::ErrorKind) -> Fault {
    Fault::Syntax(kind.to_string())
}

/// Replaces the parser's Unicode classes and boundaries, which JavaScript does not have, by the ASCII ones.
fn make_ascii(ast: &mut Ast) {
    match ast {
        Ast::ClassPerl(perl) => {
            let span = perl.span;
            *ast = Ast::class_bracketed(ClassBracketed {
                span,
                negated: false,
                kind: ClassSet::Item(ClassSetItem::Ascii(ascii(perl))),
            });
        }
        Ast::ClassBracketed(class) => make_set_ascii(&mut class.kind),
        Ast::Assertion(assertion) if is_boundary(assertion) => {
            let boundary = (**assertion).clone();
            *ast = without_unicode(boundary.span, Ast::assertion(boundary));
        }
        Ast::Repetition(repetition) => make_ascii(&mut repetition.ast),
        Ast::Group(group) => make_ascii(&mut group.ast),
        Ast::Alternation(alternation) => alternation.asts.iter_mut().for_each(make_ascii),
        Ast::Concat(concat) => concat.asts.iter_mut().for_each(make_ascii),
        _ => {}
    }
}

fn make_set_ascii(set: &mut ClassSet) {
    match set {
        ClassSet::Item(item) => make_item_ascii(item),
        ClassSet::BinaryOp(operation) => {
            make_set_ascii(&mut operation.lhs);
            make_set_ascii(&mut operation.rhs);
        }
    }
}

fn make_item_ascii(item: &mut ClassSetItem) {
    match item {
        ClassSetItem::Perl(perl) => *item = ClassSetItem::Ascii(ascii(perl)),
        ClassSetItem::Bracketed(class) => make_set_ascii(&mut class.kind),
        ClassSetItem::Union(union) => union.items.iter_mut().for_each(make_item_ascii),
        _ => {}
    }
}

fn ascii(perl: &ClassPerl) -> ClassAscii {
    ClassAscii {
        span: perl.span,
        kind: match perl.kind {
            ClassPerlKind::Digit => ClassAsciiKind::Digit,
            ClassPerlKind::Space => ClassAsciiKind::Space,
            ClassPerlKind::Word => ClassAsciiKind::Word,
        },
        negated: perl.negated,
    }
}

fn is_boundary(assertion: &Assertion) -> bool {
    !matches!(
        assertion.kind,
        AssertionKind::StartLine
            | AssertionKind::EndLine
            | AssertionKind::StartText
            | AssertionKind::EndText
    )
}

/// `(?-u:…)`.
fn without_unicode(span: Span, inner: Ast) -> Ast {
    let item = |kind| FlagsItem { span, kind };
    Ast::group(Group {
        span,
        kind: GroupKind::NonCapturing(Flags {
            span,
            items: vec![
                item(FlagsItemKind::Negation),
                item(FlagsItemKind::Flag(Flag::Unicode)),
            ],
        }),
        ast: Box::new(inner),
    })
}
