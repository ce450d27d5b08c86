/**
 * Collects members that are added to one group at about the same time into requests of twenty, and keeps to one request per group at
 * a time, since Graph refuses changes of one group that meet.
 *
 *     add(group, ada) --+
 *     add(group, bob) --+--> waiting --20 at a time--> one request --> each learns of itself
 *     add(group, eve) --+
 */
import { setImmediate } from 'node:timers/promises';
import type { TenantObjectId } from '../../contract/identifiers.ts';
import type { Result } from '../../contract/result.ts';
import { membersPerRequest } from './write-members.ts';

interface Waiting {
  readonly member: TenantObjectId;
  readonly signal: AbortSignal;
  readonly settle: (result: Result<void>) => void;
  readonly fail: (error: unknown) => void;
}

type AddMembers = (
  group: TenantObjectId,
  members: readonly TenantObjectId[],
  signal: AbortSignal,
) => Promise<readonly Result<void>[]>;

/** Lives as long as the connection to the tenant; a lane is gone when nobody waits in it. */
export class MemberLanes {
  readonly #addMembers: AddMembers;
  readonly #lanes = new Map<TenantObjectId, Waiting[]>();

  constructor(addMembers: AddMembers) {
    this.#addMembers = addMembers;
  }

  add(group: TenantObjectId, member: TenantObjectId, signal: AbortSignal): Promise<Result<void>> {
    return new Promise((settle, fail) => {
      const one = { member, signal, settle, fail };
      const lane = this.#lanes.get(group);
      if (lane !== undefined) {
        lane.push(one);
        return;
      }
      const opened = [one];
      this.#lanes.set(group, opened);
      void this.#empty(group, opened);
    });
  }

  async #empty(group: TenantObjectId, lane: Waiting[]): Promise<void> {
    // Whoever asks in the same breath goes along.
    await setImmediate();
    while (lane.length > 0) await this.#send(group, lane.splice(0, membersPerRequest));
    this.#lanes.delete(group);
  }

  async #send(group: TenantObjectId, part: readonly Waiting[]): Promise<void> {
    const [first] = part;
    if (first === undefined) return;
    try {
      const members = part.map(({ member }) => member);
      const results = await this.#addMembers(group, members, first.signal);
      part.forEach(({ settle, fail }, index) => {
        const result = results[index];
        if (result === undefined) fail(new Error('a member was added and nothing said what became of it'));
        else settle(result);
      });
    } catch (error) {
      for (const { fail } of part) fail(error);
    }
  }
}
