//! The operator's settings, read once from flags and environment when the service starts.

use std::{fmt, net::SocketAddr, thread::available_parallelism, time::Duration};

use clap::{Parser, ValueEnum, value_parser};
use http_server::{environment::listen_address, log, server::Timeouts};

/// Configuration of the service.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address to listen on. `RENDERER_ADDR`, default `127.0.0.1:8788`.
    pub addr: SocketAddr,
    /// Which events are logged, in the syntax of `tracing_subscriber::EnvFilter`. `RENDERER_LOG`, default `info`.
    pub log: String,
    /// How they are written. `RENDERER_LOG_FORMAT`, default `text`.
    pub log_format: log::Format,
    /// How long the service still accepts requests after the signal to stop, while `/readyz` says that no more should be sent.
    /// `RENDERER_DRAIN_DELAY_SECONDS`, 0..=600, default 0.
    pub drain_delay: Duration,
    /// How long requests may go on after that. `RENDERER_SHUTDOWN_SECONDS`, 1..=600, default 15.
    pub shutdown_timeout: Duration,
    /// Bounds that protect the service.
    pub limits: Limits,
}

/// Bounds that protect the service from clients that are slow, large, or too many.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Threads that render, 1..=1024. `RENDERER_WORKERS`, default: the cores that the process may use, its cgroup's
    /// quota included.
    pub workers: usize,
    /// How long requests of a burst may wait for a worker. `RENDERER_MAX_WAIT_MS`, 1..=60000, default 100.
    pub max_wait: Duration,
    /// The time limit for a request, unless its `x-deadline-ms` asks for less.
    /// `RENDERER_DEADLINE_MS`, 1..=600000, default 10000.
    pub deadline: Duration,
    /// The largest body of `/v1/render`, and the longest line of a batch, in bytes.
    /// `RENDERER_MAX_RENDER_BYTES`, 1..=67108864, default 4 MiB.
    pub max_render_bytes: usize,
    /// The maximum body of `/v1/compile`, in bytes: a draft of 8 MiB and the JSON around it.
    /// `RENDERER_MAX_COMPILE_BYTES`, 1..=67108864, default 9 MiB.
    pub max_compile_bytes: usize,
    /// Bytes of whole bodies, and of answers that are not sent yet, that are held at the same time.
    /// `RENDERER_MAX_BYTES_IN_FLIGHT`, at least both of the above, at most 4294967295, default 64 MiB.
    pub max_bytes_in_flight: usize,
    /// The maximum number of concurrent batches; each holds up to 16 MiB of lines and answers, and the line that is
    /// being read. `RENDERER_MAX_BATCHES`, 1..=10000, default 8.
    pub max_batches: usize,
    /// How long the client of a batch may send nothing. 30 s.
    pub stall_timeout: Duration,
    /// How long a batch may take in all, unless its `x-deadline-ms` asks for less. 10 minutes.
    pub batch_deadline: Duration,
    /// Time for the headers of a request; also how long an idle connection is kept. 30 s.
    pub header_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            workers: available_parallelism().map_or(1, usize::from),
            max_wait: Duration::from_millis(100),
            deadline: Duration::from_secs(10),
            max_render_bytes: 4 * 1024 * 1024,
            max_compile_bytes: 9 * 1024 * 1024,
            max_bytes_in_flight: 64 * 1024 * 1024,
            max_batches: 8,
            stall_timeout: Duration::from_secs(30),
            batch_deadline: Duration::from_secs(600),
            header_timeout: Duration::from_secs(30),
        }
    }
}

impl Config {
    /// The limits of the server itself.
    pub fn timeouts(&self) -> Timeouts {
        Timeouts {
            header: self.limits.header_timeout,
            drain: self.drain_delay,
            shutdown: self.shutdown_timeout,
        }
    }
}

