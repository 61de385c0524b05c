//! Explains a line of JSON from standard input as often as the argument says, reading and writing included, and prints
//! the contexts per second.
//!
//! The form of the first line is kept, as `dormouse explain --jsonl` does; each further line is the context alone.

use form_compile::explain::Reader;
use serde_json::Value;
use std::{error::Error, hint::black_box, io, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args()
        .nth(1)
        .ok_or("say how often to explain")?
        .parse()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let request: Value = serde_json::from_str(&line)?;
    let context = format!(r#"{{"context":{}}}"#, request["context"]);

    let mut reader = Reader::new(1_800_000_000);
    println!("{}", serde_json::to_string(&reader.answer(&line))?);
    let start = Instant::now();
    let mut size_bytes = 0;
    for _ in 0..count {
        let answer = reader.answer(black_box(&context));
        size_bytes += black_box(serde_json::to_string(&answer)?).len();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:.0} contexts/s of {} bytes, answers of {} bytes",
        f64::from(count) / seconds,
        context.len(),
        size_bytes / count as usize
    );
    Ok(())
}
