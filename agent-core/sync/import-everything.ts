/** Step 1 as a whole: both sides, and what became of whom the directory does not show any more. */
import { problem } from '../contract/problem.ts';
import { type Imported, importObjects } from './import.ts';
import { importOpen } from './import-open.ts';
import { type Removed, readRemoved } from './read-removed.ts';
import type { RunContext } from './run-context.ts';

/** A tenant whose deleted users could not be read was not read completely: whoever is missing there may be among them. */
export async function importEverything(
  context: RunContext,
  signal: AbortSignal,
): Promise<{ readonly imported: Imported; readonly removed: Removed }> {
  const { settings, remembered } = context;
  const hasUnknown = context.unknown.read().length > 0;
  const open = remembered === null ? null : await importOpen(context, remembered, signal);
  const whole = open ?? (await importObjects(context, settings, context, signal));
  // Before the first run nothing can be remembered, which surprises nobody.
  const isExpected = !hasUnknown && !context.guardHistory.isFilled();
  const isFallback = remembered !== null && open === null && whole.organization !== null && !isExpected;
  const told = isFallback ? tellWhy(whole, hasUnknown) : whole;
  const imported = isExpected ? withoutFullReads(told) : told;
  const removed = await readRemoved(imported, context, settings, signal);
  if (removed.problem === null) return { imported, removed };
  const tenant = { ...imported.tenant, problem: imported.tenant.problem ?? removed.problem };
  return { imported: { ...imported, tenant, problems: [...imported.problems, removed.problem] }, removed };
}

/** That an account may not follow the changes is told from the beginning: it will be so in every run. */
function withoutFullReads(imported: Imported): Imported {
  const domains = imported.domains.map((one) => {
    const { fullRead, ...reading } = one.reading;
    return fullRead?.code === 'directory.read-fully' ? { ...one, reading } : one;
  });
  return { ...imported, domains };
}

/** Reading everything is a fallback, and never a silent one. */
function tellWhy(imported: Imported, hasUnknown: boolean): Imported {
  const domains = imported.domains.filter(({ reading }) => reading.fullRead !== undefined).map(({ domain }) => domain);
  const fullRead = problem('tenant.read-for-want-of-memory', whyEverything(domains, hasUnknown));
  return { ...imported, tenant: { ...imported.tenant, fullRead } };
}

function whyEverything(domains: readonly string[], hasUnknown: boolean): string {
  if (hasUnknown) return 'an earlier run broke off, and what became of its changes is found out from everything';
  if (domains.length > 0) return `${domains.join(', ')}: only all of it can be read, not what changed`;
  return 'what is remembered of both sides is not there, or does not fit together';
}
