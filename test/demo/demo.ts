/**
 * `npm run demo`: the whole product once, from nothing. A real domain controller and a tenant come up, the agent is set up through
 * the wizard by whoever sits at the screen (without one the demo clicks itself; with --headless: from an answer file), and three
 * runs show what it is for: everybody appears, then nothing happens, then exactly one change does.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Desktop } from '../desktop/launch.ts';
import { type AgentProcess, startAgentProcess } from '../harness/agent-process.ts';
import { expectDone, setUpAgent } from '../harness/set-up.ts';
import { changeUser, readObjectGuids } from '../lab/directory/administer-directory.ts';
import { expectGroups } from '../lab/expected-groups.ts';
import { expectManagers } from '../lab/expected-managers.ts';
import { expectSides } from '../lab/expected-tenant.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { pickLoopbackAddress } from '../lab/loopback-address.ts';
import { openLabDoor } from '../lab/open-lab-door.ts';
import { withLock } from '../lab/processes/with-lock.ts';
import { seedOfLab } from '../lab/seed-of-lab.ts';
import { startLab } from '../lab/start-lab.ts';
import type { LabClient } from '../lab/tenant/lab-client.ts';
import { parseRun, type Run } from './command-output.ts';
import { compareGroups, compareNotWritable, isFromDirectory } from './compare-groups.ts';
import { compareManagers } from './compare-managers.ts';
import { compareHeld, compareTenant, isSynchronised } from './compare-sides.ts';
import { countDirectory } from './count-directory.ts';
import { demoUsage, readDemoOptions, type Way } from './demo-options.ts';
import { describeTrouble } from './demo-trouble.ts';
import { awaitRunByHand } from './run-by-hand.ts';
import { driveWizard, setUpByHand } from './set-up-through-wizard.ts';
import { bothSidesTable } from './table.ts';
import { untilEnded } from './until-ended.ts';

const projectDir = join(import.meta.dirname, '..', '..');
const pictureDir = join(projectDir, 'demo-output');
const lookEveryMs = 500;
const promoted = { sAMAccountName: 'anna.schmidt', attribute: 'title', target: 'jobTitle', after: 'Head of Payroll' };

const options = readDemoOptions(process.argv.slice(2), Boolean(process.env.DISPLAY));
const isJson = options.kind === 'demo' && options.isJson;
/** With --json the story goes to standard error, so that the last line of standard output is the result. */
const tell = (text: string) => (isJson ? process.stderr : process.stdout).write(`${text}\n`);

const dir = join(projectDir, '.cache', 'demo');

const wayWords = {
  answerFile: 'from an answer file',
  driven: 'through the wizard',
  byHand: 'by you: a window opens with the wizard, and beside it one that says what to enter',
} satisfies Record<Way, string>;

process.exitCode = await start();

async function start(): Promise<number> {
  if (options.kind === 'usage-error') {
    process.stderr.write(`demo: ${options.reason}\n\n${demoUsage}`);
    return 2;
  }
  // One at a time: two in one checkout would take each other's folder away.
  const { way, isKept } = options;
  return withLock(dir, () => demo(way, isKept)).catch((error: unknown) => {
    const { text, json } = describeTrouble(error);
    process.stderr.write(text);
    if (isJson) process.stdout.write(`${JSON.stringify(json)}\n`);
    return 1;
  });
}

async function demo(way: Way, isKept: boolean): Promise<number> {
  await rm(join(dir, 'agent'), { recursive: true, force: true });

  tell('1. The lab: a Samba domain controller and a tenant');
  const lab = await startLab({
    dir: join(dir, 'lab'),
    // One of its own, so that a demo disturbs neither a lab that is up nor a demo of another checkout.
    address: pickLoopbackAddress(),
    tenantPort: 0,
    isFresh: true,
    seed: 'default',
  });
  try {
    tell(`   ${lab.directory.domainName} on ${lab.directory.host}, tenant at ${lab.tenant.graphUrl}`);
    const isDone = await showAgent(lab, join(dir, 'agent'), way, isKept);
    return isDone ? 0 : 1;
  } finally {
    await lab.stop();
  }
}

/** @returns whether everything was as it should be */
async function showAgent(lab: LabFacts, dataDir: string, way: Way, isKept: boolean): Promise<boolean> {
  tell(`2. The agent, set up ${wayWords[way]}`);
  const agent = await startAgentProcess(dataDir);
  const door = await openLabDoor(lab);
  let desktop: Desktop | null = null;
  try {
    const setUp = await setUpAs(way, agent, lab, door);
    desktop = setUp.desktop;
    const result = setUp.isEverybody ? await showRuns(lab, agent, door, setUp.firstRun) : { ok: true };
    if (!setUp.isEverybody)
      tell('3. You chose whom to synchronise, so the demo has nothing to compare with: look in the window');
    if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
    // Whoever sits at the screen ends the demo.
    if (isKept || way === 'byHand') {
      if (setUp.wantsRuns) expectDone(await agent.bridgehead('resume'));
      tell(keptText(lab, dataDir, way));
      await untilEnded(desktop);
    }
    return result.ok;
  } finally {
    await desktop?.close().catch(() => undefined);
    await agent.stop();
    await door.close();
  }
}

interface SetUp {
  /** Null where no window was opened. */
  readonly desktop: Desktop | null;
  readonly firstRun: () => Promise<Run>;
  /** Whether runs were to start by themselves. */
  readonly wantsRuns: boolean;
  readonly isEverybody: boolean;
}

