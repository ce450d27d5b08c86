/**
 * What a run knows, while it applies its plan, of sign-in names that one user gives up and another one takes. A name whose owner keeps it
 * after all, because the guard holds that change or the tenant refused it, is not asked for, and nobody is moved aside who cannot go on.
 */
import type { ChangeDigest, ObjectGuid } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { Outcome } from '../contract/run-report.ts';
import { nameGivenUp, nameTaken } from './handed-name.ts';
import type { Aside } from './wave.ts';

export class NameHandover {
  /** Who still has each name that is to be given up. */
  readonly #givers = new Map<string, Change>();
  readonly #due: ReadonlySet<ChangeDigest>;
  /** Because of whom they need a name from. */
  readonly #held = new Set<ChangeDigest>();
  readonly #stuck = new Map<ObjectGuid, Problem>();

  /** @param changes the whole plan @param due those that are neither held nor waiting */
  constructor(changes: readonly Change[], due: readonly Change[]) {
    this.#due = new Set(due.map(({ digest }) => digest));
    for (const change of changes) {
      const name = nameGivenUp(change);
      if (name !== null) this.#givers.set(name, change);
    }
  }

  /** Why the change has to wait; null when it can go. @param aside who would be moved aside for it */
  whyNot(change: Change, aside: readonly Aside[]): Problem | null {
    if (this.#giverFor(change) !== undefined) {
      const keeper = this.#keeperFor(change, aside);
      return keeper === null ? null : tellNotFree(change, keeper);
    }
    const movesMail = change.kind === 'update' && change.attributes.some(({ name }) => name === 'mail');
    return movesMail ? (this.#stuck.get(change.objectGuid) ?? null) : null;
  }

  /** Whoever keeps the name is held or waits, and may give it up later: then the change is held as well, and has not failed. */
  isHeld(change: Change, aside: readonly Aside[]): boolean {
    const keeper = this.#keeperFor(change, aside);
    return keeper !== null && (!this.#due.has(keeper.digest) || this.#held.has(keeper.digest));
  }

  learn({ kind, change, ...outcome }: Outcome): void {
    if (kind === 'held') this.#held.add(change.digest);
    const name = nameGivenUp(change);
    if (name === null) return;
    if (kind === 'applied') this.#givers.delete(name);
    if (kind === 'failed' && 'problem' in outcome && outcome.problem !== undefined)
      this.#stuck.set(change.objectGuid, outcome.problem);
  }

  /** Whoever is moved aside must be able to go on, and so must everybody in the circle. Null when nobody keeps the name. */
  #keeperFor(taker: Change, aside: readonly Aside[]): Change | null {
    const first = this.#giverFor(taker);
    if (first === undefined || aside.length === 0) return first ?? null;
    const seen = new Set<Change>([taker]);
    for (let next: Change | undefined = first; next !== undefined && !seen.has(next); next = this.#giverFor(next)) {
      if (!this.#due.has(next.digest)) return next;
      seen.add(next);
    }
    return null;
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
