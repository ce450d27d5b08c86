/** Reads what the provisioning log has on somebody, whatever they were called by: the directory knows names that the log does not. */
import { useCallback, useRef, useState } from 'react';
import type { ArgumentInputOf, Bridge, ProvisioningRecord, Result } from '../../../electron/contract/bridge.ts';
import { findRecorded, type Meant } from '../../../electron/contract/find-recorded.ts';
import { type Pages, usePages } from '../../use-pages.ts';

/** Which records; the same object as long as the same is asked. */
export type RecordFilter = Pick<ArgumentInputOf<'provisioning.read'>, 'object' | 'action' | 'status' | 'withRepeats'>;

const recordsPerPage = 50;

interface Told {
  readonly of: RecordFilter;
  readonly meant: Meant;
}

/** @returns the records, and who is meant where that is not what was typed */
export function useRecords(bridge: Bridge, filter: RecordFilter): readonly [Pages<ProvisioningRecord>, Meant | null] {
  const [told, setTold] = useState<Told | null>(null);
  // Somebody who is found for the first page is meant on all that follow.
  const known = useRef<Told>(null);
  const read = useCallback(
    async (cursor: number | null) => {
      const before = cursor === null || known.current?.of !== filter ? null : known.current.meant;
      const meant = before === null ? await findMeant(bridge, filter.object ?? null) : succeed(before);
      if (!meant.ok) return meant;
      known.current = { of: filter, meant: meant.value };
      setTold(known.current);
      const object = meant.value.kind === 'one' ? meant.value.object.objectGuid : filter.object;
      return bridge.call('provisioning.read', { ...filter, object, cursor, limit: recordsPerPage });
    },
    [bridge, filter],
  );
  return [usePages(read), told?.of === filter ? told.meant : null];
}

const succeed = <Value>(value: Value): Result<Value> => ({ ok: true, value });

async function findMeant(bridge: Bridge, name: string | null): Promise<Result<Meant>> {
  if (name === null) return succeed({ kind: 'asTyped' });
  return findRecorded(name, {
    isRecorded: async (object) => {
      const known = await bridge.call('provisioning.read', { object, withRepeats: true, limit: 1 });
      return known.ok ? succeed(known.value.items.length > 0) : known;
    },
    find: (called) => bridge.call('objects.find', { name: called }),
  });
}
