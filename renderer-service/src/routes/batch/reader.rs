//! Reads the lines of a batch, and hands them to the workers in groups.

use std::{mem, sync::Arc};

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use json_lines::{Fault, Lines};
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

use super::{
    answers::{Item, Pending},
    group,
};
use crate::App;

/// Lines are handed over together until they are this large, so that small ones do not cost a change of threads each.
/// It is some 1 ms of work; a single request never waits longer than that for a line of a batch.
const GROUP_BYTES: usize = 32 * 1024;

/// Known bytes of lines and answers that one batch holds.
const ROOM_BYTES: usize = 16 * 1024 * 1024;

/// How much longer an answer may be than its line: 44 times was the most that was seen, for lines of one character
/// with every mark and every look of a line.
const MOST_TIMES_LONGER: usize = 48;

/// Reads to the end. If the client disconnects, stalls, or the body breaks off, the answer is cut off.
pub(super) async fn read(app: &App, body: Body, items: mpsc::Sender<Item>) {
    let mut batch = Batch {
        app,
        items,
        room: Arc::new(Semaphore::new(ROOM_BYTES)),
        group: Vec::new(),
        group_bytes: 0,
    };
    // Without the mark of its end, the answer is cut off.
    if batch.hand_over_all(body).await.is_some() {
        let _ = batch.items.send(Item::End).await;
    }
}

struct Batch<'a> {
    app: &'a App,
    items: mpsc::Sender<Item>,
    /// One permit for each byte that the answers to lines may have, until they are sent.
    room: Arc<Semaphore>,
    group: Vec<Result<String, Fault>>,
    group_bytes: usize,
}

impl Batch<'_> {
    /// `None` if it stopped before the end.
    async fn hand_over_all(&mut self, mut body: Body) -> Option<()> {
        let mut lines = Lines::new(self.app.limits.max_render_bytes);
        loop {
            let frame = timeout(self.app.limits.stall_timeout, body.frame());
            let Some(frame) = frame.await.ok()? else {
                break;
            };
            let data: Bytes = frame.ok()?.into_data().unwrap_or_default();
            let mut chunk = &data[..];
            while let Some(line) = lines.next(&mut chunk) {
                self.take(line).await?;
            }
            // The client may send the next line only after it has this one's answer.
            self.hand_over().await?;
        }
        if let Some(line) = lines.finish() {
            self.take(line).await?;
        }
        self.hand_over().await
    }

    async fn take(&mut self, line: Result<String, Fault>) -> Option<()> {
        let bytes = line.as_ref().map_or(0, String::len);
        if self.group_bytes + bytes > GROUP_BYTES {
            self.hand_over().await?;
        }
        self.group_bytes += bytes;
        self.group.push(line);
        Some(())
    }

    /// Waits for room, then for a place in the queue; `None` if the client no longer reads the answers.
    async fn hand_over(&mut self) -> Option<()> {
        if self.group.is_empty() {
            return Some(());
        }
        let bytes = mem::take(&mut self.group_bytes);
        let answer_bytes = bytes.saturating_mul(MOST_TIMES_LONGER).min(ROOM_BYTES);
        let room = self.room.clone().acquire_many_owned(answer_bytes as u32);
        let room = tokio::select! {
            room = room => room.ok()?,
            () = self.items.closed() => return None,
        };
        let place = self.items.reserve().await.ok()?;
        let (lines, renderer) = (mem::take(&mut self.group), self.app.renderer);
        let metrics = self.app.metrics.clone();
        let outcome = self
            .app
            .workers
            .queue(bytes, move || group::render(lines, renderer, &metrics));
        place.send(Item::Pending(Pending {
            outcome,
            _room: room,
        }));
        Some(())
    }
}
