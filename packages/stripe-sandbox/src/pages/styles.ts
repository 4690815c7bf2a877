import { createHash } from "node:crypto"

const RATES = [0, 1, 2, 3, 4]

/**
 * One sheet for every page, sent inline so that a page needs nothing else. It must stay constant: the
 * content security policy names its hash. What depends on a choice is shown by `:has()`, without scripts.
 */
export const STYLES = `
:root{color-scheme:light dark;--ground:#eceef0;--paper:#fff;--ink:#15181c;--quiet:#4a535d;--line:#7d8792;--rule:#d3d8dd;
--accent:#0b5563;--accent-strong:#073b45;--on-accent:#fff;--bad:#a3161a;--bad-ground:#fdeeee;--good:#145c36}
@media (prefers-color-scheme:dark){:root{--ground:#0e1114;--paper:#171b1f;--ink:#e9ecef;--quiet:#a9b2bc;--line:#707b87;--rule:#2c333a;
--accent:#62c6d6;--accent-strong:#9ee3ee;--on-accent:#06222a;--bad:#ff9f99;--bad-ground:#351416;--good:#7fd6a6}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1,h2,h3,p,ul,dl,dd,fieldset,legend{margin:0;padding:0;border:0;font-size:inherit;font-weight:inherit}
ul{list-style:none}
a{color:var(--accent);text-underline-offset:.2em}
a:hover{color:var(--accent-strong)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.money{font-variant-numeric:tabular-nums;white-space:nowrap}
.quiet{color:var(--quiet)}
.banner{padding:.5rem 1.25rem;text-align:center;font-size:.875rem;color:#2a2000;background:#ffd84d}
.columns{flex:1;display:grid;grid-template-columns:minmax(0,1fr)}
.summary,.form{padding:1.5rem 1.25rem 2rem}
.summary{background:var(--ground);border-bottom:1px solid var(--rule)}
.inner{width:100%;max-width:27.5rem;margin-inline:auto}
.back{display:inline-block;padding:.375rem 0;font-size:.9375rem}
.payee{margin-top:.75rem;color:var(--quiet)}
.total-large{font-size:2.25rem;line-height:1.2;font-weight:650;letter-spacing:-.015em}
.lines{margin-top:1.25rem}
.line{display:flex;gap:.875rem;align-items:flex-start;padding:.875rem 0;border-top:1px solid var(--rule)}
.line img{flex:none;width:3rem;height:3rem;object-fit:contain;background:var(--paper);border:1px solid var(--rule)}
.line div{flex:1;min-width:0;overflow-wrap:anywhere}
.line .what{font-weight:550}
.line .note{font-size:.875rem;color:var(--quiet)}
.sums{border-top:1px solid var(--rule);padding-top:.875rem}
.sums div{display:flex;justify-content:space-between;gap:1rem;padding:.1875rem 0}
.sums .last{margin-top:.5rem;padding-top:.75rem;border-top:2px solid var(--ink);font-weight:650}
.hint{margin-bottom:1.75rem;border:1px dashed var(--line);padding:.875rem 1rem;font-size:.875rem}
.hint h2{font-weight:650}
.hint li{display:grid;grid-template-columns:auto 1fr;gap:0 .875rem;padding:.1875rem 0}
.hint li a{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:nowrap}
.hint p{margin-top:.375rem;color:var(--quiet)}
.problems{margin-bottom:1.75rem;padding:1rem;border:2px solid var(--bad);background:var(--bad-ground)}
.problems h2{font-weight:650}
.problems a{color:var(--bad)}
.group{margin-bottom:1.75rem}
.group>legend{margin-bottom:.75rem;font-size:1.125rem;font-weight:650}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 .875rem;align-items:start}
.field{margin-bottom:.875rem}
.field label,.field .label{display:block;margin-bottom:.25rem;font-size:.9375rem;font-weight:550}
.field .optional{font-weight:400;color:var(--quiet)}
input[type=text],input[type=email],input[type=tel],select{width:100%;min-height:2.875rem;padding:.5rem .75rem;border:1px solid var(--line);
border-radius:0;background:var(--paper);color:var(--ink);font:inherit;appearance:none}
select{padding-right:2rem;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(-45deg,transparent 50%,currentColor 50%);
background-position:right 1.125rem center,right .8125rem center;background-size:.3125rem .3125rem;background-repeat:no-repeat}
input[aria-invalid=true],select[aria-invalid=true]{border:2px solid var(--bad)}
.wrong{margin-top:.25rem;font-size:.875rem;color:var(--bad)}
.fixed{padding:.5rem 0;overflow-wrap:anywhere}
.choice{display:flex;gap:.75rem;align-items:center;min-height:2.875rem;padding:.5rem .75rem;border:1px solid var(--line)}
.choice+.choice{border-top:0}
.choice input{flex:none;width:1.125rem;height:1.125rem;margin:0;accent-color:var(--accent)}
.choice:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px;position:relative}
.choice :focus-visible{outline:0}
.choice label{flex:1;display:flex;justify-content:space-between;gap:.25rem 1rem;flex-wrap:wrap;padding:.25rem 0}
.choice small{display:block;font-size:.875rem;color:var(--quiet)}
.choices{margin-bottom:1rem}
.bank-fields legend{margin-bottom:.5rem}
.button{display:inline-flex;justify-content:center;align-items:center;gap:.5ch;min-height:3.25rem;padding:.75rem 1.5rem;border:2px solid var(--accent);border-radius:0;
background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;text-decoration:none;cursor:pointer}
.button:hover{background:var(--accent-strong);border-color:var(--accent-strong);color:var(--on-accent)}
.button.plain{background:transparent;color:var(--accent)}
.button.plain:hover{color:var(--accent-strong);border-color:var(--accent-strong)}
.pay{width:100%;font-size:1.0625rem}
.after{margin-top:.875rem;font-size:.875rem;color:var(--quiet);text-align:center}
.notice{flex:1;display:grid;place-content:center;padding:3rem 1.25rem;background:var(--ground)}
.notice article{width:min(30rem,calc(100vw - 2.5rem));padding:2rem 1.75rem;background:var(--paper);border:1px solid var(--rule);border-top:4px solid var(--accent)}
.notice h1{font-size:1.5rem;line-height:1.25;font-weight:650;margin-bottom:.75rem}
.notice p+p{margin-top:.75rem}
.notice .actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
.actions .button{flex:1 1 11rem}
.of-rate{display:none}
${RATES.map((rate) => `body:has(#rate-${rate}:checked) .rate-${rate}`).join(",")}{display:inline}
@supports not selector(:has(*)){.rate-0{display:inline}}
body:has(#method-bank:checked) .card-fields,body:not(:has(#method-bank:checked)) .bank-fields{display:none}
@supports not selector(:has(*)){.bank-fields{display:block}}
@media (min-width:60rem){
.columns{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.summary{border-bottom:0;border-right:1px solid var(--rule)}
.summary,.form{padding:3rem 3.5rem}
.summary .inner{margin-right:0}
.form .inner{margin-left:0}
.summary .inner{position:sticky;top:3rem}
}
`

/** The source expression for `style-src`. */
export const STYLES_HASH = `'sha256-${createHash("sha256").update(STYLES).digest("base64")}'`
