//! Decides whether to accept one more request: early, by its expected wait, rather than late for all requests.
//!
//! The wait is estimated: the seconds of work in the queue, divided by the number of workers. The seconds of a request
//! are estimated from its size and from the recent speed for such sizes. A *burst* may wait up to `max_wait`, because
//! an idle time after it makes up for it. In an overload nothing makes up for a queue: it only makes all answers late.
//! So the queue is then kept as short as possible with every worker busy, which is `TARGET_JOBS` jobs per worker. An
//! overload is a queue that has not been empty for `STANDING`, as in CoDel (RFC 8289), or a share of refusals of
//! `OVERLOADED_SHARE`, because a short queue is sometimes empty in any overload. All of this is decided at the entrance
//! and not at the exit, because refusing a request there costs almost nothing.
//!
//! This module reads no clock: the time is an argument.

use std::time::{Duration, Instant};

/// A queue that was not empty for this long is a standing one. RFC 8289, 4.2: the order of a client's round trip.
const STANDING: Duration = Duration::from_millis(100);

/// Jobs that a standing queue may have for each worker. One is enough to keep a worker busy while the next comes;
/// more of them cover how unlike each other jobs are, and how unevenly they come.
const TARGET_JOBS: f64 = 6.0;

/// A standing queue may always be this long, however short the jobs are: threads wake no faster than that.
const MIN_TARGET_SECONDS: f64 = 0.002;

/// Of the latest requests, the share that was refused in an overload. A queue of `TARGET_JOBS` refuses fewer by
/// chance while the workers are busy for nine tenths of their time, so that an overload ends when it is over.
const OVERLOADED_SHARE: f64 = 0.1;

/// Weight of the latest request in that share, which so remembers some 50 requests.
const LATEST_REQUEST_WEIGHT: f64 = 0.02;

/// Where no request came for this long, nothing is known of an overload any more.
const FORGET: Duration = Duration::from_secs(1);

/// Bytes that are added to each size, for the work that does not depend on it.
const BASE_BYTES: f64 = 1_000.0;

/// The assumed speed before the first measurement: 20 MB per second.
const FIRST_SECONDS_PER_BYTE: f64 = 5e-8;

/// Weight of the latest job in the moving averages, which so remember some 20 jobs.
const LATEST_WEIGHT: f64 = 0.05;

/// Kinds of work, each with its own speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One rich text, or a few lines of a batch.
    Render,
    /// A whole form.
    Compile,
}

/// The expected cost of a job.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    kind: Kind,
    bytes: f64,
    seconds: f64,
}

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It would wait too long; this long the others wait.
    Overloaded(Duration),
    /// It would be answered only after its deadline.
    WouldBeLate(Duration),
}

/// The current state of the work.
#[derive(Debug)]
pub(crate) struct Admission {
    workers: f64,
    max_wait: f64,
    waiting: usize,
    waiting_seconds: f64,
    running: usize,
    running_seconds: f64,
    seconds_per_byte: [f64; 2],
    job_seconds: f64,
    /// When the queue was last empty.
    last_empty: Instant,
    refused_share: f64,
    last_request: Instant,
}

impl Admission {
    pub(crate) fn new(workers: usize, max_wait: Duration, now: Instant) -> Self {
        Admission {
            workers: workers as f64,
            max_wait: max_wait.as_secs_f64(),
            waiting: 0,
            waiting_seconds: 0.0,
            running: 0,
            running_seconds: 0.0,
            seconds_per_byte: [FIRST_SECONDS_PER_BYTE; 2],
            job_seconds: 0.0,
            last_empty: now,
            refused_share: 0.0,
            last_request: now,
        }
    }

    /// The expected cost of a job of this size.
    pub(crate) fn cost(&self, kind: Kind, bytes: usize) -> Cost {
        let bytes = bytes as f64 + BASE_BYTES;
        Cost {
            kind,
            bytes,
            seconds: bytes * self.seconds_per_byte[kind as usize],
        }
    }

