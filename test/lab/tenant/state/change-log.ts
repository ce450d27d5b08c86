/** Which objects of one kind changed, in the order of their latest change: what a delta query follows. */
import { createSerialList, type SerialEntry } from './serial-list.ts';

export interface ChangeLog {
  readonly note: (id: string) => void;
  /** Objects that changed after `serial`, each once, at its latest change. */
  readonly after: (serial: number) => Generator<SerialEntry<string>>;
}

export function createChangeLog(nextSerial: () => number): ChangeLog {
  const latest = new Map<string, number>();
  const order = createSerialList<string>();
  return {
    note: (id) => {
      const before = latest.get(id);
      if (before !== undefined) order.remove(before);
      const serial = nextSerial();
      latest.set(id, serial);
      order.append(serial, id);
    },
    after: order.after,
  };
}
