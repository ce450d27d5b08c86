/** Who a controller is and how far its database has come: enough to notice that another one answers, or the same one restored (rule R6). */
import { type Client, ResultCodeError } from 'ldapts';
import { objectGuidOf } from '../object-guid.ts';
import type { ControllerState } from './controller-session.ts';

/** What holds where nothing is set ([MS-ADTS] 6.1.1.2.4.1.1). */
const defaultTombstoneLifetimeDays = 60;
const rootAttributes = ['dnsHostName', 'dsServiceName', 'highestCommittedUSN', 'configurationNamingContext'] as const;

/** Throws what ldapts throws, and when the controller does not say who it is. */
export async function readControllerState(client: Client): Promise<ControllerState> {
  const { searchEntries } = await client.search('', { scope: 'base', attributes: [...rootAttributes] });
  const [root] = searchEntries;
  const settings = await readBinary(client, String(root?.dsServiceName ?? ''), ['objectGUID', 'invocationId']);
  const controller = settings.objectGUID;
  const invocationId = settings.invocationId;
  if (controller === null || controller === undefined) throw new Error('the controller does not say which one it is');
  if (invocationId === null || invocationId === undefined) throw new Error('the controller does not name its database');
  return {
    controller,
    host: String(root?.dnsHostName ?? ''),
    invocationId,
    highestUsn: BigInt(String(root?.highestCommittedUSN ?? '0')),
    tombstoneLifetimeDays: await readTombstoneLifetime(client, String(root?.configurationNamingContext ?? '')),
  };
}

async function readBinary<Name extends string>(
  client: Client,
  dn: string,
  names: readonly Name[],
): Promise<Partial<Record<Name, string | null>>> {
  const { searchEntries } = await client.search(dn, {
    scope: 'base',
    attributes: [...names],
    explicitBufferAttributes: [...names],
  });
  const [entry] = searchEntries;
  const found: Partial<Record<Name, string | null>> = {};
  for (const name of names) {
    const value = entry?.[name];
    found[name] = Buffer.isBuffer(value) ? objectGuidOf(value) : null;
  }
  return found;
}

/** An account that may not look there goes by the shortest lifetime there is. */
async function readTombstoneLifetime(client: Client, configurationDn: string): Promise<number> {
  try {
    const { searchEntries } = await client.search(`CN=Directory Service,CN=Windows NT,CN=Services,${configurationDn}`, {
      scope: 'base',
      attributes: ['tombstoneLifetime'],
    });
    const days = Number(searchEntries[0]?.tombstoneLifetime);
    return Number.isInteger(days) && days > 0 ? days : defaultTombstoneLifetimeDays;
  } catch (error) {
    if (error instanceof ResultCodeError) return defaultTombstoneLifetimeDays;
    throw error;
  }
}
