/** Whoever sets up without being there may look first: what would be done, while nothing is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCommand } from '../../../agent-core/cli/commands/setup.ts';
import type { AccountSurroundings, ManagedAccountReport } from '../../../agent-core/contract/account-requests.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { runCommandLine } from '../../builders/command-context.ts';
import { fakeAccountReport, fakeRights } from '../../builders/fake-administration.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const account = 'bridgehead$@contoso.com';
const administrator = { account: 'admin@contoso.com', password: { file: 'admin.txt' } };
const managed = {
  ...smallestDomain,
  account,
  identity: 'service',
  administrator,
  managedAccount: {},
  grantRights: true,
};

interface Scene {
  readonly report?: ManagedAccountReport;
  readonly runsAs?: string;
  readonly here?: Partial<AccountSurroundings>;
}

async function preview(
  domain: object,
  { report = fakeAccountReport, runsAs = 'BridgeheadAgent', here = {} }: Scene = {},
) {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'answers.json'), JSON.stringify({ tenant: smallestSettings.tenant, domains: [domain] }));
  writeFileSync(join(dir, 'admin.txt'), 'only once\n');
  const asked: string[] = [];
  const { dataDir } = await openStubAgent({
    'account.here': () =>
      succeed({
        platform: 'windows',
        computer: 'SRV1',
        canUseManagedAccount: true,
        clientKeytab: null,
        hasClientKeytab: null,
        runsAs,
        ...here,
      }),
    'account.inspect': ({ name }) => {
      asked.push(`inspect ${name}`);
      return succeed(report);
    },
    'rights.preview': (wish) => {
      asked.push(`preview ${wish.account}`);
      return succeed(fakeRights);
    },
  });
  // Every other request would be refused by the agent of the test, and end the command.
  const words = ['--answers', join(dir, 'answers.json'), '--preview', '--token-file', '/nowhere/token'];
  const result = await runCommandLine(dataDir, setupCommand, ...words).ended;
  return { asked, result, text: result.ok ? result.value.text : result.problem.code };
}

const absent: ManagedAccountReport = { ...fakeAccountReport, account: null, retrieves: null };

test('R36: an account that is not there would be made and granted its rights, and the service would run as it', async () => {
  const { asked, text, result } = await preview(managed, { report: absent });
  expect(asked).toEqual(['inspect bridgehead']);
  expect(result).not.toHaveProperty('value.isFailure');
  expect(text).toBe(
    `${account} would be created.\n${account} would be granted its rights on the whole of contoso.com.\nThe service would run as ${account}.\nNothing was changed.\n`,
  );
});

test('what is there is told to be there, with the rights that are missing', async () => {
  const { asked, text, result } = await preview(managed, { runsAs: 'bridgehead$' });
  expect(asked).toEqual(['inspect bridgehead', `preview ${account}`]);
  expect(text).toContain(`${account} is there, and SRV1$ may retrieve its password.\n`);
  expect(text).toContain('1 of 2 are missing: the set-up grants them.\n');
  expect(text).toContain(`The service runs as ${account} already.\nNothing was changed.\n`);
  expect(JSON.stringify(result)).not.toContain('only once');
});

test('what stands in the way is told with its remedy', async () => {
  const report = { ...absent, problems: [problem('account.no-root-key', 'CN=Master Root Keys')] };
  const { asked, text, result } = await preview(managed, { report });
  expect(text).toContain('Add-KdsRootKey -EffectiveImmediately');
  expect(text).toContain('is not there, and the set-up would end with that');
  expect(asked, 'nothing after it would be done').toEqual(['inspect bridgehead']);
  expect(result).toMatchObject({ value: { isFailure: true, json: { problem: { code: 'account.no-root-key' } } } });
});

test('R36: what would be done until the set-up ends is told, and the preview ends as it would', async () => {
  const { account: found } = fakeAccountReport;
  if (found === null) throw new Error('there is an account');
  const report = { ...fakeAccountReport, account: { ...found, isEnabled: false } };
  const disabled = await preview(managed, { report });
  expect(disabled.text).toContain('1 of 2 are missing');
  expect(disabled.text).not.toContain('The service would run as');
  expect(disabled.result).toMatchObject({
    value: { isFailure: true, json: { problem: { code: 'account.disabled' } } },
  });
  const here = { canUseManagedAccount: false, hasClientKeytab: false };
  const keyless = await preview(managed, { report: absent, here });
  expect(keyless.text).toContain('KRB5_CLIENT_KTNAME is not set');
  expect(keyless.result).toMatchObject({
    value: { isFailure: true, json: { problem: { code: 'account.no-keytab' } } },
  });
});

test('an account that must be there and is not is told to end the set-up', async () => {
  const { text, result } = await preview({ ...managed, managedAccount: { create: false } }, { report: absent });
  expect(text).toContain(`${account} is not there, and the set-up would end with that.\n`);
  expect(result).toMatchObject({ value: { isFailure: true, json: { problem: { code: 'account.not-found' } } } });
});

test('a file that asks for nothing of it has nothing looked at, and needs no password', async () => {
  const { asked, text } = await preview({ ...smallestDomain, password: { file: 'nowhere.txt' } });
  expect(asked).toEqual([]);
  expect(text).toBe('The answer file asks for nothing to be done in a directory before the set-up.\n');
});
