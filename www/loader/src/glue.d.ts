/** What the build generates: the glue of both modules, and the engine that a render file embeds. */

declare module "trigger-glue" {
  export const imports: WebAssembly.Imports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function text(): number;
  export function record(): number;
  export function start(program_len: number, url_len: number, record_len: number, device: number, now: number): void;
  export function event(kind: number, value: number, form: number): boolean;
  export function settle(form: number, submitted: boolean, record_len: number, now: number): number;
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
