/** Debian's own `ldapsearch`: a client that nobody here wrote, so that what it sees is really there. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { LabAccount, LabFacts } from '../../lab-facts.ts';

export type LdapsearchOptions = {
  readonly account?: LabAccount;
  readonly port?: number;
  readonly baseDn?: string;
  /** Further arguments, such as `-E pr=5/noprompt`. */
  readonly args?: readonly string[];
};

export type Ldapsearch = {
  /** The LDAP result code, or 255 when there was no connection. */
  readonly exitCode: number | null;
  /** Each entry as LDIF with one value a line. */
  readonly entries: readonly string[];
  readonly references: readonly string[];
  readonly output: string;
};

/** As much of a lab, or of a real domain, as the program needs. */
export type LdapsearchPlace = Pick<LabFacts, 'address' | 'authorityCertificatePath'> & {
  readonly directory: Pick<LabFacts['directory'], 'port' | 'baseDn' | 'serviceAccount'>;
};

export async function ldapsearch(
  lab: LdapsearchPlace,
  { account = lab.directory.serviceAccount, port = lab.directory.port, baseDn, args = [] }: LdapsearchOptions,
  filter: string,
  ...attributes: readonly string[]
): Promise<Ldapsearch> {
  const child = spawn(
    'ldapsearch',
    [
      ...['-x', '-LL', '-o', 'ldif_wrap=no', '-H', `ldaps://${lab.address}:${port}`],
      ...['-b', baseDn ?? lab.directory.baseDn, '-D', account.userPrincipalName, '-y', account.passwordPath],
      ...args,
      filter,
      ...attributes,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LDAPTLS_CACERT: lab.authorityCertificatePath, LDAPTLS_REQCERT: 'demand' },
    },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const blocks = output.split('\n\n');
  return {
    exitCode,
    entries: blocks.map(withoutComments).filter((block) => block.startsWith('dn:')),
    references: [...output.matchAll(/^# refldaps?:\/\/.*$/gm)].map(([line]) => line.slice('# ref'.length)),
    output: `${output}${errors}`,
  };
}

function withoutComments(block: string): string {
  return block
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}
