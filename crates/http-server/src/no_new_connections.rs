//! Closes a port without resetting a connection that the system makes at that very moment.

use tokio::net::TcpListener;

/// Lets no new handshake begin. Handshakes in progress still end, and waiting connections are still accepted.
///
/// Linux resets each connection that waits for a closed listener, and completes handshakes until the listener is
/// closed: a connection that arrives between the last `accept` and `close` would be lost, with the request that its
/// client has already sent. So the system drops the packets that begin a handshake. Their clients send them again after
/// a second and are then refused, which every client knows to be safe to repeat elsewhere.
#[cfg(target_os = "linux")]
pub(crate) fn begin_no_handshake(listener: &TcpListener) {
    use socket2::{SockFilter, SockRef};
    // https://www.kernel.org/doc/html/latest/networking/filter.html; a packet begins with its TCP header here, and its
    // 14th byte has the flags.
    const LOAD_BYTE: u16 = 0x30;
    const AND: u16 = 0x54;
    const JUMP_IF_EQUAL: u16 = 0x15;
    const RETURN: u16 = 0x06;
    const SYN: u32 = 0x02;
    const ACK: u32 = 0x10;
    let drop_first_packets = [
        SockFilter::new(LOAD_BYTE, 0, 0, 13),
        SockFilter::new(AND, 0, 0, SYN | ACK),
        SockFilter::new(JUMP_IF_EQUAL, 0, 1, SYN),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
    ];
    if let Err(error) = SockRef::from(listener).attach_filter(&drop_first_packets) {
        tracing::debug!(%error, "connections that are made while the port closes are reset");
    }
}

/// Other systems do not have this filter.
#[cfg(not(target_os = "linux"))]
pub(crate) fn begin_no_handshake(_listener: &TcpListener) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{
        io::ErrorKind,
        pin::Pin,
        task::{Context, Poll, Waker},
    };

    use tokio::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn who_connects_before_is_accepted_and_who_connects_later_is_refused_and_never_reset() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let early = TcpStream::connect(addr).await.unwrap();
        begin_no_handshake(&listener);
        let mut late = Box::pin(TcpStream::connect(addr));
        assert!(asked_once(late.as_mut()).is_pending());
        let (_, peer) = listener.accept().await.unwrap();
        assert_eq!(peer, early.local_addr().unwrap());
        assert!(asked_once(Box::pin(listener.accept()).as_mut()).is_pending());
        drop(listener);
        assert_eq!(late.await.unwrap_err().kind(), ErrorKind::ConnectionRefused);
    }

    /// The result of polling a future once.
    fn asked_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }
}
