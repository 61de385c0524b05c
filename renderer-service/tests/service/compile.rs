//! `/v1/compile`.

use form_compile::{Compiled, RenderHashes, request::Request};
use serde_json::{Value, json};

use crate::world::World;

const FORM: &str = include_str!("../../../fixtures/forms/welcome.json");
const RENDER: RenderHashes<'_> = RenderHashes {
    module: "module",
    twin: "twin",
};
/// A moment in 2027.
const NOW: u32 = 1_800_000_000;

#[tokio::test]
async fn a_form_is_compiled_as_by_the_library() {
    let request = Request::write(FORM, RENDER, "https://forms.example", NOW);
    let answer = World::real().post("/v1/compile", request).await.is(200);
    let compiled = Compiled::read(&answer.text()).unwrap();
    let form = form_model::validate_json(FORM).unwrap();
    let expected = form_compile::compile(&form, RENDER, "https://forms.example", NOW).unwrap();
    assert_eq!(compiled.manifest_entry, expected.manifest_entry);
    assert_eq!(compiled.bundle, expected.bundle);
    assert_eq!(compiled.files, expected.files);
}

#[tokio::test]
async fn a_request_that_names_no_moment_is_compiled_as_of_now() {
    let request = Request::write(FORM, RENDER, "", NOW);
    let mut request: Value = serde_json::from_str(&request).unwrap();
    request.as_object_mut().unwrap().remove("now").unwrap();
    World::real()
        .post("/v1/compile", request.to_string())
        .await
        .is(200);
}

#[tokio::test]
async fn every_problem_of_a_form_is_listed() {
    let form = FORM.replace("\"popup\"", "\"pop-up\"");
    let request = Request::write(&form, RENDER, "", NOW);
    let answer = World::real().post("/v1/compile", request).await.is(422);
    assert_eq!(answer.json()["problems"][0]["path"], "$.versions[0].type");
}

#[tokio::test]
async fn an_invalid_request_is_refused() {
    let world = World::real();
    let no_render = json!({"form": {}, "base_url": ""}).to_string();
    let render = json!({"module": "module", "twin": "twin"});
    let odd_now = json!({"form": {}, "render": render, "base_url": "", "now": "today"}).to_string();
    for body in [no_render.as_bytes(), odd_now.as_bytes(), b"{", b"\xff"] {
        let answer = world.post("/v1/compile", body.to_vec()).await.is(400);
        assert_eq!(answer.code(), "bad_request");
    }
}
