#![no_std]
#![forbid(unsafe_code)]
use core::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};
use targeting::{Context, Reason, evaluate, program, record, trigger};
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static A: lol_alloc::FailAllocator = lol_alloc::FailAllocator;

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! { core::arch::wasm32::unreachable() }

#[wasm_bindgen(raw_module = "host")]
extern "C" {
    fn after(form: u32, delay_ms: u32);
    fn listen(kind: u32);
    fn show(form: u32);
}
const PAGE: usize = 6144;
static PAGE_BUF: [AtomicU8; PAGE] = [const { AtomicU8::new(0) }; PAGE];
static REC: [AtomicU8; record::MAX_BYTES] = [const { AtomicU8::new(0) }; record::MAX_BYTES];
static LEN: AtomicU32 = AtomicU32::new(0);
static ARMED: AtomicU32 = AtomicU32::new(0);

fn read<const N: usize>(b: &'static [AtomicU8; N]) -> [u8; N] { core::array::from_fn(|i| match b.get(i) { Some(x) => x.load(Relaxed), None => 0 }) }

#[wasm_bindgen]
pub fn page() -> u32 { PAGE_BUF.as_ptr() as u32 }
#[wasm_bindgen]
pub fn rec() -> u32 { REC.as_ptr() as u32 }
#[wasm_bindgen]
pub fn start(program_len: u32, url_len: u32, record_len: u32, device: u32, now: u32) {
    let bytes = read(&PAGE_BUF);
    let r = read(&REC);
    let Some((program, rest)) = bytes.split_at_checked(program_len as usize) else { return };
    let Some(url) = rest.get(..url_len as usize) else { return };
    let Some(record) = r.get(..record_len as usize) else { return };
    LEN.store(program_len, Relaxed);
    let context = Context { url, device, record, now };
    let mut armed = 0;
    let mut listening = 0u32;
    for (index, (id, lines)) in program::forms(program).enumerate() {
        if evaluate(id, lines, &context) != Reason::Qualified { continue }
        armed |= 1 << index;
        for (op, operand) in program::instructions(lines) {
            match op {
                program::DELAY => after(index as u32, program::number(operand)),
                program::SCROLL_PERCENTAGE => listening |= 1,
                program::EXIT_INTENT => listening |= 2,
                _ => {}
            }
        }
    }
    ARMED.store(armed, Relaxed);
    if listening & 1 != 0 { listen(1) }
    if listening & 2 != 0 { listen(2) }
}
#[wasm_bindgen]
pub fn event(kind: u32, value: u32, form: u32) {
    let event = match kind { 0 => trigger::Event::DelayElapsed(value), 1 => trigger::Event::Scrolled(value), _ => trigger::Event::ExitIntent };
    let bytes = read(&PAGE_BUF);
    let Some(program) = bytes.get(..LEN.load(Relaxed) as usize) else { return };
    for (index, (_, lines)) in program::forms(program).enumerate() {
        let bit = 1 << index;
        if ARMED.load(Relaxed) & bit != 0 && (kind != 0 || form == index as u32) && trigger::fires(lines, event) {
            ARMED.store(0, Relaxed);
            show(index as u32);
        }
    }
}
#[wasm_bindgen]
pub fn settle(form: u32, submitted: u32, record_len: u32, now: u32) -> u32 {
    let bytes = read(&PAGE_BUF);
    let r = read(&REC);
    let Some(program) = bytes.get(..LEN.load(Relaxed) as usize) else { return 0 };
    let Some(record) = r.get(..record_len as usize) else { return 0 };
    let Some((id, _)) = program::forms(program).nth(form as usize) else { return 0 };
    let mut s = record::find(record, id);
    if submitted != 0 { s.submitted_at = now } else { s.closed_at = now }
    let mut out = [0; record::MAX_BYTES];
    let n = record::update(record, id, s, &mut out);
    for (p, b) in REC.iter().zip(out) { p.store(b, Relaxed) }
    n as u32
}
