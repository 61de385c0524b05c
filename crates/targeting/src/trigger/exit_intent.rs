//! Trigger `exit_intent`: the pointer leaves the page through its top edge, towards tabs and address bar.
//!
//! It has no operand; what counts as leaving is the page's to tell (`www/loader/src/listen.js`).
//! Source: Klaviyo Forms API, `ExitIntent`.
