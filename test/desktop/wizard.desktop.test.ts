/** The wizard as a person meets it, page by page, forwards and backwards, in the real program. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { seed } from '../lab/tenant/seed.ts';
import { clippedElements, faultsInDarkAndLight, takePicture, zoomTo } from './examine-page.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { type PlayedBrowser, playBrowser } from './play-browser.ts';
import { activities, mixedEntries, reportOf, stateOf } from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';
import { answerTheWizard, guid, inspectionOf, registration, rightsOf, verificationOf } from './wizard-data.ts';

const lab = inject('lab');
let dataDir: string;
let agent: ScriptedAgent;
let desktop: Desktop;
let browser: PlayedBrowser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.unconfigured) });
  answerTheWizard(agent);
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
  if (task.result?.state === 'fail') await takePicture(desktop.page, 'wizard-failed');
  expect(desktop.consoleMessages).toEqual([]);
});

const heading = (words: string) => desktop.page.getByRole('heading', { level: 1 }).filter({ hasText: words });
const text = (words: string | RegExp) => desktop.page.getByText(words).first();
const button = (name: string) => desktop.page.getByRole('button', { name, exact: true });
const field = (label: string | RegExp) => desktop.page.getByLabel(label, { exact: false }).first();
const next = () => button('Next').click();
const alert = () => desktop.page.getByRole('alert').innerText();
const focused = () => desktop.page.evaluate(() => document.activeElement?.id ?? '');

/** As a critical person sees it: light and dark, at 100 % and at 200 %, with one primary button. */
async function examine(): Promise<void> {
  const { app, page } = desktop;
  expect(await faultsInDarkAndLight(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  const primary = await page
    .locator('main, footer')
    .locator('button')
    .evaluateAll((buttons) => {
      const isPrimary = (button: Element) =>
        getComputedStyle(button).backgroundColor === getComputedStyle(buttons.at(-1) ?? button).backgroundColor;
      return buttons.filter(isPrimary).length;
    });
  expect(primary).toBe(1);
  await zoomTo(app, page, 2);
  const clippedWhenZoomed = await clippedElements(page);
  await zoomTo(app, page, 1);
  expect(clippedWhenZoomed).toEqual([]);
}

async function chooseFile(path: string, press: () => Promise<void>): Promise<void> {
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
  await press();
}

test('Welcome: the licence has to be accepted, and the network can be set before anything is contacted', async () => {
  await heading('Connect your directory to your tenant').waitFor();
  expect(await button('Back').count()).toBe(0);
  await next();
  expect(await alert()).toBe('Accept the licence terms to go on.');
  expect(await focused()).toBe('welcome-licence');
  await examine();

  await desktop.page.keyboard.press('Space');
  await button('Change the network settings').click();
  await desktop.page.getByLabel('Cloud').selectOption({ label: 'Other addresses' });
  await field('Sign-in address').fill('http://login.contoso.test');
  await next();
  expect(await focused()).toBe('network-authority');
  await field('Sign-in address').fill(lab.tenant.authorityUrl);
  await field('Microsoft Graph address').fill(lab.tenant.graphUrl);
  await field('Application that you sign in through').fill(lab.tenant.setUpClientId);
  await chooseFile(lab.authorityCertificatePath, () => button('Choose a file').click());
  await text(lab.authorityCertificatePath).waitFor();
  await examine();
  await next();
  expect(agent.asked.filter((name) => !['hello', 'state.read'].includes(name))).toEqual([]);
});

test('Connect Entra ID: says what is missing, and why a sign-in did not work', async () => {
  await heading('Connect the tenant').waitFor();
  await next();
  expect(await alert()).toBe('Sign in to the tenant first.');
  expect(await focused()).toBe('tenant-sign-in');
  await examine();

  await button('Sign in with the browser').click();
  await text('Continue in the browser that has just opened.').waitFor();
  await browser.ignore();
  await button('Stop signing in').click();
  await button('Sign in with the browser').waitFor();

  agent.answer('tenant.inspect', () => succeed(inspectionOf({ otherSynchronisation: true })));
  await button('Sign in with the browser').click();
  await browser.signIn(seed.administrator.id);
  await text('Another synchronisation runs in this tenant').waitFor();
  await next();
  expect(await focused()).toBe('tenant-other-person');
});

test('Connect Entra ID: names the tenant, the person, and what is created and granted and why', async () => {
  agent.answer('tenant.inspect', () => succeed(inspectionOf({ exchangeOnPremises: true })));
  await button('Sign in as somebody else').click();
  await button('Sign in with the browser').click();
  await browser.signIn(seed.administrator.id);
  await text('Contoso Administrator').waitFor();
  for (const words of ['Global Administrator', 'User.ReadWrite.All', 'Every run fails.']) await text(words).waitFor();
  await next();
  expect(await focused()).toBe('tenant-exchange');
  await desktop.page.keyboard.press('Space');
  await next();
  expect(await alert()).toBe('Say how new people will sign in.');
  await desktop.page.getByRole('radio', { name: /With a password of the tenant/ }).check();
  await examine();
  await next();
});

test('Service account: asks for a name and a password, and never shows the password again', async () => {
  await heading('Choose the account that reads the directory').waitFor();
  agent.answer('directory.verify', () => fail(problem('directory.wrong-credentials', 'dc1.corp.contoso.com')));
  await next();
  expect(await focused()).toBe('service-account');
  await field(/^Account/).fill('CORP\\bridgehead');
  await field(/^Password/).fill('correct horse');
  await text('Write it like bridgehead@corp.contoso.com.').waitFor();
  await examine();
  await field(/^Account/).fill('bridgehead@corp.contoso.com');
  await next();
  await heading('Choose the domains that are read').waitFor();
  await button('Back').click();
  expect(await field(/^Password/).inputValue()).toBe('');
  expect(await field(/^Password/).getAttribute('placeholder')).toBe('Entered, and kept until the set-up ends');
});

test('Connect Active Directory: finds the domain, verifies it, and mends one that does not work', async () => {
  await next();
  await text('Does not work yet').waitFor();
  await text('directory.wrong-credentials').waitFor();
  await next();
  expect(await alert()).toContain('corp.contoso.com does not work yet');
  await examine();

  agent.answer('directory.verify', () => succeed(verificationOf({ rightsModeWorks: { domain: false, units: true } })));
  await button('Check again corp.contoso.com').click();
  await text('Works, through dc1.corp.contoso.com, 1,236 users').waitFor();
  expect(await desktop.page.getByRole('radio', { name: /What it may see/ }).isChecked()).toBe(true);
  await desktop.page.getByRole('radio', { name: /The whole domain/ }).check();
  await text('The page Rights says what it takes').waitFor();
  await desktop.page.getByRole('radio', { name: /What it may see/ }).check();

  await button('Details of corp.contoso.com').click();
  await desktop.page.getByRole('radio', { name: 'Only these' }).check();
  await text('Not checked yet').waitFor();
  await next();
  expect(await alert()).toBe('Complete the controllers of corp.contoso.com.');
  expect(await focused()).toBe('domain-corp.contoso.com-controllers');
  await field('Name').fill('dc1.corp.contoso.com');
  await button('Check corp.contoso.com').click();
  await text('Works, through dc1').waitFor();
  await examine();
  await button('Close details of corp.contoso.com').click();
  await examine();
  await next();
});

test('Scope: everybody, groups found by name, or units ticked in a live tree', async () => {
  const { page } = desktop;
  await heading('Choose who is synchronised').waitFor();
  await text('1,236 users in 1 domain.').waitFor();
  await examine();

  await page.getByRole('radio', { name: /Members of groups/ }).check();
  await next();
  expect(await focused()).toBe('scope-search');
  await field('Find a group').fill('pilot');
  await button('Add Pilot').click();
  await examine();

  await page.getByRole('radio', { name: /Organisational units/ }).check();
  await page.getByRole('treeitem', { name: 'corp.contoso.com' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: /^Sales/ }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: /^Interns/ }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await text('1 OU chosen, 1 left out below it, 288 users').waitFor();
  await examine();
  await next();
});

test('Rights: what the account needs is shown, looked at, and granted when the person says so', async () => {
  const { page } = desktop;
  await heading('Grant the account what it needs').waitFor();
  await text('With rights to units alone deletions are not seen').waitFor();
  const wishes: unknown[] = [];
  agent.answer('rights.preview', (wish) => {
    wishes.push(wish);
    return succeed(rightsOf('missing', wish));
  });
  const look = page.getByRole('button', { name: 'Look what is granted in corp.contoso.com' });
  await look.click();
  expect(await focused()).toBe('rights-administrator-account');
  await field('Administrator of the domain').fill('admin@corp.contoso.com');
  await field('Password of the administrator').fill('correct horse');
  await look.click();
  await text('Missing').first().waitFor();
  const administrator = { account: 'admin@corp.contoso.com', password: 'correct horse' };
  const units = [guid(10)];
  expect(wishes).toMatchObject([{ account: 'bridgehead@corp.contoso.com', mode: 'units', units, administrator }]);
  expect(agent.asked).not.toContain('rights.apply');
  await examine();
  await button('Grant 7 rights').click();
  await text('Everything is granted.').waitFor();
  await next();
});

test('Confirm: says everything in words, leads back, and is saved as an answer file', async () => {
  await heading('Confirm what will be done').waitFor();
  await text('Everybody in Sales is synchronised, except in Interns.').waitFor();
  await text('Done already: bridgehead@corp.contoso.com was granted 7 rights in corp.contoso.com.').waitFor();
  expect(await desktop.page.getByRole('radio', { name: /Begin paused/ }).isChecked()).toBe(true);
  await examine();
  await button('Change: Scope').click();
  await heading('Choose who is synchronised').waitFor();
  await text('1 OU chosen').waitFor();
  await next();
  await next();

  const path = join(dataDir, 'answers.json');
  await desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
  await button('Save as answer file').click();
  await text(`Saved as ${path}`).waitFor();
  const saved = await readFile(path, 'utf8');
  expect(JSON.parse(saved)).toMatchObject({
    scope: { kind: 'units' },
    domains: [{ password: 'prompt', rights: 'units' }],
  });
  expect(saved).not.toContain('correct horse');
  expect(agent.asked).not.toContain('registration.apply');
});

test('Progress: what failed says why, is tried again, and waits for consent where that takes somebody else', async () => {
  agent.answer('registration.apply', () => {
    agent.tell('setup.progressed', { step: 'application', state: 'doing', problem: null });
    agent.tell('setup.progressed', { step: 'application', state: 'done', problem: null });
    agent.tell('setup.progressed', { step: 'servicePrincipal', state: 'doing', problem: null });
    return fail(problem('tenant.throttled', 'graph.microsoft.com'));
  });
  await button('Set up').click();
  await heading('The set-up stopped').waitFor();
  await text('tenant.throttled').waitFor();
  await desktop.page
    .getByRole('listitem')
    .filter({ hasText: /Create its service principal.*failed/s })
    .waitFor();
  await next();
  expect(await focused()).toBe('progress-again');
  await examine();

  agent.answer('registration.apply', () =>
    succeed({
      ...registration,
      grantsMissing: ['User.ReadWrite.All'],
      consentUrl: `${lab.tenant.authorityUrl}/organizations/adminconsent?client_id=${registration.clientId}`,
    }),
  );
  await button('Try again').click();
  await heading('Somebody has to consent').waitFor();
  await button('Open the address').click();
  await expect.poll(async () => (await browser.opened()).at(-1)).toContain('adminconsent');
  await examine();

  let finish = () => {};
  const held = new Promise<void>((settle) => {
    finish = settle;
  });
  const passwords: unknown[] = [];
  agent.answer('setup.apply', async ({ domainPasswords }) => {
    passwords.push(domainPasswords);
    await held;
    agent.show(stateOf(activities.idle));
    return succeed({
      tenant: { tenantId: inspectionOf().tenantId, displayName: 'Contoso' },
      domains: [{ name: 'corp.contoso.com', controller: 'dc1.corp.contoso.com' }],
    });
  });
  await button('Check again').click();
  await heading('Setting up').waitFor();
  await next();
  expect(await alert()).toBe('The set-up is still at work.');
  expect(await button('Back').count()).toBe(0);
  expect(await button('Cancel').count()).toBe(0);
  finish();
  await heading('Everything is set up').waitFor();
  expect(passwords).toEqual([{ 'corp.contoso.com': 'correct horse' }]);
  await examine();
  await next();
});

test('Done: says what happens next and leads to the console', async () => {
  await heading('The agent is set up').waitFor();
  await examine();
  agent.answer('plan.create', () =>
    succeed(reportOf({ counts: { planned: { create: 12, update: 0, disable: 0, enable: 0 } } })),
  );
  agent.answer('plan.entries', () => succeed({ items: mixedEntries, next: null }));
  await button('Look at the plan').click();
  await heading('The agent is set up and ready').waitFor();
  await text('Create 12 objects').waitFor();
});

test('Cancel: asks before work is lost; the set-up can be begun again', async () => {
  agent.show(stateOf(activities.unconfigured));
  await heading('The agent is not set up yet').waitFor();
  await button('Set up').click();
  await heading('Connect your directory to your tenant').waitFor();
  await desktop.page.getByRole('checkbox', { name: 'I accept the licence terms' }).check();
  await next();
  await button('Cancel').click();
  await text('Leave the set-up?').waitFor();
  expect(await desktop.page.evaluate(() => document.activeElement?.textContent)).toBe('Continue the set-up');
  await button('Continue the set-up').click();
  await button('Cancel').click();
  await button('Leave').click();
  await heading('The agent is not set up yet').waitFor();
});
