//! `dormouse render [FILE]` and `dormouse render --jsonl [FILE]`.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Args;
use json_lines::{Fault, Lines};
use rich_text::{Answer, Refusal};

use super::{PROBLEMS, output::print_json, read_form::read_text};

/// The longest line, in bytes: as much as a whole draft may have.
const MAX_LINE_BYTES: usize = 8 * 1024 * 1024;

/// Renders rich text to HTML and plain text
#[derive(Debug, Args)]
pub(super) struct Render {
    /// What to render, as JSON: `{"format": "delta" | "markdown", "content": …}`; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Takes one such document a line, and answers each with a line, in order; blank lines are skipped
    #[arg(long)]
    jsonl: bool,
}

impl Render {
    pub(super) fn run(self) -> Result<ExitCode> {
        let is_good = if self.jsonl {
            self.render_lines()?
        } else {
            let answer = Answer::to(&read_text(&self.file)?);
            print_json(&answer)?;
            is_rendered(&answer)
        };
        Ok(ExitCode::from(if is_good { 0 } else { PROBLEMS }))
    }

    /// Answers line after line; whether every one was rendered.
    fn render_lines(&self) -> Result<bool> {
        let name = self.file.display();
        let input: Box<dyn BufRead> = if self.file == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            let file = File::open(&self.file).with_context(|| format!("cannot read {name}"))?;
            Box::new(BufReader::new(file))
        };
        let mut answers = Answers {
            out: BufWriter::new(io::stdout().lock()),
            all_rendered: true,
        };
        match answers.write_all(input) {
            Ok(()) => {}
            Err(Stopped::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
                // Whoever read our output has read enough. Dropping the rest would try to write it once more.
                let _ = answers.out.into_parts();
            }
            Err(Stopped::Output(error)) => {
                return Err(error).context("cannot write to standard output");
            }
            Err(Stopped::Input(error)) => {
                return Err(error).with_context(|| format!("cannot read {name}"));
            }
        }
        Ok(answers.all_rendered)
    }
}

/// The lines that are written.
struct Answers<W: Write> {
    out: BufWriter<W>,
    all_rendered: bool,
}

/// Why the lines ended before their end.
enum Stopped {
    Input(io::Error),
    Output(io::Error),
}

impl<W: Write> Answers<W> {
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
            // Whoever sends the next line only after this one's answer gets it now.
            self.out.flush().map_err(Stopped::Output)?;
        }
        if let Some(line) = lines.finish() {
            self.write(line).map_err(Stopped::Output)?;
        }
        self.out.flush().map_err(Stopped::Output)
    }

    fn write(&mut self, line: Result<String, Fault>) -> io::Result<()> {
        let answer = match line {
            Ok(request) => Answer::to(&request),
            Err(fault) => Answer::Refused {
                error: Refusal {
                    path: "$".to_owned(),
                    message: fault.to_string(),
                },
            },
        };
        self.all_rendered &= is_rendered(&answer);
        self.out.write_all(json_lines::line(&answer)?.as_bytes())?;
        self.out.write_all(b"\n")
    }
}

fn is_rendered(answer: &Answer) -> bool {
    matches!(answer, Answer::Rendered(_))
}
