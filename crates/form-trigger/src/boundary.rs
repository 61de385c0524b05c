//! What the loader and this module exchange: numbers, and texts in a buffer at a fixed address.

use spin::Mutex;
use targeting::{Page, Scope, judge};
use wasm_bindgen::prelude::wasm_bindgen;

/// Room for the rules of all forms. The manifest is bounded at publish; where they do not fit, the page is left alone.
const RULES_BYTES: usize = 32_768;

/// The longest text of a fact; the loader calls a longer one unknown.
const FACT_BYTES: usize = 8_192;

/// The state that lasts from call to call.
///
/// The lock never waits: if the page calls back while the module asks it for a fact, that call changes nothing.
static STATE: Mutex<State> = Mutex::new(State {
    rules: [0; RULES_BYTES],
    fact: [0; FACT_BYTES],
});

struct State {
    rules: [u8; RULES_BYTES],
    fact: [u8; FACT_BYTES],
}

#[wasm_bindgen(raw_module = "trigger-host")]
extern "C" {
    /// Writes the text of a fact into a buffer of 8,192 bytes; returns its length, or `-1` if it is unknown.
    fn look(fact: u32, fact_len: u32, out: u32) -> u32;
    /// Learns of each group in turn whether it holds, if [`refusal`] was asked to report it.
    fn judged(holds: u32);
}

/// Address of the buffer for rules, 32,768 bytes.
#[wasm_bindgen]
pub fn rules() -> u32 {
    STATE.try_lock().map_or(0, |state| address(&state.rules))
}

/// Evaluates the triggers of the form whose rules are between two offsets. Returns the fired ones as bits in their
/// order, including those in `fired`, and the highest bit if the form is due.
#[wasm_bindgen]
pub fn fire(from: u32, to: u32, fired: u32) -> u32 {
    let Some(mut state) = STATE.try_lock() else {
        return fired;
    };
    let (lines, mut page) = state.parts(from, to, false);
    let verdict = judge(lines, Scope::Triggers, fired, &mut page);
    verdict.fired | u32::from(verdict.is_due) << 31
}

/// Evaluates the targeting rules of a form and, if `caps` says so, its frequency caps. Returns 0 if the form may show,
/// otherwise offset × 256 + length of the code of the rule or cap that keeps it away.
#[wasm_bindgen]
pub fn refusal(from: u32, to: u32, caps: bool, tells: bool) -> u32 {
    let Some(mut state) = STATE.try_lock() else {
        return 1;
    };
    let start = address(&state.rules);
    let (lines, mut page) = state.parts(from, to, tells);
    let scope = if caps {
        Scope::RulesAndCaps
    } else {
        Scope::Rules
    };
    let verdict = judge(lines, scope, 0, &mut page);
    verdict.refusal.map_or(0, |code| {
        (address(code) - start) << 8 | code.len() as u32 & 255
    })
}

impl State {
    fn parts(&mut self, from: u32, to: u32, tells: bool) -> (&[u8], HostPage<'_>) {
        let page = HostPage {
            fact: &mut self.fact,
            len: 0,
            tells,
        };
        let lines = self.rules.get(from as usize..to as usize);
        (lines.unwrap_or_default(), page)
    }
}

/// The page that runs this module.
struct HostPage<'a> {
    fact: &'a mut [u8; FACT_BYTES],
    len: usize,
    tells: bool,
}

impl Page for HostPage<'_> {
    fn look(&mut self, fact: &[u8]) -> bool {
        let out = self.fact.as_mut_ptr() as usize as u32;
        self.len = look(address(fact), fact.len() as u32, out) as usize;
        self.len <= FACT_BYTES
    }

    fn text(&self) -> &[u8] {
        self.fact.get(..self.len).unwrap_or_default()
    }

    fn judged(&mut self, _: u8, _: &[u8], holds: bool) {
        if self.tells {
            judged(holds.into());
        }
    }
}

fn address(bytes: &[u8]) -> u32 {
    bytes.as_ptr() as usize as u32
}

/// This module allocates nothing; an allocation that a change adds fails at once.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::FailAllocator = lol_alloc::FailAllocator;

/// A panic ends the module; the loader catches the trap and leaves the page alone.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
