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
  application: z.object({ clientId: z.string(), objectId: z.string() }).nullable(),
});
export type RegistrationRecord = z.infer<typeof recordSchema>;

export interface RegistrationStore {
  /** Stored before it is handed out: whatever is created in a tenant can be told to be this agent's. */
  read(): Result<RegistrationRecord>;
  rememberApplication(application: RegistrationRecord['application']): Result<void>;
}

export function createRegistrationStore(secrets: SecretStore): RegistrationStore {
  const write = (record: RegistrationRecord) => secrets.write(name, new Secret(JSON.stringify(record)));
  const read = (): Result<RegistrationRecord> => {
    const stored = secrets.read(name);
    if (!stored.ok) return stored;
    if (stored.value !== null) return parse(stored.value);
    const record = { agentId: randomUUID(), application: null };
    const written = write(record);
    return written.ok ? succeed(record) : written;
  };
  return {
    read,
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
