/** ** A client of HTTP/1.1 that costs almost nothing, so that we measure the service. */
import { connect } from "node:net";

/** @typedef {{ status: number, body: Buffer }} Answer */

/** Connections that are kept, each with one request at a time; as many as are needed. */
export class Connections {
  #port;
  /** @type {Connection[]} */
  #idle = [];
  /** @type {Set<Connection>} */
  #all = new Set();
  /** @type {Map<string, Buffer>} */
  #requests = new Map();

  /** @param {number} port */
  constructor(port) {
    this.#port = port;
  }

  /** @param {string} path @param {string} body @returns {Promise<Answer>} */
  post(path, body) {
    let request = this.#requests.get(body);
    if (!request) {
      const bytes = Buffer.from(body);
      const head = `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`;
      request = Buffer.concat([Buffer.from(head), bytes]);
      if (this.#requests.size < 8) this.#requests.set(body, request);
    }
    return this.#send(request);
  }

  /** @param {string} path */
  get(path) {
    return this.#send(Buffer.from(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`));
  }

  close() {
    for (const connection of this.#all) connection.socket.destroy();
  }

  /** @param {Buffer} request @returns {Promise<Answer>} */
  #send(request) {
    const connection = this.#idle.pop() ?? this.#open();
    return new Promise((resolve, reject) => {
      connection.resolve = resolve;
      connection.reject = reject;
      connection.socket.write(request);
    });
  }

  #open() {
    const connection = new Connection(this.#port);
    this.#all.add(connection);
    connection.onIdle = () => this.#idle.push(connection);
    connection.socket.on("close", () => {
      this.#all.delete(connection);
      this.#idle = this.#idle.filter((it) => it !== connection);
    });
    return connection;
  }
}

class Connection {
  /** @type {(answer: Answer) => void} */
  resolve = () => {};
  /** @type {(error: Error) => void} */
  reject = () => {};
  onIdle = () => {};
  /** @type {Buffer[]} */
  #chunks = [];
  #received = 0;
  /** Bytes of the whole answer; 0 while its headers are not complete. */
  #expected = 0;
  #headBytes = 0;
  #status = 0;

  /** @param {number} port */
  constructor(port) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("data", (chunk) => this.#take(chunk));
    this.socket.on("error", (error) => this.reject(error));
    this.socket.on("close", () => this.reject(new Error("the connection was closed")));
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#expected === 0) this.#readHead();
    if (this.#expected === 0 || this.#received < this.#expected) return;
    const body = Buffer.concat(this.#chunks).subarray(this.#headBytes);
    const { resolve } = this;
    this.resolve = this.reject = () => {};
    this.#chunks = [];
    this.#received = this.#expected = 0;
    this.onIdle();
    resolve({ status: this.#status, body });
  }

  #readHead() {
    const head = Buffer.concat(this.#chunks);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const text = head.toString("latin1", 0, end);
    this.#status = Number(text.slice(9, 12));
    this.#headBytes = end + 4;
    this.#expected = this.#headBytes + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  }
}
