//! Work that waits where a test says so: a text `wait NAME` is rendered only when the gate of that name is open.

use std::{
    collections::HashMap,
    sync::{Arc, Condvar, LazyLock, Mutex},
};

use rich_text::{Answer, Rendered};

static GATES: LazyLock<Mutex<HashMap<String, Arc<Gate>>>> = LazyLock::new(Mutex::default);

/// A closed gate. Names must differ between tests, because work is a plain function.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    arrived: usize,
    is_open: bool,
}

impl Gate {
    pub(crate) fn named(name: &str) -> Arc<Self> {
        let mut gates = GATES.lock().unwrap();
        gates.entry(name.to_owned()).or_default().clone()
    }

    /// How often work has arrived here.
    pub(crate) fn arrived(&self) -> usize {
        self.state.lock().unwrap().arrived
    }

    /// Waits until work has come here this often.
    pub(crate) async fn has(self: &Arc<Self>, count: usize) {
        let gate = self.clone();
        let wait = move || {
            let state = gate.state.lock().unwrap();
            drop(gate.changed.wait_while(state, |it| it.arrived < count));
        };
        tokio::task::spawn_blocking(wait).await.unwrap();
    }

    pub(crate) fn open(&self) {
        self.state.lock().unwrap().is_open = true;
        self.changed.notify_all();
    }

    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        self.changed.notify_all();
        drop(self.changed.wait_while(state, |it| !it.is_open));
    }
}

/// Waits for a gate, panics, or returns the input.
pub(crate) fn render(text: &str) -> Answer {
    if let Some(rest) = text.strip_prefix("wait ") {
        Gate::named(rest.split_whitespace().next().unwrap()).pass();
    }
    assert!(!text.starts_with("panic"), "secret text");
    Answer::Rendered(Rendered {
        html: text.to_owned(),
        ..Rendered::default()
    })
}
