/** Whom `--object` means, and what is said of that where it is not what was typed. */
import type { ControlClient } from '../client/control-client.ts';
import { assertNever } from '../contract/assert-never.ts';
import { findRecorded as findMeant } from '../contract/find-recorded.ts';
import type { FoundObject } from '../contract/object-requests.ts';
import { oneLine, readOneLine } from '../contract/one-line.ts';
import type { ProvisioningFilter } from '../contract/provisioning-requests.ts';
import { type Result, succeed } from '../contract/result.ts';
import { calledText } from './texts.ts';

interface Recorded {
  readonly filter: ProvisioningFilter;
  /** Who is meant, where that is not what was typed; empty otherwise. */
  readonly aside: string;
}

/** Problems: those of the connection. */
export async function findRecorded(
  client: Pick<ControlClient, 'request'>,
  filter: ProvisioningFilter,
  signal: AbortSignal,
): Promise<Result<Recorded>> {
  const { object: name } = filter;
  if (name === null) return succeed({ filter, aside: '' });
  const isRecorded = async (object: string) => {
    const known = await client.request('provisioning.read', { object, withRepeats: true, limit: 1 }, signal);
    return known.ok ? succeed(known.value.items.length > 0) : known;
  };
  const found = await findMeant(name, {
    isRecorded,
    find: (called) => client.request('objects.find', { name: called }, signal),
  });
  if (!found.ok) return found;
  const meant = found.value;
  switch (meant.kind) {
    case 'asTyped': {
      const printed = readOneLine(name);
      if (printed === name) return succeed({ filter, aside: '' });
      // An end of a line is printed as an escape, and whoever copies that means the name.
      const known = await isRecorded(name);
      if (!known.ok) return known;
      return known.value
        ? succeed({ filter, aside: '' })
        : findRecorded(client, { ...filter, object: printed }, signal);
    }
    case 'one': {
      const { object } = meant;
      return succeed({
        filter: { ...filter, object: object.objectGuid },
        aside: `"${oneLine(name)}" is ${oneLine(calledText(object))}:\n`,
      });
    }
    case 'several':
      return succeed({ filter, aside: severalText(name, meant.objects, meant.hasMore) });
    default:
      return assertNever(meant);
  }
}

const severalText = (name: string, objects: readonly FoundObject[], hasMore: boolean) =>
  `"${oneLine(name)}" can be ${objects.map((one) => oneLine(calledText(one))).join(', ')}${hasMore ? ' and more' : ''}: name one.\n`;
