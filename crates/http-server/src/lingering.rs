//! Closes a connection so that the client gets to read its last answer.
//!
//! If a connection is closed while the client has sent unread data, it is reset, and the reset may overtake the answer:
//! [RFC 9112, 9.6](https://www.rfc-editor.org/rfc/rfc9112#section-9.6). So the server first says that it sends nothing
//! more, and reads on until the client has closed its side, too.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// How long the client may take to close its side. Most do at once; nginx waits up to 5 s for the next bytes:
/// `lingering_timeout`.
const LINGER: Duration = Duration::from_secs(2);

/// A stream whose shutdown is done when the other side is closed, too.
#[derive(Debug)]
pub(crate) struct Lingering<T> {
    stream: T,
    /// Counts from when this side was closed.
    end: Option<Pin<Box<Sleep>>>,
}

impl<T> Lingering<T> {
    pub(crate) fn new(stream: T) -> Self {
        Lingering { stream, end: None }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Lingering<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Lingering<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Lingering { stream, end } = self.get_mut();
        let end = match end {
            Some(end) => end,
            None => {
                ready!(Pin::new(&mut *stream).poll_shutdown(context))?;
                end.insert(Box::pin(sleep(LINGER)))
            }
        };
        let mut thrown_away = [0; 4096];
        loop {
            if end.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = ReadBuf::new(&mut thrown_away);
            let read = Pin::new(&mut *stream).poll_read(context, &mut buffer);
            // A client that is gone needs no more waiting for.
            if ready!(read).is_err() || buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}
