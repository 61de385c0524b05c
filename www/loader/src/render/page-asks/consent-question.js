/**
 * Whether the page asks the visitor to agree: an element stays in the window while the page scrolls, and has a button
 * to agree. Elements that cannot be searched, such as a frame or a closed shadow root, are judged by their names.
 */

import { isBoxSeen, isOurs, isSeen, layerOf } from "./seen.js";

/** Elements that can be pressed. */
const PRESSED = "button,[role=button],input[type=button],input[type=submit],a,[onclick],[tabindex]";

/** A button has few words. */
const MOST_CHARACTERS = 60;

/** Words, or their beginnings, of buttons by which a visitor agrees, in the languages of the European Union and of others. */
const AGREES = new RegExp(
  "accept(?!ab)|agree(?!m)|\\bi consent|\\ballow(?!an)|opt.?in\\b" +
    "|akzept|zustimm|einverstanden|erlaub|zulassen|j.accept|autoriser|acept|aceit(?!e|un)|acconsent|consenti|accett|permit|autoriz|concord|de acuerdo" +
    "|akkoord|toestaan|accepter|toestemm|godk|tillad|tillåt|tillat|godta|samtyk|samþykk|hyväks|salli|nõustu|luba|piekr|sutinku|leisti|\\benable all" +
    "|akcept|zgadzam|zgod|zezw|přijm|souhlas|povol|prija(?!v)|súhlas|prihvat|slaž|sprejm|strinj|dovol(?!en)|elfogad|engedély|de acord|jam dakord|pranoj" +
    "|прием|приём|прин(?!т|ад)|соглас|прийн|погодж|дозвол|прихват|слаж|разреш|съглас|αποδοχ|αποδέχ|συμφων" +
    "|kabul|onayl|izin ver|qəbul|terima(?! kasih)|setuju|chấp nhận|đồng ý|ยอมรับ|同意|接受|受け入れ|許可|允许|允許|동의|수락|허용|स्वीकार|सहमत" +
    "|הסכ|מסכי|קבל|אישור|قبول|موافق|أوافق|پذیر",
  "i",
);

/** First words of a button that means consent only if the question is about cookies or the like. */
const IS_FINE = new RegExp(
  "^[^\\p{L}]*((that.s |das ist |c.est )?(ok(ay)?\\b|fine|bon\\b)|ok(ay)?\\b|got it|i understand|understood|continue|close|dismiss|hide|yes|sure|fine|verstanden|alles klar|weiter|schlie|ja\\b" +
    "|compris|d.accord|entendu|oui|continuer|entendido|vale\\b|entendi|sí\\b|sim\\b|ho capito|capito|va bene|chiudi|begrepen|oké|sluiten" +
    "|jeg forst|jag först|stäng|luk\\b|selvä|rozum|értem|înțeles|понят|хорошо|зрозум|tamam|anlad|了解|知道|확인|閉じる|关闭|はい|εντάξει|κατάλαβα)",
  "iu",
);

/** Subjects of such a question, in texts and in names of elements. */
const IS_ABOUT =
  /cookie|consent|gdpr|ccpa|rgpd|dsgvo|your privacy|privacy (cho|pref|set)|куки|кукі|бисквитк|クッキー|쿠키|隐私|隱私|คุกกี้|עוגיות|ملفات تعريف|ciastecz|evästee|sušenk|sütik|slapuk|küpsis|sīkdat|kolačić|piškot/i;

/** Sentences of such a question. In its layer, any button may be the answer, whatever it says. */
const ASKS = new RegExp(
  "\\b(use|uses|using|use of|store|place|set) (\\w+ ){0,2}cookies|cookies? (to|and similar|policy|notice|preferences|help)\\b" +
    "|cookies? (zu|ein|um)\\b|(verwende|nutze|setze|nutzt|verwendet|setzt)n?( \\S+){0,3} cookies|(utilis|dépos|emplo)\\S* (\\S+ ){0,2}cookies|cookies (pour|para|per|propias|próprios|tecnici)" +
    "|(usa|usiamo|utiliz|gebruik|använd|bruker|bruger|käyt|používá|używa|koristi)\\S* (\\S+ ){0,2}(cookie|evästeitä|pliki cookie|kolačić)" +
    "|файлы cookie|クッキーを|쿠키를|使用\\s?cookie|çerez|ملفات تعريف الارتباط",
  "i",
);

/** Typical names of such an element, also of frames. */
const NAMED = ["id", "class", "title", "aria-label", "src"]
  .map((name) => `:not(html,body):is([${name}*=cookie i],[${name}*=consent i])`)
  .join();

/** Names of consent platforms that do not contain those words: their elements count in any language. */
const PLATFORMS =
  "[id^=onetrust],[id^=usercentrics],[id^=didomi],[id^=truste],[class^=osano-cm],[id^=iubenda-cs],[class^=cmplz],[class^=termly]" +
  ",[id^=axeptio],[id^=sp_message],[class^=qc-cmp],[class^=cky-],[id^=shopify-pc]";

