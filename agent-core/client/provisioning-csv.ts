/**
 * The provisioning log as a table for spreadsheets: RFC 4180, one record a line. Names and values come from the directory, where people
 * write what they like: a cell that a spreadsheet would take for a formula begins with an apostrophe
 * (OWASP, "CSV Injection").
 */
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';

/** Tells spreadsheets and PowerShell 5 that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

const columns: readonly (readonly [string, (record: ProvisioningRecord) => string | number | boolean | null])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['status', ({ status }) => status],
  ['action', ({ action }) => action],
  ['objectType', ({ source }) => source.objectType],
  ['displayName', ({ source }) => source.displayName],
  ['userPrincipalName', ({ target }) => target.userPrincipalName],
  ['objectGuid', ({ source }) => source.objectGuid],
  ['tenantObjectId', ({ target }) => target.tenantObjectId],
  ['anchor', ({ target }) => target.anchor],
  ['relation', ({ link }) => link?.relation ?? null],
  ['linkedType', ({ link }) => link?.objectType ?? null],
  ['linkedDisplayName', ({ link }) => link?.displayName ?? null],
  ['linkedObjectGuid', ({ link }) => link?.objectGuid ?? null],
  ['changes', ({ attributes }) => attributes.map(attributeText).join('; ')],
  ['evidence', ({ evidence }) => (evidence === null ? null : JSON.stringify(evidence))],
  ['approvedBy', ({ approval }) => approval?.by ?? null],
  ['approvedAt', ({ approval }) => approval?.at ?? null],
  ['code', ({ problem }) => problem?.code ?? null],
  ['reason', ({ problem }) => problem?.title ?? null],
  ['meaning', ({ problem }) => problem?.meaning ?? null],
  ['remedy', ({ problem }) => problem?.remedy ?? null],
  ['detail', ({ problem }) => problem?.detail ?? null],
  ['steps', ({ steps }) => steps.map(({ step, result }) => `${step} ${result}`).join('; ')],
  ['durationMs', ({ durationMs }) => durationMs],
  ['isRepeat', ({ isRepeat }) => isRepeat],
  ['runId', ({ run }) => run.runId],
  ['runStartedAt', ({ run }) => run.startedAt],
  ['runStartedBy', ({ run }) => run.startedBy],
  ['takenOverDisplayName', ({ takenOver }) => takenOver?.displayName ?? null],
  ['takenOverUserPrincipalName', ({ takenOver }) => takenOver?.userPrincipalName ?? null],
];

export const csvHead = `${byteOrderMark}${columns.map(([name]) => name).join(',')}\r\n`;

export function csvLine(record: ProvisioningRecord): string {
  return `${columns.map(([, read]) => cell(read(record))).join(',')}\r\n`;
}

function attributeText({ name, before, after }: ProvisioningRecord['attributes'][number]): string {
  return `${name}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}

function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const harmless = /^[\s]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
