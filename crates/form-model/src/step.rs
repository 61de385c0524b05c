//! The layout tree: step → column → row → block. A visitor sees one step at a time.

use serde::Serialize;

use crate::{
    block::{Block, Place},
    read::At,
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
        let columns = object
            .required("columns")
            .and_then(|at| read_all(&at, 1..=2, "columns", |at| Column::read(at, place)));
        object.finish();
        Some(Step {
            name: name?,
            columns: columns?,
        })
    }
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
