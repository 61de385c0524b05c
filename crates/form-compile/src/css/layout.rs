//! Styles of single steps, columns, rows and buttons: a class for each distinct style.

use form_model::{
    Version,
    block::{Block, Width},
    screens::Screens,
    step::{Column, Row, Step},
    styles::{Align, ButtonStyles, LabelPlacement},
};

use super::{
    button_styles,
    panel::{PHONE, padding_of},
    rule::Declarations,
};

/// A placeholder for the selector in a rule that has no class yet.
const SELECTOR: &str = "\u{0}";

/// The distinct styles of a version, each with `\0` where its selector belongs.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    rules: Vec<String>,
    /// Whether labels come after their inputs in the tree.
    pub(crate) labels_are_inside: bool,
    /// Whether all labels are hidden.
    pub(crate) labels_are_hidden: bool,
}

impl Layout {
    /// The styles of a version.
    pub(crate) fn of(version: &Version) -> Self {
        let placement = version.styles.input.label_placement;
        let mut layout = Layout {
            rules: Vec::new(),
            labels_are_inside: placement == Some(LabelPlacement::Inside),
            labels_are_hidden: placement == Some(LabelPlacement::Hidden),
        };
        for step in &version.steps {
            layout.add(of_step(step));
            for column in &step.columns {
                layout.add(of_column(version, column));
                for row in &column.rows {
                    layout.add(of_row(row));
                }
            }
        }
        for (_, block) in version.blocks() {
            if let Some(button) = block.button() {
                layout.add(of_button(&button.styles));
            }
        }
        layout
    }

    /// The rules, in the order of their classes.
    pub(crate) fn css(&self) -> String {
        let with_class =
            |(index, rule): (usize, &String)| rule.replace(SELECTOR, &format!(".z{index}"));
        self.rules.iter().enumerate().map(with_class).collect()
    }

    /// The class of a step, with a space before it.
    pub(crate) fn step(&self, step: &Step) -> String {
        self.class(&of_step(step))
    }

    /// The class of a column, with a space before it.
    pub(crate) fn column(&self, version: &Version, column: &Column) -> String {
        self.class(&of_column(version, column))
    }

    /// The class of a row, with a space before it.
    pub(crate) fn row(&self, row: &Row) -> String {
        self.class(&of_row(row))
    }

    /// The class of a button, with a space before it.
    pub(crate) fn button(&self, styles: &ButtonStyles) -> String {
        self.class(&of_button(styles))
    }

    fn add(&mut self, rule: String) {
        if !rule.is_empty() && !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }

    fn class(&self, rule: &str) -> String {
        let index = self.rules.iter().position(|known| known == rule);
        index.map_or_else(String::new, |index| format!(" z{index}"))
    }
}

/// The widths of two columns on screens that have room for both.
fn of_step(step: &Step) -> String {
    let [first, second] = &step.columns[..] else {
        return String::new();
    };
    let columns = match (first.width_percentage, second.width_percentage) {
        _ if [first, second]
            .iter()
            .any(|column| is_only_on(column, "phone")) =>
        {
            "minmax(0,1fr)".to_owned()
        }
        (None, None) => return String::new(),
        (Some(width), _) => shares(width),
        (None, Some(width)) => shares(100 - width.min(100)),
    };
    format!("@media (min-width:641px){{{SELECTOR}{{grid-template-columns:{columns}}}}}")
}

fn shares(first: u32) -> String {
    format!("minmax(0,{first}fr) minmax(0,{}fr)", 100 - first.min(100))
}

fn of_column(version: &Version, column: &Column) -> String {
    let selector = &format!(".c{SELECTOR}");
    let mut css = column.padding_px.map_or_else(String::new, |padding| {
        padding_of(version, padding, selector)
    });
    let mut rule = Declarations::default();
    rule.color("background", column.background_color.as_ref());
    rule.push_some("justify-content", column.vertical_align.map(flex_position));
    css.push_str(&rule.of(selector));
    if is_only_on(column, "phone") {
        css.push_str(&format!(
            "@media (min-width:641px){{{selector}{{display:none}}}}"
        ));
    }
    if is_only_on(column, "desktop") {
        css.push_str(&format!("{PHONE}{{{selector}{{display:none}}}}"));
        // The other one begins at the top then, below the close button.
        css.push_str(&format!("{PHONE}{{{selector}+.c{{padding-top:48px}}}}"));
    }
    css
}

fn of_row(row: &Row) -> String {
    let mut rule = Declarations::default();
    rule.px("gap", row.gap_px);
    rule.push_some("align-items", row.align.map(flex_position));
    rule.of(SELECTOR) + &grid_of_row(row)
}

/// The columns of a row that a field shares, if it is a grid: `shared_row.css`.
fn grid_of_row(row: &Row) -> String {
    if !row.is_shared_by_field() || row.blocks.iter().all(|block| block.width.is_none()) {
        return String::new();
    }
    let column = |block: &Block| match block.width {
        Some(Width::Share(share)) => format!("minmax(0,{share}fr)"),
        Some(Width::FixedPx(px)) => format!("minmax(0,{px}px)"),
        Some(Width::Content) => "auto".to_owned(),
        None => "minmax(0,1fr)".to_owned(),
    };
    let columns: Vec<_> = row.blocks.iter().map(column).collect();
    format!(
        "@media (min-width:481px){{.g{SELECTOR}{{grid-template-columns:{}}}}}",
        columns.join(" ")
    )
}

fn of_button(styles: &ButtonStyles) -> String {
    button_styles::rules(styles, &format!(".b{SELECTOR}"))
}

fn flex_position(align: Align) -> &'static str {
    match align {
        Align::Start => "flex-start",
        Align::Center => "center",
        Align::End => "flex-end",
        Align::Stretch => "stretch",
    }
}

fn is_only_on(column: &Column, screens: &str) -> bool {
    column.display_device.and_then(Screens::only) == Some(screens)
}
