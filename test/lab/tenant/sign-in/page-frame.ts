/** What all pages of the sign-in have in common: one card in the middle, and what may run and be sent from it. */
import type { TenantReply } from '../http/exchange.ts';
import { escaped, pageReply } from '../http/html.ts';

export interface FramedPage {
  readonly title: string;
  readonly body: string;
  readonly status?: number;
  readonly script?: string;
  /** Where the client waits for its answer; browsers ask for leave to be sent on there. */
  readonly answeredAt?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export const framedPage = ({ title, body, answeredAt, ...more }: FramedPage): TenantReply =>
  pageReply({
    ...more,
    title: `${title} - rehearsal tenant`,
    style,
    formTargets: ["'self'", ...sourcesOf(answeredAt)],
    body: `<main>
<p class="brand">${mark}Rehearsal tenant</p>
<h1>${escaped(title)}</h1>
${body}
</main>
<p class="note">A tenant of the Bridgehead lab, not one of Microsoft’s. Nobody is asked for a password here.</p>`,
  });

/** An address with a scheme of its own has no origin; then the scheme is let through. */
function sourcesOf(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { origin, protocol } = new URL(address);
  return [origin === 'null' ? protocol : origin];
}

/** Two nodes and the span between them. */
const mark = `<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"><circle cx="4" cy="14" r="2.5"/><circle cx="16" cy="14" r="2.5"/><path d="M4 10.5C5.5 5.5 14.5 5.5 16 10.5"/></svg>`;

const style = `:root { color-scheme: light dark; --accent: light-dark(#0f6cbd, #479ef5); --on-accent: light-dark(#fff, #0a0a0a);
  --page: light-dark(#f5f5f5, #141414); --card: light-dark(#fff, #292929); --text: light-dark(#242424, #fff);
  --soft: light-dark(#616161, #adadad); --line: light-dark(#e0e0e0, #525252); --hover: light-dark(#f5f5f5, #3d3d3d);
  --alert: light-dark(#fdf3f4, #3b0509); --alert-text: light-dark(#b10e1c, #eeacb2); }
* { box-sizing: border-box; }
body { font: 14px/20px "Segoe UI", system-ui, sans-serif; margin: 0; min-height: 100vh; padding: 24px 16px; color: var(--text);
  background: var(--page); display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px; }
main { width: min(440px, 100%); padding: 32px 40px; background: var(--card); border-radius: 8px;
  box-shadow: 0 0 2px rgb(0 0 0 / 12%), 0 8px 16px rgb(0 0 0 / 14%); }
@media (max-width: 480px) { main { padding: 24px 20px; } }
.brand { display: flex; align-items: center; gap: 8px; margin: 0 0 16px; font-weight: 600; color: var(--accent); }
h1 { font-size: 24px; line-height: 32px; font-weight: 600; margin: 0 0 4px; }
p { margin: 0 0 12px; }
ul { padding: 0; margin: 16px 0; list-style: none; }
li { padding: 8px 0; border-bottom: 1px solid var(--line); }
li:first-child { border-top: 1px solid var(--line); }
.people { max-height: 396px; overflow-y: auto; margin: 16px -12px; }
.people li { padding: 0; border: 0; }
.people button { display: flex; align-items: center; gap: 12px; width: 100%; padding: 10px 12px; border: 0; border-radius: 4px;
  background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
.people button:hover { background: var(--hover); }
.people b { display: block; font-weight: 600; }
.initials { flex: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; font-weight: 600;
  color: var(--accent); background: color-mix(in srgb, var(--accent) 16%, transparent); }
small { display: block; font-size: 12px; line-height: 16px; color: var(--soft); overflow-wrap: anywhere; }
label { display: block; font-weight: 600; }
input:not([type]) { font: inherit; font-weight: 400; width: 100%; height: 32px; padding: 0 10px; margin-top: 4px; color: inherit; background: none;
  border: 1px solid var(--line); border-bottom-color: var(--soft); border-radius: 4px; }
.choice { display: flex; align-items: center; gap: 8px; font-weight: 400; }
.choice input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent); }
.actions { display: flex; gap: 8px; justify-content: flex-end; margin-top: 24px; }
.actions button { font: inherit; font-weight: 600; min-width: 96px; height: 32px; padding: 0 12px; border-radius: 4px;
  border: 1px solid var(--line); background: none; color: inherit; cursor: pointer; }
.actions button:hover { background: var(--hover); }
.actions .main { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.actions .main:hover { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
:focus-visible { outline: 2px solid var(--text); outline-offset: 1px; }
[role=alert] { padding: 8px 12px; margin: 12px 0; border-radius: 4px; background: var(--alert); color: var(--alert-text); overflow-wrap: anywhere; }
.else { border-top: 1px solid var(--line); padding-top: 16px; }
.note { margin: 0; max-width: 440px; font-size: 12px; line-height: 16px; color: var(--soft); text-align: center; }`;
