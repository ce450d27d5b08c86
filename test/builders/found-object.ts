/** What an agent answers about somebody who is in step, as it was last read. */
import type { FoundObject, ReadingBasis } from '../../agent-core/contract/object-requests.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from './identifiers.ts';

export const eight = '2026-03-02T08:00:00.000Z';

export const basis: ReadingBasis = {
  run: { runId: runIdFor(1), startedAt: eight, isWhole: true },
  domains: [{ name: 'contoso.com', readAt: eight }],
};

export const ada: FoundObject = {
  objectType: 'user',
  objectGuid: objectGuidFor('ada'),
  displayName: 'Ada Lovelace',
  userPrincipalName: 'ada@contoso.com',
  domain: 'contoso.com',
  distinguishedName: 'CN=ada,DC=contoso,DC=com',
  answer: { kind: 'in', rule: 'everything is in scope' },
  tenantObjectId: tenantIdFor('ada'),
  isCounterpartKnown: true,
  entries: [],
  notes: [],
};
