/** The ways through the wizard that are not the usual one: by keyboard, prepared elsewhere, with a code, broken off, and again. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { SetupSettings } from '../../agent-core/contract/settings.ts';
import { settings } from '../builders/settings.ts';
import { seed } from '../lab/tenant/seed.ts';
import { clippedElements, faultsInDarkAndLight, takePicture } from './examine-page.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { type PlayedBrowser, playBrowser } from './play-browser.ts';
import { activities, mixedEntries, reportOf, staffAlone, stateOf } from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';
import {
  answerTheWizard,
  ensuredOf,
  inspectionOf,
  pairing,
  registration,
  reportOfAccount,
  surroundings,
  surroundingsOnWindows,
} from './wizard-data.ts';

const lab = inject('lab');
let dataDir: string;
let agent: ScriptedAgent;
let desktop: Desktop;
let browser: PlayedBrowser;
/** What the agent was asked to save. */
const applied: { readonly settings: SetupSettings; readonly mayReplace: boolean }[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  await startAgent();
  desktop = await launchDesktop({ dataDir });
  browser = await playBrowser(desktop.app, lab);
});

afterAll(async () => {
  await browser?.close();
  await desktop?.close();
  await agent?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takePicture(desktop.page, 'wizard-ways-failed');
  expect(desktop.consoleMessages).toEqual([]);
});

async function startAgent(): Promise<void> {
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.unconfigured) });
  answerTheWizard(agent);
  agent.answer('setup.apply', ({ settings: saved, mayReplace }) => {
    applied.push({ settings: saved, mayReplace });
    agent.show(stateOf(activities.idle));
    return succeed(pairing);
  });
  agent.answer('plan.create', () => succeed(reportOf()));
  agent.answer('plan.entries', () => succeed({ items: mixedEntries, next: null }));
}

const heading = (words: string) => desktop.page.getByRole('heading', { level: 1 }).filter({ hasText: words });
const text = (words: string | RegExp) => desktop.page.getByText(words).first();
const button = (name: string) => desktop.page.getByRole('button', { name, exact: true });
const radio = (name: RegExp) => desktop.page.getByRole('radio', { name });
const next = () => button('Next').click();
const type = (words: string) => desktop.page.keyboard.type(words);
const press = (key: string) => desktop.page.keyboard.press(key);

/** Presses Tab until the focus is on what a person looks for, as a person without a mouse does. */
async function tabTo(name: string | RegExp): Promise<void> {
  const limit = 60;
  for (let pressed = 0; pressed < limit; pressed += 1) {
    await press('Tab');
    const focused = await desktop.page.evaluate(() => {
      const { activeElement: element } = document;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.innerText) : [];
      return [element?.getAttribute('aria-label') ?? '', ...labels, (element as HTMLElement | null)?.innerText ?? '']
        .join(' ')
        .trim();
    });
    if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
  }
  throw new Error(`The keyboard does not reach ${String(name)}.`);
}

async function pressNext(name = 'Next'): Promise<void> {
  await tabTo(name);
  await press('Enter');
}