    /// How long a job that came now would wait, in seconds.
    pub(crate) fn wait_seconds(&self) -> f64 {
        if self.waiting == 0 && (self.running as f64) < self.workers {
            return 0.0;
        }
        // A running job is half done, on average.
        (self.waiting_seconds + self.running_seconds / 2.0).max(0.0) / self.workers
    }

    /// Whether one more request is taken, by its headers.
    pub(crate) fn admit(
        &mut self,
        cost: Cost,
        now: Instant,
        deadline: Option<Instant>,
    ) -> Result<(), Refusal> {
        if now.saturating_duration_since(self.last_request) > FORGET {
            self.refused_share = 0.0;
        }
        self.last_request = now;
        let result = self.check(cost, now, deadline, 1.0);
        let refused = f64::from(matches!(result, Err(Refusal::Overloaded(_))));
        self.refused_share += LATEST_REQUEST_WEIGHT * (refused - self.refused_share);
        result
    }

    /// Whether a request is still taken now that its body is here; it may wait `slack` times as long as another.
    pub(crate) fn check(
        &mut self,
        cost: Cost,
        now: Instant,
        deadline: Option<Instant>,
        slack: f64,
    ) -> Result<(), Refusal> {
        if self.waiting == 0 {
            self.last_empty = now;
        }
        let wait = self.wait_seconds();
        let is_standing = now.saturating_duration_since(self.last_empty) > STANDING;
        let target = (TARGET_JOBS * self.job_seconds).max(MIN_TARGET_SECONDS);
        let bound = if is_standing || self.refused_share > OVERLOADED_SHARE {
            target.min(self.max_wait)
        } else {
            self.max_wait
        };
        if wait > bound * slack {
            return Err(Refusal::Overloaded(Duration::from_secs_f64(wait)));
        }
        let done = Duration::from_secs_f64(wait + cost.seconds);
        match deadline {
            Some(deadline) if now + done > deadline => Err(Refusal::WouldBeLate(done)),
            _ => Ok(()),
        }
    }

    /// A job was queued.
    pub(crate) fn queued(&mut self, cost: Cost) {
        self.waiting += 1;
        self.waiting_seconds += cost.seconds;
    }

    /// A job left the queue.
    pub(crate) fn left(&mut self, cost: Cost, now: Instant) {
        self.waiting -= 1;
        self.waiting_seconds -= cost.seconds;
        if self.waiting == 0 {
            // Sums of fractions never return to exactly zero.
            self.waiting_seconds = 0.0;
            self.last_empty = now;
        }
    }

    /// A worker starts a job.
    pub(crate) fn started(&mut self, cost: Cost) {
        self.running += 1;
        self.running_seconds += cost.seconds;
    }

    /// A worker finished a job; `took` is `None` if the job was not started.
    pub(crate) fn finished(&mut self, cost: Cost, took: Option<Duration>) {
        self.running -= 1;
        self.running_seconds -= cost.seconds;
        if self.running == 0 {
            self.running_seconds = 0.0;
        }
        if let Some(took) = took {
            let seconds = took.as_secs_f64();
            let speed = &mut self.seconds_per_byte[cost.kind as usize];
            *speed += LATEST_WEIGHT * (seconds / cost.bytes - *speed);
            self.job_seconds += LATEST_WEIGHT * (seconds - self.job_seconds);
        }
    }

