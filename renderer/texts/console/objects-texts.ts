/** Every word of the page that says why an object is synchronised or is not. */
import type {
  Exemption,
  FoundObject,
  LeftOutReason,
  ReadingBasis,
  ReasonKind,
  ScopeAnswer,
} from '../../../electron/contract/bridge.ts';
import { leftAloneAs } from '../../../electron/contract/left-alone.ts';
import type { Tone } from '../../components/tone.ts';
import { formatCount, formatExactTime, formatNumberOf } from '../../format.ts';
import { calledText } from '../called-text.ts';
import { dangerText } from '../danger-texts.ts';
import { overviewTexts } from '../overview-texts.ts';

const titles = {
  in: 'In scope',
  excluded: 'Never synchronised, whatever the scope',
  out: 'Out of scope',
  undecided: 'Nobody knows whether it is in scope',
  notWritable: 'In scope, and left as it is',
} satisfies Record<ScopeAnswer['kind'], string>;

export const objectsTexts = {
  find: {
    heading: 'Why is somebody missing?',
    label: 'Name',
    hint: 'Display name, sign-in name, account name, mail address, distinguished name or objectGUID of a person, group or contact.',
    button: 'Ask',
    reading: 'Looking through the directory',
    unread: 'Nothing could be found out',
    nobody: 'The directory shows nothing of that name',
    nobodyExplanation:
      'Computers and managed service accounts are not looked for. What was made a moment ago is read with the next run.',
    /** @param forgotten domains of which nothing is remembered @param read those that show nobody */
    unknown: (forgotten: readonly string[], read: readonly string[]) => {
      const rest = `hether ${forgotten.join(', ')} ${forgotten.length === 1 ? 'has' : 'have'} it is not known`;
      if (read.length === 0) return `W${rest}`;
      return `${read.join(', ')} ${read.length === 1 ? 'shows' : 'show'} nothing of that name; w${rest}`;
    },
    more: 'There are more. Say more of the name.',
    gone: 'The directory does not show it any more. What is undone about it:',
    /** Whom the log alone knows. */
    former: (names: readonly string[]) =>
      `In the provisioning log, and not in what is remembered of the directory: ${names.join(', ')}. The page "Log" shows what was done.`,
    /** What was to be done is no news of what is left alone. */
    undone: (name: string, what: string, outcome: string) =>
      what === overviewTexts.entries.leftAlone
        ? `${name}: ${outcome.toLowerCase()}`
        : `${name}: ${what}, ${outcome.toLowerCase()}`,
  },
  answer: {
    where: (type: string, domain: string, distinguishedName: string, objectGuid: string) =>
      `${type}, ${domain}: ${distinguishedName}, objectGUID ${objectGuid}`,
    types: { user: 'Person', group: 'Group', contact: 'Contact' },
    tones: {
      in: 'good',
      excluded: 'quiet',
      out: 'quiet',
      undecided: 'attention',
      notWritable: 'quiet',
    } satisfies Record<ScopeAnswer['kind'], Tone>,
    title: ({ kind, rule }: ScopeAnswer) => `${titles[kind]}: ${rule}`,
    joined: (id: string) => `Joined with ${id} in the tenant.`,
    comes: 'Not joined with anything in the tenant yet: the next run sees to it.',
    notJoined: 'Not joined with anything in the tenant.',
    notKnown:
      'Not known whether it is in the tenant: a run attempted a change, and broke off or lost the reply. The next run finds out.',
    deleted: (at: string) => `The agent deleted what it was joined with at ${formatExactTime(at)}.`,
    membersLeftOut: ({ count, first }: NonNullable<FoundObject['membersLeftOut']>) => {
      const named = first.map((member) => `${calledText(member)} (${member.text})`).join('; ');
      return `${count === 1 ? 'One of its direct members is' : `${formatCount(count)} of its direct members are`} left out: ${named}${count > first.length ? '; and more' : ''}.`;
    },
    exempt: ({ kind, by, expiresAt }: Exemption) =>
      `Not held for "${dangerText(kind)}": exempted by ${by}${expiresAt === null ? '' : `, until ${formatExactTime(expiresAt)}`}.`,
  },
  leftOut: {
    heading: 'Who is left out, by reason',
    reading: 'Looking through the directory',
    away: 'This is shown when the agent answers.',
    unread: 'Nothing could be found out',
    none: 'Of what is remembered, everything is synchronised',
    noneExplanation: 'Whoever is out of scope, excluded or held appears here, with the reason.',
    names: (reason: string) => `Names: ${reason}`,
    kinds: {
      excluded: 'Never synchronised',
      out: 'Out of scope',
      undecided: 'Nobody knows',
      notWritable: 'Left as it is',
      held: 'Held',
    } satisfies Record<ReasonKind, string>,
    /** What only waits is not called held here either. */
    word: ({ kind, code }: Pick<LeftOutReason, 'kind' | 'code'>): string => {
      const leftAlone = kind === 'held' && code !== null ? leftAloneAs({ code }) : 'held';
      return leftAlone === 'held' ? objectsTexts.leftOut.kinds[kind] : overviewTexts.leftAlone[leftAlone];
    },
    counts: ({ users, groups, contacts }: Pick<LeftOutReason, 'users' | 'groups' | 'contacts'>) =>
      [
        ...(users === 0 ? [] : [formatNumberOf(users, 'user', 'users')]),
        ...(groups === 0 ? [] : [formatNumberOf(groups, 'group', 'groups')]),
        ...(contacts === 0 ? [] : [formatNumberOf(contacts, 'contact', 'contacts')]),
      ].join(', '),
  },
  basis: {
    readAt: (domain: string, at: string) => `${domain} was read last at ${formatExactTime(at)}.`,
    unremembered: (domain: string) =>
      `Of ${domain} nothing is remembered between runs: only what runs held is known of it.`,
    noRun: 'No run has ended yet.',
    run: (at: string) => `The newest run began at ${formatExactTime(at)}.`,
    notWhole: 'It did not read both sides to the end.',
    brokeOff: {
      writing: 'It broke off while it wrote.',
      before: 'It broke off before it wrote anything.',
    } satisfies Record<NonNullable<NonNullable<ReadingBasis['run']>['brokeOff']>, string>,
    lastWhole: (at: string, didBreakOff: boolean) =>
      `What the last one that ${didBreakOff ? 'read both sides and ended' : 'did'}, which began at ${formatExactTime(at)}, left undone is told as well.`,
  },
} as const;
