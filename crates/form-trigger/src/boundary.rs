//! What crosses between the loader and this module: numbers, and texts in buffers at fixed addresses.

use core::ops::DerefMut;

use spin::Mutex;
use targeting::{Page, Visit, record, refusal};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::page_view::{self, PageView, Settlement};

/// Room for the program. The manifest is bounded at publish; what does not fit keeps every form away.
const PROGRAM_BYTES: usize = 32_768;

/// The longest text of a fact; the loader calls a longer one unknown.
const FACT_BYTES: usize = 8_192;

/// Everything that lasts from call to call.
///
/// The lock never waits: where the page comes back in while the module asks it for a fact, that call does nothing.
static STATE: Mutex<State> = Mutex::new(State {
    program: [0; PROGRAM_BYTES],
    program_len: 0,
    fact: [0; FACT_BYTES],
    record: [0; record::MAX_BYTES],
    new_record: [0; record::MAX_BYTES],
    view: PageView::new(),
});

struct State {
    program: [u8; PROGRAM_BYTES],
    program_len: usize,
    fact: [u8; FACT_BYTES],
    record: [u8; record::MAX_BYTES],
    new_record: [u8; record::MAX_BYTES],
    view: PageView,
}

#[wasm_bindgen(raw_module = "trigger-host")]
extern "C" {
    /// Writes the text of a fact into a buffer, given by address and size; its length, or `-1` where it is unknown.
    fn look(fact: u32, fact_len: u32, out: u32, room: u32) -> u32;
    /// Call [`wake`] when a fact has reached a number, or an event happens.
    fn want(form: u32, fact: u32, fact_len: u32, least: u32);
    /// Hears of a group that was judged, where [`judge`] was asked to tell.
    fn judged(kind: u32, code: u32, code_len: u32, holds: bool);
}

/// Address of the buffer for the program, 32,768 bytes.
#[wasm_bindgen]
pub fn program() -> u32 {
    with(|state| address(&state.program)).unwrap_or_default()
}

/// Starts a page view, with the program in its buffer.
#[wasm_bindgen]
pub fn start(program_len: u32) {
    with(|state| {
        state.program_len = program_len as usize;
        state.view = PageView::new();
    });
}

/// Judges rules: what the forms wait for that may show is wanted. Whether any form waits.
#[wasm_bindgen]
pub fn arm(now: u32) -> bool {
    with(|state| {
        let len = state.read_record();
        let (program, visit, mut page, view) = state.parts(len, now);
        view.arm(program, visit, &mut page, |form, fact, least| {
            want(form, address(fact), fact.len() as u32, least);
        })
    })
    .unwrap_or_default()
}

/// Judges triggers: the index of a form that is to show now, or `-1`. While a form shows, others only take note.
#[wasm_bindgen]
pub fn wake(now: u32, may_show: bool) -> i32 {
    with(|state| {
        let (program, _, mut page, view) = state.parts(0, now);
        let due = view.due(program, now, &mut page);
        if due == 0 || !may_show {
            return None;
        }
        // The record stands in the page's storage, which is slow to read: only now is it needed.
        let len = state.read_record();
        let (program, visit, mut page, view) = state.parts(len, now);
        view.choose(program, due, visit, &mut page)
    })
    .flatten()
    .map_or(-1, |form| form as i32)
}

/// Judges a form, its triggers left aside: 0, or what refuses it, as address × 256 + length of its code.
/// Without `caps` only targeting rules are judged.
#[wasm_bindgen]
pub fn judge(form: u32, caps: bool, tells: bool, now: u32) -> u32 {
    with(|state| {
        let len = state.read_record();
        let (program, visit, mut page, _) = state.parts(len, now);
        page.tells = tells;
        let form = page_view::form(program, form)?;
        refusal(form, caps, visit, &mut page).map(|code| address(code) << 8 | code.len() as u32)
    })
    .flatten()
    .unwrap_or_default()
}

/// Notes that a form was closed (0), submitted (1), displayed (2) or given up (3): it is not chosen again in this
/// page view. Returns the length of the new visitor record, or 0 where it stays as it is; [`new_record`] has its address.
#[wasm_bindgen]
pub fn settle(form: u32, what: u32, now: u32) -> u32 {
    with(|state| {
        state.view.finish(form);
        let settlement = match what {
            0 => Settlement::Closed,
            1 => Settlement::Submitted,
            2 => Settlement::Viewed,
            _ => return None,
        };
        let len = state.read_record();
        let program = state.program.get(..state.program_len)?;
        let form = page_view::form(program, form)?;
        if settlement == Settlement::Viewed && !page_view::counts_views(form) {
            return None;
        }
        let record = state.record.get(..len).unwrap_or_default();
        let visit = Visit { record, now };
        Some(page_view::settle(form, settlement, visit, &mut state.new_record) as u32)
    })
    .flatten()
    .unwrap_or_default()
}

/// Address of the record that [`settle`] wrote.
#[wasm_bindgen]
pub fn new_record() -> u32 {
    with(|state| address(&state.new_record)).unwrap_or_default()
}

impl State {
    /// The program, what is known of the visit, the page, and the state of the page view.
    fn parts(
        &mut self,
        record_len: usize,
        now: u32,
    ) -> (&[u8], Visit<'_>, HostPage<'_>, &mut PageView) {
        let page = HostPage {
            fact: &mut self.fact,
            tells: false,
        };
        let record = self.record.get(..record_len).unwrap_or_default();
        let program = self.program.get(..self.program_len).unwrap_or_default();
        (program, Visit { record, now }, page, &mut self.view)
    }

    /// Asks the page for the visitor record, which stands as a fact of its own, `R`.
    fn read_record(&mut self) -> usize {
        ask(b"R", &mut self.record).map_or(0, <[u8]>::len)
    }
}

/// The page that runs this module.
struct HostPage<'a> {
    fact: &'a mut [u8],
    tells: bool,
}

impl Page for HostPage<'_> {
    fn look(&mut self, fact: &[u8]) -> Option<&[u8]> {
        ask(fact, self.fact)
    }

    fn judged(&mut self, kind: u8, code: &[u8], holds: bool) {
        if self.tells {
            judged(kind.into(), address(code), code.len() as u32, holds);
        }
    }
}

fn ask<'a>(fact: &[u8], out: &'a mut [u8]) -> Option<&'a [u8]> {
    let len = look(
        address(fact),
        fact.len() as u32,
        out.as_mut_ptr() as usize as u32,
        out.len() as u32,
    );
    out.get(..len as usize)
}

fn with<T>(act: impl FnOnce(&mut State) -> T) -> Option<T> {
    Some(act(STATE.try_lock()?.deref_mut()))
}

fn address(bytes: &[u8]) -> u32 {
    bytes.as_ptr() as usize as u32
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
