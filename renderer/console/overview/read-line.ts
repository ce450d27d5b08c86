/** What the last run read of both sides, how far, and why it read all of one where usually it asks for what changed. */
import type { RunReport } from '../../../electron/contract/bridge.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';

const words = overviewTexts.run;

export function readLine(report: RunReport): string {
  if (report.isBroken) return words.brokenRead;
  const { domains, directory, tenant } = report;
  return [
    words.read(report),
    directory.isComplete ? '' : words.incomplete.directory,
    tenant.isComplete ? '' : words.incomplete.tenant,
    ...domains.map(({ domain, fullRead }) => (fullRead === null ? '' : words.readWhole.domain(domain, fullRead.title))),
    tenant.fullRead === undefined ? '' : words.readWhole.tenant(tenant.fullRead.title),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
