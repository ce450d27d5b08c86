/** The strict proxy as a process of its own, started by the lab. Ends when it is told to. */
import { parseArgs } from 'node:util';
import { createLabAuthority } from '../../certificates/lab-authority.ts';
import { LabProblem } from '../../lab-problem.ts';
import { openCommandDoor } from './command-door.ts';
import { startStrictProxy } from './start-strict-proxy.ts';

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    'controller-port': { type: 'string' },
    'domain-name': { type: 'string' },
    'base-dn': { type: 'string' },
    'authority-dir': { type: 'string' },
    keytab: { type: 'string' },
    door: { type: 'string' },
  },
});

await main().catch((problem: unknown) => {
  if (!(problem instanceof LabProblem)) throw problem;
  process.stderr.write(`${problem.message}\n${problem.remedy}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const proxy = await startStrictProxy({
    controller: {
      address: option('address'),
      port: Number(option('controller-port')),
      host: option('host'),
      domainName: option('domain-name'),
      baseDn: option('base-dn'),
    },
    authority: await createLabAuthority(option('authority-dir')),
    keytabPath: option('keytab'),
    port: Number(option('port')),
  });
  const door = await openCommandDoor(option('door'), proxy.command);
  process.once('SIGTERM', () => {
    door.close();
    void proxy.stop();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, port: proxy.port })}\n`);
}

function option(name: keyof typeof values): string {
  const value = values[name];
  if (value === undefined)
    throw new LabProblem(`The strict proxy needs --${name}.`, 'The lab starts it with all of them.');
  return value;
}
