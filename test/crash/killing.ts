/** One killing, from the edits before it to the verdict on both sides after it. */
import type { ControlClient } from '../../agent-core/client/control-client.ts';
import { startAgentProcess } from '../harness/agent-process.ts';
import { type Ran, startAndWait, withClient } from '../harness/run-agent.ts';
import { readObjectGuids } from '../lab/directory/administer-directory.ts';
import type { ProxyCommand } from '../lab/directory/strict-proxy/proxy-command.ts';
import { commandLabProxy } from '../lab/directory/strict-proxy/through-strict-proxy.ts';
import type { FaultPlan } from '../lab/tenant/lab/fault-plan.ts';
import type { FaultPlanName } from '../lab/tenant/lab/named-fault-plans.ts';
import type { Company, Edit } from './company.ts';
import { editDirectory } from './edit-directory.ts';
import type { Death } from './failpoints.ts';
import { type Facts, judgeIdentities, judgeJournal, judgeSides, type Ledger } from './judge.ts';
import { runMortal } from './mortal-agent.ts';
import type { Season, Stage } from './season.ts';

/** What else goes wrong while the agent is killed and killed again. */
export interface Trouble {
  readonly tenant: { readonly name: FaultPlanName; readonly seed: number } | FaultPlan | null;
  readonly controller: Extract<ProxyCommand, { kind: 'cut' | 'corrupt' | 'delay' }> | null;
  readonly replicationLagMs: number;
}

export const noTrouble: Trouble = { tenant: null, controller: null, replicationLagMs: 0 };

export interface Killing {
  readonly edits: readonly Edit[];
  /** One after the other; the later ones hit an agent that recovers. */
  readonly deaths: readonly Death[];
  readonly trouble: Trouble;
}

export interface Verdict {
  /** Deaths that came to pass: a run may end before. */
  readonly killed: number;
  /** Runs until both sides were in step. */
  readonly runs: number;
  /** A sentence for everything that must not be. */
  readonly wrong: readonly string[];
  readonly company: Company;
}

const mostRuns = 6;

export async function killAndJudge(stage: Stage, season: Season, ledger: Ledger, killing: Killing): Promise<Verdict> {
  const { lab, door } = stage;
  const company = await editDirectory(lab, season.company, killing.edits);
  const facts: Facts = { company, objectGuids: await readObjectGuids(lab), mark: season.mark };
  const { lastSequence } = await door.journal();
  await arrange(stage, killing.trouble);
  let killed = 0;
  for (const death of killing.deaths) {
    if ((await runMortal(season.dataDir, death)) === 'killed') killed += 1;
  }
  await heal(stage, killing.trouble);
  const settled = await settle(season.dataDir);
  const state = await door.state();
  const { entries, missed } = await door.journal(lastSequence);
  const wrong = [
    ...(missed > 0 ? [`${missed} lines of the journal are lost`] : []),
    ...settled.wrong,
    ...judgeJournal(facts, state, ledger, entries),
    ...judgeIdentities(facts, state, ledger),
    ...judgeSides(facts, state),
  ];
  return { killed, runs: settled.runs, wrong, company };
}

async function arrange({ lab, door }: Stage, { tenant, controller, replicationLagMs }: Trouble): Promise<void> {
  if (tenant !== null && 'name' in tenant) await door.setNamedFaults(tenant.name, tenant.seed);
  else if (tenant !== null) await door.setFaults(tenant);
  if (replicationLagMs > 0) await door.setKnobs({ replicationLagMs });
  if (controller !== null) await commandLabProxy(lab, controller);
}

async function heal({ lab, door }: Stage, { replicationLagMs }: Trouble): Promise<void> {
  await door.clearFaults();
  await commandLabProxy(lab, { kind: 'relay' });
  if (replicationLagMs === 0) return;
  await door.setKnobs({ replicationLagMs: 0 });
  await door.advanceClock(replicationLagMs);
}

/** Runs as a person would start them, until one finds nothing to do. */
async function settle(dataDir: string): Promise<Pick<Verdict, 'runs' | 'wrong'>> {
  const agent = await startAgentProcess(dataDir);
  try {
    return await withClient(agent, async (client) => {
      const left: string[] = [];
      for (let runs = 1; runs <= mostRuns; runs += 1) {
        const ran = await startAndWait(client);
        await approveHeld(client, ran);
        left.splice(0, left.length, ...undoneIn(ran));
        if (ran.entries.length === 0 && left.length === 0) return { runs, wrong: [] };
      }
      return { runs: mostRuns, wrong: [`after ${mostRuns} runs there is still something to do`, ...left] };
    });
  } finally {
    await agent.kill();
  }
}

/** Whoever makes so much happen in one day is asked about it: what the guard holds is approved, and with it goes what only waits for that. */
async function approveHeld(client: ControlClient, { entries }: Ran): Promise<void> {
  const digests = entries.flatMap((entry) =>
    entry.kind === 'outcome' && entry.outcome.kind === 'held' && (entry.outcome.findings ?? []).length > 0
      ? [entry.outcome.change.digest]
      : [],
  );
  if (digests.length === 0) return;
  const approved = await client.request('approvals.approve', { person: 'the campaign', digests });
  if (!approved.ok) throw new Error(`${approved.problem.code}: ${approved.problem.detail}`);
}

function undoneIn({ report, entries }: Ran): readonly string[] {
  const undone = entries.flatMap((entry) => {
    if (entry.kind === 'held') return [`${entry.held.displayName} is held: ${entry.held.problem.code}`];
    const { kind, change } = entry.outcome;
    const why = 'problem' in entry.outcome ? ` (${entry.outcome.problem?.code})` : '';
    return [`${change.kind} ${change.displayName}: ${kind}${why}`];
  });
  return [...report.problems.map(({ code, detail }) => `the run: ${code} ${detail}`), ...undone];
}
