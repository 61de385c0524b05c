/** Processes, named so that a number that was given to another one since is not mistaken for it. */

import { readFileSync } from "node:fs";

/**
 * When a process was started, in ticks since the machine was; empty if it does not exist.
 * Source: field 22 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 * @param {number} pid
 */
export function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name, which may have anything in it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const is_dead = fields[0] === "Z" || fields[0] === "X";
    return is_dead ? "" : fields[19];
  } catch {
    return "";
  }
}

/** This process, as others can look it up. */
export const self = () => ({ pid: process.pid, start: startOf(process.pid) });

/** @param {{ pid: number, start: string }} one */
export const isAlive = ({ pid, start }) => start !== "" && startOf(pid) === start;
