//! `/api/v1/sites/{site}/forms/{form}/preview` and `/a/preview/{file}`: drafts, for people with a signed address.
//!
//! A page whose address has the parameter [`PARAMETER`] imports the latter with the site's id and the parameter's
//! value, instead of showing forms to a visitor. The answer is always a script, even for an error, because a page runs
//! nothing else.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    http::header,
    response::{IntoResponse, Response},
};
use form_model::Problem;
use http_server::{Json, request_body};
use serde_json::{Value, json};
use url::Url;

use super::path::OfForm;
use crate::{
    App, Error,
    allowed_origin::AllowedOrigin,
    media_type::SCRIPT,
    preview_ticket::{Refusal, Ticket},
};

/// The parameter of a page's address that asks for a preview of a draft.
const PARAMETER: &str = "dormouse_preview";

/// The name of the key that signs tickets.
const KEY: &str = "previews";

/// The largest body, in bytes.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// How long an address works, in hours.
const DEFAULT_HOURS: u32 = 24;
const MAX_HOURS: u32 = 7 * 24;

const HOUR_SECONDS: u32 = 3_600;

/// What a page shows for an invalid ticket.
const CHANGED: &str =
    "This preview address is not complete, or was changed. Make a new one with `dormouse preview`.";
const EXPIRED: &str = "This preview address has expired. Make a new one with `dormouse preview`.";
const GONE: &str = "The form of this preview does not exist any more.";
const BUSY: &str = "Too many previews are asked for at once. Load the page again in a moment.";

/// Makes an address at which a page shows the draft.
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    OfForm(site_id, form_id): OfForm,
    body: Body,
) -> Result<impl IntoResponse, Error> {
    let body = request_body::read(body, MAX_BODY_BYTES, app.limits.body_timeout).await?;
    let wish = read_wish(&body).map_err(Error::Problems)?;
    let site = app.store.site(&site_id).await?;
    let site = site.ok_or_else(|| Error::UnknownSite(site_id.to_string()))?;
    let draft = app.store.draft(&site_id, &form_id).await?;
    let draft = draft.ok_or_else(|| Error::UnknownForm(form_id.to_string()))?;
    let problems = app.publisher.problems(&draft, &form_id).await?;
    if !problems.is_empty() {
        return Err(Error::Problems(problems));
    }
    let page = wish.page.or_else(|| {
        let mut origins = site.origins.iter().map(AllowedOrigin::as_str);
        let origin = origins.find(|origin| !origin.contains('*'))?;
        Url::parse(origin).ok()
    });
    let Some(mut page) = page else {
        let message = "must be the address of a page of the site, because the site lists no origin without a star";
        return Err(Error::Problems(vec![Problem::new("$.page", message)]));
    };
    let ticket = Ticket {
        site_id,
        form_id,
        variation: 0,
        expires_at: now_seconds(&app).saturating_add(wish.hours * HOUR_SECONDS),
    };
    let key = app.store.server_key(KEY).await?;
    page.query_pairs_mut()
        .append_pair(PARAMETER, &ticket.parameter(&key));
    let expires_in_seconds = wish.hours * HOUR_SECONDS;
    Ok(Json(
        json!({ "address": page.as_str(), "expires_in_seconds": expires_in_seconds }),
    ))
}

/// Answers with a script that shows a draft, or says why not.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    path: Result<Path<String>, PathRejection>,
) -> Result<Response, Error> {
    let Path(file) = path.map_err(|_| Error::UnknownAsset)?;
    let key = app.store.server_key(KEY).await?;
    let signed = file.strip_suffix(".js").unwrap_or(&file);
    let script = match Ticket::read(signed, &key, now_seconds(&app)) {
        Ok(ticket) => match app.preview_permits.clone().try_acquire_owned() {
            // A separate task, because compiling goes on if the client hangs up, and still counts.
            Ok(permit) => {
                tokio::spawn(async move {
                    let _permit = permit;
                    of_draft(&app, &ticket).await
                })
                .await??
            }
            Err(_) => refusal(BUSY),
        },
        Err(Refusal::Changed) => refusal(CHANGED),
        Err(Refusal::Expired) => refusal(EXPIRED),
    };
    let headers = [
        (header::CONTENT_TYPE, SCRIPT.content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, script).into_response())
}