/** Names that mean nothing else. */
const IS_QUESTION =
  /consent|gdpr|cookie.?(notice|banner|bar\b|law|popup|modal|dialog|box|message|alert|info|wall|overlay|prompt|confirm|disclaimer|hint|layer|window)/i;

/** An element that contains one of these is the page, or a large part of it. */
const PAGE = "main,nav,h1";

/** Elements that are a button, whatever they say. */
const BUTTON = "button,[role=button]";

/** Parts of the page itself, in which a question hardly is. */
const LANDMARKS = "main,nav,header,footer";

/** In characters: a layer with more text is not just a question. */
const MOST_WORDS = 5_000;

/** Landmarks that only the page has. */
const WHOLE_PAGE = "main,nav";

/** A smaller element is a button that brings the question back. */
const LEAST_WIDTH = 200;
const LEAST_HEIGHT = 50;

/**
 * The names and roles of an element and its ancestors.
 * @param {Element} layer
 * @param {Element} element In it.
 */
function words(layer, element) {
  let text = layer.textContent || "";
  for (
    let at = /** @type {Element | null} */ (element);
    at && at !== document.body;
    at = at.parentElement || /** @type {any} */ (at.getRootNode()).host
  ) {
    text += ` ${at.id} ${at.getAttribute("class")} ${at.getAttribute("aria-label")} ${at.localName}`;
  }
  return text;
}

/** What can be read on a button. @param {Element} element */
const labelOf = (element) =>
  (
    element.textContent ||
    /** @type {any} */ (element).value ||
    element.getAttribute("aria-label") ||
    element.getAttribute("title") ||
    ""
  ).trim();

/** @param {Element} element */
function agrees(element) {
  const text = labelOf(element);
  if (text.length > MOST_CHARACTERS || isOurs(element)) return false;
  const is_clear = AGREES.test(text);
  // Finding a layer costs more than reading a label, and a page may have thousands of buttons: most are in a landmark.
  const may_answer = element.matches(BUTTON) && !element.closest(LANDMARKS);
  if (!is_clear && !may_answer && !IS_FINE.test(text)) return false;
  const layer = layerOf(element);
  // Some pages are a fixed element themselves.
  if (!layer || layer.querySelector(WHOLE_PAGE) || !isBoxSeen(element)) return false;
  // A link may lead to a page of that name.
  const is_button = !element.matches("a[href]:not([href^='#'],[href^=javascript],[role=button])");
  if (may_answer && isLarge(layer) && asks(layer)) return true;
  if (!is_clear && !IS_FINE.test(text)) return false;
  // A header's buttons are the menu's.
  return (is_clear && is_button && !layer.matches("header")) || IS_ABOUT.test(words(layer, element));
}

/** @param {Element} layer */
function asks({ textContent }) {
  const text = textContent || "";
  return text.length < MOST_WORDS && ASKS.test(text);
}

/** @param {Element} layer */
function isLarge(layer) {
  const { width, height } = layer.getBoundingClientRect();
  return width >= LEAST_WIDTH && height >= LEAST_HEIGHT;
}

/**
 * @param {Element} element
 * @param {boolean} is_platform
 */
function isNamed(element, is_platform) {
  if (isOurs(element) || element.querySelector(PAGE) || !isSeen(element)) return false;
  if (element.matches("[role$=dialog],dialog")) return true;
  const names = `${element.id} ${element.getAttribute("class")} ${element.getAttribute("aria-label")}`;
  const all = [element, ...(element.shadowRoot || element).querySelectorAll("*")];
  // Elements that can be searched are judged by their buttons.
  const is_question = IS_QUESTION.test(names);
  const buttons = all.filter((one) => one.matches(PRESSED));
  if (!is_platform && !is_question && buttons.length) return false;
  // Named as a question, with a button that answers it, it is one wherever it is: also at the top of the page.
  const isAnswer = (/** @type {Element} */ one) => AGREES.test(labelOf(one)) || IS_FINE.test(labelOf(one));
  const is_asked = is_question && buttons.some(isAnswer);
  return all.some((one) => isLarge(one) && isBoxSeen(one) && (is_asked || layerOf(one)));
}

/** @param {Document | ShadowRoot} root */
export function consentQuestion(root) {
  const pressed = root.querySelectorAll(PRESSED);
  for (let i = 0; i < pressed.length; i++) if (agrees(pressed[i])) return true;
  const platforms = root.querySelectorAll(PLATFORMS);
  for (let i = 0; i < platforms.length; i++) if (isNamed(platforms[i], true)) return true;
  const named = root.querySelectorAll(NAMED);
  for (let i = 0; i < named.length; i++) if (isNamed(named[i], false)) return true;
  return false;
}
