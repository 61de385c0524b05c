/** Pages on which a form could go wrong, in Chromium: `support/run-page-faults.js`. */

import { runPageFaults } from "./support/run-page-faults.js";

runPageFaults("chromium");
