//! Lines of JSON, each answered by a line, in order: shared by `render --jsonl` and `explain --jsonl`.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write},
    path::Path,
};

use anyhow::{Context, Result};
use json_lines::{Fault, Lines};

/// The longest line, in bytes: as much as a whole draft may have.
const MAX_LINE_BYTES: usize = bounded_json::MAX_FORM_BYTES;

/// An answer as JSON in one line, and whether it is a good one.
pub(super) struct Line {
    /// The JSON.
    pub(super) json: String,
    /// Whether nothing was wrong with the question.
    pub(super) is_good: bool,
}

/// Answers the lines of a file, or of standard input (`-`), on standard output; whether all answers are good.
pub(super) fn answer_lines(
    file: &Path,
    answer: impl FnMut(Result<String, Fault>) -> io::Result<Line>,
) -> Result<bool> {
    let name = file.display();
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(file).with_context(|| format!("cannot read {name}"))?;
        Box::new(BufReader::new(file))
    };
    let mut answers = Answers {
        answer,
        out: BufWriter::new(io::stdout().lock()),
        all_good: true,
    };
    match answers.write_all(input) {
        Ok(()) => {}
        Err(Stopped::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            // The reader of our output has read enough. Dropping the rest would try to write it once more.
            let _ = answers.out.into_parts();
        }
        Err(Stopped::Output(error)) => {
            return Err(error).context("cannot write to standard output");
        }
        Err(Stopped::Input(error)) => {
            return Err(error).with_context(|| format!("cannot read {name}"));
        }
    }
    Ok(answers.all_good)
}

/// The written lines.
struct Answers<F, W: Write> {
    answer: F,
    out: BufWriter<W>,
    all_good: bool,
}

/// Why the lines ended before their end.
enum Stopped {
    Input(io::Error),
    Output(io::Error),
}

impl<F: FnMut(Result<String, Fault>) -> io::Result<Line>, W: Write> Answers<F, W> {
    fn write_all(&mut self, mut input: impl BufRead) -> Result<(), Stopped> {
        let mut lines = Lines::new(MAX_LINE_BYTES);
        loop {
            let mut chunk = match input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                chunk => chunk.map_err(Stopped::Input)?,
            };
            let size = chunk.len();
            if size == 0 {
                break;
            }
            while let Some(line) = lines.next(&mut chunk) {
                self.write(line).map_err(Stopped::Output)?;
            }
            input.consume(size);
            // A client that sends the next line only after this one's answer gets it now.
            self.out.flush().map_err(Stopped::Output)?;
        }
        if let Some(line) = lines.finish() {
            self.write(line).map_err(Stopped::Output)?;
        }
        self.out.flush().map_err(Stopped::Output)
    }

    fn write(&mut self, line: Result<String, Fault>) -> io::Result<()> {
        let line = (self.answer)(line)?;
        self.all_good &= line.is_good;
        self.out.write_all(line.json.as_bytes())?;
        self.out.write_all(b"\n")
    }
}
