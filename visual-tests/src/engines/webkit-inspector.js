/**
 * A small client of WebKit's remote inspector. Its `Page.snapshotRect` paints a page into one picture at once: the
 * driver's screenshots are composed of parts that depend on what was repainted, and when.
 *
 * Messages are those of WebKit's `RemoteInspectorServer` over TCP: length of the body (4 bytes, the highest first), flags
 * (1 byte, 1 = numbers begin with their lowest byte), the name with a zero, the parameters as GVariant. Both directions:
 * https://github.com/WebKit/WebKit/blob/main/Source/JavaScriptCore/inspector/remote/socket/RemoteInspectorSocket.cpp
 */

import { connect } from "node:net";

/** An inspector numbers its connections itself. */
const CONNECTION = 1;

/** Targets have small numbers, in the order of their creation; the driver's session is one. */
const MOST_TARGETS = 8;

/** How long a target may take to report that it is a page. */
const SETUP_MS = 500;

const COMMAND_MS = 30_000;

/** @typedef {Awaited<ReturnType<typeof connectInspector>>} Inspector */

/**
 * Connects to the page of a browser that was started with `WEBKIT_INSPECTOR_SERVER=127.0.0.1:PORT`.
 * @param {number} port
 */
export async function connectInspector(port) {
  const socket = connect(port, "127.0.0.1");
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  const waiting = /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */ (
    new Map()
  );
  let target = 0;
  let page = "";
  let onPage = () => {};
  let last = 0;
  let ended = false;

  socket.on("error", () => {});
  socket.on("close", () => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new Error("WebKit's inspector has closed the connection"));
  });
  receive(socket, (name, parameters) => {
    if (name !== "SendMessageToFrontend") return;
    const { method, params } = JSON.parse(parameters.toString("utf8", 16, parameters.length - 1));
    if (method === "Target.targetCreated" && params.targetInfo.type === "page" && !params.targetInfo.isProvisional)
      found(params.targetInfo.targetId);
    else if (method === "Target.didCommitProvisionalTarget") found(params.newTargetId);
    else if (method === "Target.dispatchMessageFromTarget") answer(JSON.parse(params.message));
  });

  /** @param {string} id */
  function found(id) {
    page = id;
    onPage();
  }

  /** @param {{ id?: number, result?: any, error?: { message: string } }} message */
  function answer({ id, result, error }) {
    const one = id !== undefined && waiting.get(id);
    if (!one) return;
    waiting.delete(id);
    if (error) one.reject(new Error(`WebKit's inspector: ${error.message}`));
    else one.resolve(result);
  }

  /** @param {string} name @param {Buffer} parameters */
  function post(name, parameters) {
    const body = Buffer.concat([Buffer.from(`${name}\0`), parameters]);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(body.length, 0);
    head[4] = 1;
    socket.write(Buffer.concat([head, body]));
  }

  // With a hash of the protocol's commands: for any other hash the answer contains all commands, which we do not need.
  post("SetupInspectorClient", Buffer.from("none\0"));
  for (target = 1; !page && target <= MOST_TARGETS; target++) {
    const isPage = new Promise((resolve) => (onPage = () => resolve(undefined)));
    post("Setup", variant(CONNECTION, target));
    await Promise.race([isPage, new Promise((resolve) => setTimeout(resolve, SETUP_MS))]);
    if (page) break;
  }
  if (!page) {
    socket.destroy();
    throw new Error("WebKit's inspector knows of no page");
  }

  return {
    /**
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>}
     */
    async send(method, params) {
      if (ended) throw new Error("WebKit's inspector has closed the connection");
      const id = ++last;
      const message = JSON.stringify({ id, method, params });
      let timer;
      try {
        return await new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          timer = setTimeout(() => reject(new Error(`WebKit's inspector does not answer to ${method}`)), COMMAND_MS);
          const outer = { id, method: "Target.sendMessageToTarget", params: { targetId: page, message } };
          post(
            "SendMessageToBackend",
            Buffer.concat([variant(CONNECTION, target), Buffer.from(`${JSON.stringify(outer)}\0`)]),
          );
        });
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
    close() {
      socket.destroy();
    },
  };
}

/** Two numbers of 64 bits as GVariant. @param {number} one @param {number} other */
function variant(one, other) {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(one), 0);
  bytes.writeBigUInt64LE(BigInt(other), 8);
  return bytes;
}

/**
 * @param {import("node:net").Socket} socket
 * @param {(name: string, parameters: Buffer) => void} onMessage
 */
function receive(socket, onMessage) {
  let parts = /** @type {Buffer[]} */ ([]);
  let length = 0;
  socket.on("data", (data) => {
    parts.push(/** @type {Buffer} */ (data));
    length += data.length;
    // A picture comes in many pieces, which are not put together for each of them.
    if (length < 5 || length < 5 + first(parts)) return;
    let bytes = Buffer.concat(parts);
    while (bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt32BE(0)) {
      const end = 5 + bytes.readUInt32BE(0);
      const zero = bytes.indexOf(0, 5);
      onMessage(bytes.toString("latin1", 5, zero), bytes.subarray(zero + 1, end));
      bytes = bytes.subarray(end);
    }
    parts = [bytes];
    length = bytes.length;
  });
}

/** The length of the first message. @param {Buffer[]} parts */
function first(parts) {
  if (parts[0].length < 4) parts.splice(0, parts.length, Buffer.concat(parts));
  return parts[0].readUInt32BE(0);
}
