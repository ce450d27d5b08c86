/** How the provisioning log reads on a terminal. What a reason means and what to do about it is said where it stands first. */

import { numberText } from '../contract/number-text.ts';
import type { Problem } from '../contract/problem.ts';
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import { approvalLines, attributeLines, evidenceLines, indent, problemText, takeoverLines } from './texts.ts';

export function changesText(records: readonly ProvisioningRecord[]): string {
  const explained = new Set<string>();
  return foldRecords(records)
    .map(({ record, more }) => `${recordText(record, explained)}${moreText(record, more)}`)
    .join('');
}

interface FoldedRecord {
  readonly record: ProvisioningRecord;
  /** So many memberships of the same group met with the same right after it. */
  readonly more: number;
}

/** Of more memberships than these, one after the other and all the same, the first stands for all. */
const mostMemberships = 3;

export function foldRecords(records: readonly ProvisioningRecord[]): readonly FoldedRecord[] {
  const rows: ProvisioningRecord[][] = [];
  for (const record of records) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row !== undefined && first !== undefined && sameOf(first) === sameOf(record) && sameOf(record) !== null)
      row.push(record);
    else rows.push([record]);
  }
  return rows.flatMap((row) => {
    const [first] = row;
    if (first === undefined || row.length <= mostMemberships) return row.map((record) => ({ record, more: 0 }));
    return [{ record: first, more: row.length - 1 }];
  });
}

/** Null of what is no membership. */
const sameOf = ({ link, run, action, status, source, problem }: ProvisioningRecord): string | null =>
  link?.relation === 'members' ? [run.runId, action, status, source.objectGuid, problem?.code].join(' ') : null;

const moreText = ({ source }: ProvisioningRecord, more: number): string =>
  more === 0 ? '' : `            and ${numberText(more, 'membership', 'memberships')} more of ${source.displayName}\n`;

function recordText(record: ProvisioningRecord, explained: Set<string>): string {
  const { at, status, action, source, target, link, problem, attributes, approval, evidence, isRepeat } = record;
  const name = target.userPrincipalName === null ? '' : ` (${target.userPrincipalName})`;
  const act = action === 'none' ? '' : `${action} `;
  const linked = link === null ? '' : `: ${link.displayName} (${link.relation})`;
  const repeat = isRepeat ? ', as in the run before' : '';
  const lines = [
    `${at}  ${status.padEnd(7)}  ${act}${source.displayName}${name}${linked}${repeat}`,
    ...evidenceLines(evidence),
    ...approvalLines(approval),
    ...takeoverLines(record, target.tenantObjectId, record.takenOver),
    ...attributeLines({ objectType: source.objectType, anchor: target.anchor, attributes }, action === 'create'),
  ];
  const reason = problem === null ? '' : indent(reasonText(problem, explained));
  return `${lines.join('\n')}\n${reason}`;
}

function reasonText(problem: Problem, explained: Set<string>): string {
  if (explained.has(problem.code)) return `${problem.title}\n  ${problem.detail} [${problem.code}]\n`;
  explained.add(problem.code);
  return problemText(problem);
}
