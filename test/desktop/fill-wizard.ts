/** The hands of an administrator of the lab: fill in a page of the wizard, and leave it to somebody else to go on. */
import { readFile } from 'node:fs/promises';
import type { LabFacts } from '../lab/lab-facts.ts';
import { seed } from '../lab/tenant/seed.ts';
import type { Desktop } from './launch.ts';
import type { PlayedBrowser } from './play-browser.ts';

/** The agent registers, proves both sides and reads the whole lab once: longer than anything that only draws. */
export const workMs = 60_000;

export interface WizardHands {
  /** On the first page: where the lab's tenant is reached. */
  network(): Promise<void>;
  /** In the browser that the wizard has just asked for. */
  signIn(): Promise<void>;
  account(): Promise<void>;
  /** The lab's domain is no domain of this server's: it is named, with where its controller listens. */
  domain(): Promise<void>;
}

export function createWizardHands(
  { app, page }: Pick<Desktop, 'app' | 'page'>,
  lab: LabFacts,
  browser: PlayedBrowser,
): WizardHands {
  const { directory, tenant } = lab;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const enter = (label: string | RegExp, value: string) => page.getByLabel(label).first().fill(value);
  const chooseAuthority = async () => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, lab.authorityCertificatePath);
    await press('Choose a file');
    await page.getByText(lab.authorityCertificatePath).waitFor();
  };
  return {
    network: async () => {
      await press('Change the network settings');
      await page.getByLabel('Cloud').selectOption({ label: 'Other addresses' });
      await enter('Sign-in address', tenant.authorityUrl);
      await enter('Microsoft Graph address', tenant.graphUrl);
      await enter('Application that you sign in through', tenant.setUpClientId);
      await chooseAuthority();
    },
    signIn: () => browser.signIn(seed.administrator.id),
    account: async () => {
      await enter(/^Account/, directory.serviceAccount.userPrincipalName);
      await enter(/^Password/, (await readFile(directory.serviceAccount.passwordPath, 'utf8')).trim());
    },
    domain: async () => {
      await page.getByText('This server belongs to').waitFor({ timeout: workMs });
      await enter('Add a domain', directory.domainName);
      await press('Add');
      await press(`Details of ${directory.domainName}`);
      await page.getByRole('radio', { name: 'Only these' }).check();
      await enter('Name', directory.host);
      await enter('Address', lab.address);
      await enter('Port', String(directory.port));
      await chooseAuthority();
      await page.getByRole('button', { name: `Check ${directory.domainName}` }).click();
      await page.getByText('Works, through').waitFor({ timeout: workMs });
      await press(`Close details of ${directory.domainName}`);
    },
  };
}
