import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail } from '../../../../agent-core/contract/result.ts';
import { discoverDirectory } from '../../../../agent-core/service/requests/directory-discover.ts';
import { findDirectoryGroups } from '../../../../agent-core/service/requests/directory-groups.ts';
import { changePassword } from '../../../../agent-core/service/requests/directory-password.ts';
import { readDirectoryUnits } from '../../../../agent-core/service/requests/directory-units.ts';
import { verifyDirectory } from '../../../../agent-core/service/requests/directory-verify.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { fakeUnits, fakeVerification } from '../../../builders/fake-survey.ts';
import { settings } from '../../../builders/settings.ts';

const signal = new AbortController().signal;
const domain = { configured: 'contoso.com' };
const unknown = { configured: 'fabrikam.com' };
const refused = { ok: false, problem: { code: 'setup.unknown-domain' } };

test('directory.verify tells what is there, of a draft or of the domain that is set up', async () => {
  const parts = configuredParts();
  const verified = { ok: true, value: fakeVerification };
  expect(await verifyDirectory(parts)({ domain }, signal)).toEqual(verified);
  expect(await verifyDirectory(parts)({ domain: settings().domains[0], password: 'x' }, signal)).toEqual(verified);
  expect(parts.surveys.map(({ password }) => password)).toEqual(['first password', 'x']);
  expect(await verifyDirectory(parts)({ domain: unknown }, signal)).toMatchObject(refused);
});

test('directory.units gives one level, page by page', async () => {
  const ask = readDirectoryUnits(configuredParts());
  const [berlin, lisbon, oslo] = fakeUnits;
  const first = await ask({ domain, parent: null, cursor: 0, limit: 2 }, signal);
  expect(first).toEqual({ ok: true, value: { items: [berlin, lisbon], next: 2 } });
  const last = await ask({ domain, parent: null, cursor: 2, limit: 2 }, signal);
  expect(last).toEqual({ ok: true, value: { items: [oslo], next: null } });
  const whole = await ask({ domain, parent: null, cursor: 0, limit: 3 }, signal);
  expect(whole).toMatchObject({ value: { next: null } });
  const below = await ask({ domain, parent: berlin?.objectGuid ?? null, cursor: 0, limit: 9 }, signal);
  expect(below).toEqual({ ok: true, value: { items: [], next: null } });
  expect(await ask({ domain: unknown, parent: null, cursor: 0, limit: 9 }, signal)).toMatchObject(refused);
});

test('directory.groups finds groups by their name', async () => {
  const ask = findDirectoryGroups(configuredParts());
  expect(await ask({ domain, search: 'staff' }, signal)).toMatchObject({ value: { groups: [{ name: 'staff' }] } });
  expect(await ask({ domain: unknown, search: 'staff' }, signal)).toMatchObject(refused);
});

test('directory.discover tells which domain the machine belongs to', async () => {
  const { discoverDirectory: discover } = configuredParts();
  expect(await discoverDirectory(discover)({}, signal)).toMatchObject({ ok: true, value: { domain: 'contoso.com' } });
});

describe('directory.password', () => {
  const asked = { domain: 'contoso.com', password: 'second password' };

  test('keeps the new password once the domain took it, and changes nothing else', async () => {
    const parts = configuredParts();
    parts.pairing.connect();
    const before = parts.settingsStore.read();
    expect(await changePassword(parts)(asked, signal)).toEqual({
      ok: true,
      value: { account: settings().domains[0].account, controller: fakeVerification.controller },
    });
    expect(parts.surveys).toEqual([{ domain: 'contoso.com', password: 'second password' }]);
    const saved = parts.settingsStore.read();
    expect(saved).toMatchObject({ revision: 2, settings: before?.settings });
    const kept = Object.values(saved?.passwordSecrets ?? {});
    expect(parts.secrets.names.toSorted(), 'the former one is gone').toEqual([...kept, 'tenant-credential'].toSorted());
    parts.pairing.connect();
    expect(parts.connections.map(({ passwords }) => passwords)).toEqual([['first password'], ['second password']]);
    expect(parts.backups).toHaveLength(1);
    const trail = parts.auditTrail.read(0, 10).items;
    expect(trail.map(({ act, detail }) => `${act} ${detail}`)).toEqual([
      `settingsSaved revision 2: another password of ${settings().domains[0].account} for contoso.com`,
    ]);
    expect(parts.log.lines.join()).not.toContain('second password');
  });

  test('keeps the one before where the domain refuses the new one', async () => {
    const parts = configuredParts();
    const wrong = problem('directory.wrong-credentials', 'dc1');
    const { surveyDirectory } = parts;
    const refusing = {
      ...parts,
      surveyDirectory: (...given: Parameters<typeof surveyDirectory>) => ({
        ...surveyDirectory(...given),
        verify: async () => fail(wrong),
      }),
    };
    const ended = await changePassword(refusing)(asked, signal);
    expect(ended).toMatchObject({
      problem: { code: 'directory.new-password-refused', detail: `${settings().domains[0].account}: dc1` },
    });
    expect(ended.ok ? '' : ended.problem.remedy, 'in a circle').not.toContain('directory password');
    expect(parts.settingsStore.read()?.revision).toBe(1);
    expect(parts.secrets.names.toSorted()).toEqual(['domain-password-1', 'tenant-credential']);
  });

  test('is refused for another domain, and where the agent runs as the account', async () => {
    const parts = configuredParts();
    expect(await changePassword(parts)({ ...asked, domain: 'fabrikam.com' }, signal)).toMatchObject(refused);
    const saved = parts.settingsStore.read();
    if (saved === null) throw new Error('not set up');
    const own = settings({ domains: [{ ...settings().domains[0], identity: 'service' }] });
    parts.settingsStore.save({ ...saved, settings: own }, 'now', 'a test');
    expect(await changePassword(parts)(asked, signal)).toMatchObject({
      problem: { code: 'directory.no-password-kept' },
    });
  });
});
