/** How each type behaves beside and over the page, in Chromium. */

import { testSurfaces } from "./support/surfaces.js";

testSurfaces("chromium");
