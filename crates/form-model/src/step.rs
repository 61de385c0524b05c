//! The layout tree: step → column → row → block. A visitor sees one step at a time.

use serde::Serialize;

use crate::{
    action::ActionKind,
    block::{Block, Button, Place},
    read::At,
    screens::Screens,
    styles::{Align, Color},
};

/// What a visitor sees at one time; the last of several is the *success step*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The name for reports, 1 to 100 characters. Default none.
    pub name: Option<String>,
    /// Side by side on wide screens, 1 or 2.
    pub columns: Vec<Column>,
}

/// One column of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its part of the width, 20..=80; of two columns only, the other gets the rest. Default half.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_percentage: Option<u32>,
    /// The background color. Default none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<Color>,
    /// Space between its edge and its content in CSS px, 0..=96. Default: the form's, or none around a side image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub padding_px: Option<u32>,
    /// The position of its rows if the other column is taller. Default `center`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vertical_align: Option<Align>,
    /// The only screens that show it. Such a column has no fields and no consent text. Default all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_device: Option<Screens>,
    /// The rows, from top to bottom, 1 to 30.
    pub rows: Vec<Row>,
}

/// One row of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Between its blocks in CSS px, 0..=64. Default 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_px: Option<u32>,
    /// The position of its blocks beside a taller one. Default `end`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
    /// The blocks side by side, 1 to 4.
    pub blocks: Vec<Block>,
}

impl Step {
    /// The step's blocks in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.columns
            .iter()
            .flat_map(|column| &column.rows)
            .flat_map(|row| &row.blocks)
    }

    pub(crate) fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let name = match object.optional("name") {
            Some(at) => at.string(1..=100).map(Some),
            None => Some(None),
        };
        let problems_before = at.problem_count();
        let columns = object
            .required("columns")
            .and_then(|at| read_all(&at, 1..=2, "columns", |at| Column::read(at, place)));
        if let Some(columns) = &columns {
            check_columns(at, columns);
        }
        object.finish();
        let step = Step {
            name: name?,
            columns: columns?,
        };
        // Blocks that could not be read have no position among the others.
        if at.problem_count() == problems_before {
            step.check_ways_on(at);
        }
        Some(step)
    }

    /// Every block with its JSON path below the step's own.
    pub(crate) fn located_blocks(&self) -> impl Iterator<Item = (String, &Block)> {
        let columns = self.columns.iter().enumerate();
        let rows = columns
            .flat_map(|(c, column)| (column.rows.iter().enumerate()).map(move |row| (c, row)));
        rows.flat_map(|(c, (r, row))| {
            let blocks = row.blocks.iter().enumerate();
            blocks.map(move |(b, block)| (format!(".columns[{c}].rows[{r}].blocks[{b}]"), block))
        })
    }

    /// Buttons that lead on, or that submit, must not all be limited to the same screens.
    fn check_ways_on(&self, at: &At<'_>) {
        for (is_way, what) in [
            (submits as fn(&Block) -> bool, "submits"),
            (leads_on, "leads on"),
        ] {
            let ways: Vec<_> = self
                .located_blocks()
                .filter(|(_, block)| is_way(block))
                .collect();
            let Some((path, first)) = ways.first() else {
                continue;
            };
            let is_same = |(_, block): &(_, &Block)| block.display_device == first.display_device;
            if let Some(only) = first.display_device.and_then(Screens::only)
                && ways.iter().all(is_same)
            {
                at.below(&format!("{path}.display_device")).problem(format!(
                    "is `{only}`, so on other screens the step lacks a button that {what}"
                ));
                return;
            }
        }
    }
}

fn submits(block: &Block) -> bool {
    block.button().is_some_and(|button| button.action.submit)
}

fn leads_on(block: &Block) -> bool {
    let leads_on = |button: &Button| button.action.kind == ActionKind::NextStep;
    block.button().is_some_and(leads_on)
}

impl Column {
    fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let rows = object
            .required("rows")
            .and_then(|at| read_all(&at, 1..=30, "rows", |at| Row::read(at, place)));
        let width_percentage = object.optional_integer("width_percentage", 20..=80);
        let background_color = object
            .optional("background_color")
            .and_then(|at| Color::read(&at));
        let padding_px = object.optional_integer("padding_px", 0..=96);
        let vertical_align = object
            .optional("vertical_align")
            .and_then(|at| Align::read(&at));
        let display_device = object
            .optional("display_device")
            .and_then(|at| Screens::read_only(&at));
        object.finish();
        Some(Column {
            width_percentage: width_percentage?,
            background_color,
            padding_px: padding_px?,
            vertical_align,
            display_device,
            rows: rows?,
        })
    }

    /// Whether it contains something that must be seen or used before the form is submitted.
    fn is_needed(&self) -> bool {
        let blocks = || self.rows.iter().flat_map(|row| &row.blocks);
        blocks().any(|block| {
            block.field().is_some()
                || block.consent().is_some()
                || block.button().is_some_and(|button| button.action.submit)
        })
    }
}

impl Row {
    /// Whether it has a field beside other blocks.
    pub fn is_shared_by_field(&self) -> bool {
        self.blocks.len() > 1 && self.blocks.iter().any(|block| block.field().is_some())
    }

    fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let blocks = object
            .required("blocks")
            .and_then(|at| read_all(&at, 1..=4, "blocks", |at| Block::read(at, place)));
        let gap_px = object.optional_integer("gap_px", 0..=64);
        let align = object
            .optional("align")
            .and_then(|at| Align::read_of_row(&at));
        object.finish();
        Some(Row {
            gap_px: gap_px?,
            align,
            blocks: blocks?,
        })
    }
}

/// Checks the members of columns that depend on each other.
fn check_columns(at: &At<'_>, columns: &[Column]) {
    let widths: Vec<_> = columns
        .iter()
        .filter_map(|column| column.width_percentage)
        .collect();
    for (index, column) in columns.iter().enumerate() {
        let at = at.below(&format!(".columns[{index}]"));
        if column.width_percentage.is_some() && columns.len() == 1 {
            at.member("width_percentage")
                .problem("is given, but the step has only one column");
        }
        if column.display_device.is_some() && column.is_needed() {
            at.member("display_device").problem(
                "is given, but the column has a field, a consent text or a submit button, which every screen needs",
            );
        }
    }
    if let [first, second] = widths[..]
        && first + second != 100
    {
        at.below(".columns[1].width_percentage").problem(format!(
            "is {second} beside {first}; both make 100 together, and one of them may be left out"
        ));
    }
    if columns.iter().all(|column| column.display_device.is_some()) {
        at.below(".columns[0].display_device")
            .problem("is there for every column of the step; one has to be there on every screen");
    }
}

/// Reads every element. An element with a problem is left out; the list of problems has it.
pub(crate) fn read_all<T>(
    at: &At<'_>,
    count: std::ops::RangeInclusive<usize>,
    what: &str,
    read: impl Fn(&At<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    Some(at.array(count, what)?.iter().filter_map(read).collect())
}
