/** Pages on which a form could go wrong, in WebKitGTK: `support/run-page-faults.js`. */

import { runPageFaults } from "./support/run-page-faults.js";

runPageFaults("webkit");
