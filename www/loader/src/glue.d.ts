/** What the build generates: the glue of both modules, and the engine that a render file embeds. */

declare module "trigger-glue" {
  export const imports: WebAssembly.Imports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function rules(): number;
  export function fire(from: number, to: number, fired: number): number;
  export function refusal(from: number, to: number, caps: boolean, tells: boolean): number;
}

declare module "render-glue" {
  export const imports: WebAssembly.Imports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function text(): number;
  export function press(table_len: number, values_len: number, facts_len: number, step: number, button: number): number;
}

declare module "render-parts" {
  /** Content ids, by the names of the parts. */
  const hashes: Record<string, string>;
  export default hashes;
}

declare module "render-engine" {
  const engine: import("./engine.js").Engine;
  export default engine;
}

/** Hashes of files that few page views need. */
declare module "lazy-files" {
  const files: { twin: string; outbox: string; debug: string; klaviyo: string };
  export default files;
}
