/** The command `npm run lab`: a real domain and a tenant to rehearse against, on this machine alone. */
import { resolve } from 'node:path';
import { labAnswers } from './lab-answers.ts';
import { type CommandName, type CommandOptions, parseCommandLine, usage } from './lab-command-line.ts';
import { describeDifferences, readSavedState } from './lab-comparison.ts';
import type { LabFacts } from './lab-facts.ts';
import { describeFaults, readFaultWords } from './lab-faults.ts';
import { LabProblem } from './lab-problem.ts';
import { describeDown, describeState, describeUp } from './lab-report.ts';
import { openLabDoor } from './open-lab-door.ts';
import { readFileIfExists } from './read-file-if-exists.ts';
import { findSeed, inspectLab, type LabToStart, startLab, stopLab } from './start-lab.ts';
import { faultPlanNames } from './tenant/lab/named-fault-plans.ts';
import { type LabClient, LabDoorError } from './tenant/lab-client.ts';
import { compareStates } from './tenant/state/compare-states.ts';
import { describeTenantAlone, runTenantAlone } from './tenant-alone.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const commands: Readonly<Record<CommandName, (options: CommandOptions) => Promise<Answer>>> = {
  up,
  down,
  reset,
  status,
  answers,
  register,
  faults,
  save,
  compare,
  tenant,
};
/** What a command found or did: one form for programs, one for people. */
type Answer = { readonly data: unknown; readonly text: string };

process.exitCode = await main(process.argv.slice(2));

/** Exit code 0: done; 1: a problem; 2: the command line cannot be understood. */
async function main(args: readonly string[]): Promise<number> {
  const request = parseCommandLine(args);
  if (request.kind === 'help') {
    process.stdout.write(usage);
    return 0;
  }
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
    const { message, remedy } = problem;
    if (request.options.isJson)
      process.stdout.write(`${JSON.stringify({ ok: false, problem: { message, remedy } })}\n`);
    else process.stderr.write(`${message}\n${remedy}\n`);
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
  const { stop: _stop, ...facts } = await startLab({ ...toStart, outlivesStarter: true });
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
  const planned =
    state.tenant === 'running' && state.facts !== undefined
      ? await atDoor(state.facts, async (door) => await door.remainingFaults())
      : [];
  const failing = planned.length === 0 ? '' : `\n${describeFaults(planned)}`;
  return {
    data: { ok: true, ...state, facts: state.facts ?? null, faults: planned },
    text: `${describeState(state, dir)}${failing}`,
  };
}

async function answers({ dir, words: [file = ''] }: CommandOptions): Promise<Answer> {
  const lab = await runningLab(dir);
  // What the registration of an agent makes in a real tenant.
  const extension = await atDoor(lab, async (door) => door.ensureExtension(lab.tenant.clientId, 'bridgeheadOwner'));
  const content = `${JSON.stringify(labAnswers(lab, extension.name), null, 2)}\n`;
  await writeFileAtomically(resolve(file), content);
  return {
    data: { ok: true, file: resolve(file) },
    text: `Written to ${file}: with it, an agent begins paused, until "bridgehead resume".\n`,
  };
}

async function register({ dir, words: [file = ''] }: CommandOptions): Promise<Answer> {
  const lab = await runningLab(dir);
  const certificatePem = await readFileIfExists(resolve(file));
  if (certificatePem === undefined)
    throw new LabProblem(`There is no file ${file}.`, 'Name the certificate to register.');
  return await atDoor(lab, async (door) => {
    const { thumbprintSha256, endDateTime } = await registerAt(door, lab.tenant.clientId, certificatePem);
    const text = `Registered with application ${lab.tenant.clientId} until ${endDateTime}.\n`;
    return { data: { ok: true, thumbprintSha256, endDateTime }, text };
  });
}

async function registerAt(door: LabClient, appId: string, certificatePem: string) {
  try {
    return await door.registerCertificate(appId, certificatePem);
  } catch (cause) {
    if (!(cause instanceof LabDoorError)) throw cause;
    throw new LabProblem(`The tenant refused the certificate: ${cause.message}`, 'Name a PEM file.', { cause });
  }
}

async function faults({ dir, words }: CommandOptions): Promise<Answer> {
  const wish = readFaultWords(words);
  return await atDoor(await runningLab(dir), async (door) => {
    if (wish?.kind === 'plan') await door.setNamedFaults(wish.name, wish.seed);
    if (wish?.kind === 'end') await door.clearFaults();
    const planned = await door.remainingFaults();
    return { data: { ok: true, plans: faultPlanNames, planned }, text: describeFaults(planned) };
  });
}

async function save({ dir, words: [file = ''] }: CommandOptions): Promise<Answer> {
  return await atDoor(await runningLab(dir), async (door) => {
    await writeFileAtomically(resolve(file), `${JSON.stringify(await door.state())}\n`);
    return { data: { ok: true, file: resolve(file) }, text: `Written to ${file}\n` };
  });
}

async function compare({ dir, words: [file = ''] }: CommandOptions): Promise<Answer> {
  const lab = await runningLab(dir);
  const before = await readSavedState(file);
  return await atDoor(lab, async (door) => {
    const differences = compareStates(before, await door.state());
    return { data: { ok: true, differences }, text: describeDifferences(differences) };
  });
}

async function tenant(options: CommandOptions): Promise<Answer> {
  await runTenantAlone(options, (facts) => {
    write(options, { data: { ok: true, ...facts }, text: describeTenantAlone(facts) });
  });
  return { data: { ok: true, ended: true }, text: 'The tenant has ended; its data are kept.\n' };
}

async function atDoor<Result>(lab: LabFacts, act: (door: LabClient) => Promise<Result>): Promise<Result> {
  const door = await openLabDoor(lab);
  try {
    return await act(door);
  } finally {
    await door.close();
  }
}

async function runningLab(dir: string): Promise<LabFacts> {
  const { tenant, facts } = await inspectLab(dir);
  if (tenant === 'running' && facts !== undefined) return facts;
  throw new LabProblem('The lab is down.', 'Start it: npm run lab -- up');
}
