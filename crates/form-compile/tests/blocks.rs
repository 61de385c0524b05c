//! The output of blocks without input: elements, their own rules, parts of the render module.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{RenderHashes, compile};
use form_model::validate;
use serde_json::{Value, json};

/// A GIF of one pixel.
const GIF: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// The bundle of a form with rows of blocks, which get their ids here.
fn bundle(mut rows: Value) -> Value {
    let mut count = 0;
    for row in rows.as_array_mut().unwrap() {
        for block in row.as_array_mut().unwrap() {
            count += 1;
            block["id"] = json!(format!("block{count}"));
        }
        *row = json!({"blocks": row});
    }
    let form = json!({
        "schema_version": 1,
        "form_id": "blocks1",
        "name": "Blocks",
        "versions": [{
            "type": "popup",
            "triggers": [{"type": "manual"}],
            "steps": [{"columns": [{"rows": rows}]}]
        }]
    });
    let form = validate(&form).unwrap();
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    let compiled = compile(&form, render, "https://forms.example", 1_800_000_000).unwrap();
    serde_json::from_slice(&compiled.bundle.bytes).unwrap()
}

/// The HTML between `<div class="r">` and `</div>` of the only row, and the whole sheet.
fn alone(block: Value) -> (String, String) {
    let bundle = bundle(json!([[block]]));
    let html = bundle["html"].as_str().unwrap();
    let (_, rest) = html.split_once(r#"<div class="r" part="row">"#).unwrap();
    let (row, _) = rest.rsplit_once("</div></div></form>").unwrap();
    (row.to_owned(), bundle["css"].as_str().unwrap().to_owned())
}

#[test]
fn an_image_may_be_a_link_with_its_own_rules() {
    let image = |more: Value| {
        let mut image = json!({"type": "image", "src": GIF, "alt": "A \"moon\""});
        for (key, value) in more.as_object().unwrap() {
            image[key.as_str()] = value.clone();
        }
        alone(image)
    };
    let (html, css) = image(json!({}));
    assert!(
        html.starts_with(r#"<img part="image" src="https://forms.example/a/"#),
        "{html}"
    );
    assert!(
        html.ends_with(
            r#"alt="A &quot;moon&quot;" width="1" height="1" loading="lazy" decoding="async">"#
        ),
        "{html}"
    );
    assert!(!css.contains(".o0") && !css.contains(".im"), "{css}");
    let (html, css) = image(json!({
        "link": "/sale?a=1&b=2", "width_percentage": 40, "border_radius_px": 8, "align": "start"
    }));
    assert!(
        html.starts_with(r#"<a class="im o0" href="/sale?a=1&amp;b=2"><img part="image""#),
        "{html}"
    );
    assert!(
        css.contains(".o0{flex:0 1 40%;margin-inline:0 auto;border-radius:8px}"),
        "{css}"
    );
}

#[test]
fn dividers_and_spacers_have_their_own_rules_only_if_they_differ() {
    let (html, css) = alone(json!({"type": "divider"}));
    assert_eq!(html, r#"<hr class="dv" part="divider">"#);
    assert!(!css.contains(".o0"), "{css}");
    let (html, css) = alone(json!({
        "type": "divider", "color": "#abc", "thickness_px": 2, "line": "dotted", "width_percentage": 50
    }));
    assert_eq!(html, r#"<hr class="dv o0" part="divider">"#);
    assert!(
        css.contains(".o0{border-color:#abc;border-top-width:2px;border-top-style:dotted;flex:0 1 50%;margin-inline:auto}"),
        "{css}"
    );
    let (html, css) = alone(json!({"type": "spacer", "height_px": 24}));
    assert_eq!(html, r#"<div class="sp o0" part="spacer"></div>"#);
    assert!(css.contains(".o0{height:24px}"), "{css}");
}

#[test]
fn a_countdown_gives_its_part_the_end() {
    let fixed = json!({"type": "fixed", "ends_at": "2027-01-31T23:59:59+01:00"});
    let (html, _) = alone(json!({
        "type": "countdown", "countdown": fixed, "labels": {"days": "<Days>"}, "expired_text": "It's over"
    }));
    assert!(
        html.starts_with(
            r#"<div class="cd" part="countdown" role="timer" data-countdown="f1801436399"><div class="cu" aria-hidden="true"><div><b part="countdown-number">--</b><span part="countdown-label">&lt;Days&gt;</span></div>"#
        ),
        "{html}"
    );
    assert_eq!(html.matches("<b part").count(), 4);
    assert!(html.contains(r#"<p class="ct">It"#), "{html}");
    for (kind, letter) in [("per_visitor", 'p'), ("evergreen", 'e')] {
        let until = json!({"type": kind, "duration_seconds": 900});
        let (html, _) = alone(json!({"type": "countdown", "countdown": until, "at_end": "hide"}));
        assert!(
            html.contains(&format!(r#"data-countdown="{letter}900" data-hide"#)),
            "{html}"
        );
        assert_eq!(html.matches("<b part").count(), 3);
    }
}

#[test]
fn a_coupon_has_both_of_its_labels() {
    let (html, _) = alone(json!({"type": "coupon", "code": "A&B"}));
    assert_eq!(
        html,
        r#"<div class="cp" part="coupon"><code id="k0" part="coupon-code">A&amp;B</code><button type="button" part="coupon-button" data-copy aria-describedby="k0"><span>Copy</span><span>Copied</span></button><span class="h" aria-live="polite"></span></div>"#
    );
}

#[test]
fn a_review_says_its_stars() {
    let (html, css) = alone(json!({
        "type": "review", "format": "markdown", "content": "**Soft**", "author": "Ann & Bo", "rating": 3.5
    }));
    assert!(
        html.contains(r#"role="img" aria-label="3.5 of 5 stars""#),
        "{html}"
    );
    assert!(
        html.contains(
            r#"<blockquote class="t" part="review-text"><p><strong>Soft</strong></p></blockquote>"#
        ),
        "{html}"
    );
    assert!(
        html.contains(r#"<figcaption part="review-author">Ann &amp; Bo</figcaption>"#),
        "{html}"
    );
    assert!(
        css.contains(".rv{") && css.contains(".t>*") || css.contains(".t > *"),
        "{css}"
    );
    let (html, _) = alone(json!({"type": "review", "format": "markdown", "content": "Soft"}));
    assert!(!html.contains("<svg"), "{html}");
}

#[test]
fn a_video_is_a_link_that_leaves_the_shop_behind() {
    let (html, _) = alone(json!({
        "type": "video", "poster": GIF, "alt": "", "url": "https://video.example/?a=1&b=2"
    }));
    assert!(
        html.starts_with(r#"<a class="vd" part="video" href="https://video.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"><img src="https://forms.example/a/"#),
        "{html}"
    );
    assert!(html.ends_with(" Play video</span></a>"), "{html}");
}

#[test]
fn blocks_for_some_screens_are_hidden_with_their_row_or_column() {
    let on = |device: &str| json!({"type": "coupon", "code": "A", "display_device": device});
    let html = |rows| bundle(rows)["html"].as_str().unwrap().to_owned();
    let everywhere = || json!({"type": "divider"});
    let mixed = html(json!([
        [on("phone"), everywhere()],
        [on("desktop")],
        [everywhere()]
    ]));
    assert!(
        mixed.contains(r#"<div class="r" part="row"><div data-only="phone" class="cp""#),
        "{mixed}"
    );
    assert!(
        mixed.contains(r#"<div class="r" part="row" data-only="desktop"><div class="cp""#),
        "{mixed}"
    );
    let column = html(json!([[on("phone")], [on("phone")]]));
    assert!(
        column.contains(r#"<div class="c" part="column" data-only="phone"><div class="r""#),
        "{column}"
    );
}

#[test]
fn a_bundle_names_the_parts_that_it_needs() {
    let counts =
        json!({"type": "countdown", "countdown": {"type": "evergreen", "duration_seconds": 60}});
    let copies = json!({"type": "coupon", "code": "A"});
    assert_eq!(
        bundle(json!([[counts, copies]]))["parts"],
        json!(["countdown", "coupon"])
    );
    assert_eq!(bundle(json!([[copies]]))["parts"], json!(["coupon"]));
    assert_eq!(bundle(json!([[{"type": "divider"}]])).get("parts"), None);
}

#[test]
fn only_a_form_that_wants_a_trap_has_one() {
    let form = |bot_trap: bool| {
        let email = json!({"id": "email", "type": "email", "label": "Email"});
        let name = json!({"id": "name", "type": "text", "label": "Name", "property_name": "name"});
        let action = json!({"type": "next_step", "submit": true});
        let send =
            |id: &str| json!({"id": id, "type": "button", "label": "Send", "action": action});
        let step = |blocks: Value| json!({"columns": [{"rows": [{"blocks": blocks}]}]});
        let form = json!({
            "schema_version": 1,
            "form_id": "trapped1",
            "name": "Trap",
            "versions": [{
                "type": "popup",
                "bot_trap": bot_trap,
                "triggers": [{"type": "manual"}],
                "steps": [
                    step(json!([email, send("send1")])),
                    step(json!([name, send("send2")])),
                    step(json!([{"id": "end", "type": "divider"}]))
                ]
            }]
        });
        let render = RenderHashes {
            module: "RENDERMODULE0000",
            twin: "RENDERTWIN000000",
        };
        let form = validate(&form).unwrap();
        let compiled = compile(&form, render, "https://forms.example", 1_800_000_000).unwrap();
        serde_json::from_slice::<Value>(&compiled.bundle.bytes).unwrap()
    };
    let with = form(true);
    let html = with["html"].as_str().unwrap();
    // Fields are counted in reading order, in the HTML and in the table.
    let order = [
        "data-field=\"0\"",
        "<p hidden><input data-field=\"1\" data-trap",
        "data-field=\"2\"",
    ];
    let places = order.map(|text| html.find(text).unwrap());
    assert!(places.is_sorted(), "{html}");
    let behavior = with["behavior"].as_str().unwrap();
    assert!(
        behavior.contains("\nft04294967295\tmessage?\t\t\ns\nft"),
        "{behavior}"
    );
    assert_eq!(with["parts"], json!(["back"]));
    let without = form(false);
    assert!(!without.to_string().contains("data-trap"), "{without}");
    assert_eq!(without["parts"], Value::Null);
}
