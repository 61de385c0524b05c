//! Texts that exhausted the stack or memory of parsers, for the tests of every entry point; and a fuzzer's mutations.

/// Sizes in bytes.
const SIZES: [usize; 4] = [20_000, 200_000, 2_000_000, 8_000_000];

/// Keys that the parser's optional features give a meaning.
const SPECIAL_KEYS: [&str; 2] = [
    "$serde_json::private::RawValue",
    "$serde_json::private::Number",
];

/// Texts of at most `max_bytes`, with their names.
pub(crate) fn bombs(max_bytes: usize) -> Vec<(String, String)> {
    let mut bombs = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= max_bytes) {
        let mut add = |name: &str, text: String| bombs.push((format!("{name}, {size}"), text));
        add("open arrays", "[".repeat(size));
        add("arrays", "[".repeat(size / 2) + &"]".repeat(size / 2));
        add("open objects", r#"{"a":"#.repeat(size / 5));
        add(
            "objects",
            r#"{"a":"#.repeat(size / 6) + "1" + &"}".repeat(size / 6),
        );
        add("many arrays", format!("[{}[]]", "[],".repeat(size / 3 - 2)));
        add(
            "many objects",
            format!("[{}1]", r#"{"a":0},"#.repeat(size / 8 - 1)),
        );
        for key in SPECIAL_KEYS {
            let nested = "[".repeat(size / 2 - 60) + &"]".repeat(size / 2 - 60);
            add(key, format!(r#"{{"{key}":"{nested}"}}"#));
            let mut wrapped = "[".repeat(100) + &"]".repeat(100);
            while wrapped.len() * 2 < size.min(200_000) {
                let quoted = serde_json::Value::from(format!("[{wrapped}]"));
                wrapped = format!(r#"{{"{key}":{quoted}}}"#);
            }
            add(key, wrapped);
        }
    }
    bombs
}

/// Random numbers that are the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        // Xorshift: https://www.jstatsoft.org/article/view/v008i14
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// A text that differs from `text` in some pieces: bytes changed, cut, doubled, or replaced with special values.
pub(crate) fn mutated(text: &[u8], random: &mut Random) -> Vec<u8> {
    const PIECES: [&[u8]; 16] = [
        b"\"",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\\ud83d",
        b"\xff",
        b"\xef\xbb\xbf",
        b"null",
        b"-1e308",
        b"18446744073709551616",
        b"\0",
        b"{\"$serde_json::private::RawValue\":\"[\"}",
        b"\xe2\x80\xae",
    ];
    let mut text = text.to_vec();
    for _ in 0..=random.below(4) {
        let start = random.below(text.len());
        let end = (start + random.below(24)).min(text.len());
        match random.below(4) {
            0 => drop(text.splice(start..end, [])),
            1 => drop(text.splice(
                start..start,
                PIECES[random.below(PIECES.len())].iter().copied(),
            )),
            2 => {
                let copy = text[start..end].to_vec();
                drop(text.splice(start..start, copy));
            }
            _ => drop(text.splice(
                start..end,
                PIECES[random.below(PIECES.len())].iter().copied(),
            )),
        }
    }
    text
}
