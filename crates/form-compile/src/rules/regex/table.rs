//! Writes an automaton as a table: `targeting::regex` has the grammar.
//!
//! Most states differ from another one by a byte or two: for example from the first one, where a search restarts. So a
//! state names the most similar earlier one, and writes only the moves that differ.

use targeting::regex::{BASE, DIGIT, ESCAPE, MATCH, MAX_TABLE_BYTES};

use super::{
    Fault,
    automaton::{Automaton, Moves, State, Target},
};

/// How many states may be asked in a row.
const MAX_ASKED: usize = 8;

/// The most states for which the moves are compared; a state takes three bytes at least, so that more never fit.
const MAX_STATES: usize = MAX_TABLE_BYTES / 3;

/// The most moves of one state: twice as many, and one, are one digit up to `~`.
const MAX_MOVES: usize = 45;

/// A written state.
struct Entry {
    /// The state that is asked where no move fits.
    other: Option<State>,
    moves: Vec<(u8, u8, Target)>,
    /// How many states are asked at most before one has a move.
    asked: usize,
}

/// Writes an automaton.
pub(super) fn write(automaton: &Automaton) -> Result<String, Fault> {
    let states = &automaton.states;
    if states.len() > MAX_STATES {
        return Err(Fault::TooLong(format!("more than {}", 3 * states.len())));
    }
    let mut entries: Vec<Entry> = Vec::new();
    for state in 0..states.len() {
        entries.push(shortest(states, state, &entries));
    }
    let mut positions = Vec::new();
    let mut size_bytes = 0;
    for entry in &entries {
        positions.push(size_bytes);
        size_bytes += size(entry);
    }
    let has_room = entries.iter().all(|entry| entry.moves.len() <= MAX_MOVES);
    if size_bytes > MAX_TABLE_BYTES || !has_room {
        return Err(Fault::TooLong(size_bytes.to_string()));
    }
    let mut table = String::with_capacity(size_bytes);
    for ((entry, state), &position) in entries.iter().zip(states).zip(&positions) {
        let header = 2 * entry.moves.len() + usize::from(state.matches_at_end);
        table.push(char::from(DIGIT + header as u8));
        push_target(
            &mut table,
            entry.other.map_or(position, |state| positions[state]),
        );
        for &(first, last, target) in &entry.moves {
            push_byte(&mut table, first);
            push_byte(&mut table, last);
            push_target(
                &mut table,
                match target {
                    Target::State(state) => positions[state],
                    Target::Match => MATCH,
                    // A byte that leads nowhere is in no move: see `moves`.
                    Target::Never => unreachable!("a move leads somewhere"),
                },
            );
        }
    }
    Ok(table)
}

/// The shortest way to write a state, given those before it.
fn shortest(states: &[Moves], state: State, before: &[Entry]) -> Entry {
    let targets = &states[state].targets;
    let mut best = Entry {
        other: None,
        moves: moves(targets, |_| Target::Never),
        asked: 0,
    };
    let mut take = |entry: Entry| {
        if size(&entry) < size(&best) {
            best = entry;
        }
    };
    // All bytes but a few lead to one place, which comes last, for every byte.
    for &most in distinct(targets)
        .iter()
        .filter(|&&most| most != Target::Never)
    {
        if targets.contains(&Target::Never) {
            break;
        }
        let mut moves = moves(targets, |_| most);
        moves.push((0, u8::MAX, most));
        take(Entry {
            other: None,
            moves,
            asked: 0,
        });
    }
    for (other, entry) in before.iter().enumerate() {
        let shared = &states[other].targets;
        // Bytes that the other state accepts and this one does not cannot be written.
        let is_fit = entry.asked < MAX_ASKED
            && (0..256).all(|byte| targets[byte] != Target::Never || shared[byte] == Target::Never);
        if is_fit {
            take(Entry {
                other: Some(other),
                moves: moves(targets, |byte| shared[byte]),
                asked: entry.asked + 1,
            });
        }
    }
    best
}

/// The ranges of bytes that lead elsewhere than `otherwise`; as wide as needed, not wider.
fn moves(targets: &[Target; 256], otherwise: impl Fn(usize) -> Target) -> Vec<(u8, u8, Target)> {
    let mut moves: Vec<(u8, u8, Target)> = Vec::new();
    // The last byte in an unbroken range with the same target as the last move.
    let mut run = None;
    for byte in 0..=u8::MAX {
        let target = targets[usize::from(byte)];
        let is_run = run.is_some_and(|(end, of)| end + 1 == byte && of == target);
        if is_run {
            run = Some((byte, target));
        }
        if target == otherwise(usize::from(byte)) {
            continue;
        }
        match moves.last_mut() {
            Some(last) if is_run => last.1 = byte,
            _ => moves.push((byte, byte, target)),
        }
        run = Some((byte, target));
    }
    moves
}

fn distinct(targets: &[Target; 256]) -> Vec<Target> {
    let mut distinct = Vec::new();
    for target in targets {
        if !distinct.contains(target) {
            distinct.push(*target);
        }
    }
    distinct
}

/// The size of an entry in bytes.
fn size(entry: &Entry) -> usize {
    let byte_size = |byte: u8| if is_plain(byte) { 1 } else { 2 };
    let moves = entry.moves.iter();
    3 + moves
        .map(|&(first, last, _)| byte_size(first) + byte_size(last) + 2)
        .sum::<usize>()
}

/// Whether a byte is written as it is: printable, and neither quote nor backslash, which JSON would double.
fn is_plain(byte: u8) -> bool {
    (b' '..ESCAPE).contains(&byte) && byte != b'"' && byte != b'\\'
}

fn push_byte(table: &mut String, byte: u8) {
    if is_plain(byte) {
        table.push(char::from(byte));
        return;
    }
    let number = usize::from(byte.wrapping_sub(ESCAPE));
    table.push(char::from(ESCAPE + (number / BASE) as u8));
    push_digit(table, number % BASE);
}

fn push_target(table: &mut String, position: usize) {
    push_digit(table, position / BASE);
    push_digit(table, position % BASE);
}

fn push_digit(table: &mut String, digit: usize) {
    table.push(char::from(DIGIT + digit as u8));
}
