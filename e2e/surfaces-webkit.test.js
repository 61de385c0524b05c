/** How each type behaves beside and over the page, in WebKitGTK. */

import { testSurfaces } from "./support/surfaces.js";

testSurfaces("webkit");
