//! What crosses between the loader and this module: numbers, and texts in two buffers.
//!
//! The buffers and the state are atomics because that is how safe Rust shares a `static`;
//! on one thread without the atomics feature they compile to plain loads and stores.

use core::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};

use targeting::{Context, record, trigger::Event};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::page_view::{self, Armed, Wait};

/// Room for the program and the page's address. The manifest is bounded at publish (32 forms);
/// where a longer address does not fit, the loader leaves the page alone.
const TEXT_BYTES: usize = 16_384;

static TEXT: [AtomicU8; TEXT_BYTES] = [const { AtomicU8::new(0) }; TEXT_BYTES];
static RECORD: [AtomicU8; record::MAX_BYTES] = [const { AtomicU8::new(0) }; record::MAX_BYTES];
static PROGRAM_LEN: AtomicU32 = AtomicU32::new(0);
static ARMED: AtomicU32 = AtomicU32::new(0);

#[wasm_bindgen(raw_module = "trigger-host")]
extern "C" {
    /// Call [`event`] with kind 0 after a delay.
    fn after(form: u32, delay_ms: u32);
    /// Call [`event`] when the page is scrolled (1) or left through the top (2).
    fn listen(kind: u32);
    /// Show a form.
    fn show(form: u32);
}

/// Address of the text buffer, 16,384 bytes: program, then the page's URL.
#[wasm_bindgen]
pub fn text() -> u32 {
    TEXT.as_ptr() as usize as u32
}

/// Address of the record buffer, 1,024 bytes.
#[wasm_bindgen]
pub fn record() -> u32 {
    RECORD.as_ptr() as usize as u32
}

/// Starts a page view: evaluates the rules and asks for what the qualified forms wait for.
#[wasm_bindgen]
pub fn start(program_len: u32, url_len: u32, record_len: u32, device: u32, now: u32) {
    let text = copy(&TEXT);
    let record = copy(&RECORD);
    let parts = || {
        let (program, rest) = text.split_at_checked(program_len as usize)?;
        let url = rest.get(..url_len as usize)?;
        Some((program, url, record.get(..record_len as usize)?))
    };
    let Some((program, url, record)) = parts() else {
        return;
    };
    let context = Context {
        url,
        device,
        record,
        now,
    };
    PROGRAM_LEN.store(program_len, Relaxed);
    let armed = page_view::start(program, &context, |wait| match wait {
        Wait::Delay { form, delay_ms } => after(form, delay_ms),
        Wait::Scroll => listen(1),
        Wait::ExitIntent => listen(2),
    });
    ARMED.store(armed.0, Relaxed);
}

/// Takes what happened: a delay ran out (kind 0; its length, its form), the page was scrolled (1; percent),
/// or left through the top (2). Returns whether any form still waits.
#[wasm_bindgen]
pub fn event(kind: u32, value: u32, form: u32) -> bool {
    let armed = Armed(ARMED.load(Relaxed));
    let (event, delayed) = match kind {
        0 => (Event::DelayElapsed(value), Some(form)),
        1 => (Event::Scrolled(value), None),
        _ => (Event::ExitIntent, None),
    };
    if armed.0 != 0 {
        let text = copy(&TEXT);
        if let Some(form) = page_view::form_for(program(&text), armed, event, delayed) {
            ARMED.store(0, Relaxed);
            show(form);
        }
    }
    ARMED.load(Relaxed) != 0
}

/// Notes that a form was closed or submitted: reads the record buffer and leaves the new record there.
/// Returns its length.
#[wasm_bindgen]
pub fn settle(form: u32, submitted: bool, record_len: u32, now: u32) -> u32 {
    let text = copy(&TEXT);
    let record = copy(&RECORD);
    let record = record.get(..record_len as usize).unwrap_or_default();
    let mut out = [0; record::MAX_BYTES];
    let len = page_view::settle(program(&text), record, form, submitted, now, &mut out);
    for (place, byte) in RECORD.iter().zip(out) {
        place.store(byte, Relaxed);
    }
    len as u32
}

fn program(text: &[u8; TEXT_BYTES]) -> &[u8] {
    text.get(..PROGRAM_LEN.load(Relaxed) as usize)
        .unwrap_or_default()
}

fn copy<const N: usize>(buffer: &'static [AtomicU8; N]) -> [u8; N] {
    let mut bytes = [0; N];
    for (place, byte) in bytes.iter_mut().zip(buffer) {
        *place = byte.load(Relaxed);
    }
    bytes
}

/// Nothing in this module allocates; whoever changes that finds out at once.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::FailAllocator = lol_alloc::FailAllocator;

/// A panic ends the module; the loader catches the trap and leaves the page alone.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
