/** Takes a picture of an embed on a host page: `node with-puppeteer.js old-theme shot.png [FOLDER]`. */
import puppeteer from "puppeteer-core";
import { loadHost } from "../index.js";

// Host pages of your own are in FOLDER; without it, the host is one of this kit.
const [name = "old-theme", path = "shot.png", folder] = process.argv.slice(2);
const host = await loadHost(name, { folder, body: "<button>An embed</button>" });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
await page.setContent(host.html);
await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
console.log(`${host.name}: ${await page.evaluate(host.sign ?? "true")}`);
await browser.close();
