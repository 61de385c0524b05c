/** A small shop for the everyday forms: a header that sticks, a product, long text, and a footer with a place for a form. */

/** How a theme handles banners, as `docs/INSTALL.md` describes it. */
const CSS = `
  * { box-sizing: border-box }
  body { margin: 0; font: 16px/1.6 Georgia, serif; color: #2b2622; background: #fbf8f3 }
  header { position: sticky; top: var(--dormouse-banner-top, 0px); padding: 14px 24px; background: #fff; border-bottom: 1px solid #e5ddd0; font-size: 20px }
  main { max-width: 1040px; margin: 0 auto; padding: 32px 24px }
  .goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 20px }
  .goods div { aspect-ratio: 4 / 5; background: linear-gradient(160deg, #e8dcc8, #b9c4b0) }
  footer { padding: 32px 24px; background: #efe8dc }
`;

export const HEAD = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${CSS}</style>
<script>
  window.dormouse = window.dormouse || [];
  dormouse.push(["track", "cart", { value: 62.5, count: 3, product_ids: ["assam"] }]);
</script>`;

/** @param {string} footer_form Id of the embed. */
export const bodyWith = (footer_form) => `<header>The Tea House</header>
<main>
  <h1>Assam, second flush</h1>
  <p>Sold out. <button id="notify">Tell me when it is back</button></p>
  <div class="goods">${"<div></div>".repeat(8)}</div>
  ${"<p>Picked in June, rolled the same evening, and packed where it grew. It keeps for two years in a tin.</p>".repeat(12)}
</main>
<footer><div data-dormouse-form="${footer_form}" style="min-height: 180px"></div></footer>`;
