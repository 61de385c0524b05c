/**
 * The demo shop's behavior: gallery, options, steppers and totals, all in the page; it sets no cookie and stores nothing.
 */

const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 0,
});
const FREE_SHIPPING_FROM = 75;
const SHIPPING = 6;
const ADDED_MS = 1800;

const status = document.querySelector("[data-status]");
const cartCount = document.querySelector("[data-cart-count]");

/** Announces something to screen readers. */
const say = (text) => {
  status.textContent = text;
};

const setCartCount = (count) => {
  cartCount.textContent = String(count);
};

const addToCartCount = (count) => setCartCount(Number(cartCount.textContent) + count);

/** Makes a stepper work; `changed` gets the new quantity. */
function startStepper(stepper, changed) {
  const output = stepper.querySelector("[data-quantity]");
  const buttons = [...stepper.querySelectorAll("[data-step]")];
  const max = Number(stepper.dataset.max);

  const limit = (quantity) => {
    for (const button of buttons) {
      const next = quantity + Number(button.dataset.step);
      button.setAttribute("aria-disabled", String(next < 1 || next > max));
    }
  };

  stepper.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const quantity = Number(output.textContent) + Number(button.dataset.step);
    output.textContent = String(quantity);
    limit(quantity);
    changed(quantity);
  });

  limit(Number(output.textContent));
}

/** The "Add" buttons of the product cards; `add` gets the card and its button. */
function startCards(add) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-add]"));
  for (const button of buttons) {
    let timer = 0;
    button.addEventListener("click", () => {
      add(button.closest(".card"), button);
      say(`${button.dataset.add} added. The demo cart forgets it when you leave the page.`);
      button.textContent = "Added";
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = "Add";
      }, ADDED_MS);
    });
  }
}

/** Gallery, glaze, cord and quantity of the product page. */
function startProduct(product) {
  const picture = product.querySelector("[data-gallery]");
  const thumbs = [...product.querySelectorAll("[data-view]")];
  const form = product.querySelector("[data-buy]");
  const total = form.querySelector("[data-total]");
  const note = form.querySelector("[data-note]");
  let quantity = 1;

  const show = (thumb) => {
    const image = thumb.querySelector("img");
    picture.src = image.getAttribute("src");
    picture.alt = image.alt;
    for (const other of thumbs) other.setAttribute("aria-pressed", String(other === thumb));
  };

  const choose = (name) => form.elements.namedItem(name).value;

  const showTotal = () => {
    const price = Number(product.dataset.price) + Number(choose("cord"));
    total.textContent = dollars.format(price * quantity);
  };

  for (const thumb of thumbs) thumb.addEventListener("click", () => show(thumb));

  form.addEventListener("change", (event) => {
    showTotal();
    if (event.target.name !== "glaze") return;
    const glaze = choose("glaze");
    const lit = thumbs.find((thumb) => thumb.dataset.view === "lit");
    const image = lit.querySelector("img");
    image.src = `/images/lamp-${glaze}.svg`;
    image.alt = `The hollow lamp in ${glaze}, lit, on a bedside table at night`;
    show(lit);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addToCartCount(quantity);
    const what = quantity === 1 ? "One lamp" : `${quantity} lamps`;
    note.textContent = `${what} added, for as long as you stay on this page. The demo keeps nothing.`;
    say(note.textContent);
  });

  startStepper(form.querySelector(".stepper"), (next) => {
    quantity = next;
    showTotal();
    say(`Quantity ${quantity}, ${total.textContent}.`);
  });
}

/** Lines and summary of the cart page; returns what the "Add" buttons do there. */
function startCart(cart) {
  const list = cart.querySelector("ul");
  const empty = cart.querySelector("[data-empty]");
  const template = cart.querySelector("[data-new-line]").content.firstElementChild;
  const linesOf = () => [...list.querySelectorAll("[data-line]")];
  const show = (name, text) => {
    document.querySelector(`[data-${name}]`).textContent = text;
  };

  const sum = () => {
    let count = 0;
    let subtotal = 0;
    for (const line of linesOf()) {
      const quantity = Number(line.querySelector("[data-quantity]").textContent);
      const lineTotal = quantity * Number(line.dataset.price);
      line.querySelector("[data-line-total]").textContent = dollars.format(lineTotal);
      count += quantity;
      subtotal += lineTotal;
    }
    const missing = FREE_SHIPPING_FROM - subtotal;
    const shipping = count === 0 || missing <= 0 ? 0 : SHIPPING;
    show("subtotal", dollars.format(subtotal));
    show("shipping", count === 0 ? "None" : shipping ? dollars.format(shipping) : "Free");
    show("grand-total", dollars.format(subtotal + shipping));
    show(
      "shipping-note",
      shipping
        ? `${dollars.format(missing)} more and shipping is free.`
        : `Shipping is free from ${dollars.format(FREE_SHIPPING_FROM)}.`,
    );
    setCartCount(count);
    empty.hidden = count > 0;
    return dollars.format(subtotal + shipping);
  };

  const startLine = (line) => {
    const name = line.dataset.line;
    startStepper(line.querySelector(".stepper"), (quantity) => {
      say(`${name}: ${quantity}. Total ${sum()}.`);
    });
    line.querySelector("[data-remove]").addEventListener("click", () => {
      const neighbor = line.nextElementSibling ?? line.previousElementSibling;
      line.remove();
      say(`${name} removed. Total ${sum()}.`);
      (neighbor?.querySelector("[data-remove]") ?? empty).focus();
    });
  };

  linesOf().forEach(startLine);

  return (card, button) => {
    const name = button.dataset.add;
    const present = linesOf().find((line) => line.dataset.line === name);
    if (present) {
      present.querySelector('[data-step="1"]').click();
      return;
    }
    const line = template.cloneNode(true);
    const tile = card.querySelector(".tile");
    line.dataset.line = name;
    line.dataset.price = button.dataset.price;
    line.querySelector("[data-line-name]").textContent = name;
    line.querySelector("[data-line-price]").textContent = `${dollars.format(button.dataset.price)} each`;
    line.querySelector(".stepper").setAttribute("aria-label", `Quantity of ${name}`);
    line.querySelector("[data-remove]").setAttribute("aria-label", `Remove ${name}`);
    line.querySelector(".line__tile").classList.add(...tile.classList);
    line.querySelector(".line__tile").append(tile.querySelector("img").cloneNode());
    list.append(line);
    startLine(line);
    sum();
  };
}

const product = document.querySelector("[data-product]");
if (product) startProduct(product);
const cart = document.querySelector("[data-cart]");
startCards(cart ? startCart(cart) : () => addToCartCount(1));
