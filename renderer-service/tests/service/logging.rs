//! One log line per request, without any content.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use tracing_subscriber::fmt::MakeWriter;

use crate::world::{World, limits};

/// A log to read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn a_request_has_one_line_without_content() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .with_max_level(tracing::Level::TRACE)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let world = World::gated(limits());
    world.post("/v1/render", "secret").await.is(200);
    world.post("/v1/render", "panic secret").await.is(500);
    world.post("/v1/render/batch", "secret\n").await.is(200);
    world.post("/v1/compile", "{\"secret\": 1}").await.is(400);
    world.get("/secret?secret").await.is(404);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains("secret"), "{text}");
    for line in [
        r#"request handled method="POST" route="/v1/render" status=200 duration_ms="#,
        r#"request failed method="POST" route="/v1/render" status=500 duration_ms="#,
        r#"request handled method="GET" route="none" status=404 duration_ms="#,
    ] {
        assert_eq!(text.matches(line).count(), 1, "{line} is not in {text}");
    }
}
