/** Which rights a domain takes for what the other pages decided: the least that is enough (rule R19). */
import { administrationLine } from '../../../electron/contract/administration-line.ts';
import type { ArgumentInputOf, DomainDraft, Scope } from '../../../electron/contract/bridge.ts';
import type { DomainEntry } from '../domains/domain-entry.ts';

type PreviewArgument = ArgumentInputOf<'rights.preview'>;

export interface RightsWish extends Pick<PreviewArgument, 'account'> {
  readonly mode: PreviewArgument['mode'];
  readonly units: NonNullable<PreviewArgument['units']>;
}

/** Whose members or users may be anywhere is granted at the head of the domain. */
export function rightsWishOf({ name, account, rights }: DomainDraft, entry: DomainEntry, scope: Scope): RightsWish {
  if (rights !== 'units') return { account, mode: 'domain', units: [] };
  if (scope.kind === 'units') {
    const units = scope.include.filter(({ domain }) => domain === name).map(({ objectGuid }) => objectGuid);
    return { account, mode: 'units', units };
  }
  const known = entry.check.kind === 'verified' ? entry.check.verification.domains : [];
  const head = known.find((domain) => domain.name.toLowerCase() === name.toLowerCase())?.objectGuid ?? null;
  return { account, mode: 'units', units: head === null ? [] : [head] };
}

/** The same for whoever does it elsewhere, whatever the agent there knows. */
export const rightsCommandOf = (draft: DomainDraft, { mode, units }: RightsWish): string =>
  administrationLine('rights apply', draft, [
    ...['--mode', mode],
    ...(mode === 'units' ? ['--units', units.join(',')] : []),
  ]);
