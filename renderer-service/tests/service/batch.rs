//! `/v1/render/batch`: lines in, lines out.

use serde_json::json;

use crate::{
    connection::Connection,
    gate::Gate,
    world::{World, limits},
};

const PATH: &str = "/v1/render/batch";

#[tokio::test]
async fn every_line_is_answered_in_its_place() {
    let texts: Vec<String> = (0..5_000).map(|number| format!("text {number}")).collect();
    let lines = texts
        .iter()
        .map(|text| json!({"format": "markdown", "content": text}));
    let body: String = lines.map(|line| format!("{line}\n")).collect();
    let answer = World::real().post(PATH, body).await.is(200);
    assert_eq!(answer.header("content-type"), "application/jsonl");
    let found = answer.lines();
    let found: Vec<_> = found
        .iter()
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert_eq!(found, texts);
}

#[tokio::test]
async fn a_bad_line_touches_no_other_and_blank_ones_are_skipped() {
    let world = World::gated(renderer_service::config::Limits {
        max_render_bytes: 20,
        ..limits()
    });
    let too_long = "x".repeat(50);
    let body = [
        b"one\n\n \r\npanic\ntwo\n".to_vec(),
        b"\xff\xfe\nthree\n".to_vec(),
        format!("{too_long}\nfour\n{too_long}").into_bytes(),
    ];
    let answer = world.post(PATH, body.concat()).await.is(200);
    let found: Vec<_> = answer
        .lines()
        .iter()
        .map(|line| match line["html"].as_str() {
            Some(html) => html.to_owned(),
            None => line["error"]["message"].as_str().unwrap()[..12].to_owned(),
        })
        .collect();
    let expected = [
        "one",
        "The line cou",
        "two",
        "The line is ",
        "three",
        "The line has",
        "four",
        "The line has",
    ];
    assert_eq!(found, expected);
    assert!(!answer.text().contains("secret"));
    let metrics = world.metrics().await;
    for line in [
        r#"renderer_batch_lines_total{outcome="rendered"} 4"#,
        r#"renderer_batch_lines_total{outcome="refused"} 3"#,
        r#"renderer_batch_lines_total{outcome="panicked"} 1"#,
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
}

#[tokio::test]
async fn an_empty_batch_has_an_empty_answer() {
    assert_eq!(World::real().post(PATH, "").await.is(200).text(), "");
}

#[tokio::test]
async fn answers_flow_while_the_body_is_still_being_sent() {
    let world = World::gated(limits());
    let serving = world.serve().await;
    let mut connection = Connection::to(serving.addr).await;
    connection.begin_batch().await;
    connection.send_chunk("one\ntwo\nthr").await;
    let head = connection.head().await;
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let chunk = connection.chunk().await;
    assert!(chunk.contains("one") && chunk.contains("two"), "{chunk}");
    assert!(!chunk.contains("thr"), "{chunk}");
    connection.send_chunk("ee\n").await;
    let chunk = connection.chunk().await;
    assert!(chunk.contains("three"), "{chunk}");
    connection.send_chunk("four").await;
    connection.send("0\r\n\r\n").await;
    let chunk = connection.chunk().await;
    assert!(chunk.contains("four"), "{chunk}");
    assert_eq!(connection.chunk().await, "");
}

#[tokio::test]
async fn a_body_that_breaks_off_has_an_answer_that_breaks_off() {
    let world = World::gated(limits());
    let serving = world.serve().await;
    let mut connection = Connection::to(serving.addr).await;
    connection.begin_batch().await;
    connection.send_chunk("one\n").await;
    connection.head().await;
    connection.chunk().await;
    connection.send("no chunk\r\n").await;
    let rest = connection.rest().await;
    assert!(!rest.contains("0\r\n\r\n"), "{rest}");
}

#[tokio::test]
async fn a_single_request_comes_before_the_lines_of_a_batch() {
    let world = World::gated(limits());
    let gate = Gate::named("turn");
    // Longer than a group, so that each is a separate job.
    let line = format!("wait turn {}\n", " ".repeat(40_000));
    let batch = world.start_post(PATH, line.repeat(4));
    gate.has(1).await;
    let single = world.start_post("/v1/render", "wait turn");
    while !world
        .metrics()
        .await
        .contains(r#"renderer_jobs_waiting{queue="single"} 1"#)
    {
        tokio::task::yield_now().await;
    }
    gate.open();
    single.await.unwrap().is(200);
    assert_eq!(batch.await.unwrap().is(200).lines().len(), 4);
}
