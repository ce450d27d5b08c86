/** Runs one of Samba's programs to its end. What is secret goes in through standard input, never through an argument. */
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LabProblem } from '../lab-problem.ts';

export const sambaPackages = [
  'samba',
  'samba-dsdb-modules',
  'samba-vfs-modules',
  'samba-ad-provision',
  'winbind',
  'krb5-user',
  'ldb-tools',
  'ldap-utils',
] as const;

const installRemedy = `Install Samba: apt-get install --no-install-recommends ${sambaPackages.join(' ')}`;

/**
 * Resolves to everything the program printed; a program that is missing or fails is a problem with its last lines. Long input
 * comes in pieces, so that it never is in memory as a whole.
 */
export async function runSambaProgram(
  program: string,
  args: readonly string[],
  input: string | Iterable<string> = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  // A program that ends early closes its input; what it then says and its exit code tell the reason.
  child.stdin.on('error', () => {});
  Readable.from(typeof input === 'string' ? [input] : input).pipe(child.stdin);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]).catch(
    (cause: unknown) => {
      throw new LabProblem(`${program} could not be started.`, installRemedy, { cause });
    },
  );
  if (exitCode === 0) return output + errors;
  const lastLines = `${errors}\n${output}`.trim().split('\n').slice(-12).join('\n');
  throw new LabProblem(
    `${program} ended with code ${exitCode}:\n${lastLines}`,
    'Read its message above. If a package is missing: '.concat(installRemedy),
  );
}
