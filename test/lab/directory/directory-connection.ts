/** A bound LDAPS connection to the lab's controller for as long as one piece of work takes. */
import { readFile } from 'node:fs/promises';
import { Client } from 'ldapts';
import type { LabAccount, LabFacts } from '../lab-facts.ts';

/** As the agent has it: a controller that shares its machine with much else takes its time. */
const timeoutMs = 60_000;

/** As much of a lab, or of a real domain, as a connection needs. */
export type DirectoryAddress = Pick<LabFacts, 'address' | 'authorityCertificatePath'> & {
  readonly directory: Pick<LabFacts['directory'], 'host' | 'port'>;
};

/** Connects as `account`, gives the connection to `work`, and closes it whatever happens. */
export async function withDirectory<Answer>(
  lab: DirectoryAddress,
  account: LabAccount,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({
    url: `ldaps://${lab.address}:${lab.directory.port}`,
    tlsOptions: { ca: await readFile(lab.authorityCertificatePath), servername: lab.directory.host },
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  try {
    await client.bind(account.userPrincipalName, await readFile(account.passwordPath, 'utf8'));
    return await work(client);
  } finally {
    await client.unbind();
  }
}
