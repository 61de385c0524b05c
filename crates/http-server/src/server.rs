//! Listens, and stops without losing what is under way.

use std::{io, net::SocketAddr, time::Duration};

use anyhow::Context;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

/// Pause after a connection could not be accepted, for example because too many files are open: the next try would
/// fail the same way.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long a client may take nothing of what is sent to it: tcp(7), `TCP_USER_TIMEOUT`.
#[cfg(target_os = "linux")]
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// Bounds on how long connections may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Time for the headers of a request; also how long an idle connection is kept.
    pub header: Duration,
    /// How long requests may go on after the signal to stop.
    pub shutdown: Duration,
}

/// Listens on an address; `flag` is what the operator can change if that does not work.
pub async fn listen(addr: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(addr).await.with_context(|| {
        let port = addr.port();
        format!("cannot listen on {addr}: if port {port} is taken, stop what uses it or choose another with {flag}")
    })
}

/// Answers requests until `stop` is done, then lets those under way finish, for as long as the time-outs allow.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    timeouts: Timeouts,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(timeouts.header);
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let service = TowerToHyperService::new(router.clone());
                let connection = http.serve_connection(TokioIo::new(prepared(stream)), service);
                let connection = connections.watch(connection);
                tokio::spawn(async move {
                    // Clients go away in the middle of things; there is nobody to tell.
                    let _ = connection.await;
                });
            }
            Err(error) => {
                tracing::warn!(error = %error, "a connection could not be accepted");
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    // First of all nobody new: from here on the port refuses.
    drop(listener);
    if timeout(timeouts.shutdown, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("stopped with requests under way that took too long");
    }
}

/// Listens for the signals to stop, from now on: SIGTERM from whoever runs the process, or SIGINT, which is Ctrl-C.
/// What it returns is done when one has come.
#[cfg(unix)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Done when Ctrl-C was pressed.
#[cfg(not(unix))]
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// An answer is one write; waiting for more of it only costs time. And a client that takes nothing of its answer is
/// gone after a while, or answers would pile up for it.
fn prepared(stream: TcpStream) -> TcpStream {
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = socket2::SockRef::from(&stream).set_tcp_user_timeout(Some(WRITE_TIMEOUT));
    stream
}
