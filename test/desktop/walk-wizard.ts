/** Walks through the whole wizard as an administrator of the lab would: everybody in scope, registered by the tenant's administrator. */
import { readFile } from 'node:fs/promises';
import type { LabFacts } from '../lab/lab-facts.ts';
import { seed } from '../lab/tenant/seed.ts';
import type { Desktop } from './launch.ts';
import { playBrowser } from './play-browser.ts';

/** The agent registers, proves both sides and reads the whole lab once: longer than anything that only draws. */
const workMs = 60_000;

/** @param onPage called when a page is complete, by its name, before it is left */
export async function walkWizard(
  { app, page }: Desktop,
  lab: LabFacts,
  onPage: (name: string) => Promise<void>,
): Promise<void> {
  const browser = await playBrowser(app, lab);
  const heading = (words: string) => page.getByRole('heading', { level: 1, name: words });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const enter = (label: string, value: string) => page.getByLabel(label).first().fill(value);
  const choose = (name: RegExp | string) => page.getByRole('radio', { name }).check();
  const chooseAuthority = async () => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, lab.authorityCertificatePath);
    await press('Choose a file');
    await page.getByText(lab.authorityCertificatePath).waitFor();
  };
  const leave = async (name: string, button = 'Next') => {
    await onPage(name);
    await press(button);
  };
  const { directory, tenant } = lab;

  await heading('Connect your directory to your tenant').waitFor({ timeout: workMs });
  await page.getByRole('checkbox', { name: 'I accept the licence terms' }).check();
  await press('Change the network settings');
  await page.getByLabel('Cloud').selectOption({ label: 'Other addresses' });
  await enter('Sign-in address', tenant.authorityUrl);
  await enter('Microsoft Graph address', tenant.graphUrl);
  await enter('Application that people sign in through', tenant.setUpClientId);
  await chooseAuthority();
  await leave('welcome');

  await heading('Connect the tenant').waitFor();
  await press('Sign in with the browser');
  await browser.signIn(seed.administrator.id);
  await page.getByText(seed.administrator.userPrincipalName).first().waitFor({ timeout: workMs });
  await choose(/With a password of the tenant/);
  await leave('tenant');

  await heading('Choose the account that reads the directory').waitFor();
  await enter('Account', directory.serviceAccount.userPrincipalName);
  await enter('Password', (await readFile(directory.serviceAccount.passwordPath, 'utf8')).trim());
  await leave('account');

  await heading('Choose the domains that are read').waitFor();
  await page.getByText('This server belongs to').waitFor({ timeout: workMs });
  await enter('Add a domain', directory.domainName);
  await press('Add');
  await press(`Details of ${directory.domainName}`);
  await choose('Only these');
  await enter('Name', directory.host);
  await enter('Address', lab.address);
  await enter('Port', String(directory.port));
  await chooseAuthority();
  await page.getByRole('button', { name: `Check ${directory.domainName}` }).click();
  await page.getByText('Works, through').waitFor({ timeout: workMs });
  await press(`Close details of ${directory.domainName}`);
  await choose(/What it may see/);
  await press(`Check again ${directory.domainName}`);
  await page.getByText('Works, through').waitFor({ timeout: workMs });
  await leave('domains');

  await heading('Choose who is synchronised').waitFor();
  await choose(/^Organizational units/);
  await page.getByRole('treeitem', { name: directory.domainName }).press('ArrowRight');
  await page
    .getByRole('treeitem', { name: /users?/ })
    .first()
    .waitFor({ timeout: workMs });
  await onPage('scope-units');
  await choose(/^Everybody/);
  await leave('scope');

  await heading('Confirm what will be done').waitFor();
  await leave('confirm', 'Set up');

  await heading('Everything is set up').waitFor({ timeout: workMs });
  await leave('progress');
  await heading('The agent is set up').waitFor();
  await leave('done', 'Look at the plan');
  await page.getByText('Nothing has been changed.').waitFor({ timeout: workMs });
  await onPage('plan');
  await browser.close();
}
