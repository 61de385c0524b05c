//! Bodies made to exhaust the stack or the memory, at every entrance: 4xx, and the service answers the next request.

use serde_json::json;

use crate::{
    bomb_texts::{Random, bombs, mutated},
    world::World,
};

const FORM: &str = include_str!("../../../fixtures/forms/welcome.json");

#[tokio::test]
async fn no_body_exhausts_the_stack() {
    let world = World::real();
    for (name, bomb) in bombs(8_000_000) {
        let rendered = format!(r#"{{"format":"delta","content":{bomb}}}"#);
        let compiled =
            format!(r#"{{"render":{{"module":"a","twin":"b"}},"base_url":"","form":{bomb}}}"#);
        for body in [&bomb, &rendered, &compiled] {
            for path in ["/v1/render", "/v1/compile"] {
                let answer = world.post(path, body.clone()).await;
                let status = answer.status.as_u16();
                // Content that is not a Delta is an empty one, and a special key is like any other.
                let is_empty = status == 200 && path == "/v1/render" && name.starts_with('$');
                assert!(
                    matches!(status, 400 | 413 | 422) || is_empty,
                    "{name}: {path} is {status}"
                );
            }
        }
        let lines = format!("{bomb}\n{{\"format\":\"markdown\",\"content\":\"a\"}}\n{rendered}\n");
        let answer = world.post("/v1/render/batch", lines).await.is(200).text();
        let answers: Vec<_> = answer.lines().collect();
        assert_eq!(answers.len(), 3, "{name}");
        assert!(answers[0].contains("error"), "{name}: {}", answers[0]);
        assert!(answers[1].contains("<p>a</p>"), "{name}: {}", answers[1]);
    }
}

#[tokio::test]
async fn a_repeated_member_is_refused_at_every_entry_point() {
    let world = World::real();
    let twice = r#"{"format":"delta","content":[{"insert":"a","insert":"b"}]}"#;
    let answer = world.post("/v1/render", twice).await.is(422).json();
    assert_eq!(answer["error"]["path"], "$.content[0].insert");
    let compiled = format!(r#"{{"form":{},"form":{{}}}}"#, FORM);
    world.post("/v1/compile", compiled).await.is(400);
}

/// `FUZZ_REQUESTS` says how many; CONTRIBUTING has the command.
#[tokio::test]
async fn no_mutated_request_makes_an_error_of_the_service() {
    let world = World::real();
    let count = std::env::var("FUZZ_REQUESTS").map_or(1_500, |count| count.parse().unwrap());
    let delta = json!({"format": "delta", "output": "onsite", "content": {"ops": [
        {"insert": "Hello "}, {"insert": "you", "attributes": {"bold": true, "color": "#f00", "link": "https://a.example"}},
        {"insert": "\n", "attributes": {"list": "ordered", "indent": 1}}]}});
    let markdown = json!({"format": "markdown", "content": "# A\n\n> 1. *b* [c](https://a.example)\n\n```x\n```\n"});
    let form: serde_json::Value = serde_json::from_str(FORM).unwrap();
    let compile =
        json!({"form": form, "render": {"module": "a", "twin": "b"}, "base_url": "", "now": 1});
    let (delta, markdown) = (delta.to_string(), markdown.to_string());
    let seeds = [
        ("/v1/render", delta.clone()),
        ("/v1/render", markdown.clone()),
        ("/v1/render/batch", format!("{delta}\n{markdown}\n")),
        ("/v1/compile", compile.to_string()),
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count {
        let (path, body) = &seeds[random.below(seeds.len())];
        let body = mutated(body.as_bytes(), &mut random);
        let shown = String::from_utf8_lossy(&body).into_owned();
        let answer = world.post(path, body).await;
        assert!(
            answer.status.as_u16() < 500,
            "{path} is {}: {shown}",
            answer.status
        );
        assert!(
            !answer.text().contains("went wrong in the service"),
            "{path}: {shown}"
        );
    }
}
