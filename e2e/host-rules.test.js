/** On pages with rules that spare nothing. */

import { worstCases } from "./support/host-pages.js";
import { testLook } from "./support/same-look.js";

testLook("on a page with", worstCases);
