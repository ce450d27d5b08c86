/** How the provisioning log reads on a terminal. What a reason means and what to do about it is said where it stands first. */
import type { Problem } from '../contract/problem.ts';
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import { approvalLines, attributeLines, evidenceLines, indent, problemText, takeoverLines } from './texts.ts';

export function changesText(records: readonly ProvisioningRecord[]): string {
  const explained = new Set<string>();
  return records.map((record) => recordText(record, explained)).join('');
}

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
