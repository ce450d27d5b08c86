/** The command `npm run lab`: a real domain and a tenant to rehearse against, on this machine alone. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { largestSeedSize, parseSeedName, smallestSeedSize } from './directory/seed/seed-name.ts';
import { labAnswers } from './lab-answers.ts';
import type { LabFacts } from './lab-facts.ts';
import { defaultLabDir, defaultTenantDir } from './lab-files.ts';
import { LabProblem } from './lab-problem.ts';
import { describeDown, describeState, describeUp } from './lab-report.ts';
import { defaultAddress, isLoopbackAddress } from './loopback-address.ts';
import { openLabDoor } from './open-lab-door.ts';
import { readFileIfExists } from './read-file-if-exists.ts';
import { defaultTenantPort, findSeed, inspectLab, type LabToStart, startLab, stopLab } from './start-lab.ts';
import { LabDoorError } from './tenant/lab-client.ts';
import { describeTenantAlone, runTenantAlone } from './tenant-alone.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const usage = `Usage: npm run lab -- COMMAND [--dir DIR] [--address IP] [--seed SEED] [--exchange] [PARTS] [--json]

  up               start the domain controller and the tenant, or leave them running
  down             stop both and keep their data
  reset            begin again from the seed: stop both, forget their data, start
  status           say what runs and where
  answers FILE     write the answer file that pairs an agent with the lab
  register FILE    register an agent's certificate with the application in the tenant
  tenant           the tenant alone, in the foreground, in a folder of its own (default: .cache/tenant)
                   [--port N] (default: 8443) [--certificate FILE] to sign in with as its application

  --dir DIR      the lab's own folder (default: .cache/lab of this project)
  --address IP   the loopback address to listen at (default: ${defaultAddress})
  --seed SEED    what the directory begins with: small (20 people), default (1,000), or a number of people
                 from ${smallestSeedSize} to ${largestSeedSize} (default: what it began with, at first small)
  --exchange     with the schema of Exchange in the forest, and mailboxes (a directory keeps what it began with)
  --json         answer in JSON

Parts that come on request:
  --strict              a proxy that is as strict as a Windows controller, besides the straight way
  --second-controller   another controller of the same domain, which replicates with the first one
  --second-forest       the forest fabrikam.test
`;

const commands = { up, down, reset, status, answers, register, tenant } as const;
/** The commands that take the name of a file. */
const fileCommands: readonly CommandName[] = ['answers', 'register'];
type CommandName = keyof typeof commands;
type CommandOptions = Pick<LabToStart, 'seed' | 'exchange' | 'strict' | 'secondController' | 'secondForest'> & {
  readonly dir: string;
  readonly address: string;
  readonly file: string;
  readonly port: number;
  readonly certificatePath: string | undefined;
  readonly isJson: boolean;
};
/** What a command found or did: one form for programs, one for people. */
type Answer = { readonly data: unknown; readonly text: string };

process.exitCode = await main(process.argv.slice(2));

/** Exit code 0: done; 1: a problem; 2: the command line cannot be understood. */
async function main(args: readonly string[]): Promise<number> {
  const request = parseCommandLine(args);
  if (request.kind === 'misunderstood') {
    process.stderr.write(`${request.sentence}\n\n${usage}`);
    return 2;
  }
  try {
    const { data, text } = await commands[request.command](request.options);
    write(request.options, { data, text });
    return 0;
  } catch (problem) {
    if (!(problem instanceof LabProblem)) throw problem;
    process.stderr.write(`${problem.message}\n${problem.remedy}\n`);
    return 1;
  }
}

function write({ isJson }: CommandOptions, { data, text }: Answer): void {
  process.stdout.write(isJson ? `${JSON.stringify(data)}\n` : text);
}

async function up(options: CommandOptions): Promise<Answer> {
  return await start(options);
}

/** Without --seed or --exchange the directory begins again as it began before. */
async function reset(options: CommandOptions): Promise<Answer> {
  return await start({ ...(await findSeed(options.dir)), ...options, isFresh: true });
}

async function start(toStart: LabToStart): Promise<Answer> {
  const before = await inspectLab(toStart.dir);
  const startedAt = performance.now();
  const { stop: _stop, ...facts } = await startLab(toStart);
  const durationMs = Math.round(performance.now() - startedAt);
  return {
    data: { ok: true, durationMs, ...facts },
    text: describeUp(facts, toStart.isFresh ? undefined : before, durationMs),
  };
}

async function down({ dir }: CommandOptions): Promise<Answer> {
  const wasRunning = await stopLab(dir);
  return { data: { ok: true, wasRunning }, text: describeDown(wasRunning, dir) };
}

