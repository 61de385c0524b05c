//! Fonts: which are accepted, which are refused and why, and that no file causes a panic.

use form_model::{ValidForm, validate};
use serde_json::{Value, json};

use super::*;
use crate::{RenderHashes, compile};

const FRAUNCES: &[u8] = include_bytes!("../../../../fixtures/fonts/fraunces.woff2");

fn face(family: &str, weight: u32, file: &[u8]) -> Value {
    let src = format!("data:font/woff2;base64,{}", BASE64_STANDARD.encode(file));
    json!({"family": family, "weight": weight, "fallback": "serif", "src": src})
}

fn form(fonts: &[Value], font_family: &str) -> ValidForm {
    let text = json!({"id": "a", "type": "rich_text", "format": "markdown", "content": "A"});
    let form = json!({
        "schema_version": 1,
        "form_id": "welcome",
        "name": "Welcome",
        "versions": [{
            "type": "popup",
            "triggers": [{"type": "delay"}],
            "styles": {"fonts": fonts, "font_family": font_family},
            "steps": [{"columns": [{"rows": [{"blocks": [text]}]}]}],
        }]
    });
    validate(&form).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Bundle and files of a form with these fonts, or its problems a line each.
fn compiled(fonts: &[Value], font_family: &str) -> Result<(Value, Vec<Asset>), Vec<String>> {
    let render = RenderHashes {
        module: "module",
        twin: "twin",
    };
    let form = form(fonts, font_family);
    match compile(&form, render, "https://forms.example", 1_800_000_000) {
        Ok(compiled) => {
            let bundle = serde_json::from_slice(&compiled.bundle.bytes).expect("a bundle is JSON");
            let mut files = compiled.files;
            files.retain(|file| file.extension != "css");
            Ok((bundle, files))
        }
        Err(problems) => Err(problems
            .into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.message))
            .collect()),
    }
}

#[track_caller]
fn refused(file: &[u8], reason: &str) {
    let problems = compiled(&[face("A", 400, file)], "A").unwrap_err();
    assert_eq!(
        problems,
        [format!("$.versions[0].styles.fonts[0].src {reason}")]
    );
}

#[test]
fn a_font_becomes_a_file_a_name_and_a_fallback() {
    let (bundle, files) = compiled(&[face("Fraunces", 400, FRAUNCES)], "Fraunces").unwrap();
    let [file] = &files[..] else {
        panic!("{} files", files.len())
    };
    assert_eq!((file.extension, &file.bytes[..]), ("woff2", FRAUNCES));
    insta::assert_json_snapshot!(bundle["fonts"]);
    let family = bundle["fonts"][0]["family"].as_str().unwrap_or_default();
    let css = bundle["css"].as_str().unwrap_or_default();
    assert!(
        css.contains(&format!("font-family:{family},{family}-fallback,Charter,")),
        "{css}"
    );
}

#[test]
fn without_fonts_the_bundle_does_not_mention_them() {
    let (bundle, files) = compiled(&[], "serif").unwrap();
    assert_eq!(bundle.get("fonts"), None);
    assert!(files.is_empty());
}

#[test]
fn the_same_faces_have_the_same_name_and_others_another() {
    let name = |fonts: &[Value]| {
        let (bundle, _) = compiled(fonts, "sans").unwrap();
        bundle["fonts"][0]["family"].clone()
    };
    let regular = |family| face(family, 400, FRAUNCES);
    let bold = |family| face(family, 700, FRAUNCES);
    assert_eq!(name(&[regular("A")]), name(&[regular("B")]));
    assert_eq!(
        name(&[regular("A"), bold("A")]),
        name(&[bold("A"), regular("A")])
    );
    assert_ne!(name(&[regular("A")]), name(&[bold("A")]));
    assert_ne!(name(&[regular("A")]), name(&[regular("A"), bold("A")]));
    assert_eq!(name(&[regular("A")]), name(&[regular("A"), bold("B")]));
}

#[test]
fn one_file_in_two_faces_is_kept_once() {
    let fonts = [face("A", 400, FRAUNCES), face("A", 700, FRAUNCES)];
    let (bundle, files) = compiled(&fonts, "A").unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(bundle["fonts"][0]["family"], bundle["fonts"][1]["family"]);
}

