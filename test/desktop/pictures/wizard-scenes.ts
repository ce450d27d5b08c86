/** The wizard, page by page and state by state. */
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { settings } from '../../builders/settings.ts';
import { activities, mixedEntries, reportOf, staffAlone, stateOf } from '../sample-data.ts';
import {
  answerTheWizard,
  ensuredOf,
  inspectionOf,
  missingOf,
  pairing,
  registration,
  reportOfAccount,
  rightsOf,
  surroundings,
  surroundingsOnWindows,
  verificationOf,
} from '../wizard-data.ts';
import type { Take } from './console-scenes.ts';
import { press, type Stage, see, title } from './stage.ts';

export async function wizardScenes(stage: Stage, take: Take): Promise<void> {
  answerTheWizard(stage.agent());
  await welcome(stage, take);
  await tenant(stage, take);
  await account(stage, take);
  await domains(stage, take);
  await scope(stage, take);
  await rights(stage, take);
  await confirm(stage, take);
  await progress(stage, take);
  await again(stage, take);
}

const choose = ({ page }: Stage, name: RegExp | string) => page.getByRole('radio', { name }).check();
const fill = ({ page }: Stage, label: string | RegExp, words: string) => page.getByLabel(label).first().fill(words);

async function welcome(stage: Stage, take: Take): Promise<void> {
  await title(stage, 'Connect your directory to your tenant');
  await take('wizard-1-welcome');
  await press(stage, 'Next');
  await press(stage, 'Change the network settings');
  await stage.page.getByLabel('Cloud').selectOption({ label: 'Other addresses' });
  await fill(stage, 'Sign-in address', 'http://login.contoso.test');
  await take('wizard-1-network');
  await stage.page.getByLabel('Cloud').selectOption({ index: 0 });
  await press(stage, 'Close the network settings');
  await stage.page.getByRole('checkbox', { name: 'I accept the licence terms' }).check();
  await press(stage, 'Next');
}

async function tenant(stage: Stage, take: Take): Promise<void> {
  await title(stage, 'Connect the tenant');
  await press(stage, 'Next');
  await take('wizard-2-signed-out');
  await stage.answerIn('person.signIn', 'never');
  await press(stage, 'Sign in with the browser');
  await take('wizard-2-signing-in');
  await press(stage, 'Stop signing in');
  await press(stage, 'Sign in with a code');
  await take('wizard-2-code');
  await press(stage, 'Stop signing in');
  await stage.answerIn('person.signIn', fail(problem('sign-in.cancelled', 'access_denied')));
  await press(stage, 'Sign in with the browser');
  await see(stage, 'sign-in.cancelled');
  await take('wizard-2-failed');
  for (const [name, changes] of [
    ['may-not-register', { mayRegister: false, mayGrant: false, person: { ...inspectionOf().person, roles: [] } }],
    ['other-synchronisation', { otherSynchronisation: true }],
    ['may-not-grant', { mayGrant: false, exchangeOnPremises: null }],
    ['exchange', { exchangeOnPremises: true, existingRegistration: null }],
    ['signed-in', {}],
  ] as const) {
    await stage.answerIn('person.signIn', succeed(inspectionOf(changes)));
    await press(stage, name === 'may-not-register' ? 'Sign in with the browser' : 'Sign in as somebody else');
    if (name !== 'may-not-register') await press(stage, 'Sign in with the browser');
    await see(stage, 'Contoso Administrator');
    await take(`wizard-2-${name}`);
  }
  await choose(stage, /^Another administrator prepares it/);
  await press(stage, 'Show the certificate');
  await see(stage, 'aaaaaaaa');
  await fill(stage, 'Tenant id', 'no id');
  await take('wizard-2-elsewhere');
  await choose(stage, /^I do, now/);
  await choose(stage, /With a password of the tenant/);
  await press(stage, 'Next');
}

/** As on Windows, where the agent can run as a managed account. */
async function managedAccount(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.answer('account.here', () => succeed(surroundingsOnWindows));
  agent.answer('account.inspect', () =>
    succeed(
      reportOfAccount({
        account: null,
        retrieves: null,
        problems: [problem('account.no-root-key', 'CN=Master Root Keys')],
      }),
    ),
  );
  await press(stage, 'Next');
  await title(stage, 'Choose the account that reads the directory');
  await choose(stage, /A new group managed service account/);
  await take('wizard-3-managed');
  await fill(stage, 'Administrator of the domain', 'admin@corp.contoso.com');
  await fill(stage, 'Password of the administrator', 'correct horse');
  await press(stage, 'Look in the directory');
  await see(stage, 'account.no-root-key');
  await take('wizard-3-managed-no-key');
  agent.answer('account.inspect', () => succeed(reportOfAccount({ account: null, retrieves: null })));
  await press(stage, 'Look again');
  await see(stage, 'Create the account');
  await take('wizard-3-managed-none');
  agent.answer('account.ensure', () => succeed(ensuredOf({ did: ['created'] })));
  await press(stage, 'Create the account');
  await see(stage, 'Run the agent as bridgehead$');
  await press(stage, 'Next');
  await take('wizard-3-managed-created');
  await choose(stage, /that is there/);
  agent.answer('account.inspect', () => succeed(reportOfAccount({ retrieves: null })));
  await press(stage, 'Look again');
  await see(stage, 'may not retrieve its password yet');
  await take('wizard-3-managed-existing');
  await choose(stage, /A group of the agents/);
  await press(stage, 'How its controllers are reached');
  await take('wizard-3-managed-group');
  agent.answer('account.here', () => succeed({ ...surroundingsOnWindows, runsAs: 'bridgehead$' }));
  await press(stage, 'Back');
  await press(stage, 'Next');
  await see(stage, 'The agent runs as');
  await take('wizard-3-managed-runs');
  await choose(stage, /What the service runs as now/);
  await take('wizard-3-own-windows');
  agent.answer('account.here', () => succeed(surroundings));
  await press(stage, 'Back');
  await press(stage, 'Next');
  await choose(stage, /A Kerberos keytab/);
  await take('wizard-3-keytab');
  await choose(stage, /Directory credentials/);
}

