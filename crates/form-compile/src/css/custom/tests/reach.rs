//! Rules that reach beyond their element, or hide what a visitor needs; and rules that merchants may write.

use super::{compile, form, refused};

/// Every rule of the sheet for light DOM begins with the form's host.
#[track_caller]
fn accepted(css: &str) {
    let custom =
        compile(form(css).version()).unwrap_or_else(|problems| panic!("{css}: {problems:?}"));
    let light = crate::css::light::compile("custom01", &custom.css);
    assert!(
        light.contains("dormouse-form[data-form-id=\"custom01\"]"),
        "{light}"
    );
    for combinator in ["~", "+"] {
        assert!(
            !light.contains(&format!(":not(#\\#) {combinator}")),
            "{light}"
        );
        assert!(
            !light.contains(&format!(":not(#\\#){combinator}")),
            "{light}"
        );
    }
}

#[test]
fn selectors_stay_in_the_form() {
    for css in [
        "~ p{color:#f00}",
        "+ p{color:#f00}",
        "> p{color:#f00}",
        "~p{color:#f00}",
        "::part(text),~ p{color:#f00}",
        ":is(~ p){color:#f00}",
        ":where(a,+ p){color:#f00}",
        ":not(~ p){color:#f00}",
        "a:not(> p){color:#f00}",
        ":has(:is(~ p)){color:#f00}",
        "@media print{~ p{color:#f00}}",
        "@supports (a:b){@media print{+ p{color:#f00}}}",
    ] {
        refused(css, "which is allowed in `:has()` only");
    }
    refused("\n  ~ p{color:#f00}", "Line 2, column 3 begins with `~`");
    for css in [
        "p ~{color:#f00}",
        "p >{color:#f00}",
        "p+,a{color:#f00}",
        ":has(a >){color:#f00}",
        ":is(a ~ ){color:#f00}",
    ] {
        refused(css, "and nothing behind it");
    }
    refused("a:has(b:has(i)){color:#f00}", "`:has()` inside `:has()`");
    refused(
        "a:has(:is(b:has(> i))){color:#f00}",
        "`:has()` inside `:has()`",
    );
    accepted("::part(row):has(> a,+ p):has(i){color:#f00}");
    accepted("::part(text) ~ ::part(image) + p{color:#f00}");
}

