/** What the build generates: the glue of both modules, and the engine that a render file embeds. */

declare module "trigger-glue" {
  export const imports: WebAssembly.Imports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function program(): number;
  export function start(program_len: number): void;
  export function arm(now: number): boolean;
  export function wake(now: number, may_show: boolean): number;
  export function judge(form: number, caps: boolean, tells: boolean, now: number): number;
  export function settle(form: number, what: number, now: number): number;
  export function new_record(): number;
}

declare module "render-glue" {
  export const imports: WebAssembly.Imports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function text(): number;
  export function press(table_len: number, values_len: number, facts_len: number, step: number, button: number): number;
}

declare module "render-engine" {
  const engine: import("./engine.js").Engine;
  export default engine;
}
