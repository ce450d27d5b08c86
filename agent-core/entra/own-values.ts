/**
 * What the agent wrote to one user a moment ago, value by value (rule R14).
 *
 *     was Ulm, written Cork        read Ulm, or anything else ....... an older reading: Cork is believed
 *                                  read Cork ........................ confirmed
 *     confirmed, and then          read Ulm ......................... another replica, which is behind: Cork is believed
 *                                  read Bonn ........................ somebody else wrote that since: Bonn is believed
 *
 * Who puts back what was there before cannot be told from a replica that is behind, and is seen after the ten minutes.
 */
import type { AttributeValue } from '../contract/plan.ts';
import { isSame } from '../sync/compare-values.ts';
import { type TenantUserAttribute, type TenantUserValues, tenantUserAttributes } from '../sync/tenant.ts';
import type { FreshMap } from './fresh-map.ts';

export interface OwnValue {
  readonly value: AttributeValue;
  /** What older readings can show; null where that is not known, so that nothing is news before the time is over. */
  readonly formers: readonly AttributeValue[] | null;
  readonly isConfirmed: boolean;
}

export class OwnValues {
  readonly #values: FreshMap<TenantUserAttribute, OwnValue>;

  constructor(values: FreshMap<TenantUserAttribute, OwnValue>) {
    this.#values = values;
  }

  /** @param before what stood there when that was decided; null where nobody knows */
  note(values: TenantUserValues, before: TenantUserValues | null): void {
    for (const name of tenantUserAttributes) {
      const value = values[name];
      if (value === undefined) continue;
      const formers = this.#formersOf(name, before?.[name]);
      this.#values.set(name, { value, formers, isConfirmed: false });
    }
  }

  all(): TenantUserValues {
    return Object.fromEntries(this.#values.entries().map(([name, { value }]) => [name, value]));
  }

  /** @param shown by a reading, which confirms what it shows, and ends what it shows to be over */
  believe(shown: TenantUserValues): TenantUserValues {
    for (const [name, own] of this.#values.entries()) {
      const value = shown[name] ?? null;
      if (isSame(value, own.value)) this.#values.replace(name, { ...own, isConfirmed: true });
      else if (own.isConfirmed && own.formers?.every((former) => !isSame(value, former))) this.#values.delete(name);
    }
    return { ...shown, ...this.all() };
  }

  /** Also what the agent itself wrote before that. */
  #formersOf(name: TenantUserAttribute, before: AttributeValue | undefined): OwnValue['formers'] {
    if (before === undefined) return null;
    const last = this.#values.get(name);
    if (last === undefined) return [before];
    return last.formers === null ? null : [before, last.value, ...last.formers];
  }
}
