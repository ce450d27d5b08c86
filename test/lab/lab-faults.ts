/** How a person tells the lab's tenant to fail, and reads how it does. */
import type { PlannedFault } from './tenant/lab/fault-plan.ts';
import { type FaultPlanName, faultPlanNames } from './tenant/lab/named-fault-plans.ts';

export type FaultWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'end' }
  | { readonly kind: 'plan'; readonly name: FaultPlanName; readonly seed: number };

/** `bad day 7`, quoted or not; undefined when no plan has that name. */
export function readFaultWords(words: readonly string[]): FaultWish | undefined {
  const [, given = '', seed = '1'] = /^(.*?)(?: (\d{1,9}))?$/.exec(words.join(' ')) ?? [];
  if (given === '') return words.length === 0 ? { kind: 'show' } : undefined;
  if (given === 'none') return { kind: 'end' };
  const name = faultPlanNames.find((known) => known.toLowerCase() === given.toLowerCase());
  return name === undefined ? undefined : { kind: 'plan', name, seed: Number(seed) };
}

export function describeFaults(planned: readonly PlannedFault[]): string {
  const plans = `Plans: ${faultPlanNames.join(', ')}\n`;
  if (planned.length === 0) return `The tenant answers as it should.\n${plans}`;
  return `The tenant fails:\n${planned.map((fault) => `  ${describeFault(fault)}\n`).join('')}${plans}`;
}

function describeFault({ name, match, chance, fault }: PlannedFault): string {
  const { method = 'any request', path = 'anywhere', isInBatch } = match;
  const where = `${method} at ${path}${isInBatch === true ? ', in a batch' : ''}`;
  const share = chance === undefined ? '' : `${chance.percent} % of `;
  const what = fault.kind === 'status' ? `${fault.status}${describeWait(fault.retryAfter)}` : fault.kind;
  return `${name ?? fault.kind}: ${share}${where}: ${what}`;
}

const describeWait = (retryAfter: string | undefined): string =>
  retryAfter === undefined ? '' : `, Retry-After ${retryAfter}`;