async fn of_draft(app: &App, ticket: &Ticket) -> Result<String, Error> {
    match app
        .publisher
        .preview(&ticket.site_id, &ticket.form_id)
        .await
    {
        // Every form has one version; the number is reserved for forms with several.
        Ok(compiled) if ticket.variation == 0 => {
            let entry = &compiled.manifest_entry;
            let file = |hash: &str| format!("../{hash}.js");
            Ok(showing(
                &String::from_utf8_lossy(&compiled.bundle.bytes),
                &file(&entry.render),
                &file(&entry.render_twin),
            ))
        }
        Ok(_) | Err(Error::UnknownForm(_) | Error::UnknownSite(_)) => Ok(refusal(GONE)),
        Err(Error::Problems(problems)) => Ok(refusal(&problem_text(&problems))),
        Err(error) => Err(error),
    }
}

/// A script that shows a bundle, which is JSON, with the render module; with its twin if the page forbids WebAssembly.
fn showing(bundle: &str, render: &str, twin: &str) -> String {
    format!(
        "import{{show}}from{};const bundle={{...{bundle},signed:1}};show(bundle,null).catch(async()=>(await import({})).show(bundle,null)).catch(()=>{{}});",
        json!(render),
        json!(twin)
    )
}

/// A script that says in the page why there is nothing to see.
fn refusal(message: &str) -> String {
    let say = include_str!("preview/refusal.js");
    format!("const say={say}\nsay({});", json!(message))
}

fn problem_text(problems: &[Problem]) -> String {
    let first = problems
        .first()
        .map_or_else(String::new, |problem| format!(": {problem}"));
    format!("This draft cannot be shown before it is mended{first}")
}

/// The body of a request.
struct Wish {
    page: Option<Url>,
    hours: u32,
}

fn read_wish(body: &[u8]) -> Result<Wish, Vec<Problem>> {
    let mut wish = Wish {
        page: None,
        hours: DEFAULT_HOURS,
    };
    if body.is_empty() {
        return Ok(wish);
    }
    let document = bounded_json::text(body)
        .and_then(|text| bounded_json::value(text, MAX_BODY_BYTES))
        .map_err(|fault| vec![Problem::new("$", fault.to_string())])?;
    let Value::Object(members) = document else {
        return Err(vec![Problem::new("$", "must be an object")]);
    };
    let mut problems = Vec::new();
    for (name, value) in members {
        match name.as_str() {
            "page" => match value.as_str().and_then(web_address) {
                Some(page) => wish.page = Some(page),
                None => problems.push(Problem::new(
                    "$.page",
                    "must be an address that begins with https:// or http://",
                )),
            },
            "hours" => match value.as_u64().and_then(|hours| u32::try_from(hours).ok()) {
                Some(hours) if (1..=MAX_HOURS).contains(&hours) => wish.hours = hours,
                _ => problems.push(Problem::new(
                    "$.hours",
                    format!("must be a whole number from 1 to {MAX_HOURS}"),
                )),
            },
            _ => problems.push(Problem::new(
                format!("$.{name}"),
                "is unknown; there are `page` and `hours`",
            )),
        }
    }
    if problems.is_empty() {
        Ok(wish)
    } else {
        Err(problems)
    }
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "https" | "http").then_some(url)
}

/// Unix seconds, by the clock of the service.
fn now_seconds(app: &App) -> u32 {
    u32::try_from(app.clock.now_ms() / 1_000).unwrap_or(u32::MAX)
}
