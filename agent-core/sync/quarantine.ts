/**
 * Whether so much fails that something must be wrong with the whole, and trying it every two minutes only does harm. Then a run starts
 * once a day, until one goes better: by itself, or because a person mended something and started it.
 */
import { type Problem, problem } from '../contract/problem.ts';
import type { Outcome } from '../contract/run-report.ts';
import { isAboutReference } from './trouble.ts';

/** Fewer failures than this say nothing about the whole. */
const judgedFrom = 5_000;
const allowedShare = 0.4;
const allowedFailures = 40_000;
/** References count here only: they fail because of something else, and are mended with it. */
const allowedWithReferences = 60_000;

/** @param outcomes of a run that was not cut short */
export function judgeQuarantine(outcomes: readonly Outcome[]): Problem | null {
  const tried = outcomes.filter(({ kind }) => kind === 'applied' || kind === 'failed' || kind === 'waiting');
  const reasons = tried.flatMap((outcome) => ('problem' in outcome ? (outcome.problem ?? []) : []));
  const failures = reasons.filter(({ code }) => !isAboutReference(code)).length;
  const share = failures / tried.length;
  const isTooMany = failures >= judgedFrom && (share > allowedShare || failures > allowedFailures);
  if (!isTooMany && reasons.length <= allowedWithReferences) return null;
  const percent = Math.round(share * 100);
  const numbers = `${failures} of ${tried.length} changes fail, which is ${percent} %`;
  const limits = `allowed are ${allowedShare * 100} % from ${judgedFrom} failures, ${allowedFailures} in all, ${allowedWithReferences} with references`;
  return problem('run.quarantined', `${numbers}, and ${reasons.length} with references; ${limits}`);
}
