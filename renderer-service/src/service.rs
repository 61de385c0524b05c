//! Runs the service from its start to its end.

use std::{
    io::{self, Write},
    thread::available_parallelism,
};

use anyhow::Context;
use http_server::{
    log,
    server::{listen, serve, stop_signal},
};
use tokio::runtime::Builder;

use crate::{App, Config, Renderer, router};

/// Runs until a signal to stop has arrived and running requests are answered.
pub fn run(config: Config) -> anyhow::Result<()> {
    log::start(&config.log, "RENDERER_LOG", config.log_format)?;
    // They only read, write and decide; one does that for several workers.
    let threads = available_parallelism().map_or(1, usize::from).div_ceil(4);
    let runtime = Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .context("cannot start threads")?;
    runtime.block_on(async {
        let listener = listen(config.addr, "--addr")?;
        let stop = stop_signal().context("cannot listen for signals")?;
        let addr = listener.local_addr()?;
        let config = Config { addr, ..config };
        // The starting program need not read this.
        let _ = writeln!(io::stdout(), "renderer-service runs with\n{config}");
        let app = App::start(config.limits, Renderer::default())?;
        tracing::info!(%addr, "listening");
        let stopping = async {
            stop.await;
            app.stop_being_ready();
            tracing::info!("stopping");
        };
        serve(listener, router(app.clone()), config.timeouts(), stopping).await;
        tracing::info!("stopped");
        Ok(())
    })
}
