import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import type { SetupSettings } from '../../../../agent-core/contract/settings.ts';
import { applySetup } from '../../../../agent-core/service/requests/setup-apply.ts';
import { agentParts, configuredParts, unreachable } from '../../../builders/agent-parts.ts';
import { changeFor } from '../../../builders/changes.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { organization } from '../../../builders/organization.ts';
import { settings } from '../../../builders/settings.ts';

const fabrikam = settings({ domains: [{ ...settings().domains[0], name: 'fabrikam.com' }] });

async function setUp(
  parts: ReturnType<typeof agentParts>,
  given: SetupSettings = fabrikam,
  domainPassword = 'second password',
  mayReplace = false,
) {
  return applySetup(parts)(
    { settings: given, domainPasswords: { 'fabrikam.com': domainPassword }, mayReplace },
    new AbortController().signal,
  );
}

/** Everything that a set-up would change. */
const stateOf = ({ settingsStore, secrets, status, pairing }: ReturnType<typeof agentParts>) => ({
  saved: settingsStore.read(),
  secrets: secrets.names,
  activity: status.read().activity,
  resting: pairing.restingActivity(),
});

describe('a set-up that works on both sides', () => {
  test('is saved, shown, and names both sides', async () => {
    const parts = agentParts();
    const pairing = {
      tenant: { tenantId: fabrikam.tenant.tenantId, displayName: 'Contoso' },
      domains: [{ name: 'fabrikam.com', controller: 'dc1.contoso.com' }],
    };
    expect(await setUp(parts)).toEqual(succeed(pairing));
    expect(parts.settingsStore.read()).toMatchObject({ settings: fabrikam, tenantDisplayName: 'Contoso' });
    expect(parts.status.read().activity).toEqual({ kind: 'idle', ...pairing });
  });

  test('is told when it is saved, and only then', async () => {
    const parts = configuredParts();
    const told: unknown[] = [];
    const listening = { ...parts, onSetUp: () => told.push(parts.settingsStore.read()?.settings) };
    parts.onVerify(async () => fail(unreachable));
    await setUp(listening);
    expect(told).toEqual([]);
    parts.onVerify(async () => succeed(undefined));
    await setUp(listening);
    expect(told).toEqual([fabrikam]);
  });

  test('switches password and settings together, and the earlier password is gone', async () => {
    const parts = configuredParts();
    parts.pairing.connect();
    await setUp(parts);
    const name = parts.settingsStore.read()?.passwordSecrets['fabrikam.com'];
    expect(parts.secrets.names.toSorted()).toEqual([name, 'tenant-credential']);
    const connectionsBefore = parts.connections.length;
    parts.pairing.connect();
    expect(parts.connections.slice(connectionsBefore)).toEqual([
      { settings: fabrikam, passwords: ['second password'] },
    ]);
  });

  test('with another password of the same account says so in the audit trail, as the command for it does, and never which', async () => {
    const parts = configuredParts();
    const said = () => parts.auditTrail.read(0, 10).items.map(({ act, detail }) => `${act} ${detail}`);
    const again = (password: string) =>
      applySetup(parts)(
        { settings: settings(), domainPasswords: { 'contoso.com': password }, mayReplace: false },
        new AbortController().signal,
      );
    const { account } = settings().domains[0];
    expect(await again('first password')).toMatchObject({ ok: true });
    expect(said().map((line) => line.split(' ')[0])).toEqual(['setUp']);
    expect(await again('second password')).toMatchObject({ ok: true });
    expect(said().slice(1)).toEqual([
      expect.stringMatching(/^setUp /),
      `settingsSaved revision 3: another password of ${account} for contoso.com`,
    ]);
    expect(said().join()).not.toContain('second password');
  });

  test('R12: ends what is approved and not made yet where other domains or settings take the place of those, and says so', async () => {
    const parts = configuredParts();
    const approve = () =>
      parts.approvals.decide([
        {
          ...{ verdict: 'approved', kind: 'deletes', digest: changeFor('ada', 'delete').digest, by: 'Ada' },
          ...{ at: parts.clock.now(), expiresAt: '2026-04-01T00:00:00.000Z', what: 'delete ada' },
        },
      ]);
    approve();
    expect(await setUp(parts)).toMatchObject({ ok: true, value: { approvalsEnded: 1 } });
    expect(parts.approvals.decisions(parts.clock.now())).toEqual([]);
    expect(parts.auditTrail.read(0, 10).items.map(({ act }) => act)).toEqual(['approvalLapsed', 'setUp']);
    approve();
    const again = await setUp(parts);
    expect(again.ok ? again.value.approvalsEnded : 'refused').toBeUndefined();
    expect(parts.approvals.decisions(parts.clock.now())).toHaveLength(1);
  });

  test('needs no password, and keeps none, where the agent runs as the account', async () => {
    const parts = configuredParts();
    const own = settings({ domains: [{ ...settings().domains[0], identity: 'service' }] });
    const asked = { settings: own, domainPasswords: {}, mayReplace: false };
    expect(await applySetup(parts)(asked, new AbortController().signal)).toMatchObject({ ok: true });
    expect(parts.secrets.names).toEqual(['tenant-credential']);
    parts.pairing.connect();
    expect(parts.connections.map(({ passwords }) => passwords)).toEqual([[null], [null]]);
  });

  test('leaves a copy of the record behind, and is done even if that fails', async () => {
    const parts = agentParts();
    await setUp(parts);
    expect(parts.backups).toEqual([parts.clock.now()]);
    parts.fillUpBackups();
    expect(await setUp(parts)).toMatchObject({ ok: true });
    expect(parts.log.lines.join()).toContain('the record could not be backed up');
  });

  test('leaves no password in the log', async () => {
    const parts = agentParts();
    await setUp(parts);
    expect(parts.log.lines.length).toBeGreaterThan(0);
    expect(parts.log.lines.join()).not.toContain('password');
  });
});

