/** What a person sees of a sign-in: choose who you are, allow what is asked, or read why not. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { escaped } from '../http/html.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { framedPage } from './page-frame.ts';
import { describePermission } from './permission-names.ts';
import { describeRefusal, type SignInRefusal } from './sign-in-refusal.ts';

export interface PersonToPick {
  readonly person: ObjectRecord;
  /** Names of the directory roles the person holds. */
  readonly roles: readonly string[];
}

export interface PickPage {
  readonly people: readonly PersonToPick[];
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
    refusal === undefined ? '' : `<p role="alert">${escaped(refusal.message)} (AADSTS${refusal.code})</p>`;
  return framedPage({
    title: 'Pick an account',
    answeredAt,
    body: `<p>to continue to ${escaped(clientName)}</p>
${problem}
<form method="post">${hiddenFields(hidden)}
<ul class="people">
${people.map(personItem).join('\n')}
</ul>
</form>
<form method="post" class="else">${hiddenFields(hidden)}
<label>Somebody else’s sign-in name<input name="username" value="${escaped(loginHint)}" autocomplete="off" required></label>
<div class="actions"><button class="main">Next</button></div>
</form>`,
  });
}

function personItem({ person, roles }: PersonToPick): string {
  const blocked = person.accountEnabled === true ? [] : ['sign-in blocked'];
  const notes = [...roles, ...blocked].join(', ');
  return `<li><button name="person" value="${escaped(person.id)}"><span class="initials" aria-hidden="true">${escaped(
    initialsOf(person),
  )}</span><span><b>${escaped(person.displayName)}</b><small>${escaped(person.userPrincipalName)}</small>${
    notes === '' ? '' : `<small>${escaped(notes)}</small>`
  }</span></button></li>`;
}

function initialsOf({ displayName, userPrincipalName }: ObjectRecord): string {
  const words = String(displayName ?? userPrincipalName)
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...new Set([words[0], words.at(-1)])]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

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
  const whom = isFor === 'everybody' ? 'for everybody in your organization' : 'in your name';
  return framedPage({
    title: 'Permissions requested',
    answeredAt,
    headers,
    body: `<p>${escaped(person.userPrincipalName)}</p>
<p><b>${escaped(clientName)}</b> would like to do this ${whom}:</p>
${permissionList(permissions)}
<form method="post">${hiddenFields({ ...hidden, person: person.id })}
${isFor === 'this person or everybody' ? forEverybodyBox : ''}
<div class="actions"><button name="consent" value="accept" class="main">Accept</button><button name="consent" value="decline">Cancel</button></div>
</form>`,
  });
}

const forEverybodyBox =
  '<label class="choice"><input type="checkbox" name="everybody" value="yes">Consent on behalf of your organization</label>';

/** Somebody without the right cannot go on; the application is told so when they go back. */
export function administratorPage(page: Omit<ConsentPage, 'isFor'>, refusal: SignInRefusal): TenantReply {
  const { person, permissions, answeredAt, hidden, headers } = page;
  return framedPage({
    title: 'Need admin approval',
    answeredAt,
    headers,
    body: `<p>${escaped(person.userPrincipalName)}</p>
<p role="alert">${escaped(refusal.message)} (AADSTS${refusal.code})</p>
${permissionList(permissions)}
<form method="post">${hiddenFields({ ...hidden, person: person.id })}
<div class="actions"><button name="consent" value="decline">Return to the application without consent</button></div>
</form>`,
  });
}

const permissionList = (permissions: readonly string[]): string =>
  `<ul>${permissions.map((permission) => `<li>${permissionItem(permission)}</li>`).join('')}</ul>`;

function permissionItem(permission: string): string {
  const description = describePermission(permission);
  return description === undefined
    ? escaped(permission)
    : `${escaped(description)}<small>${escaped(permission)}</small>`;
}

export function userCodePage(userCode: string, isWrong: boolean): TenantReply {
  const problem = '<p role="alert">That code did not work. Check the code and try again.</p>';
  return framedPage({
    title: 'Enter the code',
    body: `<p>Only enter a code that you asked for yourself.</p>
${isWrong ? problem : ''}
<form method="post">
<label>The code that the application shows<input name="user_code" value="${escaped(userCode)}" autocomplete="off" required></label>
<div class="actions"><button class="main">Next</button></div>
</form>`,
  });
}

export const donePage = (title: string, text: string, headers: Readonly<Record<string, string>> = {}): TenantReply =>
  framedPage({ title, body: `<p>${escaped(text)}</p>`, headers });

/** For what must not be told to the client: it is not certain that the address it named is its own. */
export function refusalPage(request: TenantRequest, refusal: SignInRefusal): TenantReply {
  const { traceId, timestamp } = describeRefusal(request, refusal);
  return framedPage({
    title: 'Sorry, but we’re having trouble signing you in',
    status: refusal.status,
    body: `<p role="alert">AADSTS${refusal.code}: ${escaped(refusal.message)}</p>
<small>Trace ID: ${traceId}</small>
<small>Correlation ID: ${escaped(request.clientRequestId)}</small>
<small>Timestamp: ${timestamp}</small>`,
  });
}

/** Sends the answer on by itself; without scripts a button does. */
export function formPostPage(
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): TenantReply {
  return framedPage({
    title: 'Taking you back',
    answeredAt: address,
    headers,
    script: 'document.forms[0].submit();',
    body: `<form method="post" action="${escaped(address)}">${hiddenFields(fields)}
<noscript><p>Press the button to go on.</p><div class="actions"><button class="main">Continue</button></div></noscript>
</form>`,
  });
}

const hiddenFields = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
