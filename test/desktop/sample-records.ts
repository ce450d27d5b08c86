/** Lines of the provisioning log and of the audit trail. */
import { type AuditEntry, auditEntrySchema } from '../../agent-core/contract/audit-requests.ts';
import { type ProvisioningRecord, provisioningRecordSchema } from '../../agent-core/contract/provisioning-record.ts';
import { guidOf } from './sample-data.ts';

const at = '2026-11-22T22:25:35.000Z';

export const recordOf = ({ id = 1, ...changes }: Partial<ProvisioningRecord>): ProvisioningRecord =>
  provisioningRecordSchema.parse({
    id,
    at,
    durationMs: 180,
    run: { runId: guidOf(3), startedAt: at, startedBy: 'the schedule' },
    action: 'update',
    status: 'success',
    isRepeat: false,
    source: { objectType: 'user', objectGuid: guidOf(id), displayName: 'Łukasz Wójcik' },
    target: { tenantObjectId: guidOf(id + 100), anchor: null, userPrincipalName: 'lukasz.wojcik@contoso.com' },
    problem: null,
    steps: [],
    attributes: [{ name: 'jobTitle', before: 'Clerk', after: 'Chief Clerk' }],
    approval: null,
    evidence: null,
    ...changes,
  });

export const auditEntryOf = ({ sequence = 1, ...changes }: Partial<AuditEntry>): AuditEntry =>
  auditEntrySchema.parse({
    sequence,
    at,
    by: 'Ada (bridgehead 0.1.0, as administrator)',
    act: 'approved',
    detail: '3 changes of finding ffffffffffff: disable anna.berg@contoso.com [3fa2b8c91d00, disables]',
    previous: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...changes,
  });
