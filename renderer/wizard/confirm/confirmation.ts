/** Everything the set-up is about to do, in sentences, grouped by where it happens, each group with the page that decides it. */
import type { DomainDraft, Scope } from '../../../electron/contract/bridge.ts';
import { confirmTexts } from '../../texts/wizard/confirm-texts.ts';
import { namesIn } from '../scope/scope-names.ts';
import type { ScopeState } from '../scope/scope-state.ts';
import type { TenantState } from '../tenant/tenant-state.ts';
import type { WizardStep } from '../wizard-step.ts';
import type { ConfirmState } from './confirm-state.ts';

export interface ConfirmationGroup {
  readonly heading: string;
  readonly parts: readonly ConfirmationPart[];
}

export interface ConfirmationPart {
  readonly sentences: readonly string[];
  /** The page that leads to something else; null where nothing can be chosen. */
  readonly decidedOn: WizardStep | null;
}

export interface Decisions {
  readonly tenant: TenantState;
  readonly domains: readonly DomainDraft[];
  readonly scope: ScopeState;
  readonly confirm: ConfirmState;
  /** Of an agent that is set up; null before. */
  readonly intervalSeconds: number | null;
  /** What was done already, in sentences. */
  readonly deeds: readonly string[];
}

export function confirmationOf(decisions: Decisions): readonly ConfirmationGroup[] {
  const { tenant, domains, scope, confirm, intervalSeconds, deeds } = decisions;
  const { sentences, start, startAgain } = confirmTexts.server;
  const starts = intervalSeconds === null ? start[confirm.start] : startAgain(intervalSeconds)[confirm.start];
  return [
    {
      heading: confirmTexts.server.heading,
      parts: [{ sentences: [...sentences, starts], decidedOn: null }],
    },
    {
      heading: confirmTexts.directory.heading,
      parts: [
        {
          sentences: [...domains.map(confirmTexts.directory.domain), confirmTexts.directory.unchanged],
          decidedOn: 'domains',
        },
        ...(deeds.length === 0 ? [] : [{ sentences: deeds.map(confirmTexts.done), decidedOn: null }]),
        { sentences: [scopeSentence(scope)], decidedOn: 'scope' },
      ],
    },
    { heading: confirmTexts.tenant.heading, parts: [{ sentences: tenantSentences(tenant), decidedOn: 'tenant' }] },
  ];
}

function scopeSentence({ kind, kept, groups, marks }: ScopeState): string {
  const namesThatAre = (wanted: 'in' | 'out') =>
    marks.filter(({ verdict }) => verdict === wanted).map(({ unit }) => unit.name);
  switch (kind) {
    case 'kept':
      return kept === null ? confirmTexts.scope.all : keptSentence(kept);
    case 'all':
      return confirmTexts.scope.all;
    case 'groups':
      return confirmTexts.scope.groups(groups.map(({ name }) => name));
    case 'units':
      return confirmTexts.scope.units(namesThatAre('in'), namesThatAre('out'));
  }
}

export function keptSentence(scope: Scope): string {
  const { included, excluded } = namesIn(scope);
  switch (scope.kind) {
    case 'all':
      return confirmTexts.scope.all;
    case 'groups':
      return confirmTexts.scope.groups(included);
    case 'units':
      return confirmTexts.scope.units(included, excluded);
  }
}

function tenantSentences({ registers, person, tenantId, clientId, peopleSignIn }: TenantState): readonly string[] {
  const { unchanged, prepared, create, repair, mark, grants, consent, owner, people } = confirmTexts.tenant;
  const signIn = peopleSignIn === null ? [] : [people[peopleSignIn]];
  if (registers === 'kept') return [unchanged(clientId), ...signIn];
  if (registers === 'elsewhere' || person.kind !== 'signedIn')
    return [prepared(clientId.trim(), tenantId.trim()), ...signIn];
  const { displayName, existingRegistration, grants: wanted, mayGrant } = person.inspection;
  return [
    existingRegistration === null ? create(displayName) : repair(existingRegistration.displayName, displayName),
    mark,
    grants(wanted.map(({ permission }) => permission)),
    ...(mayGrant ? [] : [consent]),
    owner(person.inspection.person.userPrincipalName),
    ...signIn,
  ];
}

/** As text, for a ticket or a mail. */
export const confirmationText = (groups: readonly ConfirmationGroup[]): string =>
  groups
    .map(({ heading, parts }) =>
      [heading, ...parts.flatMap(({ sentences }) => sentences.map((sentence) => `- ${sentence}`))].join('\n'),
    )
    .join('\n\n');
