/** Opens the window with the lab's values beside the product's. Nothing of it is in the product: the demo makes it from outside. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { LabFacts } from '../lab/lab-facts.ts';
import { seed } from '../lab/tenant/seed.ts';
import { createWizardHands } from './fill-wizard.ts';
import type { Desktop } from './launch.ts';
import type { PlayedBrowser } from './play-browser.ts';
import { type RehearsalSection, rehearsalPage, rehearseFunction } from './rehearsal-page.ts';

/** @param browser the system's browser does not trust the lab's authority, so the sign-in is played: the person says as whom */
export async function openRehearsal(desktop: Desktop, lab: LabFacts, browser: PlayedBrowser): Promise<Page> {
  const { app } = desktop;
  const password = (await readFile(lab.directory.serviceAccount.passwordPath, 'utf8')).trim();
  const acts = actsOf(desktop, lab, browser);
  const sections = sectionsOf(lab, password);
  const opening = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => {
    const [main] = BrowserWindow.getAllWindows();
    const { x = 0, y = 0, width = 0, height = 700 } = main?.getBounds() ?? {};
    const beside = { x: x + width + 8, y, width: 400, height };
    const rehearsal = new BrowserWindow({ ...beside, title: 'Rehearsal', autoHideMenuBar: true });
    main?.once('closed', () => rehearsal.destroy());
    void rehearsal.loadURL('about:blank');
  });
  const page = await opening;
  await page.exposeFunction(rehearseFunction, async (id: string) => {
    const act = acts.get(id);
    const { label = '' } = sections.flatMap((section) => section.acts).find((one) => one.id === id) ?? {};
    return act === undefined ? `There is no ${id}.` : act().then(() => `Done: ${label}`, explain);
  });
  await page.setContent(rehearsalPage(sections));
  return page;
}

const explain = (error: unknown) =>
  `That did not work; is the page it belongs to open? ${String(error instanceof Error ? error.message : error).split('\n')[0]}`;

const signInAct = (personId: string) => `sign-in ${personId}`;
const people = [seed.administrator, ...Object.values(seed.people)];

function actsOf(desktop: Desktop, lab: LabFacts, browser: PlayedBrowser): ReadonlyMap<string, () => Promise<void>> {
  const hands = createWizardHands(desktop, lab, browser);
  return new Map([
    ['network', hands.network],
    ['account', hands.account],
    ['domain', hands.domain],
    ...people.map(({ id }) => [signInAct(id), () => browser.signIn(id)] as const),
  ]);
}

function sectionsOf(lab: LabFacts, password: string): readonly RehearsalSection[] {
  const { tenant, directory, authorityCertificatePath, address } = lab;
  return [
    {
      heading: 'Welcome',
      sentence: 'Under Network, choose "Other addresses".',
      values: [
        { label: 'Sign-in address', value: tenant.authorityUrl },
        { label: 'Microsoft Graph address', value: tenant.graphUrl },
        { label: 'Application that you sign in through', value: tenant.setUpClientId },
        { label: 'Private certificate authority', value: authorityCertificatePath },
      ],
      acts: [{ id: 'network', label: 'Fill in the network' }],
    },
    {
      heading: 'Connect Entra ID',
      sentence: 'Press "Sign in with the browser" first. In place of the browser, say here who signs in:',
      values: [],
      acts: people.map(({ id, displayName, userPrincipalName }) => ({
        id: signInAct(id),
        label: `${displayName} (${userPrincipalName.split('@')[0]})`,
      })),
    },
    {
      heading: 'Service account',
      sentence: 'An ordinary user of the domain.',
      values: [
        { label: 'Account', value: directory.serviceAccount.userPrincipalName },
        { label: 'Password', value: password },
      ],
      acts: [{ id: 'account', label: 'Fill in the account' }],
    },
    {
      heading: 'Connect Active Directory',
      sentence: 'This computer belongs to no domain: add it by its name, and under Details name its controller.',
      values: [
        { label: 'Domain', value: directory.domainName },
        { label: 'Controller: name', value: directory.host },
        { label: 'Controller: address', value: address },
        { label: 'Controller: port', value: String(directory.port) },
        { label: 'Private certificate authority', value: authorityCertificatePath },
      ],
      acts: [{ id: 'domain', label: 'Add and check the domain' }],
    },
    {
      heading: 'When the agent is set up',
      sentence:
        'Look at the plan, then press "Run now". What the demo makes of it stands in the terminal, which goes on by itself.',
      values: [],
      acts: [],
    },
  ];
}
