/** Walks through the whole wizard as an administrator of the lab would: everybody in scope, registered by the tenant's administrator. */
import type { LabFacts } from '../lab/lab-facts.ts';
import { seed } from '../lab/tenant/seed.ts';
import { type WizardHands, workMs } from './fill-wizard.ts';
import type { Desktop } from './launch.ts';

/** @param onPage called when a page is complete, by its name, before it is left */
export async function walkWizard(
  { page }: Desktop,
  lab: LabFacts,
  hands: WizardHands,
  onPage: (name: string) => Promise<void>,
): Promise<void> {
  const heading = (words: string) => page.getByRole('heading', { level: 1, name: words });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const choose = (name: RegExp | string) => page.getByRole('radio', { name }).check();
  const leave = async (name: string, button = 'Next') => {
    await onPage(name);
    await press(button);
  };
  const { directory } = lab;

  await heading('Connect your directory to your tenant').waitFor({ timeout: workMs });
  await page.getByRole('checkbox', { name: 'I accept the licence terms' }).check();
  await hands.network();
  await leave('welcome');

  await heading('Connect the tenant').waitFor();
  await press('Sign in with the browser');
  await hands.signIn();
  await page.getByText(seed.administrator.userPrincipalName).first().waitFor({ timeout: workMs });
  await choose(/With a password of the tenant/);
  await leave('tenant');

  await heading('Choose the account that reads the directory').waitFor();
  await hands.account();
  await leave('account');

  await heading('Choose the domains that are read').waitFor();
  await hands.domain();
  await choose(/What it may see/);
  await press(`Check again ${directory.domainName}`);
  await page.getByText('Works, through').waitFor({ timeout: workMs });
  await leave('domains');

  await heading('Choose who is synchronised').waitFor();
  await choose(/^Organisational units/);
  await page.getByRole('treeitem', { name: directory.domainName }).press('ArrowRight');
  await page
    .getByRole('treeitem', { name: /users?/ })
    .first()
    .waitFor({ timeout: workMs });
  await onPage('scope-units');
  await choose(/^Everybody/);
  await leave('scope');

  await heading('Grant the account what it needs').waitFor();
  await leave('rights');

  await heading('Confirm what will be done').waitFor();
  await leave('confirm', 'Set up');

  await heading('Everything is set up').waitFor({ timeout: workMs });
  await leave('progress');
  await heading('The agent is set up').waitFor();
  await leave('done', 'Look at the plan');
  await page.getByText('Nothing has been changed.').waitFor({ timeout: workMs });
  await onPage('plan');
}
