/** Remembers what the tenant knows this agent by. Kept beside the secrets, with which it belongs together: the key is worth nothing without it. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { SecretStore } from '../storage/secret-files.ts';

const name = 'tenant-registration';
const recordSchema = z.object({
  /** Made once; marks what this agent created in a tenant. */
  agentId: z.uuid(),
  application: z
    .object({
      clientId: z.string(),
      objectId: z.string(),
      /** Null where somebody registered the application elsewhere, and in records of before there were marks. */
      ownershipExtension: z.string().nullable().default(null),
    })
    .nullable(),
});
export type RegistrationRecord = z.infer<typeof recordSchema>;

export interface RegistrationStore {
  /** Stored before it is handed out: whatever is created in a tenant can be told to be this agent's. */
  read(): Result<RegistrationRecord>;
  /** What was registered; nothing is stored where there is nothing. */
  readApplication(): Result<RegistrationRecord['application']>;
  rememberApplication(application: RegistrationRecord['application']): Result<void>;
}

export function createRegistrationStore(secrets: SecretStore): RegistrationStore {
  const write = (record: RegistrationRecord) => secrets.write(name, new Secret(JSON.stringify(record)));
  const find = (): Result<RegistrationRecord | null> => {
    const stored = secrets.read(name);
    if (!stored.ok) return stored;
    return stored.value === null ? succeed(null) : parse(stored.value);
  };
  const read = (): Result<RegistrationRecord> => {
    const found = find();
    if (!found.ok) return found;
    if (found.value !== null) return succeed(found.value);
    const record = { agentId: randomUUID(), application: null };
    const written = write(record);
    return written.ok ? succeed(record) : written;
  };
  return {
    read,
    readApplication: () => {
      const found = find();
      return found.ok ? succeed(found.value?.application ?? null) : found;
    },
    rememberApplication: (application) => {
      const record = read();
      return record.ok ? write({ ...record.value, application }) : record;
    },
  };
}

function parse(stored: Secret): Result<RegistrationRecord> {
  try {
    return succeed(recordSchema.parse(JSON.parse(stored.reveal())));
  } catch {
    return fail(problem('secret.unreadable', `${name} is damaged`));
  }
}
