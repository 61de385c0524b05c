/** A page that notices when content does anything: runs, asks, opens, leaves, or reaches out. */

const ORIGIN = "https://shop.example";

/** Schemes that a link may have, as the browser names them; `:` is an address that it cannot read. */
const PROTOCOLS = ["http:", "https:", "mailto:", "tel:", "sms:", ":"];

/**
 * @param {import("puppeteer-core").Browser} browser
 */
export async function openTrap(browser) {
  const page = await (await browser.createBrowserContext()).newPage();
  const noticed = /** @type {string[]} */ ([]);
  let body = "";
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const url = request.url();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && url === `${ORIGIN}/`) {
      void request.respond({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><title>Shop</title><body>${body}`,
      });
    } else if (url === `${ORIGIN}/favicon.ico`) {
      void request.respond({ status: 204 });
    } else if (url.startsWith("data:image/") && !url.startsWith("data:image/svg")) {
      void request.continue();
    } else if (new URL(url).origin === ORIGIN && request.resourceType() === "image") {
      // Pictures from the page's own origin are fine. They are broken, so that an error handler would run.
      void request.respond({ contentType: "image/png", body: "no picture" });
    } else {
      noticed.push(`asks for ${request.resourceType()} ${url.slice(0, 200)}`);
      void request.abort();
    }
  });
  page.on("dialog", (dialog) => {
    noticed.push(`${dialog.type()} ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
  page.on("popup", (popup) => noticed.push(`opens ${popup?.url()}`));
  page.on("pageerror", (error) => noticed.push(`error ${error}`));
  page.on("console", (message) => noticed.push(`console ${message.text()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || frame.url() !== `${ORIGIN}/`)
      noticed.push(`leaves for ${frame.url().slice(0, 200)}`);
  });
  page.on("frameattached", () => noticed.push("has a frame"));
  page.on("workercreated", () => noticed.push("has a worker"));
  await page.exposeFunction("__notice", (/** @type {string} */ what) => noticed.push(what));
  await page.evaluateOnNewDocument(instrument);

  /** What was noticed since the last call. */
  const taken = async () => {
    // Errors of pictures and whatever else was put off come first.
    await page.evaluate(settle);
    return noticed.splice(0);
  };

  return {
    /**
     * The fragments as parts of a page that is loaded.
     * @param {string[]} fragments
     */
    async served(fragments) {
      body = fragments.map((html) => `<div class="probe">${html}</div>\n`).join("");
      await page.goto(`${ORIGIN}/`, { waitUntil: "load" });
      const found = await page.evaluate(prod, PROTOCOLS, false);
      return { ...found, noticed: await taken() };
    },
    /**
     * The fragments put into an open page, in the document or in shadow roots.
     * @param {string[]} fragments
     * @param {boolean} inShadow
     */
    async inserted(fragments, inShadow) {
      body = "";
      await page.goto(`${ORIGIN}/`, { waitUntil: "load" });
      await page.evaluate(insert, fragments, inShadow);
      const found = await page.evaluate(prod, PROTOCOLS, inShadow);
      return { ...found, noticed: await taken() };
    },
    close: () => page.browserContext().close(),
  };
}

/** In the page: reports every call that an attacker's script would make. */
function instrument() {
  const target = /** @type {any} */ (window);
  const tell = target.__notice;
  const watch = (/** @type {any} */ owner, /** @type {string} */ name, /** @type {string} */ label) => {
    owner[name] = new Proxy(owner[name], {
      apply: (_function, _this, values) => void tell(`calls ${label}(${String(values[0]).slice(0, 80)})`),
      construct: (_function, values) => (tell(`makes ${label}(${String(values[0]).slice(0, 80)})`), {}),
    });
  };
  for (const name of [
    "alert",
    "confirm",
    "prompt",
    "print",
    "open",
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "Worker",
    "postMessage",
  ])
    watch(target, name, name);
  for (const name of ["write", "writeln"]) watch(document, name, name);
  watch(navigator, "sendBeacon", "sendBeacon");
  // Puppeteer itself evaluates, but never by these names.
  watch(target, "eval", "eval");
  document.addEventListener("securitypolicyviolation", (event) => tell(`breaks ${event.violatedDirective}`));
}

/** @param {string[]} fragments @param {boolean} inShadow */
function insert(fragments, inShadow) {
  for (const html of fragments) {
    const probe = document.createElement("div");
    probe.className = "probe";
    document.body.append(probe);
    (inShadow ? probe.attachShadow({ mode: "open" }) : probe).innerHTML = html;
  }
}

/**
 * In the page: fires every event at every element, and looks at every link and every attribute.
 * @param {string[]} protocols @param {boolean} inShadow
 */
function prod(protocols, inShadow) {
  const bad = /** @type {string[]} */ ([]);
  let elements = 0;
  let links = 0;
  // Links are not followed, but their own handlers would run.
  const stay = (/** @type {Event} */ event) => event.preventDefault();
  addEventListener("click", stay);
  for (const probe of document.querySelectorAll(".probe")) {
    for (const element of (inShadow ? probe.shadowRoot : probe)?.querySelectorAll("*") ?? []) {
      elements += 1;
      for (const { name } of element.attributes) if (/^on/i.test(name)) bad.push(`<${element.localName} ${name}>`);
      if (element.shadowRoot) bad.push("its own shadow root");
      if (
        /^(script|style|link|meta|base|iframe|frame|object|embed|form|input|button|svg|math|template)$/.test(
          element.localName,
        )
      )
        bad.push(`<${element.localName}>`);
      const link = /** @type {any} */ (element);
      const address =
        element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? element.getAttribute("action");
      if (address !== null) {
        links += 1;
        if (!protocols.includes(link.protocol)) bad.push(`a link with ${link.protocol} ${address.slice(0, 80)}`);
        if (link.rel !== "noopener noreferrer" || link.target !== "_blank")
          bad.push(`a link with rel=${link.rel} target=${link.target}`);
      }
      for (const type of [
        "click",
        "mouseover",
        "mouseenter",
        "focus",
        "focusin",
        "load",
        "error",
        "toggle",
        "animationstart",
        "pointerdown",
        "keydown",
      ]) {
        element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      }
    }
  }
  removeEventListener("click", stay);
  return { bad, elements, links };
}

/** In the page: waits until pictures have loaded or failed, styles are applied, and their effects have run. */
async function settle() {
  const images = [
    ...document.images,
    ...[...document.querySelectorAll(".probe")].flatMap((probe) => [
      ...(probe.shadowRoot?.querySelectorAll("img") ?? []),
    ]),
  ];
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
  // Requests from styles are made with a frame, however busy the machine is.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