    /// Jobs that wait, and jobs that run.
    pub(crate) fn jobs(&self) -> (usize, usize) {
        (self.waiting, self.running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);
    const BYTES: usize = 9_000;

    /// A queue in front of one worker that takes 10 ms for each job.
    struct World {
        admission: Admission,
        now: Instant,
    }

    impl World {
        fn new() -> Self {
            let now = Instant::now();
            let mut admission = Admission::new(1, 200 * MS, now);
            for _ in 0..200 {
                let cost = admission.cost(Kind::Render, BYTES);
                admission.started(cost);
                admission.finished(cost, Some(10 * MS));
            }
            World { admission, now }
        }

        fn ask(&mut self) -> Result<(), Refusal> {
            let cost = self.admission.cost(Kind::Render, BYTES);
            self.admission.admit(cost, self.now, None)?;
            self.admission.queued(cost);
            Ok(())
        }

        fn work(&mut self, took: Duration) {
            let cost = self.admission.cost(Kind::Render, BYTES);
            self.admission.left(cost, self.now);
            self.admission.started(cost);
            self.now += took;
            self.admission.finished(cost, Some(took));
        }
    }

    #[test]
    fn the_cost_of_a_job_is_learned() {
        let world = World::new();
        let seconds = world.admission.cost(Kind::Render, BYTES).seconds;
        assert!((0.009..0.011).contains(&seconds), "{seconds}");
        let larger = world.admission.cost(Kind::Render, 10 * BYTES).seconds;
        assert!(larger > 9.0 * seconds, "{larger}");
    }

    #[test]
    fn a_burst_waits_up_to_the_longest_wait() {
        let mut world = World::new();
        let taken = (0..100).filter(|_| world.ask().is_ok()).count();
        assert!((19..=22).contains(&taken), "{taken}");
    }

    #[test]
    fn a_standing_queue_is_kept_short_and_the_worker_busy() {
        let mut world = World::new();
        let mut longest = 0;
        for round in 0..300 {
            for _ in 0..3 {
                let _ = world.ask();
            }
            let (waiting, _) = world.admission.jobs();
            assert!(waiting > 0, "the worker has nothing to do in round {round}");
            if round > 100 {
                longest = longest.max(waiting);
            }
            world.work(10 * MS);
        }
        assert!((4..=9).contains(&longest), "{longest}");
    }

    #[test]
    fn a_queue_that_is_empty_now_and_then_is_kept_short_in_an_overload_too() {
        let mut world = World::new();
        let mut taken = 0;
        for _ in 0..50 {
            taken = (0..40).filter(|_| world.ask().is_ok()).count();
            for _ in 0..taken {
                world.work(10 * MS);
            }
        }
        assert!((4..=9).contains(&taken), "{taken}");
        // An hour later a burst is a burst again.
        world.now += Duration::from_secs(3_600);
        let taken = (0..40).filter(|_| world.ask().is_ok()).count();
        assert!(taken > 15, "{taken}");
    }

    #[test]
    fn an_overload_ends_when_it_is_over() {
        let mut world = World::new();
        for _ in 0..300 {
            for _ in 0..3 {
                let _ = world.ask();
            }
            world.work(10 * MS);
        }
        while world.admission.jobs().0 > 0 {
            world.work(10 * MS);
        }
        for _ in 0..200 {
            world.ask().unwrap();
            world.work(10 * MS);
        }
        let taken = (0..40).filter(|_| world.ask().is_ok()).count();
        assert!(taken > 15, "{taken}");
    }

    #[test]
    fn a_refusal_says_how_long_the_queue_is() {
        let mut world = World::new();
        let refusal = loop {
            if let Err(refusal) = world.ask() {
                break refusal;
            }
        };
        let Refusal::Overloaded(wait) = refusal else {
            panic!("{refusal:?}")
        };
        assert!(wait > 190 * MS && wait < 250 * MS, "{wait:?}");
    }

    #[test]
    fn a_late_job_is_not_started() {
        let mut world = World::new();
        for _ in 0..5 {
            world.ask().unwrap();
        }
        let cost = world.admission.cost(Kind::Render, BYTES);
        let mut check = |patience| {
            let deadline = Some(world.now + patience);
            world.admission.admit(cost, world.now, deadline)
        };
        assert!(matches!(check(30 * MS), Err(Refusal::WouldBeLate(_))));
        assert_eq!(check(100 * MS), Ok(()));
    }

    #[test]
    fn a_free_worker_takes_whatever_comes() {
        let mut world = World::new();
        assert_eq!(world.admission.wait_seconds(), 0.0);
        let large = world.admission.cost(Kind::Compile, 9_000_000);
        assert_eq!(world.admission.admit(large, world.now, None), Ok(()));
    }
}
