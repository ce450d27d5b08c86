/** A page for a person: what is in the tenant, in plain HTML that runs nothing. */
import { isUnifiedGroup } from '../graph/group-change.ts';
import type { Door, TenantReply } from '../http/exchange.ts';
import { escaped, pageReply, textReply } from '../http/html.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';

const usersPerPage = 200;

/** Only for browsers on this machine: the page needs no key. */
export const createTenantPage =
  (state: TenantState): Door =>
  async (request) => {
    if (!request.isFromThisMachine)
      return textReply(403, 'This page is only shown on the machine that runs the lab.\n');
    if (request.method !== 'GET') return textReply(405, 'Method not allowed.\n');
    const from = Number(/^\d{1,9}$/.exec(request.query.get('from') ?? '')?.[0] ?? 0);
    return page(state, from);
  };

const style = `body { font: 14px/1.5 system-ui, sans-serif; margin: 32px; color-scheme: light dark; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; }
dd { margin: 0; }
h2 { font-size: 16px; margin: 32px 0 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
th { white-space: nowrap; }
td { min-width: 6em; max-width: 28em; overflow-wrap: anywhere; }
code { font: 12px/1.5 ui-monospace, monospace; white-space: nowrap; }`;

function page(state: TenantState, from: number): TenantReply {
  const organization = state.organization();
  const { objects: users, next } = state.users.page(from, usersPerPage);
  const deleted = [...state.users.allDeleted(), ...state.groups.allDeleted()];
  const domains = organization.verifiedDomains.map((domain) => domain.name).join(', ');
  const first = from === 0 ? '' : '<p><a href="/">First users</a></p>';
  const more = next === undefined ? '' : `<p><a href="/?from=${next}">Next ${usersPerPage} users</a></p>`;
  const body = `<h1>${escaped(organization.displayName)}</h1>
<p>A rehearsal tenant of the Bridgehead lab. Nothing here is a real Microsoft Entra tenant.</p>
<dl>
<dt>Tenant</dt><dd><code>${escaped(state.tenantId)}</code></dd>
<dt>Verified domains</dt><dd>${escaped(domains)}</dd>
<dt>Users</dt><dd>${state.users.count()}</dd>
<dt>Groups</dt><dd>${state.groups.count()}</dd>
<dt>Contacts</dt><dd>${state.contacts.count()}</dd>
<dt>Deleted items</dt><dd>${deleted.length}</dd>
</dl>
${table('Users', ['Sign-in name', 'Display name', 'Sign-in', 'Immutable id', 'Object id'], users.map(userCells))}
${first}${more}
${from === 0 ? otherTables(state, deleted) : ''}`;
  return pageReply({ title: `${organization.displayName} - lab tenant`, style, body });
}

const othersShown = 200;

/** Everything but users comes once, before the first of the users' further pages. */
function otherTables(state: TenantState, deleted: readonly ObjectRecord[]): string {
  const { objects: groups } = state.groups.page(0, othersShown);
  const { objects: contacts } = state.contacts.page(0, othersShown);
  const memberCount = (group: ObjectRecord): number => state.directory.members.count(group.id);
  return [
    table(
      firstOf('Groups', state.groups.count()),
      ['Group', 'Kind', 'Members', 'Unique name', 'Object id'],
      groups.map((group) => groupCells(group, memberCount(group))),
    ),
    table(
      firstOf('Contacts', state.contacts.count()),
      ['Contact', 'Mail', 'Object id'],
      contacts.map(({ id, displayName, mail }) => [escaped(displayName), escaped(mail), code(id)]),
    ),
    table(
      firstOf('Applications', state.directory.sets.application.count()),
      ['Application', 'Application id', 'Certificates', 'Permissions', 'Object id'],
      state.directory.sets.application.page(0, othersShown).objects.map((object) => applicationCells(object, state)),
    ),
    table(
      'Directory roles',
      ['Role', 'Holders'],
      state.directory.sets.directoryRole.all().map((role) => roleCells(role, state)),
    ),
    table(
      firstOf('Deleted items', deleted.length),
      ['Name', 'Deleted', 'Object id'],
      deleted
        .slice(0, othersShown)
        .map(({ id, displayName, deletedDateTime }) => [escaped(displayName), escaped(deletedDateTime), code(id)]),
    ),
  ].join('\n');
}

const firstOf = (what: string, count: number): string =>
  count > othersShown ? `${what}, the first ${othersShown} of ${count}` : what;

/** `cells` are HTML already. */
function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<h2>${title}</h2>
<div class="wide"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
}

const code = (value: unknown): string => `<code>${escaped(value)}</code>`;

const userCells = (user: ObjectRecord): readonly string[] => [
  escaped(user.userPrincipalName),
  escaped(user.displayName),
  user.accountEnabled === true ? 'allowed' : 'blocked',
  code(user.onPremisesImmutableId),
  code(user.id),
];

const groupCells = (group: ObjectRecord, memberCount: number): readonly string[] => [
  escaped(group.displayName),
  groupKind(group),
  String(memberCount),
  code(group.uniqueName),
  code(group.id),
];

function applicationCells({ id, appId, displayName }: ObjectRecord, state: TenantState): readonly string[] {
  const registration = state.applications.registration(String(appId));
  return [
    escaped(displayName),
    code(appId),
    String(registration?.keyCredentials.length ?? 0),
    escaped(registration?.roles.toSorted().join(', ') ?? ''),
    code(id),
  ];
}

/** Role by role, also those that nobody holds: that a role has no holder is what one may want to know. */
function roleCells(role: ObjectRecord, { directory }: TenantState): readonly string[] {
  const holders = directory.members.targetsOf(role.id).map((id) => {
    const holder = directory.locate(id)?.record;
    return escaped(holder?.userPrincipalName ?? holder?.displayName ?? id);
  });
  return [escaped(role.displayName), holders.length === 0 ? 'nobody' : holders.join('<br>')];
}

function groupKind(group: ObjectRecord): string {
  if (isUnifiedGroup(group)) return 'Microsoft 365';
  if (group.mailEnabled === true) return group.securityEnabled === true ? 'mail-enabled security' : 'distribution';
  return 'security';
}
