//! What the routes share.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Semaphore;

use crate::{Renderer, config::Limits, memory::Memory, metrics::Metrics, workers::Workers};

/// The running service, without its listener.
#[derive(Debug)]
pub struct App {
    pub(crate) workers: Workers,
    pub(crate) renderer: Renderer,
    pub(crate) memory: Memory,
    pub(crate) batch_permits: Arc<Semaphore>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) limits: Limits,
    is_stopping: AtomicBool,
}

impl App {
    /// Starts the workers.
    pub fn start(limits: Limits, renderer: Renderer) -> io::Result<Arc<Self>> {
        let metrics = Arc::new(Metrics::default());
        Ok(Arc::new(App {
            workers: Workers::start(limits.workers, limits.max_wait, metrics.clone())?,
            renderer,
            memory: Memory::new(limits.max_bytes_in_flight),
            batch_permits: Arc::new(Semaphore::new(limits.max_batches)),
            metrics,
            limits,
            is_stopping: AtomicBool::new(false),
        }))
    }

    /// From now on `/readyz` reports that the service takes no more requests; requests that still arrive are answered.
    pub fn stop_being_ready(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_ready(&self) -> bool {
        !self.is_stopping.load(Ordering::Relaxed)
    }
}