/** Light, dark and with the colours of the system, as somebody who needs contrast has it. */
async function examine(): Promise<void> {
  const { page } = desktop;
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await clippedElements(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(await faultsInDarkAndLight(page)).toEqual([]);
}

test('by keyboard alone, with an application that an administrator elsewhere prepared', async () => {
  const { page } = desktop;
  await heading('Connect your directory to your tenant').waitFor();
  await examine();
  await tabTo('I accept the licence terms');
  await press('Space');
  await pressNext();

  await heading('Connect the tenant').waitFor();
  await tabTo(/^I do, now/);
  await press('ArrowDown');
  await tabTo('Show the certificate');
  await press('Enter');
  await text('aaaaaaaa').waitFor();
  const path = join(dataDir, 'register.ps1');
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
  await tabTo('Save the script');
  await press('Enter');
  await text(`Saved as ${path}`).waitFor();
  expect(await readFile(path, 'utf8')).toBe('# registers the agent\n');
  await tabTo('Tenant id');
  await type('not an id');
  await pressNext();
  expect(await page.locator('footer').getByRole('alert').innerText()).toBe('Enter the id of the tenant.');
  await press('ControlOrMeta+A');
  await type(inspectionOf().tenantId);
  await tabTo('Application (client) id');
  await type(registration.clientId);
  await tabTo(/^With a password of the tenant/);
  await press('Space');
  await examine();
  await pressNext();

  await heading('Choose the account that reads the directory').waitFor();
  await tabTo('Account');
  await type('bridgehead@corp.contoso.com');
  await tabTo('Password');
  await type('correct horse');
  await pressNext();
  await text('Works, through').waitFor();
  await examine();
  await pressNext();
  await heading('Choose who is synchronised').waitFor();
  await examine();
  await pressNext();
  await heading('Grant the account what it needs').waitFor();
  await examine();
  await pressNext();
  await heading('Confirm what will be done').waitFor();
  await text('Nothing is created there.').waitFor();
  await tabTo(/^Begin paused/);
  await press('ArrowDown');
  await examine();
  await pressNext('Set up');
  await heading('Everything is set up').waitFor();
  expect(agent.asked).not.toContain('registration.apply');
  expect(applied.at(-1)?.settings).toMatchObject({ schedule: { isPaused: false }, domains: [{ rights: 'domain' }] });
  await pressNext();
  await heading('The agent is set up').waitFor();
  await pressNext('Finish');
  await heading('The agent is set up and ready').waitFor();
});

const configured = settings({ schedule: { intervalSeconds: 600, isPaused: false }, scope: staffAlone });

async function openAgain(): Promise<void> {
  agent.answer('settings.get', () => succeed({ revision: 3, settings: configured }));
  agent.answer('certificate.read', () => fail(problem('setup.certificate-missing', '')));
  await desktop.page.getByRole('navigation').getByRole('button', { name: 'Agent' }).click();
  await button('Change the set-up').click();
  await heading('Connect the tenant').waitFor();
  await radio(/With a password of the tenant/).check();
}

test('R36: on Windows a managed account is made and used in the name of an administrator, each step when it is pressed', async () => {
  agent.answer('account.here', () => succeed(surroundingsOnWindows));
  const asked: unknown[] = [];
  agent.answer('account.inspect', (wish) => {
    asked.push(wish);
    return succeed(reportOfAccount({ account: null, retrieves: null }));
  });
  agent.answer('account.ensure', (wish) => {
    asked.push(wish);
    return succeed(ensuredOf({ did: ['created'] }));
  });
  await openAgain();
  await next();
  await radio(/A new group managed service account/).check();
  await button('Look in the directory').click();
  expect(await desktop.page.evaluate(() => document.activeElement?.id)).toBe('managed-administrator-account');
  await desktop.page.getByLabel(/^Administrator/).fill('admin@corp.contoso.com');
  await desktop.page.getByLabel(/^Password/).fill('correct horse');
  await button('Look in the directory').click();
  await text('There is no bridgehead$@corp.contoso.com yet.').waitFor();
  await examine();
  await button('Create the account').click();
  await text('SRV1$ may retrieve its password.').waitFor();
  const administrator = { account: 'admin@corp.contoso.com', password: 'correct horse' };
  const wish = { name: 'bridgehead', group: null, domain: { name: 'corp.contoso.com' }, administrator };
  expect(asked).toMatchObject([wish, { ...wish, mayCreate: true }]);
  // This machine's service has no account of its own choice.
  await button('Run the agent as bridgehead$').click();
  await text('service.account-fixed').waitFor();
  await next();
  expect(await desktop.page.locator('footer').getByRole('alert').innerText()).toContain('run as the account first');
  agent.answer('account.here', () => succeed({ ...surroundingsOnWindows, runsAs: 'bridgehead$' }));
  await button('Run the agent as bridgehead$').click();
  await text('The agent runs as bridgehead$@corp.contoso.com.').waitFor();
  await button('Cancel').click();
  await button('Leave').click();
  agent.answer('account.here', () => succeed(surroundings));
});

test('again: what is configured is shown, nothing is lost, and accounts are given up, or leave, only when that is meant', async () => {
  await openAgain();
  expect(await radio(/It is registered/).isChecked()).toBe(true);
  await examine();
  await next();
  expect(await desktop.page.getByLabel(/^Account/).inputValue()).toBe('reader@contoso.com');
  await text('enter it once more').waitFor();
  await desktop.page.getByLabel(/^Password/).fill('correct horse');
  await next();
  await text('Works, through').waitFor();
  await next();
  expect(await radio(/As it is now/).isChecked()).toBe(true);
  await radio(/^Everybody/).check();
  await next();
  const planned: unknown[] = [];
  agent.answer('plan.create', ({ settings: tried }) => {
    planned.push(tried);
    if (tried === null) return succeed(reportOf());
    return succeed(
      reportOf({ counts: { planned: { create: 0, update: 0, disable: 0, enable: 0, delete: 7 }, outOfScope: 9 } }),
    );
  });
  await next();
  await text('9 objects outside the scope').waitFor();
  await text('Delete 7 objects').waitFor();
  await button('Set up').click();
  expect(await desktop.page.getByRole('alert').innerText()).toContain('Somebody may leave');
  const acceptance = desktop.page.getByRole('checkbox', { name: 'Set up, although 7 objects leave' });
  expect(await acceptance.evaluate((each) => each === document.activeElement)).toBe(true);
  expect(planned).toMatchObject([{ schedule: { intervalSeconds: 600 } }, null]);
  await examine();
  await acceptance.check();
  agent.answer('setup.apply', ({ settings: saved, mayReplace }) => {
    applied.push({ settings: saved, mayReplace });
    if (!mayReplace) return fail(problem('setup.would-replace', 'linked objects: 12'));
    return succeed({ ...pairing, approvalsEnded: 3 });
  });
  await button('Set up').click();
  await text('linked objects: 12').waitFor();
  await examine();
  await button('Replace, and give those accounts up').click();
  await heading('Everything is set up').waitFor();
  await text('The approval of 3 changes that no run had made yet is over').waitFor();
  await examine();
  expect(applied.slice(-2).map(({ mayReplace }) => mayReplace)).toEqual([false, true]);
  expect(applied.at(-1)?.settings).toEqual({
    ...configured,
    scope: { kind: 'all' },
    newUsers: { ...configured.newUsers, signIn: 'selfService' },
  });
  await next();
  await button('Finish').click();
  await heading('The agent is set up and ready').waitFor();
});

test('with a code on another device', async () => {
  agent.show(stateOf(activities.unconfigured));
  await heading('The agent is not set up yet').waitFor();
  await button('Set up').click();
  await desktop.page.getByRole('checkbox', { name: 'I accept the licence terms' }).check();
  await button('Change the network settings').click();
  await desktop.page.getByLabel('Cloud').selectOption({ label: 'Other addresses' });
  await desktop.page.getByLabel('Sign-in address').fill(lab.tenant.authorityUrl);
  await desktop.page.getByLabel('Microsoft Graph address').fill(lab.tenant.graphUrl);
  await desktop.page.getByLabel('Application that you sign in through').fill(lab.tenant.setUpClientId);
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, lab.authorityCertificatePath);
  await button('Choose a file').click();
  await text(lab.authorityCertificatePath).waitFor();
  await next();

  await button('Sign in with a code').click();
  const code = text(/^[A-Z0-9]{8,9}$/);
  await code.waitFor();
  await examine();
  const address = await text(/^https:.*device/).innerText();
  await browser.enterCode(address, await code.innerText(), seed.administrator.id);
  await text('Contoso Administrator').waitFor();
  await radio(/With a password of the tenant/).check();
  await next();
});

