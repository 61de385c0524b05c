/** On pages that are built with the style sheets in wide use. Light DOM is not compared: there the page's rules apply. */

import { frameworks } from "./support/host-pages.js";
import { testLook } from "./support/same-look.js";

testLook("on a page built with", frameworks);