describe('a set-up that would replace the domain of linked objects', () => {
  const linked = async () => {
    const parts = configuredParts([directoryUser('ada')]);
    parts.runner.startRun();
    await parts.runner.settled();
    return parts;
  };

  test('is refused before anything is asked of the other domain, and says how many are linked', async () => {
    const parts = await linked();
    const before = { state: stateOf(parts), connections: parts.connections.length };
    const refused = await setUp(parts);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'setup.would-replace' } });
    const detail = refused.ok ? '' : refused.problem.detail;
    expect(detail).toMatch(/^contoso\.com \(linked objects: 1\) would be replaced by fabrikam\.com/);
    expect({ state: stateOf(parts), connections: parts.connections.length }).toEqual(before);
  });

  test('is carried out when a person wants it', async () => {
    const parts = await linked();
    expect(await setUp(parts, fabrikam, 'second password', true)).toMatchObject({ ok: true });
    expect(parts.log.lines.join()).toContain('contoso.com (linked objects: 1)');
  });

  test('of the tenant is refused, too', async () => {
    const parts = await linked();
    const tenant = { ...settings().tenant, tenantId: '9d1c4c3e-7f6a-4f3c-8a52-4f0f3b1f2e11' };
    const elsewhere = settings({ domains: [...settings().domains, ...fabrikam.domains], tenant });
    expect(await setUp(parts, elsewhere)).toMatchObject({ ok: false, problem: { code: 'setup.would-replace' } });
  });
});

describe('R3: whose the tenant objects are', () => {
  const extension = 'extension_22222222_bridgeheadOwner';
  const { configurationId: _made, ...others } = fabrikam;
  const given: SetupSettings = { ...others, configurationId: null };
  const savedBy = async (parts: ReturnType<typeof agentParts>, settings: SetupSettings = given) => {
    expect(await setUp(parts, settings, 'second password', true)).toMatchObject({ ok: true });
    return parts.settingsStore.read()?.settings;
  };
  const register = ({ registrations }: ReturnType<typeof agentParts>, clientId = fabrikam.tenant.clientId) =>
    registrations.rememberApplication({ clientId, objectId: 'the object', ownershipExtension: extension });

  test('is told by an id that the record was made with, and that a set-up keeps', async () => {
    const parts = agentParts();
    expect((await savedBy(parts))?.configurationId).toBe(parts.settingsStore.configurationId);
    const own = '55555555-5555-4555-8555-555555555555';
    expect((await savedBy(parts, { ...given, configurationId: own }))?.configurationId).toBe(own);
    expect((await savedBy(parts))?.configurationId).toBe(own);
  });

  test('is written where the registration made room for it', async () => {
    const parts = agentParts();
    expect((await savedBy(parts))?.tenant.ownershipExtension).toBeNull();
    register(parts);
    expect((await savedBy(parts))?.tenant.ownershipExtension).toBe(extension);
    register(parts, 'another application');
    expect((await savedBy(parts))?.tenant.ownershipExtension).toBe(extension);
    const tenant = { ...given.tenant, ownershipExtension: 'extension_1_chosen' };
    expect((await savedBy(parts, { ...given, tenant }))?.tenant.ownershipExtension).toBe('extension_1_chosen');
  });

  test('does not lead from one tenant to another', async () => {
    const parts = agentParts();
    register(parts);
    await savedBy(parts);
    const tenant = {
      ...given.tenant,
      tenantId: '9d1c4c3e-7f6a-4f3c-8a52-4f0f3b1f2e11',
      clientId: settings().tenant.tenantId,
    };
    expect((await savedBy(parts, { ...given, tenant }))?.tenant.ownershipExtension).toBeNull();
  });

  test('is not given up silently while objects are linked', async () => {
    const parts = configuredParts([directoryUser('ada')]);
    parts.runner.startRun();
    await parts.runner.settled();
    const own = { ...settings(), configurationId: '55555555-5555-4555-8555-555555555555' };
    const refused = await applySetup(parts)(
      { settings: own, domainPasswords: { 'contoso.com': 'x' }, mayReplace: false },
      new AbortController().signal,
    );
    expect(refused).toMatchObject({ ok: false, problem: { code: 'setup.would-replace' } });
    expect(refused.ok ? '' : refused.problem.detail).toContain(`configuration ${settings().configurationId}`);
  });
});

