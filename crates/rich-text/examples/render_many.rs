//! Renders one request, given as a line of JSON on standard input, as often as the argument says, and prints the answer
//! and the processor time of the whole process: our side of `bench/rich-text.js`.
//!
//! Each render starts from the text, as each request to the service does.

use rich_text::Answer;
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;
use std::{error::Error, hint::black_box, io, time::Duration};

/// The printed result, as one line of JSON.
#[derive(Serialize)]
struct Measured {
    answer: Answer,
    renders: u32,
    /// User and system time of the process.
    cpu_ms: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let renders: u32 = std::env::args()
        .nth(1)
        .ok_or("say how often to render")?
        .parse()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let request = line.trim_end();

    let start = cpu_time();
    let mut answer = Answer::to(request);
    for _ in 1..renders {
        answer = black_box(Answer::to(black_box(request)));
    }
    let cpu_ms = (cpu_time() - start).as_secs_f64() * 1000.0;

    serde_json::to_writer(
        io::stdout(),
        &Measured {
            answer,
            renders,
            cpu_ms,
        },
    )?;
    Ok(())
}

fn cpu_time() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec.unsigned_abs() as u32)
}
