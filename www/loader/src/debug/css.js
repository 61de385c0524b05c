/** Style sheet of the overlay, for its own shadow root. */

export const CSS = `
:host {
  all: initial !important; display: block !important; position: fixed !important; z-index: 2147483647 !important;
  inset: auto 12px 12px auto !important; max-width: calc(100vw - 24px) !important; direction: ltr !important;
}
.panel {
  box-sizing: border-box; width: 560px; max-width: 100%; max-height: min(70vh, 640px); overflow: auto; padding: 12px 16px 16px;
  font: 13px/1.45 system-ui, sans-serif; color: #e9e7f2; background: #1c1b2e; border: 1px solid #4b4870; border-radius: 10px;
  box-shadow: 0 12px 40px rgb(0 0 0 / 45%); overflow-wrap: anywhere;
}
.head { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center }
.status { flex: 1; color: #b9b5d6 }
h2 { font-size: 13px; margin: 12px 0 4px }
button {
  font: inherit; color: inherit; background: #34315a; border: 1px solid #5d598c; border-radius: 6px; padding: 4px 10px;
  min-height: 28px; cursor: pointer;
}
button:hover { background: #433f72 }
button:focus-visible, summary:focus-visible { outline: 2px solid #f2c879; outline-offset: 2px }
.form { margin-top: 10px; border-top: 1px solid #34315a; padding-top: 8px }
summary { cursor: pointer }
.state { margin-left: 8px; color: #a6e3b8 }
.refused .state { color: #f2b8a0 }
table { border-collapse: collapse; width: 100%; margin: 6px 0 8px }
td, th { text-align: left; vertical-align: top; padding: 3px 8px 3px 0; font-weight: 600 }
td { font-weight: 400 }
.kind { color: #b9b5d6 }
th, .kind { white-space: nowrap }
.yes { color: #a6e3b8 } .no { color: #f2b8a0 }
.events { margin: 0; padding-left: 20px; color: #cfcbe6 }
@media (max-width: 480px) { .kind { display: none } th { white-space: normal } }
`;