describe('several domains', () => {
  const [contoso] = settings().domains;
  const both = settings({ domains: [contoso, { ...contoso, name: 'fabrikam.com' }] });
  const setUpBoth = (parts: ReturnType<typeof agentParts>, domainPasswords: Readonly<Record<string, string>>) =>
    applySetup(parts)({ settings: both, domainPasswords, mayReplace: false }, new AbortController().signal);

  test('are each connected with a password of their own, kept in a secret of its own', async () => {
    const parts = agentParts();
    expect(await setUpBoth(parts, { 'fabrikam.com': 'of fabrikam', 'contoso.com': 'of contoso' })).toMatchObject({
      ok: true,
      value: { domains: [{ name: 'contoso.com' }, { name: 'fabrikam.com' }] },
    });
    const names = parts.settingsStore.read()?.passwordSecrets ?? {};
    expect(parts.secrets.names.toSorted()).toEqual([...Object.values(names), 'tenant-credential'].toSorted());
    expect(new Set(Object.values(names)).size).toBe(2);
    parts.pairing.connect();
    expect(parts.connections.at(-1)?.passwords).toEqual(['of contoso', 'of fabrikam']);
  });

  test.each([
    ['one comes without a password', { 'contoso.com': 'x' }, 'setup.password-missing', 'fabrikam.com'],
    [
      'a password comes without a domain',
      { 'contoso.com': 'x', 'fabrikam.com': 'x', 'northwind.com': 'x' },
      'setup.unknown-domain',
      'northwind.com',
    ],
  ])('are refused when %s', async (_when, passwords, code, detail) => {
    const parts = agentParts();
    expect(await setUpBoth(parts, passwords)).toMatchObject({ ok: false, problem: { code, detail } });
    expect(parts.settingsStore.read()).toBeNull();
    expect(parts.connections).toEqual([]);
  });
});

describe('nothing is saved', () => {
  test.each<[string, string, (parts: ReturnType<typeof agentParts>) => void]>([
    [
      'the directory cannot be used',
      'directory.wrong-credentials',
      (parts) => parts.onVerify(async () => fail(problem('directory.wrong-credentials', 'dc1'))),
    ],
    ['the tenant cannot be used', 'tenant.unreachable', (parts) => parts.tenant.become(unreachable)],
    [
      'R28: another program synchronises the tenant',
      'tenant.other-synchronisation',
      (parts) => parts.tenant.become(organization({ isSynchronisedElsewhere: true })),
    ],
    ['there is no certificate', 'setup.certificate-missing', (parts) => parts.secrets.remove('tenant-credential')],
    ['the certificate cannot be read', 'secret.unreadable', (parts) => parts.secrets.refuse('credential', 'read')],
    ['the password cannot be stored', 'data.write-failed', (parts) => parts.secrets.refuse('password', 'write')],
  ])('when %s', async (_when, code, break_) => {
    for (const parts of [agentParts(), configuredParts()]) {
      break_(parts);
      const before = stateOf(parts);
      expect(await setUp(parts)).toMatchObject({ ok: false, problem: { code } });
      expect(stateOf(parts)).toEqual(before);
    }
  });

  test('when the settings cannot be stored: the earlier settings still find the earlier password', async () => {
    const parts = configuredParts();
    parts.settingsStore.refuse(problem('data.write-failed', 'the disk is full'));
    expect(await setUp(parts)).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
    parts.pairing.connect();
    expect(parts.connections.at(-1)).toEqual({ settings: settings(), passwords: ['first password'] });
  });

  test('while a run is in progress, also when it began during the set-up', async () => {
    const parts = configuredParts();
    const running = parts.runner.startRun();
    const refused = { ok: false, problem: { code: 'run.in-progress' } };
    expect(await setUp(parts)).toMatchObject(refused);
    if (running.ok) await parts.runner.ending(running.value);

    parts.onVerify(async () => {
      parts.runner.startRun();
      return succeed(undefined);
    });
    const before = parts.settingsStore.read();
    const directoryRead = Promise.withResolvers<void>();
    const readUsers = parts.directory.readUsers;
    Object.assign(parts.directory, {
      readUsers: async (signal: AbortSignal) => {
        await directoryRead.promise;
        return readUsers(signal);
      },
    });
    expect(await setUp(parts)).toMatchObject(refused);
    expect(parts.settingsStore.read()).toEqual(before);
    directoryRead.resolve();
    await parts.runner.stop();
  });
});

test('the problems of a set-up never show the password', async () => {
  const parts = agentParts();
  parts.secrets.refuse('password', 'write');
  expect(JSON.stringify(await setUp(parts, fabrikam, 'correct horse'))).not.toContain('horse');
});
