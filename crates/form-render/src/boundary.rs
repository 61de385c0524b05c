//! What the page side and this module exchange: numbers, and texts in one buffer.
//!
//! The buffer consists of atomics, because safe Rust can share a `static` that way;
//! on one thread without the atomics feature they compile to plain loads and stores.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    press::{self, Input},
    text::Text,
};

/// Room for the texts, in and out: a version's fields take 32,000 bytes at most (`form-model`, `form.rs`),
/// its table and the facts the rest.
const TEXT_BYTES: usize = 65_536;

static TEXT: [AtomicU8; TEXT_BYTES] = [const { AtomicU8::new(0) }; TEXT_BYTES];

/// Address of the text buffer, 65,536 bytes: the behavior table, then the values, then the facts.
#[wasm_bindgen]
pub fn text() -> u32 {
    TEXT.as_ptr() as usize as u32
}

/// Presses a button and leaves the outcome in the text buffer; see [`press::press`] for the shapes.
///
/// Returns the outcome's length in bytes; 0 if the texts do not fit.
#[wasm_bindgen]
pub fn press(table_len: u32, values_len: u32, facts_len: u32, step: u32, button: u32) -> u32 {
    let mut text = [0; TEXT_BYTES];
    for (place, byte) in text.iter_mut().zip(&TEXT) {
        *place = byte.load(Relaxed);
    }
    let parts = || {
        let (table, rest) = text.split_at_checked(table_len as usize)?;
        let (values, rest) = rest.split_at_checked(values_len as usize)?;
        Some((table, values, rest.get(..facts_len as usize)?))
    };
    let Some((table, values, facts)) = parts() else {
        return 0;
    };
    let input = Input {
        table,
        values,
        facts,
        step: step as usize,
    };
    let mut outcome = Text::new(&TEXT);
    press::press(input, button as usize, &mut outcome);
    outcome.size_bytes().unwrap_or(0) as u32
}

/// This module allocates nothing; an allocation that a change adds fails at once.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::FailAllocator = lol_alloc::FailAllocator;

/// A panic ends the module; the page side catches the trap and closes the form.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
