//! Reads one block in a test, and lists its problems; a valid block must be written as it was read.

use serde_json::{Value, json};

use super::{Block, Place};
use crate::read::read_alone;

/// The result of reading a block.
pub(crate) struct Checked(Result<Block, Vec<String>>);

/// Reads a block with further members, or other ones, which `null` takes out.
#[track_caller]
pub(crate) fn check_block(mut block: Value, more: Value) -> Checked {
    block["id"] = json!("block");
    for (key, value) in more.as_object().unwrap() {
        block[key.as_str()] = value.clone();
    }
    Checked(read(&block))
}

fn read(block: &Value) -> Result<Block, Vec<String>> {
    let place = Place {
        is_last: false,
        is_success_step: false,
    };
    read_alone(block, |at| Block::read(at, place))
}

impl Checked {
    /// The block, which must be free of problems.
    #[track_caller]
    pub(crate) fn read(self) -> Block {
        self.0.unwrap()
    }

    /// Checks that the block has no problems, and stays the same when it is written and read again.
    #[track_caller]
    pub(crate) fn passes(self) {
        let block = self.read();
        let written = serde_json::to_value(&block).unwrap();
        assert_eq!(read(&written), Ok(block), "{written}");
    }

    /// Checks that these are its problems.
    #[track_caller]
    pub(crate) fn has(self, problems: &[&str]) {
        assert_eq!(self.0.unwrap_err(), problems);
    }
}
