/** The whole campaign: seasons of killings, each with a company and an agent of its own and repeatable by itself. */

import { drawNamedKilling, drawRandomKilling } from './draw-killing.ts';
import { dissolveCompany } from './edit-directory.ts';
import { type Failpoint, failpoints } from './failpoints.ts';
import { emptyLedger } from './judge.ts';
import { type Killing, killAndJudge, type Verdict } from './killing.ts';
import { openSeason, type Stage } from './season.ts';
import { seededChance } from './seeded-random.ts';

export interface CampaignOptions {
  readonly seed: number;
  /** Killings at each failpoint by its name. */
  readonly each: number;
  /** Killings anywhere. */
  readonly kills: number;
  /** Only this one. */
  readonly season: number | null;
  /** The first one that is played. */
  readonly from: number;
}

export type Target = Failpoint | 'anywhere, with other trouble';

export interface Judged extends Verdict {
  readonly season: number;
  readonly target: Target;
  readonly killing: Killing;
}

/**
 * The guard counts what happened in 24 hours, and lets no more pass than there are people: so many killings stay below it, and what
 * comes after them begins with an empty record.
 */
const targetsInSeason = 6;

export async function runCampaign(
  stage: Stage,
  options: CampaignOptions,
  tell: (judged: Judged) => void,
  signal: AbortSignal,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const [season, targets] of seasonsOf(options).entries()) {
    if (season < options.from || (options.season !== null && options.season !== season)) continue;
    judged.push(...(await playSeason(stage, { seed: options.seed, season, targets }, tell, signal)));
  }
  return judged;
}

function seasonsOf({ each, kills }: CampaignOptions): readonly (readonly Target[])[] {
  const named = Array.from({ length: each }, () => failpoints).flat();
  const random = Array.from({ length: kills }, () => 'anywhere, with other trouble' as const);
  const targets: readonly Target[] = [...named, ...random];
  const count = Math.ceil(targets.length / targetsInSeason);
  return Array.from({ length: count }, (_, index) =>
    targets.slice(index * targetsInSeason, (index + 1) * targetsInSeason),
  );
}

interface SeasonPlan {
  readonly seed: number;
  readonly season: number;
  readonly targets: readonly Target[];
}

async function playSeason(
  stage: Stage,
  { seed, season, targets }: SeasonPlan,
  tell: (judged: Judged) => void,
  signal: AbortSignal,
): Promise<readonly Judged[]> {
  if (signal.aborted) return [];
  const chance = seededChance(seed * 1_000 + season);
  const opened = await openSeason(stage);
  const ledger = emptyLedger();
  const judged: Judged[] = [];
  let { company } = opened;
  let mark = 0;
  for (const target of targets) {
    // A run that ended before its moment came has killed nobody: chance is asked again.
    for (let attempt = 1; attempt <= 4 && !signal.aborted; attempt += 1) {
      mark += 1;
      const killing =
        target === 'anywhere, with other trouble'
          ? drawRandomKilling(company, chance, mark)
          : drawNamedKilling(target, company, chance, mark);
      const verdict = await killAndJudge(stage, { ...opened, company }, ledger, killing);
      company = verdict.company;
      const one = { ...verdict, season, target, killing };
      judged.push(one);
      tell(one);
      if (verdict.killed > 0 || verdict.wrong.length > 0) break;
    }
  }
  await dissolveCompany(stage.lab, company);
  return judged;
}