#[test]
fn other_formats_are_refused_with_what_to_do() {
    let converted =
        |found: &str| format!("contains {found}, not a WOFF2 file; convert it to WOFF2");
    refused(b"wOFF....", &converted("a WOFF 1 file"));
    refused(b"\0\x01\0\0....", &converted("a TrueType font"));
    refused(b"OTTO....", &converted("an OpenType font"));
    refused(b"GIF89a", &converted("something else"));
    refused(b"", &converted("something else"));
    refused(
        b"wOF2ttcf",
        "contains a collection of fonts; only one font per file is allowed",
    );
}

#[test]
fn invalid_base64_is_refused() {
    let mut broken = face("A", 400, FRAUNCES);
    broken["src"] = json!("data:font/woff2;base64,*");
    assert_eq!(
        compiled(&[broken], "A").unwrap_err(),
        [
            "$.versions[0].styles.fonts[0].src has no valid base64 after `;base64,`; encode the file again"
        ]
    );
}

/// The tables of a file with other permissions, as `LoadedFace::decode` sees them.
fn with_fs_type(bits: u8) -> bool {
    let mut sfnt = woff2::unpack(FRAUNCES).expect("the fixture is a font");
    let start = Face::parse(&sfnt, 0)
        .ok()
        .and_then(|font| font.raw_face().table(Tag::from_bytes(b"OS/2")))
        .map(|table| table.as_ptr().addr() - sfnt.as_ptr().addr())
        .expect("the fixture has the table");
    sfnt[start + 9] = bits;
    is_restricted(&Face::parse(&sfnt, 0).expect("nothing else has changed"))
}

#[test]
fn a_license_that_forbids_embedding_is_heeded() {
    assert!(!with_fs_type(0), "installable");
    assert!(with_fs_type(2), "restricted");
    assert!(!with_fs_type(4), "preview and print");
    assert!(!with_fs_type(8), "editable");
    assert!(!with_fs_type(2 + 8), "the least restrictive counts");
}

#[test]
fn a_file_that_is_cut_short_is_refused() {
    for length in (4..FRAUNCES.len()).step_by(97) {
        assert_eq!(
            woff2::unpack(&FRAUNCES[..length]),
            Err(FontFault::Broken),
            "{length}"
        );
    }
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn look_at(sfnt: &[u8]) {
    let Ok(mut font) = Face::parse(sfnt, 0) else {
        return;
    };
    let _ = font.set_variation(Tag::from_bytes(b"wght"), 700.0);
    let face = FontFace {
        family: "A".to_owned(),
        weight: 700,
        style: FontStyle::Normal,
        fallback: FontFallback::Sans,
        src: String::new(),
    };
    is_restricted(&font);
    fallback::measure(&font, &face);
}

#[test]
fn no_flipped_bit_makes_us_panic() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..400 {
        let mut file = FRAUNCES.to_vec();
        for _ in 0..=random.below(3) {
            // A changed bit matters most in the header and the directory of tables.
            let end = if random.below(2) == 0 {
                200
            } else {
                file.len()
            };
            let place = random.below(end);
            file[place] ^= 1 << random.below(8);
        }
        if let Ok(sfnt) = woff2::unpack(&file) {
            look_at(&sfnt);
        }
    }
}

/// A flipped bit seldom gets through the decompression, so the tables behind it are meddled with, too.
#[test]
fn no_changed_table_makes_us_panic() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..600 {
        let changes: Vec<_> = (0..=random.below(4))
            .map(|_| (random.below(1 << 20), random.below(256) as u8))
            .collect();
        let meddle = |tables: &mut Vec<u8>| {
            for &(place, byte) in &changes {
                let place = place % tables.len();
                tables[place] = byte;
            }
        };
        if let Ok(sfnt) = woff2::unpack_with(FRAUNCES, meddle) {
            look_at(&sfnt);
        }
    }
}

#[test]
fn a_file_that_announces_too_much_is_refused_before_it_is_unpacked() {
    // The length of the first table, in base 128, as large as it can be.
    let mut file = FRAUNCES.to_vec();
    file.splice(49..50, [0x8f, 0xff, 0xff, 0xff, 0x7f]);
    let length = u32::try_from(file.len()).expect("the fixture is small");
    file[8..12].copy_from_slice(&length.to_be_bytes());
    assert_eq!(woff2::unpack(&file), Err(FontFault::Broken));
}
