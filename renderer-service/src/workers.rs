//! The threads that do the work, and the queues in front of them.
//!
//! As many as there are cores, and no more: work that waits is counted here, not in the operating system. A single
//! request comes before the lines of batches, of which every [`BATCH_TURN`]th job is one all the same.

use std::{
    collections::VecDeque,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::{
    admission::{Admission, Cost, Kind, Refusal},
    metrics::Metrics,
};

/// A worker that has single requests and lines of batches before it takes a line every so many jobs.
const BATCH_TURN: u32 = 4;

/// How much longer an accepted request may wait than a new one: its body was already read.
const TAKEN_SLACK: f64 = 2.0;

/// The workers; they end when this is dropped.
#[derive(Debug)]
pub(crate) struct Workers(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    queues: Mutex<Queues>,
    wake: Condvar,
    metrics: Arc<Metrics>,
}

#[derive(Debug)]
struct Queues {
    admission: Admission,
    single: VecDeque<Job>,
    batch: VecDeque<Job>,
    /// Jobs taken since the last one of a batch.
    since_batch: u32,
    has_stopped: bool,
}

struct Job {
    cost: Cost,
    is_batch: bool,
    queued_at: Instant,
    deadline: Option<Instant>,
    work: Work,
}

/// Does the work, unless it is too late for it; returns `None` if there was nothing to do any more.
type Work = Box<dyn FnOnce(TooLate) -> Option<Delivery> + Send>;

/// Whether the deadline of a job has passed.
type TooLate = bool;

/// Sends the result to the waiting request. Done last, so that a worker is free when its client learns of it.
type Delivery = Box<dyn FnOnce() + Send>;

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It was not started.
    Refused(Refusal),
    /// Its deadline passed.
    TooLate,
    /// It panicked.
    Panicked,
}

/// The result of work that was taken.
pub(crate) type Outcome<T> = oneshot::Receiver<Result<T, Failure>>;

/// The current work of the workers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// Waiting single requests.
    pub(crate) waiting: usize,
    /// Waiting groups of lines.
    pub(crate) waiting_batch: usize,
    /// Running jobs.
    pub(crate) running: usize,
    /// How long a request that came now would wait.
    pub(crate) wait_seconds: f64,
}

impl Workers {
    /// Starts `count` threads.
    pub(crate) fn start(
        count: usize,
        max_wait: Duration,
        metrics: Arc<Metrics>,
    ) -> io::Result<Self> {
        let workers = Workers(Arc::new(Shared {
            queues: Mutex::new(Queues {
                admission: Admission::new(count, max_wait, Instant::now()),
                single: VecDeque::new(),
                batch: VecDeque::new(),
                since_batch: 0,
                has_stopped: false,
            }),
            wake: Condvar::new(),
            metrics,
        }));
        for index in 0..count {
            let shared = workers.0.clone();
            thread::Builder::new()
                .name(format!("worker-{index}"))
                .spawn(move || shared.work())?;
        }
        Ok(workers)
    }

    /// Whether a request of this size would be taken now. Asked before its body is read.
    pub(crate) fn check(&self, kind: Kind, bytes: usize, deadline: Instant) -> Result<(), Refusal> {
        let admission = &mut self.0.lock().admission;
        let cost = admission.cost(kind, bytes);
        admission.admit(cost, Instant::now(), Some(deadline))
    }

    /// Does the work of one request, if it is taken; one whose deadline passes in the queue is not begun.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        kind: Kind,
        bytes: usize,
        deadline: Instant,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (work, outcome) = prepare(work);
        {
            let queues = &mut *self.0.lock();
            let (cost, now) = (queues.admission.cost(kind, bytes), Instant::now());
            queues
                .admission
                .check(cost, now, Some(deadline), TAKEN_SLACK)
                .map_err(Failure::Refused)?;
            queues.admission.queued(cost);
            queues.single.push_back(Job {
                cost,
                is_batch: false,
                queued_at: now,
                deadline: Some(deadline),
                work,
            });
        }
        self.0.wake.notify_one();
        match tokio::time::timeout_at(deadline.into(), outcome).await {
            Ok(Ok(result)) => result,
            // A worker drops a job only by panicking outside of it, or at the end of the process.
            Ok(Err(_)) => Err(Failure::Panicked),
            Err(_) => Err(Failure::TooLate),
        }
    }

    /// Accepts work of a batch, which is never refused: its sender is slowed down instead.
    pub(crate) fn queue<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        let (work, outcome) = prepare(work);
        let queues = &mut *self.0.lock();
        queues.batch.push_back(Job {
            cost: queues.admission.cost(Kind::Render, bytes),
            is_batch: true,
            queued_at: Instant::now(),
            deadline: None,
            work,
        });
        self.0.wake.notify_one();
        outcome
    }

    /// The current work of the workers.
    pub(crate) fn load(&self) -> Load {
        let queues = self.0.lock();
        let (waiting, running) = queues.admission.jobs();
        Load {
            waiting,
            waiting_batch: queues.batch.len(),
            running,
            wait_seconds: queues.admission.wait_seconds(),
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.0.lock().has_stopped = true;
        self.0.wake.notify_all();
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Job").finish_non_exhaustive()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one job after the other, until the service stops.
    fn work(&self) {
        let mut queues = self.lock();
        loop {
            let Some(job) = queues.next() else {
                if queues.has_stopped {
                    return;
                }
                queues = self
                    .wake
                    .wait(queues)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let now = Instant::now();
            if !job.is_batch {
                queues.admission.left(job.cost, now);
            }
            queues.admission.started(job.cost);
            drop(queues);

            let waited = now.saturating_duration_since(job.queued_at);
            let is_late = job.deadline.is_some_and(|deadline| now >= deadline);
            let delivery = (job.work)(is_late);
            let took = delivery.is_some().then(|| now.elapsed());
            self.metrics.job(waited, took);

            self.lock().admission.finished(job.cost, took);
            if let Some(deliver) = delivery {
                deliver();
            }
            queues = self.lock();
        }
    }
}

impl Queues {
    fn next(&mut self) -> Option<Job> {
        let is_turn_of_batch = self.since_batch >= BATCH_TURN - 1;
        if self.single.is_empty() || (is_turn_of_batch && !self.batch.is_empty()) {
            self.since_batch = 0;
            return self.batch.pop_front();
        }
        self.since_batch = self.since_batch.saturating_add(1);
        self.single.pop_front()
    }
}

/// Work as a job does it: a panic ends there, and nothing is done for a client that has gone.
fn prepare<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> (Work, Outcome<T>) {
    let (sender, outcome) = oneshot::channel();
    let job = move |is_late: TooLate| -> Option<Delivery> {
        if sender.is_closed() {
            return None;
        }
        if is_late {
            let _ = sender.send(Err(Failure::TooLate));
            return None;
        }
        // The work owns everything that it touches, so no half-changed state is visible after a panic.
        let result = catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::Panicked);
        Some(Box::new(move || {
            let _ = sender.send(result);
        }))
    };
    (Box::new(job), outcome)
}
