/** The one stylesheet of the dashboard: system faces, light and dark by the reader's own setting. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f4ee, #1a161c);
  --card: light-dark(#fff, #231e27);
  --ink: light-dark(#1a161c, #efe9d6);
  --muted: light-dark(#5d5563, #b3a9b8);
  --line: light-dark(#d9d3c4, #3d3545);
  --accent: light-dark(#a84600, #ff8a2b);
  --done: light-dark(#006250, #6fc07f);
  --failed: light-dark(#b3151c, #ff7b7b);
  --wait: light-dark(#6f5500, #d8c27a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; padding: 8px 16px; background: var(--accent); color: var(--ground); }
.skip:focus { left: 8px; top: 8px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; padding: 8px 24px; border-bottom: 1px solid var(--line); }
header .name { margin: 0; font-weight: 700; letter-spacing: .02em; }
header a { display: inline-block; min-height: 44px; align-content: center; padding: 0 8px; color: inherit; }
header nav a { text-decoration: none; }
header nav a[aria-current] { box-shadow: inset 0 -2px var(--accent); font-weight: 600; }
header .home { margin-left: auto; }
main { max-width: 1400px; margin: 0 auto; padding: 16px 24px 64px; }
h1 { margin: 0 0 16px; font-size: 22px; overflow-wrap: anywhere; }
code, pre, time, .number { font-family: ui-monospace, monospace; font-variant-numeric: tabular-nums; }
code { font-size: 12.5px; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 0 0 16px; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); }
.facts dt { color: var(--muted); font-size: 12px; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.problem { margin: 0 0 16px; padding: 12px 16px; border-left: 4px solid var(--failed); background: var(--card); }
.filter, .act { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; margin: 0 0 16px; }
.act { align-items: center; }
.act span { color: var(--muted); }
.filter label { display: grid; color: var(--muted); font-size: 12px; }
button, select, input { min-height: 44px; padding: 0 12px; border: 1px solid var(--muted); border-radius: 0; background: var(--card); color: var(--ink); font: inherit; max-width: 100%; }
button { cursor: pointer; font-weight: 600; }
.scroll { overflow-x: auto; margin: 0 0 16px; background: var(--card); border: 1px solid var(--line); }
table { width: 100%; border-collapse: collapse; }
caption { padding: 8px 16px; text-align: left; font-weight: 600; }
th, td { padding: 6px 16px; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-weight: 400; font-size: 12px; white-space: nowrap; }
tbody th { font-weight: 500; }
td time, td > code { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
td ul { margin: 0; padding: 0; list-style: none; }
.trace td:nth-child(5) { width: 40%; min-width: 160px; }
.trace svg { display: block; width: 100%; height: 18px; background: var(--ground); }
.trace rect { fill: var(--wait); }
rect[data-status="completed"] { fill: var(--done); }
rect[data-status="failed"] { fill: var(--failed); }
.pill { padding: 1px 6px; border: 1px solid currentColor; color: var(--wait); font: 12px/1.5 ui-monospace, monospace; white-space: nowrap; }
.pill[data-status="completed"] { color: var(--done); }
.pill[data-status="failed"] { color: var(--failed); }
.pill[data-status="cancelled"] { color: var(--muted); }
.pill[data-status="running"] { color: var(--accent); }
details { margin: 4px 0 8px; }
summary { width: fit-content; min-height: 28px; align-content: center; cursor: pointer; color: var(--muted); }
pre { max-height: 480px; margin: 0; padding: 12px; overflow: auto; background: var(--ground); border: 1px solid var(--line); font-size: 12.5px; white-space: pre-wrap; overflow-wrap: anywhere; }
.empty { color: var(--muted); }
.pager { display: flex; gap: 16px; }
.pager a { display: inline-block; min-height: 44px; align-content: center; }
@media (max-width: 640px) { header, main { padding-inline: 16px; } th, td { padding-inline: 10px; } }
`
