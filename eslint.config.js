/** What eslint looks at: the pages' scripts, the tests that run them, and itself. */
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["dist/", "target/", ".dormouse/"] },
  js.configs.recommended,
  {
    rules: {
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["www/**/*.js", "crates/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    // In a merchant's page we never log, and never run text as code.
    files: ["www/loader/src/**/*.js"],
    rules: { "no-alert": "error", "no-console": "error", "no-eval": "error", "no-new-func": "error" },
  },
  {
    // What a test hands to the browser runs there, so the names of both worlds occur.
    files: [
      "bench/**/*.js",
      "renderer-service/**/*.js",
      "e2e/**/*.js",
      "visual-tests/**/*.js",
      "www/loader/test/**/*.js",
      "*.js",
    ],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