async function status({ dir }: CommandOptions): Promise<Answer> {
  const state = await inspectLab(dir);
  return { data: { ok: true, ...state, facts: state.facts ?? null }, text: describeState(state, dir) };
}

async function answers({ dir, file }: CommandOptions): Promise<Answer> {
  const lab = await runningLab(dir);
  const content = `${JSON.stringify(labAnswers(lab), null, 2)}\n`;
  await writeFileAtomically(resolve(file), content);
  return { data: { ok: true, file: resolve(file) }, text: `Written to ${file}\n` };
}

async function register({ dir, file }: CommandOptions): Promise<Answer> {
  const lab = await runningLab(dir);
  const certificatePem = await readFileIfExists(resolve(file));
  if (certificatePem === undefined)
    throw new LabProblem(`There is no file ${file}.`, 'Name the certificate to register.');
  const door = await openLabDoor(lab);
  try {
    const { thumbprintSha256, endDateTime } = await door.registerCertificate(lab.tenant.clientId, certificatePem);
    const text = `Registered with application ${lab.tenant.clientId} until ${endDateTime}.\n`;
    return { data: { ok: true, thumbprintSha256, endDateTime }, text };
  } catch (cause) {
    if (!(cause instanceof LabDoorError)) throw cause;
    throw new LabProblem(`The tenant refused the certificate: ${cause.message}`, 'Name a PEM file.', { cause });
  } finally {
    await door.close();
  }
}

async function tenant(options: CommandOptions): Promise<Answer> {
  await runTenantAlone(options, (facts) => {
    write(options, { data: { ok: true, ...facts }, text: describeTenantAlone(facts) });
  });
  return { data: { ok: true, ended: true }, text: 'The tenant has ended; its data are kept.\n' };
}

async function runningLab(dir: string): Promise<LabFacts> {
  const { tenant, facts } = await inspectLab(dir);
  if (tenant === 'running' && facts !== undefined) return facts;
  throw new LabProblem('The lab is down.', 'Start it: npm run lab -- up');
}

type Request =
  | { readonly kind: 'run'; readonly command: CommandName; readonly options: CommandOptions }
  | { readonly kind: 'misunderstood'; readonly sentence: string };

function parseCommandLine(args: readonly string[]): Request {
  const misunderstood = (sentence: string): Request => ({ kind: 'misunderstood', sentence });
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        address: { type: 'string', default: defaultAddress },
        seed: { type: 'string' },
        port: { type: 'string' },
        certificate: { type: 'string' },
        exchange: { type: 'boolean' },
        strict: { type: 'boolean' },
        'second-controller': { type: 'boolean' },
        'second-forest': { type: 'boolean' },
        json: { type: 'boolean', default: false },
      },
    });
    const [command, file = '', ...others] = positionals;
    if (command === undefined) return misunderstood(`Say what to do: ${Object.keys(commands).join(', ')}.`);
    if (!isCommandName(command)) return misunderstood(`There is no command ${command}.`);
    const takesFile = fileCommands.includes(command);
    if (takesFile !== (file !== '') || others.length > 0) {
      return misunderstood(takesFile ? `${command} needs the name of one file.` : `${command} takes no further word.`);
    }
    if (values.dir === '') return misunderstood('--dir needs the name of a folder.');
    if (!isLoopbackAddress(values.address)) {
      return misunderstood(
        `${values.address} is no loopback address; the lab listens at addresses like 127.0.0.5 only.`,
      );
    }
    const port = Number(values.port ?? defaultTenantPort);
    if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
      return misunderstood(`There is no port ${values.port}.`);
    if (command !== 'tenant' && (values.port ?? values.certificate) !== undefined) {
      return misunderstood('--port and --certificate are for the tenant alone.');
    }
    const seed = values.seed === undefined ? undefined : parseSeedName(values.seed);
    if (values.seed !== undefined && seed === undefined) return misunderstood(`There is no seed ${values.seed}.`);
    const options = {
      dir: values.dir ?? (command === 'tenant' ? defaultTenantDir : defaultLabDir),
      address: values.address,
      file,
      port,
      certificatePath: values.certificate,
      isJson: values.json,
      ...(seed && { seed }),
      ...(values.exchange && { exchange: true }),
      ...(values.strict && { strict: true }),
      ...(values['second-controller'] && { secondController: true }),
      ...(values['second-forest'] && { secondForest: true }),
    };
    return { kind: 'run', command, options };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const [sentence] = cause.message.split('. ');
    return misunderstood(`${sentence}.`);
  }
}

function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}
