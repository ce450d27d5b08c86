/**
 * What a change of the settings would do, before it is saved. Only what decides who stays in the tenant is looked at: the scope, what
 * becomes of whoever leaves it, groups, the domains, and by which marks the agent knows whom it manages. Two plans are compared, object by
 * object, so that nobody is asked about what happens anyway.
 */
import type { ControlClient } from '../client/control-client.ts';
import type { Decision } from '../contract/approval-requests.ts';
import { decidedByChange } from '../contract/decided-together.ts';
import { type Concerned, digestsIn, findConcerned } from '../contract/departures.ts';
import { numberText } from '../contract/number-text.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import type { Settings } from '../contract/settings.ts';
import { isSignInRefusal } from '../contract/sign-in-refusals.ts';
import { countLeaving, decidesWhoStays } from '../contract/who-leaves.ts';
import type { Command, CommandContext, CommandOutput } from './command.ts';
import { entriesSummary, usuallyNamed } from './entries-summary.ts';
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

/** @param everything the command that shows the whole plan; null where none can, so that all of it is shown. Problems: those of a plan; then nothing may be saved either, unless a person says that it is to be all the same. */
export async function showEffect(
  client: ControlClient,
  { before, after, domainPasswords }: EffectChange,
  { options, signal, everything }: Pick<CommandContext, 'options' | 'signal'> & { readonly everything: string | null },
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
  if (countLeaving(report) === 0) return nobodyLeaves;
  // Before the next plan is made: the agent keeps the newest one only.
  const entries = await readAllEntries(client, 'plan.entries', report.runId, signal);
  if (!entries.ok) return entries;
  const now = await plan(domainPasswords === undefined ? null : onSidesOf(after, before));
  const without = now.ok ? await readAllEntries(client, 'plan.entries', now.value.runId, signal) : succeed([]);
  if (!without.ok) return without;
  const concerned = findConcerned(entries.value, without.value);
  if (concerned.objects + concerned.memberships === 0) return nobodyLeaves;
  const unconfirmed = unconfirmedEffect(concerned);
  // Nobody is kept from seeing the effect because this cannot be read.
  const read = await client.request('approvals.decisions', {}, signal);
  const decisions = read.ok ? read.value.decisions : [];
  const approved = decidedByChange('approved', decisions).length;
  const rejections = endingRejections(decisions, { entries: entries.value, without: without.value });
  const change = { before, after };
  const shown = `${changesText(change)}\n${everything === null ? entriesSummary(entries.value, '', Number.POSITIVE_INFINITY) : entriesSummary(entries.value, everything)}${planText(report)}\n`;
  const { leaving, objects } = concerned;
  const counted = { leaving, anyway: leaving - objects, memberships: concerned.memberships };
  return succeed({
    kind: 'confirm',
    output: {
      json: {
        saved: false,
        changes: changesIn(change),
        ...counted,
        approved,
        rejected: rejections.length,
        problem: unconfirmed,
        report,
      },
      text: `With these settings, which are not saved:\n\n${shown}\n${endingText(approved)}${rejectionsText(rejections)}${problemText(unconfirmed)}`,
      isFailure: true,
    },
  });
}

function unconfirmedEffect({ leaving, objects, memberships }: Concerned): Problem {
  const ended = numberText(memberships, 'membership', 'memberships');
  if (objects === 0) return problem('settings.effect-memberships', ended);
  const besides = `besides ${leaving - objects} that leave anyway or wait`;
  const alsoEnded = memberships === 0 ? '' : `; of those who stay, ${ended} would end`;
  return problem(
    'settings.effect-unconfirmed',
    `${numberText(objects, 'object is', 'objects are')} concerned, ${besides}${alsoEnded}`,
  );
}

/** @param changes so many are approved, and not made yet */
const endingText = (changes: number) =>
  changes === 0
    ? ''
    : `The approval of ${numberText(changes, 'change', 'changes')} that no run has made yet would be over.\n\n`;

interface Compared {
  readonly entries: readonly ReportEntry[];
  readonly without: readonly ReportEntry[];
}

/** What somebody rejected and is held by that now, and is not what would be due: another change would be, which nobody rejected. */
function endingRejections(decisions: readonly Decision[], { entries, without }: Compared): readonly string[] {
  const [isDue, wasDue] = [digestsIn(entries), digestsIn(without)];
  return decidedByChange('rejected', decisions).flatMap(({ changes }) =>
    changes.flatMap(({ digest, what }) => (wasDue.has(digest) && !isDue.has(digest) ? [what ?? 'a change'] : [])),
  );
}

const rejectionsText = (changes: readonly string[]) =>
  changes.length === 0
    ? ''
    : `The rejection of ${numberText(changes.length, 'change', 'changes')} would be over, since something else would be due: ${firstOf(changes)}.\n\n`;

const firstOf = (changes: readonly string[]) => {
  const more = changes.length - usuallyNamed;
  return `${changes.slice(0, usuallyNamed).join('; ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
};

/** What is changed is compared on the same sides, and with what was managed until now. */
const onSidesOf = ({ tenant, domains }: Settings, settings: Settings): Settings => ({
  ...settings,
  tenant: { ...tenant, ownershipExtension: settings.tenant.ownershipExtension },
  domains,
});

/** Who cannot sign in is not helped by saving unseen. */
const unknownEffect = (reason: Problem): Problem =>
  problem(
    isSignInRefusal(reason.code) ? 'settings.effect-not-signed-in' : 'settings.effect-unknown',
    `${reason.title} ${reason.detail} [${reason.code}]`,
  );