/// Rules that may match the close button or a consent text may only use a list of properties.
#[test]
fn needed_elements_accept_only_simple_values() {
    const NEEDED: [&str; 12] = [
        "::part(consent)",
        "::part(close-button)",
        "::part(surface)",
        "::part(panel)",
        "::part(step)",
        "::part(column)",
        "::part(row)",
        "*",
        "p",
        "::part(text),::part(consent)",
        "::part(block-terms) a",
        "@media print{::part(consent)",
    ];
    for selector in NEEDED {
        let end = if selector.starts_with('@') { "}" } else { "" };
        for hiding in [
            "color:#0000",
            "color:#ff000080",
            "color:rgb(0 0 0/0)",
            "color:rgb(0,0,0,0)",
            "color:rgba(0,0,0,0)",
            "color:color-mix(in srgb,red 0%,transparent)",
            "color:var(--x)",
            "color:currentcolor",
            "-webkit-text-fill-color:#0000",
            "font-size:calc(9px - 9px)",
            "font-size:0",
            "font-size:.1em",
            "font-size:9vw",
            "font-size:900px",
            "font-size:max(0px,0px)",
            "font-size-adjust:0",
            "font:0 a",
            "max-height:calc(50px - 50px);overflow:hidden",
            "max-height:0",
            "height:1px",
            "text-indent:9999px",
            "margin-left:9999px",
            "margin-left:calc(0px - 9999px)",
            "margin-inline-start:-1px",
            "margin:100vw",
            "margin:clamp(0px,99999px,9999px)",
            "padding-top:9999px",
            "padding:50%",
            "gap:900px",
            "contain:strict",
            "container-type:size",
            "content-visibility:hidden",
            "background:#fff;color:#fff",
            "color:#fff;background-color:rgb(255 255 255)",
            "color:white;background:#fffffe",
            "background:linear-gradient(#fff,#000);color:white",
            "COLOR:WHITE;BACKGROUND:WHITE",
            "line-height:0",
            "letter-spacing:-99px",
            "word-spacing:-99px",
            "text-decoration:line-through 9px",
            "text-decoration-thickness:99px",
            "filter:opacity(0)",
            "mask:none",
            "-webkit-mask:url(data:image/png,a)",
            "clip-path:circle(0)",
            "transform:none",
            "zoom:.01",
            "cursor:none",
            "overflow:hidden",
            "order:1",
            "all:unset",
            "display:block",
            "will-change:transform",
            "transition:all 999s",
            "border-width:999px",
            "border-image-outset:999px",
            "outline:999px solid #fff",
            "outline-offset:-50px",
            "box-shadow:0 0 0 999px #fff",
            "box-shadow:var(--x)",
            "background:var(--x)",
            "animation:a 1s",
            "animation:none 1s a",
            "perspective:1px",
            "offset-path:none",
            "position:fixed",
            "z-index:-1",
            "opacity:.1",
            "writing-mode:vertical-rl",
            "direction:rtl",
            "unknown:1",
        ] {
            let css = format!("{selector}{{{hiding}}}{end}");
            refused(
                &css,
                "could hide the close button or what a visitor consents to",
            );
        }
    }
    refused(
        "::part(consent){font-size:1px}",
        "allowed there is 9px to 48px",
    );
    refused(
        "::part(consent){contain:strict}",
        "allowed there are `font-family`",
    );
    refused(
        "::part(surface)::before{content:\"a\";height:999px}",
        "up to 100%",
    );
    refused(
        &format!("p::after{{content:\"{}\"}}", "a".repeat(41)),
        "up to 40 characters",
    );
}

/// Whatever a rule matches, it lays nothing over the rest.
#[test]
fn nothing_covers_the_rest() {
    for selector in [
        "::part(text)",
        "::part(button)",
        "::part(image):hover",
        "::part(surface)::before",
        "::part(text)::after",
        "::part(coupon)",
        "::part(video-play)",
        "::part(block-head) p",
        "input",
        "::part(surface)::backdrop",
        "@keyframes a{to",
    ] {
        let end = if selector.starts_with('@') { "}" } else { "" };
        for covering in [
            "position:fixed",
            "position:absolute",
            "position:sticky",
            "position:inherit",
            "position:var(--x)",
            "inset:0",
            "inset-block:0",
            "top:-9px",
            "left:calc(1px)",
            "z-index:10",
            "z-index:-1",
            "z-index:var(--x)",
            "margin:-1px",
            "margin-top:201px",
            "margin-left:calc(0px - 1px)",
            "transform:translate(201px)",
            "transform:scale(2)",
            "transform:rotate(90deg)",
            "transform:matrix(9,0,0,9,0,0)",
            "transform:translate(calc(1px))",
            "transform:var(--x)",
            "-webkit-transform:scale(9)",
            "translate:0 201px",
            "translate:100vw",
            "scale:9",
            "scale:-1",
            "rotate:90deg",
            "zoom:9",
            "offset-path:ray(0deg)",
            "-webkit-box-reflect:below",
            "box-shadow:0 0 0 999px #fff",
            "-webkit-box-shadow:0 0 0 999px #fff",
            "box-shadow:0 0 0 calc(999px) #fff",
            "outline:999px solid #fff",
            "filter:drop-shadow(0 999px 0 #fff)",
            "border-image-outset:999",
            "text-indent:-999px",
            "all:inherit",
            "font-size:900px",
            "font-size:calc(9px*99)",
            "line-height:0",
            "font:20px/0 a",
            "transform:scale(1.5) scale(1.5)",
        ] {
            let css = format!("{selector}{{{covering}}}{end}");
            assert!(compile(form(&css).version()).is_err(), "{css}");
        }
    }
    refused(
        "::part(text){position:fixed;inset:0;background:#fff;z-index:9}",
        "Line 1, column 14: `position` with this value could lay something over the close button",
    );
    for css in [
        "::part(button){opacity:0}",
        "::part(button){opacity:10%}",
        "::part(button):hover{opacity:calc(0)}",
        "::part(text) a{opacity:.1}",
        "::part(text) *{opacity:0}",
        "::part(block-send){opacity:0}",
        "input{opacity:0}",
        "@keyframes a{to{opacity:0}}::part(button){animation:a 1s none}",
    ] {
        refused(css, "could make something invisible that can be pressed");
    }
}

