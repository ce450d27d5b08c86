/** How the last run read each domain. */
import type { AgentState, RunReport } from '../../../electron/contract/bridge.ts';

type Domain = Extract<AgentState['activity'], { readonly kind: 'idle' }>['domains'][number];
type Read = Pick<RunReport['domains'][number], 'users' | 'groups' | 'isComplete' | 'problem'>;

export interface DomainReading extends Domain {
  /** Null: it was not read yet, or the report of an earlier version or of a run that broke off does not say. */
  readonly read: (Read & { readonly at: string }) | null;
}

export function domainReadingsOf({
  activity,
  lastRun,
}: Pick<AgentState, 'activity' | 'lastRun'>): readonly DomainReading[] {
  if (!('domains' in activity)) return [];
  return activity.domains.map((domain) => {
    const read =
      lastRun === null || lastRun.isBroken ? undefined : readIn(lastRun, domain, activity.domains.length === 1);
    return { ...domain, read: lastRun === null || read === undefined ? null : { ...read, at: lastRun.startedAt } };
  });
}

/** Where there is one domain, it is the directory. */
function readIn({ domains, directory }: RunReport, { name }: Domain, isOnly: boolean): Read | undefined {
  const own = domains.find(({ domain }) => domain === name);
  return own ?? (isOnly && domains.length === 0 ? { ...directory, problem: null } : undefined);
}
