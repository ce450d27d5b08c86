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
table { border-collapse: collapse; margin-top: 16px; }
th, td { text-align: left; padding: 4px 16px 4px 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
code { font: 12px/1.5 ui-monospace, monospace; }`;

function page(state: TenantState, from: number): TenantReply {
  const organization = state.organization();
  const { objects: users, next } = state.users.page(from, usersPerPage);
  const domains = organization.verifiedDomains.map((domain) => domain.name).join(', ');
  const more = next === undefined ? '' : `<p><a href="/?from=${next}">Next ${usersPerPage} users</a></p>`;
  const body = `<h1>${escaped(organization.displayName)}</h1>
<p>A rehearsal tenant of the Bridgehead lab. Nothing here is a real Microsoft Entra tenant.</p>
<dl>
<dt>Tenant</dt><dd><code>${escaped(state.tenantId)}</code></dd>
<dt>Verified domains</dt><dd>${escaped(domains)}</dd>
<dt>Users</dt><dd>${state.users.count()}</dd>
<dt>Groups</dt><dd>${state.groups.count()}</dd>
<dt>Contacts</dt><dd>${state.contacts.count()}</dd>
<dt>Deleted items</dt><dd>${state.users.allDeleted().length + state.groups.allDeleted().length}</dd>
</dl>
<table>
<thead><tr><th scope="col">Sign-in name</th><th scope="col">Display name</th><th scope="col">Sign-in</th><th scope="col">Immutable id</th><th scope="col">Object id</th></tr></thead>
<tbody>
${users.map(row).join('\n')}
</tbody>
</table>
${more}
${from === 0 ? groupTable(state) : ''}`;
  return pageReply({ title: `${organization.displayName} - lab tenant`, style, body });
}

const groupsShown = 200;

/** The groups come once, before the first of the users' further pages. */
function groupTable(state: TenantState): string {
  const { objects: groups, next } = state.groups.page(0, groupsShown);
  if (groups.length === 0) return '';
  return `<table>
<thead><tr><th scope="col">Group</th><th scope="col">Kind</th><th scope="col">Members</th><th scope="col">Unique name</th><th scope="col">Object id</th></tr></thead>
<tbody>
${groups.map((group) => groupRow(group, state.directory.members.count(group.id))).join('\n')}
</tbody>
</table>
${next === undefined ? '' : `<p>The first ${groupsShown} of ${state.groups.count()} groups.</p>`}`;
}

const groupRow = (group: ObjectRecord, memberCount: number): string =>
  `<tr><td>${escaped(group.displayName)}</td><td>${groupKind(group)}</td><td>${memberCount}</td><td><code>${escaped(group.uniqueName)}</code></td><td><code>${escaped(group.id)}</code></td></tr>`;

function groupKind(group: ObjectRecord): string {
  if (isUnifiedGroup(group)) return 'Microsoft 365';
  if (group.mailEnabled === true) return group.securityEnabled === true ? 'mail-enabled security' : 'distribution';
  return 'security';
}

const row = (user: ObjectRecord): string =>
  `<tr><td>${escaped(user.userPrincipalName)}</td><td>${escaped(user.displayName)}</td><td>${
    user.accountEnabled === true ? 'allowed' : 'blocked'
  }</td><td><code>${escaped(user.onPremisesImmutableId)}</code></td><td><code>${escaped(user.id)}</code></td></tr>`;
