/** What a person sees of a sign-in: choose who you are, allow what is asked, or read why not. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { escaped, pageReply } from '../http/html.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { describeRefusal, type SignInRefusal } from './sign-in-refusal.ts';

const style = `:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: color-mix(in srgb, Canvas, CanvasText 4%); }
main { box-sizing: border-box; width: min(440px, 100vw); padding: 40px; background: Canvas; border: 1px solid var(--line); border-radius: 8px; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px; }
ul { padding: 0; margin: 16px 0; list-style: none; border-top: 1px solid var(--line); }
li { border-bottom: 1px solid var(--line); padding: 8px 0; }
ul.people { max-height: 320px; overflow-y: auto; }
ul.people li { padding: 0; }
ul.people button { all: unset; box-sizing: border-box; width: 100%; padding: 8px; cursor: pointer; }
ul.people button:hover { background: color-mix(in srgb, Canvas, CanvasText 8%); }
ul.people button:focus-visible, input:focus-visible { outline: 2px solid AccentColor; outline-offset: -2px; }
small { display: block; opacity: 0.75; }
input { font: inherit; box-sizing: border-box; width: 100%; padding: 8px; margin: 4px 0 16px; }
.actions { display: flex; gap: 8px; justify-content: flex-end; margin-top: 24px; }
.actions button { font: inherit; padding: 6px 20px; }
.note { margin: 24px 0 0; font-size: 12px; opacity: 0.75; }
code { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }`;

interface SignInPage {
  readonly title: string;
  readonly body: string;
  readonly status?: number;
  readonly script?: string;
  /** Where the client waits for its answer; browsers ask for leave to be sent on there. */
  readonly answeredAt?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

function signInPage({ title, body, answeredAt, ...more }: SignInPage): TenantReply {
  return pageReply({
    ...more,
    title: `${title} - rehearsal tenant`,
    style,
    formTargets: ["'self'", ...sourcesOf(answeredAt)],
    body: `<main>
<h1>${escaped(title)}</h1>
${body}
<p class="note">A rehearsal tenant of the Bridgehead lab. Nobody is asked for a password here.</p>
</main>`,
  });
}

/** An address with a scheme of its own has no origin; then the scheme is let through. */
function sourcesOf(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { origin, protocol } = new URL(address);
  return [origin === 'null' ? protocol : origin];
}

export interface PickPage {
  readonly people: readonly ObjectRecord[];
  readonly clientName: string;
  /** Why the last choice was refused. */
  readonly refusal: SignInRefusal | undefined;
  readonly loginHint: string;
  readonly answeredAt: string | undefined;
  /** Sent with whatever the person chooses. */
  readonly hidden: Readonly<Record<string, string>>;
}

export function pickPage({ people, clientName, refusal, loginHint, answeredAt, hidden }: PickPage): TenantReply {
  const problem =
    refusal === undefined ? '' : `<p role="alert"><code>AADSTS${refusal.code}</code> ${escaped(refusal.message)}</p>`;
  return signInPage({
    title: 'Pick an account',
    answeredAt,
    body: `<p>to continue to ${escaped(clientName)}</p>
${problem}
<form method="post">${hiddenFields(hidden)}
<ul class="people">
${people.map(personItem).join('\n')}
</ul>
</form>
<form method="post">${hiddenFields(hidden)}
<label>Somebody else: sign-in name<input name="username" value="${escaped(loginHint)}" autocomplete="off" required></label>
<div class="actions"><button>Next</button></div>
</form>`,
  });
}

const personItem = (person: ObjectRecord): string =>
  `<li><button name="person" value="${escaped(person.id)}">${escaped(person.displayName)}<small>${escaped(person.userPrincipalName)}${
    person.accountEnabled === true ? '' : ' (sign-in blocked)'
  }</small></button></li>`;

export interface ConsentPage {
  readonly person: ObjectRecord;
  readonly clientName: string;
  readonly permissions: readonly string[];
  /** Whether it is asked for one person, for everybody, or the administrator who reads it says which. */
  readonly isFor: 'this person' | 'everybody' | 'this person or everybody';
  readonly answeredAt: string | undefined;
  readonly hidden: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export function consentPage(page: ConsentPage): TenantReply {
  const { person, clientName, permissions, isFor, answeredAt, hidden, headers } = page;
  const whom = isFor === 'everybody' ? 'for your organization' : 'in your name';
  return signInPage({
    title: 'Permissions requested',
    answeredAt,
    headers,
    body: `<p>${escaped(person.userPrincipalName)}</p>
<p><strong>${escaped(clientName)}</strong> would like to, ${whom}:</p>
<ul>${permissions.map((permission) => `<li>${escaped(permission)}</li>`).join('')}</ul>
<form method="post">${hiddenFields({ ...hidden, person: person.id })}
${isFor === 'this person or everybody' ? forEverybodyBox : ''}
<div class="actions"><button name="consent" value="decline">Cancel</button><button name="consent" value="accept" class="main">Accept</button></div>
</form>`,
  });
}

const forEverybodyBox =
  '<label class="choice"><input type="checkbox" name="everybody" value="yes">Consent on behalf of your organization</label>';

/** Somebody without the right cannot go on; the application is told so when they go back. */
export function administratorPage(page: Omit<ConsentPage, 'isFor'>, refusal: SignInRefusal): TenantReply {
  const { person, permissions, answeredAt, hidden, headers } = page;
  return signInPage({
    title: 'Need admin approval',
    answeredAt,
    headers,
    body: `<p>${escaped(person.userPrincipalName)}</p>
<p><code>AADSTS${refusal.code}</code> ${escaped(refusal.message)}</p>
<ul>${permissions.map((permission) => `<li>${escaped(permission)}</li>`).join('')}</ul>
<form method="post">${hiddenFields({ ...hidden, person: person.id })}
<div class="actions"><button name="consent" value="decline">Return to the application without consent</button></div>
</form>`,
  });
}

export function userCodePage(userCode: string, isWrong: boolean): TenantReply {
  return signInPage({
    title: 'Enter code',
    body: `${isWrong ? '<p role="alert">That code did not work. Check the code and try again.</p>' : ''}
<form method="post">
<label>The code that the application shows<input name="user_code" value="${escaped(userCode)}" autocomplete="off" required></label>
<div class="actions"><button>Next</button></div>
</form>`,
  });
}

export const donePage = (title: string, text: string, headers: Readonly<Record<string, string>> = {}): TenantReply =>
  signInPage({ title, body: `<p>${escaped(text)}</p>`, headers });

/** For what must not be told to the client: it is not certain that the address it named is its own. */
export function refusalPage(request: TenantRequest, refusal: SignInRefusal): TenantReply {
  const { error_description } = describeRefusal(request, refusal);
  return signInPage({
    title: 'Sorry, but we’re having trouble signing you in.',
    status: refusal.status,
    body: `<p>${escaped(error_description)}</p>`,
  });
}

/** Sends the answer on by itself; without scripts a button does. */
export function formPostPage(
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): TenantReply {
  return signInPage({
    title: 'Working...',
    answeredAt: address,
    headers,
    script: 'document.forms[0].submit();',
    body: `<form method="post" action="${escaped(address)}">${hiddenFields(fields)}
<noscript><p>Press the button to go on.</p><div class="actions"><button>Continue</button></div></noscript>
</form>`,
  });
}

const hiddenFields = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
