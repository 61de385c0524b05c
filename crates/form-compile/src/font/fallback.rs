//! A system typeface, stretched to the size of a font: text does not move when the font arrives later.
//!
//! With `a` = the mean advance of English text in ems, for font `f` and local typeface `l`:
//!
//! - `size-adjust` = a(f) / a(l),
//! - `ascent-override` = ascent(f) / size-adjust, and so for descent and line gap, because the browser
//!   multiplies them by `size-adjust` again.
//!
//! The descriptors: <https://drafts.csswg.org/css-fonts-5/#size-adjust-desc>; the method is that of
//! [Fontaine](https://github.com/unjs/fontaine), [Capsize](https://github.com/seek-oss/capsize) and `next/font`.

use form_model::{
    bundle::BundleFallback,
    styles::{
        FontFace,
        font::{FontFallback, FontStyle},
    },
};
use ttf_parser::Face;

/// How often the letters a to z occur among 10,000 letters of English. Source: P. Norvig, "English Letter Frequency
/// Counts: Mayzner Revisited" (2013), <https://norvig.com/mayzner.html>.
const LETTERS: [u16; 26] = [
    804, 148, 334, 382, 1249, 240, 187, 505, 757, 16, 54, 407, 251, 723, 764, 214, 12, 628, 651,
    928, 273, 105, 168, 23, 166, 9,
];

/// Spaces beside 10,000 letters: words have 4.79 letters in the mean (same source).
const SPACES: u16 = 2088;

/// The weight from which a bold typeface is closer: CSS uses 600 for bold if there are 400 and 700.
const BOLD: u32 = 600;

/// A typeface that most systems have, and the ones that were made to its measure.
struct Local {
    /// Full names; a style follows them.
    names: [&'static str; 3],
    /// PostScript name before `-` and a style.
    post_script: &'static str,
    /// Advances of a to z and the space in 1/1000 em: regular, bold, italic, bold italic.
    /// Source: Adobe Core 14 AFM files, to whose measure all of these are made.
    advances: [[u16; 27]; 4],
}

const SANS_UPRIGHT: [u16; 27] = [
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 278,
];
const SANS_BOLD: [u16; 27] = [
    556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 278,
];

const SANS: Local = Local {
    names: ["Arial", "Liberation Sans", "Arimo"],
    post_script: "NimbusSans",
    advances: [SANS_UPRIGHT, SANS_BOLD, SANS_UPRIGHT, SANS_BOLD],
};

const SERIF: Local = Local {
    names: ["Times New Roman", "Liberation Serif", "Tinos"],
    post_script: "NimbusRoman",
    advances: [
        [
            444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500,
            333, 389, 278, 500, 500, 722, 500, 500, 444, 250,
        ],
        [
            500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556,
            444, 389, 333, 556, 500, 722, 500, 500, 444, 250,
        ],
        [
            500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500, 500, 500,
            389, 389, 278, 500, 444, 667, 444, 444, 389, 250,
        ],
        [
            500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500, 278, 778, 556, 500, 500, 500,
            389, 389, 278, 556, 444, 667, 500, 444, 389, 250,
        ],
    ],
};

/// The suffix of a style for a full name, and for a PostScript name.
const STYLES: [(&str, &str); 4] = [
    ("", "-Regular"),
    (" Bold", "-Bold"),
    (" Italic", "-Italic"),
    (" Bold Italic", "-BoldItalic"),
];

/// How far a typeface may be stretched and still be read: a font beyond that has measures that mean something else.
const STRETCH: std::ops::RangeInclusive<f64> = 0.5..=2.0;

/// The closest local typeface with its descriptors; `None` for a font without Latin letters.
pub(super) fn measure(font: &Face<'_>, face: &FontFace) -> Option<BundleFallback> {
    let local = match face.fallback {
        FontFallback::Sans => &SANS,
        FontFallback::Serif => &SERIF,
    };
    let style = usize::from(face.weight >= BOLD) + 2 * usize::from(face.style == FontStyle::Italic);
    let units_per_em = f64::from(font.units_per_em());
    let advance = |character| {
        let glyph = font.glyph_index(character)?;
        Some(f64::from(font.glyph_hor_advance(glyph)?) / units_per_em)
    };
    let mut advances = [0.0; 27];
    for (character, place) in ('a'..='z').chain([' ']).zip(&mut advances) {
        *place = advance(character)?;
    }
    let of_local = local.advances[style].map(|advance| f64::from(advance) / 1000.0);
    let size_adjust = mean_advance(&advances) / mean_advance(&of_local);
    if !STRETCH.contains(&size_adjust) {
        return None;
    }
    let share = |units: i16| percent(f64::from(units.max(0)) / units_per_em / size_adjust);
    Some(BundleFallback {
        local: sources(local, style),
        size_adjust: percent(size_adjust),
        ascent_override: share(font.ascender()),
        descent_override: share(font.descender().saturating_neg()),
        line_gap_override: share(font.line_gap()),
    })
}

/// Mean advance of a character of English text.
fn mean_advance(advances: &[f64; 27]) -> f64 {
    let counts = LETTERS
        .iter()
        .chain([&SPACES])
        .map(|&count| f64::from(count));
    let all: f64 = counts.clone().sum();
    let weighted = advances.iter().zip(counts);
    weighted
        .map(|(advance, count)| advance * count)
        .sum::<f64>()
        / all
}

fn sources(local: &Local, style: usize) -> String {
    let (behind_name, behind_post_script) = STYLES[style];
    let mut sources: Vec<_> = local
        .names
        .iter()
        .map(|name| format!("local(\"{name}{behind_name}\")"))
        .collect();
    sources.push(format!(
        "local(\"{}{behind_post_script}\")",
        local.post_script
    ));
    sources.join(",")
}

/// With two decimals: at 64 px that is less than a hundredth of a pixel a character.
fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of the generators that this follows for Arial and Times New Roman, in 1/2048 em, without as fine
    /// weights.
    #[test]
    fn the_mean_of_known_typefaces_is_close_to_published_values() {
        for (local, expected) in [(&SANS, 904.0), (&SERIF, 819.0)] {
            let advances = local.advances[0].map(|advance| f64::from(advance) / 1000.0);
            let mean = mean_advance(&advances) * 2048.0;
            assert!((mean / expected - 1.0).abs() < 0.04, "{mean}");
        }
    }

    #[test]
    fn letters_are_counted_once() {
        let sum: u32 = LETTERS.iter().map(|&count| u32::from(count)).sum();
        assert!((9_990..=10_010).contains(&sum), "{sum}");
    }
}
