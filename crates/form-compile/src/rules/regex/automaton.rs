//! A minimal deterministic automaton that finds out whether a text matches.

use std::collections::HashMap;

use regex_automata::{
    Input, MatchKind,
    dfa::{Automaton as _, StartKind, dense},
    nfa::thompson,
    util::primitives::StateID,
};
use regex_syntax::hir::Hir;

use super::{Alphabet, Fault};

/// Number of a state.
pub(super) type State = usize;

/// Where a byte leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// A state.
    State(State),
    /// The text has a match, whatever follows.
    Match,
    /// The text cannot match, whatever follows.
    Never,
}

/// An automaton; it begins in state 0.
#[derive(Debug)]
pub(super) struct Automaton {
    /// The states.
    pub(super) states: Vec<Moves>,
}

/// What a state does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moves {
    /// The next state for each byte.
    pub(super) targets: [Target; 256],
    /// Whether a text that ends here has a match.
    pub(super) matches_at_end: bool,
}

/// The maximum size of the automaton while it is built, with thousands of states. A larger one would almost always
/// exceed the size of a table even when minimized.
const MAX_BYTES: usize = 2_000_000;

/// Determinizes an expression.
pub(super) fn build(expression: &Hir, alphabet: Alphabet) -> Result<Automaton, Fault> {
    let nfa = thompson::Compiler::new()
        .configure(
            thompson::Config::new()
                .nfa_size_limit(Some(MAX_BYTES / 4))
                .which_captures(thompson::WhichCaptures::None)
                .utf8(false),
        )
        .build_from_hir(expression)
        .map_err(|_| Fault::Unbounded)?;
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::LeftmostFirst)
                .start_kind(StartKind::Unanchored)
                .accelerate(false)
                .dfa_size_limit(Some(MAX_BYTES))
                .determinize_size_limit(Some(MAX_BYTES)),
        )
        .build_from_nfa(&nfa)
        .map_err(|_| Fault::Unbounded)?;
    Ok(minimized(&read(&dfa, alphabet)?))
}

/// Takes over the automaton, without its states after a match.
fn read(dfa: &dense::DFA<Vec<u32>>, alphabet: Alphabet) -> Result<Automaton, Fault> {
    let start = dfa
        .start_state_forward(&Input::new(b""))
        .map_err(|_| Fault::Unbounded)?;
    let mut ids = vec![start];
    let mut numbers = HashMap::from([(start, 0)]);
    let mut states = Vec::new();
    while let Some(&id) = ids.get(states.len()) {
        let mut target = |byte: u8| target(dfa, dfa.next_state(id, byte), &mut numbers, &mut ids);
        let mut targets = [Target::Never; 256];
        for byte in 0..=u8::MAX {
            // A byte that no address has may lead anywhere: where its neighbor leads is shortest to write.
            let read = match alphabet {
                Alphabet::Text => byte,
                Alphabet::Address => byte.clamp(b'!', b'~'),
            };
            targets[usize::from(byte)] = target(read);
        }
        states.push(Moves {
            targets,
            matches_at_end: dfa.is_match_state(dfa.next_eoi_state(id)),
        });
    }
    Ok(Automaton { states })
}

/// The index of a state of the other automaton in ours; its matches come one byte late, which is early enough.
fn target(
    dfa: &dense::DFA<Vec<u32>>,
    id: StateID,
    numbers: &mut HashMap<StateID, State>,
    ids: &mut Vec<StateID>,
) -> Target {
    if dfa.is_match_state(id) {
        return Target::Match;
    }
    if dfa.is_dead_state(id) {
        return Target::Never;
    }
    Target::State(*numbers.entry(id).or_insert_with(|| {
        ids.push(id);
        ids.len() - 1
    }))
}

