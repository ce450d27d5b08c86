/** The groups or units of a scope that is set up, as a person knows them. */
import type { Scope } from '../../../electron/contract/bridge.ts';

/** What a person calls the groups or units of a scope: the first part of each distinguished name. */
export function namesIn(scope: Scope): { readonly included: readonly string[]; readonly excluded: readonly string[] } {
  const named = (references: readonly { readonly name: string }[] = []) =>
    references.map(({ name }) => /^[^=]+=((?:\\.|[^,\\])+)/.exec(name)?.[1] ?? name);
  switch (scope.kind) {
    case 'all':
      return { included: [], excluded: [] };
    case 'groups':
      return { included: named(scope.groups), excluded: [] };
    case 'units':
      return { included: named(scope.include), excluded: named(scope.exclude) };
  }
}
