//! The layout tree: step → column → row → block. A visitor sees one step at a time.

use serde::Serialize;

use crate::{
    action::ActionKind,
    block::{Block, Button, Place},
    read::At,
    screens::Screens,
};

/// What a visitor sees at one time; the last of several is the *success step*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// For reports, 1 to 100 characters. Default none.
    pub name: Option<String>,
    /// Side by side on wide screens, 1 or 2.
    pub columns: Vec<Column>,
}

/// One column of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Below one another, 1 to 30.
    pub rows: Vec<Row>,
}

/// One row of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Side by side, 1 to 4.
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
        object.finish();
        let step = Step {
            name: name?,
            columns: columns?,
        };
        // Blocks that could not be read have no place among the others.
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
                    "is `{only}`, and on other screens the step has no button that {what}"
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
        object.finish();
        Some(Column { rows: rows? })
    }
}

impl Row {
    /// Whether a field stands beside other blocks in it.
    pub fn is_shared_by_field(&self) -> bool {
        self.blocks.len() > 1 && self.blocks.iter().any(|block| block.field().is_some())
    }

    fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let blocks = object
            .required("blocks")
            .and_then(|at| read_all(&at, 1..=4, "blocks", |at| Block::read(at, place)));
        object.finish();
        Some(Row { blocks: blocks? })
    }
}

/// Reads every element; those that cannot be used are on the list of problems.
pub(crate) fn read_all<T>(
    at: &At<'_>,
    count: std::ops::RangeInclusive<usize>,
    what: &str,
    read: impl Fn(&At<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    Some(at.array(count, what)?.iter().filter_map(read).collect())
}