async function setUpAs(way: Way, agent: AgentProcess, lab: LabFacts, door: LabClient): Promise<SetUp> {
  switch (way) {
    case 'answerFile':
      await setUpAgent(agent, door, lab);
      return { desktop: null, firstRun: () => runAlone(agent), wantsRuns: false, isEverybody: true };
    case 'driven': {
      const { desktop, pictures } = await driveWizard(agent, lab, pictureDir);
      tell(`   ${pictures.length} pictures in ${pictureDir}`);
      return { desktop, firstRun: () => runAlone(agent), wantsRuns: false, isEverybody: true };
    }
    case 'byHand': {
      const { isClosed, ...setUp } = await setUpByHand(agent, lab);
      const when = setUp.wantsRuns ? ', or wait for it' : '';
      const firstRun = () => {
        tell(`   It is yours: look at the plan in the window, and press "Run now"${when}`);
        return awaitRunByHand(agent, isClosed);
      };
      return { ...setUp, firstRun };
    }
  }
}

function keptText(lab: LabFacts, dataDir: string, way: Way): string {
  return `7. It all keeps running until you press Ctrl-C${way === 'byHand' ? ' or close the window' : ''}
   the agent    npm run bridgehead -- status --data-dir ${dataDir}
   a window     npm run desktop -- --data-dir=${dataDir}
   the tenant   ${lab.tenant.graphUrl}/   (its authority: ${lab.authorityCertificatePath})
   the lab      npm run lab -- status --dir ${lab.dir}`;
}

async function showRuns(lab: LabFacts, agent: AgentProcess, door: LabClient, runFirst: SetUp['firstRun']) {
  tell('3. The first run');
  const first = await runFirst();
  const directory = await countDirectory(lab);
  const seed = seedOfLab(lab);
  const objectGuids = await readObjectGuids(lab);
  const expected = expectSides(seed.users, objectGuids);
  const expectedGroups = expectGroups(seed, expected, objectGuids);
  const tenant = await door.state();
  const tenantUsers = tenant.users;
  const usersCreated = first.outcomes.filter(
    ({ change }) => change.kind === 'create' && change.objectType === 'user',
  ).length;
  const userDifferences = [...compareTenant(expected, tenantUsers), ...compareHeld(expected, first.heldGuids)];
  const groupDifferences = [
    ...compareGroups(expectedGroups, tenant),
    ...compareNotWritable(expectedGroups, first.notWritable),
  ];
  const managerDifferences = compareManagers(expectManagers(expected), tenant);
  const groupsInTenant = tenant.groups.filter(isFromDirectory).length;
  tell(
    `   ${first.report.counts.applied} changes in ${seconds(first.report.durationMs)}, ${first.heldGuids.length} people held`,
  );
  tell(bothSidesTable(expected, tenantUsers));

  tell('4. The second run');
  const second = parseRun(expectDone(await agent.bridgehead('run', '--wait', '--json')));
  tell(`   ${second.outcomes.length} changes in ${seconds(second.report.durationMs)}`);

  tell(`5. ${promoted.sAMAccountName} gets a new title in the directory`);
  const before = tenantUsers.find((user) => user.userPrincipalName.startsWith(`${promoted.sAMAccountName}@`));
  await changeUser(lab, promoted.sAMAccountName, { [promoted.attribute]: promoted.after });
  const plan = parseRun(expectDone(await agent.bridgehead('plan', '--json')));
  tell(
    expectDone(await agent.bridgehead('plan'))
      .trimEnd()
      .replace(/^(?=.)/gm, '   '),
  );
  const third = parseRun(expectDone(await agent.bridgehead('run', '--wait', '--json')));
  const change = [{ name: promoted.target, before: before?.[promoted.target], after: promoted.after }];
  const planned = plan.outcomes.map((outcome) => outcome.change.attributes);
  const applied = third.outcomes.map((outcome) => (outcome.kind === 'applied' ? outcome.change.attributes : null));

  tell('6. What was seen');
  const checks = {
    'the tenant holds exactly what the seed says, and whom it says is held': userDifferences.length === 0,
    'so it is with its groups and who is in them, and with what Graph cannot write': groupDifferences.length === 0,
    'and with whose manager is who': managerDifferences.length === 0,
    'every group of the directory is accounted for':
      directory.groups === seed.groups.length && groupsInTenant === expectedGroups.arriving.length,
    'the first run created every user of the directory but those':
      usersCreated === directory.users - expected.held.length && first.report.counts.failed === 0,
    'the second run changed nothing, and held the same people':
      second.outcomes.length === 0 && compareHeld(expected, second.heldGuids).length === 0,
    'one change was planned': JSON.stringify(planned) === JSON.stringify([change]),
    'and applied': JSON.stringify(applied) === JSON.stringify([change]),
  };
  for (const [claim, holds] of Object.entries(checks)) tell(`   ${holds ? 'yes' : 'NO '}  ${claim}`);
  for (const difference of [...userDifferences, ...groupDifferences, ...managerDifferences])
    tell(`        ${difference}`);
  return {
    ok: Object.values(checks).every(Boolean),
    directory,
    tenant: { users: tenantUsers.filter(isSynchronised).length, groups: groupsInTenant },
    first: { changes: first.report.counts.applied, durationMs: first.report.durationMs },
    second: { changes: second.outcomes.length, durationMs: second.report.durationMs },
  };
}

/** The window may be making a plan, and then no run starts. */
async function runAlone(agent: AgentProcess): Promise<Run> {
  for (;;) {
    const { exitCode, stdout, stderr } = await agent.bridgehead('run', '--wait', '--json');
    if (exitCode === 0) return parseRun(stdout);
    if (!stdout.includes('"run.in-progress"')) throw new Error(`The first run did not start: ${stdout}${stderr}`);
    await setTimeout(lookEveryMs);
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