test('broken off: what is in the tenant already can be removed, and what stands in the way is told', async () => {
  await walkToProgress();
  agent.answer('registration.apply', () => fail(problem('tenant.throttled', 'graph.microsoft.com')));
  await button('Set up').click();
  await heading('The set-up stopped').waitFor();
  await button('Cancel').click();
  agent.answer('registration.remove', () => fail(problem('tenant.unreachable', 'graph.microsoft.com')));
  await button('Remove it and leave').click();
  await text('Microsoft Entra ID cannot be reached.').waitFor();
  await examine();
  agent.answer('registration.remove', () => succeed({}));
  await button('Continue the set-up').click();
  await heading('The set-up stopped').waitFor();
});

test('with an agent that is ended at work: it says so, and goes on with the one that comes back', async () => {
  agent.answer('registration.apply', async () => {
    await agent.stop();
    return succeed(registration);
  });
  await button('Try again').click();
  await heading('The set-up stopped').waitFor();
  await text('The agent does not answer at the moment.').waitFor();
  await examine();
  await startAgent();
  await text('The agent does not answer at the moment.').waitFor({ state: 'detached' });
  await button('Try again').click();
  await heading('Everything is set up').waitFor();
  await next();
  await button('Look at the plan').click();
  await heading('The agent is set up and ready').waitFor();
  await text('A run would change nothing.').waitFor();
});

async function walkToProgress(): Promise<void> {
  await desktop.page.getByLabel(/^Account/).fill('bridgehead@corp.contoso.com');
  await desktop.page.getByLabel(/^Password/).fill('correct horse');
  await next();
  await text('Works, through').waitFor();
  await next();
  await heading('Choose who is synchronised').waitFor();
  await next();
  await heading('Grant the account what it needs').waitFor();
  await next();
  await heading('Confirm what will be done').waitFor();
}
