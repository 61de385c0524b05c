/** On pages with rules that real themes have, and with libraries that change the language. */

import { themes } from "./support/host-pages.js";
import { testLook } from "./support/same-look.js";

testLook("on a page with", themes);
