/** How the provisioning log reads on a terminal. */
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import { attributeLines, evidenceText, indent, problemText } from './texts.ts';

export function changesText(records: readonly ProvisioningRecord[]): string {
  return records.map(recordText).join('');
}

function recordText(record: ProvisioningRecord): string {
  const { at, status, action, source, target, link, problem, attributes, approval, evidence, isRepeat } = record;
  const name = target.userPrincipalName === null ? '' : ` (${target.userPrincipalName})`;
  const act = action === 'none' ? '' : `${action} `;
  const linked = link === null ? '' : `: ${link.displayName} (${link.relation})`;
  const repeat = isRepeat ? ', as in the run before' : '';
  const head = `${at}  ${status.padEnd(7)}  ${act}${source.displayName}${name}${linked}${repeat}`;
  const reason = problem === null ? '' : indent(problemText(problem));
  const shown = [
    ...(evidence === null ? [] : [evidenceText(evidence)]),
    ...(approval === null ? [] : [`approved by ${approval.by} at ${approval.at}`]),
  ].map((line) => `            ${line}`);
  return `${[head, ...shown, ...attributeLines(attributes, action === 'create')].join('\n')}\n${reason}`;
}
