import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../harness/agent-process.ts';
import { takePicture } from './examine-page.ts';
import { type WizardHands, workMs } from './fill-wizard.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { playBrowser } from './play-browser.ts';
import { walkWizard } from './walk-wizard.ts';

const lab = inject('lab');
let dataDir: string;
let agent: AgentProcess;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-wizard-'));
  agent = await startAgentProcess(dataDir);
  desktop = await launchDesktop({ dataDir });
});
afterAll(async () => {
  await desktop?.close();
  await agent?.kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** Somebody who rehearses: presses the buttons of the window beside the wizard. */
function handsOf(rehearsal: Page): WizardHands {
  const press = (name: string) => async () => {
    await rehearsal.getByRole('button', { name }).click();
    await rehearsal.getByText(`Done: ${name}`).waitFor({ timeout: workMs });
  };
  return {
    network: press('Fill in the network'),
    signIn: press('Contoso Administrator (admin)'),
    account: press('Fill in the account'),
    domain: press('Add and check the domain'),
  };
}

test('an administrator gets from the first window to an agent that runs, and leaves no password behind', async () => {
  const { page } = desktop;
  const browser = await playBrowser(desktop.app, lab);
  const rehearsal = await openRehearsal(desktop, lab, browser);
  await walkWizard(desktop, lab, handsOf(rehearsal), (name) => takePicture(page, `wizard-real-${name}`)).catch(
    async (error: unknown) => {
      await takePicture(page, 'wizard-real-failed');
      throw error;
    },
  );
  await page.getByRole('button', { name: 'Overview' }).click();
  await page.getByText(lab.directory.domainName).first().waitFor();
  await page.getByText('Runs start only on request').waitFor();
  await browser.close();
  expect(desktop.consoleMessages).toEqual([]);

  const password = (await readFile(lab.directory.serviceAccount.passwordPath, 'utf8')).trim();
  const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const holders = await Promise.all(
    files.map(async ({ parentPath, name }) =>
      (await readFile(join(parentPath, name))).includes(password) ? join(parentPath, name) : null,
    ),
  );
  // The agent's own secret store is where it belongs, and the only place.
  expect(holders.filter((path) => path !== null && !path.startsWith(join(dataDir, 'secrets')))).toEqual([]);
});