/// The command line: `renderer-service [OPTIONS]`.
#[derive(Debug, Parser)]
#[command(
    name = "renderer-service",
    version,
    about = "Renders rich text and compiles forms, over HTTP"
)]
pub struct Arguments {
    /// Address to listen on
    #[arg(long, env = "RENDERER_ADDR", default_value = "127.0.0.1:8788", value_parser = listen_address)]
    addr: SocketAddr,
    /// Which events are logged, for example `warn` or `renderer_service=debug`
    #[arg(
        long,
        env = "RENDERER_LOG",
        default_value = "info",
        value_name = "FILTER"
    )]
    log: String,
    /// Format of the log lines
    #[arg(long, env = "RENDERER_LOG_FORMAT", default_value = "text")]
    log_format: LogFormat,
    /// How long the service still accepts requests after the signal to stop, while /readyz answers 503
    #[arg(long, env = "RENDERER_DRAIN_DELAY_SECONDS", default_value_t = 0, value_parser = value_parser!(u64).range(..=600), value_name = "SECONDS")]
    drain_delay_seconds: u64,
    /// How long requests may go on after that
    #[arg(long, env = "RENDERER_SHUTDOWN_SECONDS", default_value_t = 15, value_parser = value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    shutdown_seconds: u64,
    /// Threads that render [default: the cores that the process may use]
    #[arg(long, env = "RENDERER_WORKERS", value_parser = value_parser!(u64).range(1..=1024), value_name = "N")]
    workers: Option<u64>,
    /// How long requests of a burst may wait for a worker
    #[arg(long, env = "RENDERER_MAX_WAIT_MS", default_value_t = 100, value_parser = value_parser!(u64).range(1..=60_000), value_name = "MS")]
    max_wait_ms: u64,
    /// The time limit for a request, unless its `x-deadline-ms` asks for less
    #[arg(long, env = "RENDERER_DEADLINE_MS", default_value_t = 10_000, value_parser = value_parser!(u64).range(1..=600_000), value_name = "MS")]
    deadline_ms: u64,
    /// The largest body of /v1/render, and the longest line of a batch
    #[arg(long, env = "RENDERER_MAX_RENDER_BYTES", default_value_t = Limits::default().max_render_bytes as u64, value_parser = value_parser!(u64).range(1..=67_108_864), value_name = "BYTES")]
    max_render_bytes: u64,
    /// The largest body of /v1/compile
    #[arg(long, env = "RENDERER_MAX_COMPILE_BYTES", default_value_t = Limits::default().max_compile_bytes as u64, value_parser = value_parser!(u64).range(1..=67_108_864), value_name = "BYTES")]
    max_compile_bytes: u64,
    /// Bytes of whole bodies, and of answers that are not sent yet, that are held at the same time
    #[arg(long, env = "RENDERER_MAX_BYTES_IN_FLIGHT", default_value_t = Limits::default().max_bytes_in_flight as u64, value_parser = value_parser!(u64).range(1..=4_294_967_295), value_name = "BYTES")]
    max_bytes_in_flight: u64,
    /// Maximum number of concurrent batches
    #[arg(long, env = "RENDERER_MAX_BATCHES", default_value_t = Limits::default().max_batches as u64, value_parser = value_parser!(u64).range(1..=10_000), value_name = "N")]
    max_batches: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    /// For people
    Text,
    /// One JSON object per line
    Json,
}

impl From<Arguments> for Config {
    fn from(arguments: Arguments) -> Self {
        let defaults = Limits::default();
        let max_render_bytes = arguments.max_render_bytes as usize;
        let max_compile_bytes = arguments.max_compile_bytes as usize;
        Config {
            addr: arguments.addr,
            log: arguments.log,
            log_format: match arguments.log_format {
                LogFormat::Text => log::Format::Text,
                LogFormat::Json => log::Format::Json,
            },
            drain_delay: Duration::from_secs(arguments.drain_delay_seconds),
            shutdown_timeout: Duration::from_secs(arguments.shutdown_seconds),
            limits: Limits {
                workers: arguments
                    .workers
                    .map_or(defaults.workers, |count| count as usize),
                max_wait: Duration::from_millis(arguments.max_wait_ms),
                deadline: Duration::from_millis(arguments.deadline_ms),
                max_render_bytes,
                max_compile_bytes,
                // At least one body of the maximum size must fit, or the service could never accept it.
                max_bytes_in_flight: (arguments.max_bytes_in_flight as usize)
                    .max(max_render_bytes)
                    .max(max_compile_bytes),
                max_batches: arguments.max_batches as usize,
                ..defaults
            },
        }
    }
}

impl fmt::Display for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = &self.limits;
        let log_format = match self.log_format {
            log::Format::Text => "text",
            log::Format::Json => "json",
        };
        let lines: [(&str, &dyn fmt::Display); 12] = [
            ("ADDR", &self.addr),
            ("LOG", &self.log),
            ("LOG_FORMAT", &log_format),
            ("DRAIN_DELAY_SECONDS", &self.drain_delay.as_secs()),
            ("SHUTDOWN_SECONDS", &self.shutdown_timeout.as_secs()),
            ("WORKERS", &limits.workers),
            ("MAX_WAIT_MS", &limits.max_wait.as_millis()),
            ("DEADLINE_MS", &limits.deadline.as_millis()),
            ("MAX_RENDER_BYTES", &limits.max_render_bytes),
            ("MAX_COMPILE_BYTES", &limits.max_compile_bytes),
            ("MAX_BYTES_IN_FLIGHT", &limits.max_bytes_in_flight),
            ("MAX_BATCHES", &limits.max_batches),
        ];
        for (name, value) in lines {
            writeln!(formatter, "  RENDERER_{name:<20} {value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_in_the_example_and_in_what_is_printed() {
        let config = Config::from(Arguments::parse_from(["renderer-service"]));
        let printed = config.to_string();
        let example = include_str!("../.env.example");
        let command = <Arguments as clap::CommandFactory>::command();
        let mut count = 0;
        for variable in command
            .get_arguments()
            .filter_map(|argument| argument.get_env())
        {
            let variable = variable.to_str().unwrap();
            assert!(printed.contains(&format!("  {variable} ")), "{variable}");
            assert!(example.contains(&format!("{variable}=")), "{variable}");
            count += 1;
        }
        assert_eq!(printed.lines().count(), count);
    }

    #[test]
    fn one_body_of_the_largest_size_can_always_be_held() {
        let arguments = ["renderer-service", "--max-bytes-in-flight", "1000"];
        let limits = Config::from(Arguments::parse_from(arguments)).limits;
        assert_eq!(limits.max_bytes_in_flight, limits.max_compile_bytes);
    }
}
