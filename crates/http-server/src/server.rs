//! Listens, and stops without losing running requests.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{mpsc, watch},
    time::{Instant, sleep, timeout, timeout_at},
};

use crate::{
    connections::{Connections, most_connections},
    lingering::Lingering,
    no_new_connections::begin_no_handshake,
    open_files,
    routes_of_connection::RoutesOfConnection,
};

pub use crate::routes_of_connection::Peer;

/// Pause after a connection could not be accepted, for example because too many files are open: the next try would
/// fail the same way.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long a client may read nothing of its answer: tcp(7), `TCP_USER_TIMEOUT`.
#[cfg(target_os = "linux")]
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a connection without a request is kept after draining, and how long a handshake may still take: the client
/// may have sent something just now.
const LAST_REQUEST: Duration = Duration::from_millis(250);

/// The longest that a connection which was made while draining is kept for its first request. Browsers make some in
/// advance that they never use.
const FIRST_REQUEST: Duration = Duration::from_secs(2);

/// The most bytes that the line and the headers of a request may have; more is answered with 431. Browsers and proxies
/// send about 2,000, and proxies in front of services accept 8,000 to 32,000.
pub const MAX_HEADER_BYTES: usize = 32 * 1024;

/// Bounds on how long connections may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Time for the headers of a request; also how long an idle connection is kept.
    pub header: Duration,
    /// How long new connections are still accepted after the signal to stop, while every answer ends its connection. A
    /// load balancer has this long to send requests elsewhere.
    pub drain: Duration,
    /// How long requests may go on after that.
    pub shutdown: Duration,
}

/// How many connections may wait to be accepted: as many as Linux allows (`net.core.somaxconn`). If the queue is full,
/// Linux drops the first packet of a connection, and the client sends it again only after a second.
const QUEUE: u32 = 4096;

/// Listens on an address; `flag` is the setting that the operator can change if that fails.
///
/// It needs a Tokio runtime.
pub fn listen(addr: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    queue_at(addr).with_context(|| {
        let port = addr.port();
        format!("cannot listen on {addr}: if port {port} is taken, stop what uses it or choose another with {flag}")
    })
}

fn queue_at(addr: SocketAddr) -> io::Result<TcpListener> {
    let socket = match addr {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // Without it, a service that starts again has to wait until the connections of the one before have timed out.
    socket.set_reuseaddr(true)?;
    socket.bind(addr)?;
    socket.listen(QUEUE)
}

/// Answers requests until `stop` is done, then drains, and lets requests under way finish, for as long as the time-outs
/// allow.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    timeouts: Timeouts,
    stop: impl Future<Output = ()>,
) {
    let server = Server::new(router, timeouts);
    server.accept_until(&listener, stop).await;
    // From here on each answer ends its connection, so that clients go elsewhere one after the other, each when it is
    // between two requests.
    server.is_draining.store(true, Ordering::Relaxed);
    server.accept_until(&listener, sleep(timeouts.drain)).await;
    begin_no_handshake(&listener);
    server.closing.send_replace(true);
    server.accept_until(&listener, sleep(LAST_REQUEST)).await;
    server.accept_waiting(listener);
    // From here on the port refuses connections.
    if timeout(timeouts.shutdown, server.all_closed())
        .await
        .is_err()
    {
        tracing::warn!("stopped with requests under way that took too long");
    }
}

/// What the connections of one listener share.
struct Server {
    http: http1::Builder,
    router: Router,
    connections: Arc<Connections>,
    is_draining: Arc<AtomicBool>,
    /// How long a connection may be without its first request, once every connection is to close.
    first_request: Duration,
    /// Whether every connection is to close.
    closing: watch::Sender<bool>,
    /// Every connection has the sender while it is open.
    open: mpsc::Sender<()>,
    all_closed: mpsc::Receiver<()>,
}

impl Server {
    fn new(router: Router, timeouts: Timeouts) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(timeouts.header)
            // Beyond this nothing more is read; `RoutesOfConnection` has the exact limit.
            .max_buf_size(MAX_HEADER_BYTES + 8 * 1024);
        let (open, all_closed) = mpsc::channel(1);
        Server {
            http,
            router,
            connections: Connections::new(most_connections(open_files::raise())),
            is_draining: Arc::default(),
            first_request: timeouts.drain.clamp(LAST_REQUEST, FIRST_REQUEST),
            closing: watch::Sender::new(false),
            open,
            all_closed,
        }
    }

    async fn accept_until(&self, listener: &TcpListener, end: impl Future<Output = ()>) {
        let mut end = std::pin::pin!(end);
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = &mut end => return,
            };
            match accepted {
                Ok((stream, addr)) => self.take(stream, addr),
                Err(error) => {
                    tracing::warn!(error = %error, "a connection could not be accepted");
                    self.connections.make_room();
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    /// Takes the connections that the system has accepted already, which it would reset with the listener.
    fn accept_waiting(&self, listener: TcpListener) {
        let Ok(listener) = listener.into_std() else {
            return;
        };
        while let Ok((stream, addr)) = listener.accept() {
            let stream = stream
                .set_nonblocking(true)
                .and_then(|()| TcpStream::from_std(stream));
            if let Ok(stream) = stream {
                self.take(stream, addr);
            }
        }
    }

    /// Answers the requests of a connection, in a separate task.
    fn take(&self, stream: TcpStream, addr: SocketAddr) {
        let entry = self.connections.open(addr.ip());
        let service = TowerToHyperService::new(RoutesOfConnection {
            peer: Peer(addr),
            router: self.router.clone(),
            requests: entry.requests(),
            is_draining: self.is_draining.clone(),
        });
        let stream = TokioIo::new(Lingering::new(prepared(stream)));
        let connection = self.http.serve_connection(stream, service);
        let first_request_until = Instant::now() + self.first_request;
        let mut closing = self.closing.subscribe();
        let open = self.open.clone();
        tokio::spawn(async move {
            let _open = open;
            let mut connection = std::pin::pin!(connection);
            // Clients may disconnect at any time, and then cannot be answered.
            tokio::select! {
                _ = connection.as_mut() => return,
                () = entry.evicted() => return,
                _ = closing.wait_for(|is_closing| *is_closing) => {}
            }
            // Each answer is the last one now, so that only a connection without a request is here after this.
            let until = first_request_until.max(Instant::now() + LAST_REQUEST);
            if timeout_at(until, connection.as_mut()).await.is_err() {
                connection.as_mut().graceful_shutdown();
                let _ = connection.await;
            }
        });
    }

    /// Done when every connection is closed, each when it is between two requests.
    async fn all_closed(self) {
        let Server {
            open,
            mut all_closed,
            ..
        } = self;
        drop(open);
        let _ = all_closed.recv().await;
    }
}

/// Listens for the signals to stop, from now on: SIGTERM from the service manager, or SIGINT, which is Ctrl-C. The
/// returned future completes when one arrives.
#[cfg(unix)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        let signal = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        };
        tracing::info!(
            signal,
            "stopping: no new connections, requests under way are finished"
        );
    })
}

/// Completes when Ctrl-C is pressed.
#[cfg(not(unix))]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// An answer is one write, so waiting for more of it only costs time. A client that reads nothing of its answer is
/// disconnected after a while, because answers would pile up for it.
fn prepared(stream: TcpStream) -> TcpStream {
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = socket2::SockRef::from(&stream).set_tcp_user_timeout(Some(WRITE_TIMEOUT));
    stream
}

#[cfg(test)]
mod tests;
