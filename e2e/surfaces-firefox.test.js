/** How each type behaves beside and over the page, in Firefox. */

import { testSurfaces } from "./support/surfaces.js";

testSurfaces("firefox");