async function account(stage: Stage, take: Take): Promise<void> {
  await title(stage, 'Choose the account that reads the directory');
  await take('wizard-3-account');
  await fill(stage, /^Account/, 'CORP\\bridgehead');
  await press(stage, 'Next');
  await take('wizard-3-fault');
  await fill(stage, /^Account/, 'bridgehead@corp.contoso.com');
  await fill(stage, /^Password/, 'correct horse');
}

async function domains(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  const { page } = stage;
  // Made before the answers are asked for: what is waited for may be seen first.
  const [searched, checked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  agent.answer('directory.discover', async () => {
    await searched.promise;
    return fail(problem('directory.no-controller', 'this server belongs to no domain'));
  });
  await press(stage, 'Next');
  await title(stage, 'Choose the domains that are read');
  await take('wizard-4-searching');
  searched.resolve();
  await see(stage, /This server belongs to no domain|could not be found/);
  await take('wizard-4-none');
  agent.answer('directory.verify', async () => {
    await checked.promise;
    return fail(problem('directory.wrong-credentials', 'dc1.corp.contoso.com'));
  });
  await fill(stage, 'Add a domain', 'corp.contoso.com');
  await press(stage, 'Add');
  await see(stage, 'Signing in and looking around');
  await take('wizard-4-checking');
  checked.resolve();
  await see(stage, 'Does not work yet');
  await press(stage, 'Next');
  await take('wizard-4-failed');
  agent.answer('directory.verify', () => succeed(verificationOf({ rightsModeWorks: { domain: false, units: true } })));
  await press(stage, 'Check again corp.contoso.com');
  await see(stage, 'Works, through');
  await choose(stage, /The whole domain/);
  await take('wizard-4-rights');
  await choose(stage, /What it may see/);
  await press(stage, 'Details of corp.contoso.com');
  await page.getByRole('radio', { name: 'Only these' }).check();
  await take('wizard-4-details');
  await page.getByRole('radio', { name: 'Found automatically' }).check();
  await press(stage, 'Close details of corp.contoso.com');
  await press(stage, 'Check corp.contoso.com');
  await see(stage, 'Works, through');
  await take('wizard-4-works');
  await press(stage, 'Next');
}

async function scope(stage: Stage, take: Take): Promise<void> {
  const { page } = stage;
  await title(stage, 'Choose who is synchronised');
  await take('wizard-5-everybody');
  await choose(stage, /Members of groups/);
  await press(stage, 'Next');
  await take('wizard-5-groups-empty');
  await fill(stage, 'Find a group', 'pilot');
  await press(stage, 'Add Pilot');
  await take('wizard-5-groups');
  await choose(stage, /Organisational units/);
  await page.getByRole('treeitem', { name: 'corp.contoso.com' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('treeitem', { name: /^Sales/ }).waitFor();
  for (const key of ['ArrowRight', 'Space', 'ArrowRight']) await page.keyboard.press(key);
  await page.getByRole('treeitem', { name: /^Interns/ }).waitFor();
  for (const key of ['ArrowRight', 'Space']) await page.keyboard.press(key);
  await take('wizard-5-units');
  await press(stage, 'Next');
}

async function rights(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  await title(stage, 'Grant the account what it needs');
  await take('wizard-5-rights');
  await fill(stage, 'Administrator of the domain', 'admin@corp.contoso.com');
  await fill(stage, 'Password of the administrator', 'correct horse');
  await stage.page.getByRole('button', { name: 'Look what is granted in' }).click();
  await stage.page.getByRole('button', { name: 'Grant 7 rights' }).waitFor();
  await take('wizard-5-rights-missing');
  agent.answer('rights.apply', () => fail(problem('rights.not-permitted', 'DC=corp,DC=contoso,DC=com')));
  await press(stage, 'Grant 7 rights');
  await see(stage, 'rights.not-permitted');
  await take('wizard-5-rights-refused');
  agent.answer('rights.apply', (asked) => succeed({ ...rightsOf('present', asked), added: missingOf(asked) }));
  await stage.page.getByRole('button', { name: 'Look again what is granted in' }).click();
  await press(stage, 'Grant 7 rights');
  await see(stage, 'Everything is granted.');
  await take('wizard-5-rights-granted');
  await press(stage, 'Next');
}

async function confirm(stage: Stage, take: Take): Promise<void> {
  await title(stage, 'Confirm what will be done');
  await take('wizard-6-confirm');
  await press(stage, 'Cancel');
  await see(stage, 'Leave the set-up?');
  await take('wizard-leave');
  await press(stage, 'Continue the set-up');
}

async function progress(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  // Nobody has signed in, so the main process would ask for that first.
  const consentUrl = 'https://login.microsoftonline.com/organizations/adminconsent?client_id=b71d9eed';
  const unconsented = { ...registration, grantsMissing: ['User.ReadWrite.All'], consentUrl };
  await stage.answerIn('registration.apply', succeed(unconsented));
  await press(stage, 'Set up');
  await title(stage, 'Somebody has to consent');
  await take('wizard-7-consent');
  agent.answer('setup.apply', () => {
    agent.tell('setup.progressed', { step: 'signIn', state: 'doing', problem: null });
    agent.tell('setup.progressed', { step: 'signIn', state: 'done', problem: null });
    agent.tell('setup.progressed', { step: 'directory', state: 'doing', problem: null });
    return fail(problem('directory.unreachable', 'dc1.corp.contoso.com port 636: connection timed out'));
  });
  await press(stage, 'Check again');
  await title(stage, 'The set-up stopped');
  await take('wizard-7-stopped');
  await press(stage, 'Cancel');
  await see(stage, 'Leave the set-up?');
  await take('wizard-leave-made');
  await press(stage, 'Continue the set-up');
  // Made before the answer is asked for: the title may be there first.
  const finished = Promise.withResolvers<void>();
  agent.answer('setup.apply', async () => {
    await finished.promise;
    agent.show(stateOf(activities.idle));
    return succeed(pairing);
  });
  await press(stage, 'Try again');
  await title(stage, 'Setting up');
  await take('wizard-7-at-work');
  finished.resolve();
  await title(stage, 'Everything is set up');
  await take('wizard-7-finished');
  await press(stage, 'Next');
  await title(stage, 'The agent is set up');
  await take('wizard-8-done');
  agent.answer('plan.create', () => succeed(reportOf()));
  agent.answer('plan.entries', () => succeed({ items: mixedEntries, next: null }));
  await press(stage, 'Look at the plan');
  await see(stage, 'Nothing has been changed.');
}

async function again(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  answerTheWizard(agent);
  const configured = settings({ schedule: { intervalSeconds: 600, isPaused: false }, scope: staffAlone });
  agent.answer('settings.get', () => succeed({ revision: 3, settings: configured }));
  agent.answer('certificate.read', () => fail(problem('setup.certificate-missing', '')));
  agent.answer('setup.apply', () => {
    agent.show(stateOf(activities.idle));
    return succeed(pairing);
  });
  await stage.page.getByRole('navigation').getByRole('button', { name: 'Agent' }).click();
  await press(stage, 'Change the set-up');
  await title(stage, 'Connect the tenant');
  await take('wizard-again-2-tenant');
  await choose(stage, /With a password of the tenant/);
  await managedAccount(stage, take);
  await press(stage, 'Back');
  await press(stage, 'Next');
  await title(stage, 'Choose the account');
  await take('wizard-again-3-account');
  await fill(stage, /^Password/, 'correct horse');
  await press(stage, 'Next');
  await see(stage, 'Works, through');
  await take('wizard-again-4-domains');
  await press(stage, 'Next');
  await title(stage, 'Choose who');
  await take('wizard-again-5-scope');
  await choose(stage, /^Everybody/);
  await press(stage, 'Next');
  await title(stage, 'Grant the account what it needs');
  agent.answer('plan.create', () => new Promise(() => {}));
  await press(stage, 'Next');
  await take('wizard-again-6-confirm');
  await press(stage, 'Back');
  const planned = { create: 12, update: 3, disable: 0, enable: 0, delete: 7 };
  agent.answer('plan.create', ({ settings: tried }) =>
    succeed(tried === null ? reportOf() : reportOf({ counts: { planned, held: 7, unchanged: 1_231, outOfScope: 96 } })),
  );
  await press(stage, 'Next');
  await see(stage, 'outside the scope');
  await stage.page.getByRole('heading', { name: 'What the next run would do' }).scrollIntoViewIfNeeded();
  await press(stage, 'Set up');
  await see(stage, /^Somebody may leave/);
  await take('wizard-again-6-effect');
  await stage.page.getByRole('checkbox', { name: 'Set up, although 7 objects leave' }).check();
  await press(stage, 'Set up');
  await title(stage, 'Everything is set up');
  await press(stage, 'Next');
  await take('wizard-again-8-done');
  await press(stage, 'Finish');
}
