/**
 * What a change of the settings would do, before it is saved. Only what decides who stays in the tenant is looked at: the scope, what
 * becomes of whoever leaves it, groups, and the domains. Two plans are compared, so that nobody is asked about what happens anyway.
 */
import type { ControlClient } from '../client/control-client.ts';
import { decidedByChange } from '../contract/decided-together.ts';
import { numberText } from '../contract/number-text.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import { isSignInRefusal } from '../contract/sign-in-refusals.ts';
import { countConcerned, countLeaving, decidesWhoStays, endsMembershipsAlone } from '../contract/who-leaves.ts';
import type { Command, CommandContext, CommandOutput } from './command.ts';
import { entriesSummary } from './entries-summary.ts';
import { readAllEntries } from './read-all-entries.ts';
import { planText } from './report-text.ts';
import { changesIn, changesText } from './saved-text.ts';
import { problemText } from './texts.ts';

/** For every command that saves settings. */
export const effectOption = {
  yes: { type: 'boolean', means: 'save it without showing first who would leave the scope, or lose memberships' },
} as const satisfies Command['options'];

export type Effect =
  /** What is to be said besides that it was saved. */
  { readonly kind: 'harmless'; readonly text: string } | { readonly kind: 'confirm'; readonly output: CommandOutput };

const noEffect: Result<Effect> = succeed({ kind: 'harmless', text: '' });
const nobodyLeaves: Result<Effect> = succeed({ kind: 'harmless', text: 'Nobody leaves the scope by it.\n' });

interface EffectChange {
  readonly before: Settings;
  readonly after: Settings;
  /** With which a set-up would sign in, by the name of the domain; without them the effect is tried on the two sides there are. */
  readonly domainPasswords?: Readonly<Record<string, string>>;
}

/** @param everything the command that shows the whole plan. Problems: those of a plan; then nothing may be saved either, unless a person says that it is to be all the same. */
export async function showEffect(
  client: ControlClient,
  { before, after, domainPasswords }: EffectChange,
  { options, signal, everything }: Pick<CommandContext, 'options' | 'signal'> & { readonly everything: string },
): Promise<Result<Effect>> {
  if (options.yes === true || !decidesWhoStays(before, after)) return noEffect;
  const plan = (settings: Settings | null) =>
    client.request('plan.create', domainPasswords === undefined ? { settings } : { settings, domainPasswords }, signal);
  const planned = await plan(after);
  if (!planned.ok) return planned;
  const report = planned.value;
  const unfound = report.findings.find((finding) => finding.problem.code === 'scope.reference-not-found');
  const incomplete = report.problems[0] ?? unfound?.problem;
  if (incomplete !== undefined) return fail(unknownEffect(incomplete));
  const leaving = countLeaving(report);
  if (leaving === 0) return nobodyLeaves;
  // Before the next plan is made: the agent keeps the newest one only.
  const entries = await readAllEntries(client, 'plan.entries', report.runId, signal);
  if (!entries.ok) return entries;
  const now = await plan(domainPasswords === undefined ? null : onSidesOf(after, before));
  const anyway = now.ok ? countLeaving(now.value) : 0;
  const concerned = countConcerned(report, now.ok ? now.value : null);
  if (concerned === 0) return nobodyLeaves;
  const unconfirmed = endsMembershipsAlone(report, now.ok ? now.value : null)
    ? problem('settings.effect-memberships', numberText(concerned, 'membership', 'memberships'))
    : problem(
        'settings.effect-unconfirmed',
        `${numberText(concerned, 'object is', 'objects are')} concerned, besides ${anyway} that leave anyway or wait`,
      );
  // Nobody is kept from seeing the effect because this cannot be read.
  const decisions = await client.request('approvals.decisions', {}, signal);
  const approved = decisions.ok ? decidedByChange('approved', decisions.value.decisions).length : 0;
  const change = { before, after };
  const shown = `${changesText(change)}\n${entriesSummary(entries.value, everything)}${planText(report)}\n`;
  return succeed({
    kind: 'confirm',
    output: {
      json: { saved: false, changes: changesIn(change), leaving, anyway, approved, problem: unconfirmed, report },
      text: `With these settings, which are not saved:\n\n${shown}\n${endingText(approved)}${problemText(unconfirmed)}`,
      isFailure: true,
    },
  });
}

/** @param changes so many are approved, and not made yet */
const endingText = (changes: number) =>
  changes === 0
    ? ''
    : `The approval of ${numberText(changes, 'change', 'changes')} that no run has made yet would be over.\n\n`;

/** What is changed is compared on the same sides. */
const onSidesOf = ({ tenant, domains }: Settings, settings: Settings): Settings => ({ ...settings, tenant, domains });

/** Who cannot sign in is not helped by saving unseen. */
const unknownEffect = (reason: Problem): Problem =>
  problem(
    isSignInRefusal(reason.code) ? 'settings.effect-not-signed-in' : 'settings.effect-unknown',
    `${reason.title} ${reason.detail} [${reason.code}]`,
  );
