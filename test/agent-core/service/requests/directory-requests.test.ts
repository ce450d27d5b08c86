import { expect, test } from 'vitest';
import { discoverDirectory } from '../../../../agent-core/service/requests/directory-discover.ts';
import { findDirectoryGroups } from '../../../../agent-core/service/requests/directory-groups.ts';
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
