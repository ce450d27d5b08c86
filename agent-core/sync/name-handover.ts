/**
 * What a run knows, while it applies its plan, of sign-in names that one user gives up and another one takes. A name whose owner keeps it
 * after all, because the tenant refused that change, is not asked for.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { Outcome } from '../contract/run-report.ts';
import { nameGivenUp, nameTaken } from './handed-name.ts';
import type { Aside } from './wave.ts';

export class NameHandover {
  /** Who still has each name that is to be given up. */
  readonly #givers = new Map<string, Change>();
  readonly #stuck = new Map<ObjectGuid, Problem>();

  /** @param changes those that are neither held nor waiting */
  constructor(changes: readonly Change[]) {
    for (const change of changes) {
      const name = nameGivenUp(change);
      if (name !== null) this.#givers.set(name, change);
    }
  }

  /** Why the change has to wait; null when it can go. @param aside who would be moved aside for it */
  whyNot(change: Change, aside: readonly Aside[]): Problem | null {
    const giver = this.#giverFor(change);
    if (giver !== undefined) return aside.length === 0 ? tellNotFree(change, giver) : null;
    const movesMail = change.kind === 'update' && change.attributes.some(({ name }) => name === 'mail');
    return movesMail ? (this.#stuck.get(change.objectGuid) ?? null) : null;
  }

  learn({ kind, change, ...outcome }: Outcome): void {
    const name = nameGivenUp(change);
    if (name === null) return;
    if (kind === 'applied') this.#givers.delete(name);
    if (kind === 'failed' && 'problem' in outcome && outcome.problem !== undefined)
      this.#stuck.set(change.objectGuid, outcome.problem);
  }

  #giverFor(change: Change): Change | undefined {
    const giver = this.#givers.get(nameTaken(change) ?? '');
    return giver?.objectGuid === change.objectGuid ? undefined : giver;
  }
}

function tellNotFree(change: Change, giver: Change): Problem {
  const detail = `userPrincipalName ${nameGivenUp(giver)}: ${change.displayName} needs it, ${giver.displayName} has it`;
  return problem('object.value-not-free', detail);
}
