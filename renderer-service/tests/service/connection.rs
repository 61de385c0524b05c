//! A connection on which a test decides byte for byte what is sent, and when.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) async fn to(addr: SocketAddr) -> Self {
        Connection(BufReader::new(TcpStream::connect(addr).await.unwrap()))
    }

    pub(crate) async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Sends the headers of a batch whose body comes in chunks.
    pub(crate) async fn begin_batch(&mut self) {
        self.send(
            "POST /v1/render/batch HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n",
        )
        .await;
    }

    pub(crate) async fn send_chunk(&mut self, text: &str) {
        self.send(&format!("{:x}\r\n{text}\r\n", text.len())).await;
    }

    /// The headers of an answer.
    pub(crate) async fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.0.read_line(&mut head).await.unwrap(), 0, "{head}");
        }
        head
    }

    /// The next chunk of an answer; empty at its end.
    pub(crate) async fn chunk(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).await.unwrap();
        let size = usize::from_str_radix(line.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        self.0.read_exact(&mut chunk).await.unwrap();
        chunk.truncate(size);
        String::from_utf8(chunk).unwrap()
    }

    /// Reads this many bytes of a body.
    pub(crate) async fn skip(&mut self, bytes: usize) {
        self.0.read_exact(&mut vec![0; bytes]).await.unwrap();
    }

    /// Everything that arrives until the connection ends.
    pub(crate) async fn rest(mut self) -> String {
        let mut rest = Vec::new();
        let _ = self.0.read_to_end(&mut rest).await;
        String::from_utf8(rest).unwrap()
    }
}
