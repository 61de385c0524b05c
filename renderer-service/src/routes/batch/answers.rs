//! The body of a batch's answer: the workers' results, in the order of the lines.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::body::Bytes;
use http_body::Frame;
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use crate::workers::Outcome;

/// The next piece of the answer.
pub(super) enum Item {
    /// Answers to some lines, when they are there.
    Pending(Pending),
    /// Nothing: all lines are answered.
    End,
}

/// Answers to some lines.
pub(super) struct Pending {
    pub(super) outcome: Outcome<Bytes>,
    pub(super) _room: OwnedSemaphorePermit,
}

/// The body.
pub(super) struct Answers {
    items: mpsc::Receiver<Item>,
    next: Option<Pending>,
}

/// The answer breaks off. HTTP shows that to the client, which would otherwise take it for a complete one.
#[derive(Debug, thiserror::Error)]
#[error("the body of the batch was cut off, and so is the answer")]
pub(super) struct CutOff;

impl Answers {
    pub(super) fn new(items: mpsc::Receiver<Item>) -> Self {
        Answers { items, next: None }
    }
}

impl http_body::Body for Answers {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        loop {
            if let Some(pending) = &mut self.next {
                let outcome = ready!(Pin::new(&mut pending.outcome).poll(context));
                self.next = None;
                let answers = outcome.ok().and_then(Result::ok);
                return Poll::Ready(Some(answers.map(Frame::data).ok_or(CutOff)));
            }
            match ready!(self.items.poll_recv(context)) {
                Some(Item::Pending(pending)) => self.next = Some(pending),
                Some(Item::End) => return Poll::Ready(None),
                None => return Poll::Ready(Some(Err(CutOff))),
            }
        }
    }
}
