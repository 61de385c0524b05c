/**
 * Part `preview`: a bar above everything that says that this is a preview, and that nothing entered here is stored.
 *
 * `?dormouse_form=ID` may reach a visitor by mistake, so the bar speaks to visitors, too, in the form's language. The
 * success step would thank them although nothing was stored, so only people with a signed address see it.
 */

import { adopt } from "../adopt.js";

const CSS = `:host{all:initial!important;display:block!important;position:fixed!important;inset:0 0 auto!important;
width:100%!important;z-index:2147483647!important;pointer-events:none!important}
:host([data-edge="bottom"]){inset:auto 0 0!important}
:host::before,:host::after{display:none!important}
p{margin:0;padding:6px 12px;background:#1c1b2e;color:#fff;font:14px/1.4 system-ui,sans-serif;text-align:center}
:host([data-submitted]) p{background:#8a1c1c;font-weight:700}`;

/** The bar's text at first and after something was entered, by language. */
const TEXTS = /** @type {Record<string, [before: string, after: string]>} */ ({
  en: [
    "Preview: nothing that is entered here is stored or sent.",
    "Preview: what was entered was not stored and not sent.",
  ],
  ar: ["معاينة: لا يُحفظ ولا يُرسل أي شيء يُدخل هنا.", "معاينة: لم يُحفظ ما أُدخل ولم يُرسل."],
  cs: ["Náhled: nic, co sem zadáte, se neuloží ani neodešle.", "Náhled: zadané údaje nebyly uloženy ani odeslány."],
  da: [
    "Forhåndsvisning: intet, der indtastes her, gemmes eller sendes.",
    "Forhåndsvisning: det indtastede blev hverken gemt eller sendt.",
  ],
  de: [
    "Vorschau: Nichts, was hier eingegeben wird, wird gespeichert oder gesendet.",
    "Vorschau: Die Eingaben wurden weder gespeichert noch gesendet.",
  ],
  es: [
    "Vista previa: nada de lo que se introduzca aquí se guarda ni se envía.",
    "Vista previa: lo introducido no se ha guardado ni enviado.",
  ],
  fi: [
    "Esikatselu: mitään tähän syötettyä ei tallenneta eikä lähetetä.",
    "Esikatselu: syötettyjä tietoja ei tallennettu eikä lähetetty.",
  ],
  fr: [
    "Aperçu : rien de ce qui est saisi ici n’est enregistré ni envoyé.",
    "Aperçu : ce qui a été saisi n’a été ni enregistré ni envoyé.",
  ],
  he: ["תצוגה מקדימה: שום דבר שמוזן כאן אינו נשמר או נשלח.", "תצוגה מקדימה: מה שהוזן לא נשמר ולא נשלח."],
  it: [
    "Anteprima: nulla di ciò che viene inserito qui viene salvato o inviato.",
    "Anteprima: quanto inserito non è stato né salvato né inviato.",
  ],
  ja: [
    "プレビュー：ここに入力した内容は保存も送信もされません。",
    "プレビュー：入力した内容は保存も送信もされていません。",
  ],
  ko: [
    "미리보기: 여기에 입력한 내용은 저장되거나 전송되지 않습니다.",
    "미리보기: 입력한 내용은 저장되거나 전송되지 않았습니다.",
  ],
  nl: [
    "Voorbeeld: niets wat hier wordt ingevuld, wordt opgeslagen of verzonden.",
    "Voorbeeld: wat is ingevuld, is niet opgeslagen en niet verzonden.",
  ],
  pl: [
    "Podgląd: nic, co zostanie tu wpisane, nie jest zapisywane ani wysyłane.",
    "Podgląd: wpisane dane nie zostały zapisane ani wysłane.",
  ],
  pt: [
    "Pré-visualização: nada do que for inserido aqui é guardado ou enviado.",
    "Pré-visualização: o que foi inserido não foi guardado nem enviado.",
  ],
  ru: [
    "Предпросмотр: то, что вводится здесь, не сохраняется и не отправляется.",
    "Предпросмотр: введённые данные не сохранены и не отправлены.",
  ],
  sv: [
    "Förhandsvisning: inget som skrivs in här sparas eller skickas.",
    "Förhandsvisning: det som skrevs in har varken sparats eller skickats.",
  ],
  tr: [
    "Önizleme: buraya girilen hiçbir şey kaydedilmez veya gönderilmez.",
    "Önizleme: girilenler kaydedilmedi ve gönderilmedi.",
  ],
  uk: [
    "Попередній перегляд: введене тут не зберігається й не надсилається.",
    "Попередній перегляд: введені дані не збережено й не надіслано.",
  ],
  zh: ["预览：在此输入的内容不会被保存或发送。", "预览：输入的内容未被保存，也未被发送。"],
});

/** The success step: the last of several. */
const SUCCESS = "form:last-of-type:not(:first-of-type)[data-step]";

/** @param {import("../../types").FormInPage} form */
export default ({ host, root, surface, panel, bundle, onGone }) => {
  const texts = TEXTS[host.lang.toLowerCase().split("-")[0]] || TEXTS.en;
  const bar = document.createElement("dormouse-preview");
  const bar_root = bar.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  bar_root.adoptedStyleSheets = [sheet];
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  text.dir = "auto";
  text.textContent = texts[0];
  bar_root.appendChild(text);
  // In a dialog, because everything outside one is inert, also for screen readers; beside a region, in the page.
  const is_modal = surface.localName === "dialog";
  (is_modal ? surface : document.body || document.documentElement).appendChild(bar);
  // At the edge where the form is not; where it fills the window, not over its close button.
  const is_at_top = bundle.edge === "top" || panel.getBoundingClientRect().top < bar.offsetHeight;
  if (is_at_top) bar.dataset.edge = "bottom";
  if (!is_modal && "popover" in bar) {
    // In the top layer, wherever the page puts its fixed elements.
    bar.popover = "manual";
    bar.showPopover();
  }
  const onSubmit = (/** @type {any} */ event) => {
    const { type } = event.detail || {};
    if (type !== "submit" && type !== "stepSubmit") return;
    text.textContent = texts[1];
    if (!bundle.signed && bar.dataset.submitted === undefined) onGone[onGone.length] = hideSuccess(root, texts[1]);
    bar.dataset.submitted = "";
  };
  host.addEventListener("dormouse", onSubmit);
  onGone[onGone.length] = () => {
    host.removeEventListener("dormouse", onSubmit);
    bar.parentNode?.removeChild(bar);
  };
};

/**
 * Shows a text in place of the success step.
 * @param {ShadowRoot | HTMLElement} root
 * @param {string} text
 * @returns {() => void} Undoes it.
 */
function hideSuccess(root, text) {
  const step = (root instanceof ShadowRoot ? "" : "dormouse-form ") + SUCCESS;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${step}>*{display:none!important}${step}::before{content:${JSON.stringify(text)};display:block!important;padding:48px 32px 32px;font-weight:700}`,
  );
  if (!(root instanceof ShadowRoot)) return adopt(sheet);
  // It disappears with the form.
  const { adoptedStyleSheets } = root;
  adoptedStyleSheets[adoptedStyleSheets.length] = sheet;
  return () => {};
}