#[test]
fn typical_rules_are_accepted() {
    for css in [
        "::part(button):hover{background:#b00;color:#fff;transform:translateY(-2px) scale(1.02)}",
        "::part(button){transition:all .2s ease;box-shadow:0 4px 12px rgb(0 0 0/.2);border-radius:999px}",
        "::part(button)::after{content:\" →\";margin-left:.5em;display:inline-block}",
        "::part(button):focus-visible{outline:3px solid #06c;outline-offset:2px}",
        "@keyframes pulse{0%,100%{transform:scale(1)}50%{transform:scale(1.05);box-shadow:0 0 0 8px #f004}}::part(button){animation:pulse 2s ease-in-out infinite}",
        "@keyframes in{from{opacity:0;translate:0 20px}to{opacity:1;translate:0 0}}::part(button){animation:in .4s both}",
        "::part(panel){background:linear-gradient(135deg,#ffecd2,#fcb69f);border:2px solid #e91e63;border-radius:24px;box-shadow:0 24px 64px rgb(0 0 0/.3)}",
        "::part(panel)::before{content:\"\";display:block;height:6px;background:linear-gradient(90deg,red,gold)}",
        "::part(surface){background:url(data:image/png;base64,AA==) center/cover no-repeat;padding:8px}",
        "::part(surface)::backdrop{background:rgb(0 0 0/.7);backdrop-filter:blur(4px)}",
        "@media (max-width:640px){::part(panel){padding:16px}::part(text) h1{font-size:clamp(20px,6vw,32px);line-height:1.1}}",
        "@media (prefers-color-scheme:dark){::part(panel){background-color:#111;color:#eee}}",
        "::part(close-button){width:36px;height:36px;border-radius:50%;background:#000;color:#fff}",
        "::part(close-button):hover{opacity:.8;background-color:#333;transition:background-color 150ms}",
        "::part(consent){font-size:12px;line-height:1.4;color:#555;text-align:center;margin-top:8px}",
        "::part(consent) a{color:rgb(0, 102, 204);text-decoration:underline dotted 1px;text-underline-offset:2px}",
        "::part(input){height:52px;padding:0 calc(1rem + 2px);border:1px solid #ccc;width:min(100%,400px)}",
        "::part(input)::placeholder{color:#0008;opacity:.5}::part(input):focus{border-color:var(--x);--x:red}",
        "::part(label){position:relative;z-index:1;text-transform:uppercase;letter-spacing:.1em}",
        "::part(image){filter:drop-shadow(0 4px 8px #0004) saturate(1.2);transform:rotate(-3deg);margin:0 auto}",
        "::part(row){gap:16px;align-items:center;justify-content:center}::part(column){padding:24px 32px}",
        "*{font-family:Georgia,\"Times New Roman\",serif;box-sizing:border-box}",
        "::part(text) h1::after{content:\"\";display:block;width:60px;height:3px;background:currentColor;margin:8px auto 0}",
        "::part(countdown-number){font-variant-numeric:tabular-nums;background:#222;color:#fff;padding:4px 8px}",
        "::part(button){font:700 16px/1.2 Georgia,serif;line-height:normal;all:unset}",
        "::part(secondary-button){display:none;pointer-events:none}::part(spacer){display:none}",
        "::part(coupon-code){border:2px dashed;font-size:1.5em}::part(review-stars){color:gold}",
        "p{color:#333;font-weight:500;margin:0 0 .5rem}a:hover{color:crimson}ul{list-style:none}",
    ] {
        accepted(css);
    }
}