/// The smallest automaton that does the same. Its states are in the order in which a search from the first one finds
/// them.
fn minimized(automaton: &Automaton) -> Automaton {
    // Match and never are states like others here, which lead to themselves.
    let count = automaton.states.len();
    let (matched, never) = (count, count + 1);
    let index = |target: Target| match target {
        Target::State(state) => state,
        Target::Match => matched,
        Target::Never => never,
    };
    let mut columns: Vec<Vec<State>> = Vec::new();
    for byte in representatives(automaton) {
        let states = automaton.states.iter();
        let column = states.map(|state| index(state.targets[byte]));
        columns.push(column.chain([matched, never]).collect());
    }
    let matches = automaton.states.iter().map(|state| state.matches_at_end);
    let classes = classes(&columns, matches.chain([true, false]).collect());
    renumbered(automaton, &classes, classes[matched], classes[never], index)
}

/// The class of each state: two states are in one class if no text distinguishes them, by Hopcroft's refinement.
///
/// A column has the target of one byte for each state.
fn classes(columns: &[Vec<State>], matches: Vec<bool>) -> Vec<usize> {
    let mut classes: Vec<usize> = matches.iter().map(|&matches| matches.into()).collect();
    let mut members: Vec<Vec<State>> = vec![Vec::new(), Vec::new()];
    for (state, &class) in classes.iter().enumerate() {
        members[class].push(state);
    }
    let sources: Vec<Vec<Vec<State>>> = columns.iter().map(|column| sources(column)).collect();
    // Classes by which others may still have to be split.
    let mut waiting = vec![0, 1];
    while let Some(class) = waiting.pop() {
        let targets = members[class].clone();
        for sources in &sources {
            let mut touched: HashMap<usize, Vec<State>> = HashMap::new();
            for &source in targets.iter().flat_map(|&target| &sources[target]) {
                touched.entry(classes[source]).or_default().push(source);
            }
            for (class, states) in touched {
                if states.len() == members[class].len() {
                    continue;
                }
                let fresh = members.len();
                for &state in &states {
                    classes[state] = fresh;
                }
                members[class].retain(|&state| classes[state] == class);
                let is_smaller = states.len() <= members[class].len();
                members.push(states);
                waiting.push(if is_smaller || waiting.contains(&class) {
                    fresh
                } else {
                    class
                });
            }
        }
    }
    classes
}

/// For each state, the states from which a byte leads to it.
fn sources(column: &[State]) -> Vec<Vec<State>> {
    let mut sources = vec![Vec::new(); column.len()];
    for (state, &target) in column.iter().enumerate() {
        sources[target].push(state);
    }
    sources
}

/// Representative bytes: in every state, any other byte leads to the same state as one of them.
fn representatives(automaton: &Automaton) -> Vec<usize> {
    let mut columns = HashMap::new();
    for byte in 0..=usize::from(u8::MAX) {
        let column: Vec<Target> = automaton
            .states
            .iter()
            .map(|state| state.targets[byte])
            .collect();
        columns.entry(column).or_insert(byte);
    }
    let mut bytes: Vec<usize> = columns.into_values().collect();
    bytes.sort_unstable();
    bytes
}

/// One state for each class, found from the first one on.
fn renumbered(
    automaton: &Automaton,
    classes: &[usize],
    matched: usize,
    never: usize,
    index: impl Fn(Target) -> usize,
) -> Automaton {
    // Each with a state that represents its class. The first may be one that always or never matches.
    let mut found = vec![0];
    let mut numbers = HashMap::from([(classes[0], 0)]);
    let mut states = Vec::new();
    while let Some(&old) = found.get(states.len()) {
        let moves = &automaton.states[old];
        let targets = moves.targets.map(|target| {
            let class = classes[index(target)];
            if class == matched {
                return Target::Match;
            }
            if class == never {
                return Target::Never;
            }
            Target::State(*numbers.entry(class).or_insert_with(|| {
                found.push(index(target));
                found.len() - 1
            }))
        });
        states.push(Moves {
            targets,
            matches_at_end: moves.matches_at_end,
        });
    }
    Automaton { states }
}
