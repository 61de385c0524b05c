/** Random ids. `crypto.randomUUID` is not used: pages without TLS lack it. */

/** 128 random bits as 32 lowercase hexadecimal digits. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = "";
  for (let i = 0; i < 16; i++) id += (bytes[i] + 256).toString(16).slice(1);
  return id;
}
