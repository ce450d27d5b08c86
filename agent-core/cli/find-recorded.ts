/** The log knows objects by what they are called in the tenant; by an account name or a mail address, the directory knows whom a person means. */
import type { ControlClient } from '../client/control-client.ts';
import { objectGuidSchema } from '../contract/identifiers.ts';
import type { FoundObject } from '../contract/object-requests.ts';
import type { ProvisioningFilter } from '../contract/provisioning-requests.ts';
import { type Result, succeed } from '../contract/result.ts';
import { calledText } from './texts.ts';

interface Recorded {
  readonly filter: ProvisioningFilter;
  /** Who is meant, where that is not what was typed; empty otherwise. */
  readonly aside: string;
}

/** Whoever the log knows by the name is meant, whatever else is called that now. Problems: those of the connection. */
export async function findRecorded(
  client: Pick<ControlClient, 'request'>,
  filter: ProvisioningFilter,
  signal: AbortSignal,
): Promise<Result<Recorded>> {
  const asTyped = succeed({ filter, aside: '' });
  const { object } = filter;
  if (object === null || objectGuidSchema.safeParse(object.toLowerCase()).success) return asTyped;
  const known = await client.request('provisioning.read', { object, withRepeats: true, limit: 1 }, signal);
  if (!known.ok) return known;
  if (known.value.items.length > 0) return asTyped;
  const found = await client.request('objects.find', { name: object }, signal);
  // Before the set-up there is no directory to ask, and the log may hold what was before.
  if (!found.ok) return found.problem.code === 'setup.required' ? asTyped : found;
  const { objects, hasMore } = found.value;
  const [only, ...others] = objects;
  if (only === undefined) return asTyped;
  if (others.length > 0 || hasMore) return succeed({ filter, aside: severalText(object, objects, hasMore) });
  const aside = `"${object}" is ${calledText(only)}:\n`;
  return succeed({ filter: { ...filter, object: only.objectGuid }, aside });
}

const severalText = (object: string, objects: readonly FoundObject[], hasMore: boolean) =>
  `"${object}" can be ${objects.map(calledText).join(', ')}${hasMore ? ' and more' : ''}: name one.\n`;
