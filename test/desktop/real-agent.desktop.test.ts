import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../harness/agent-process.ts';
import { setUpAgent } from '../harness/set-up.ts';
import { changeUser } from '../lab/directory/administer-directory.ts';
import { seedCounts } from '../lab/directory/seed/seed-counts.ts';
import { openLabDoor } from '../lab/open-lab-door.ts';
import { type Desktop, launchDesktop } from './launch.ts';

const lab = inject('lab');
let dataDir: string;
let agent: AgentProcess;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-real-'));
  agent = await startAgentProcess(dataDir);
  desktop = await launchDesktop({ dataDir });
});
afterAll(async () => {
  await desktop.close();
  await agent.kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** What a screen reader would be given: the page's text, with the blanks of the layout taken out. */
const pageText = async () => (await desktop.page.locator('body').innerText()).replaceAll(/\s+/g, ' ');
const shows = (text: string | RegExp) => expect.poll(pageText).toMatch(text);

test('the window follows a real agent from its first minute to its second run, and through a restart', async () => {
  await shows('Connect your directory to your tenant');

  const door = await openLabDoor(lab);
  await setUpAgent(agent, door, lab);
  await door.close();
  await shows('It has not run yet');

  await desktop.page.getByRole('button', { name: 'Run now' }).click();
  await shows('Directory and tenant are in step');
  await shows(`${seedCounts.users} users in scope`);
  await shows('Anna Schmidt');

  await changeUser(lab, 'anna.schmidt', { title: 'Head of Payroll' });
  await desktop.page.getByRole('button', { name: 'Run now' }).click();
  await shows(/planned 1 applied 1 /);

  await desktop.page.evaluate(() => Reflect.set(globalThis, 'isSamePage', true));
  await agent.kill();
  await shows('The agent does not answer');
  agent = await startAgentProcess(dataDir);
  await shows('Directory and tenant are in step');
  expect(await desktop.page.evaluate(() => Reflect.get(globalThis, 'isSamePage'))).toBe(true);
  expect(desktop.consoleMessages).toEqual([]);
});
