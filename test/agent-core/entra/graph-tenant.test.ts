import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../../agent-core/entra/graph-tenant.ts';
import { Pace } from '../../../agent-core/entra/pace.ts';
import { type TenantUserValues, tenantUserAttributes } from '../../../agent-core/sync/tenant.ts';
import { type Answer, answer, fakeNetwork, fakeTokens, refusal } from '../../builders/fake-network.ts';
import { anchorFor, tenantIdFor } from '../../builders/identifiers.ts';
import { settings } from '../../builders/settings.ts';
import { systemTime } from '../../builders/system-time.ts';

const origin = 'https://graph.contoso.test';
const signal = new AbortController().signal;
const noAnswer = problem('tenant.no-answer', 'graph');

const extension = 'extension_22222222_bridgeheadOwner';
const tenantThat = (...answers: readonly Answer[]) => tenantWith(null, ...answers);

function tenantWith(ownershipExtension: string | null, ...answers: readonly Answer[]) {
  const network = fakeNetwork(...answers);
  const pace = new Pace(systemTime.clock, systemTime.timer);
  const graph = createGraph({
    origin,
    network,
    tokens: fakeTokens(),
    retryForMs: 500,
    ...systemTime,
    pace,
  });
  const tenant = createGraphTenant(graph, { ...settings().newUsers, ownershipExtension });
  const bodies = () => network.requests.map(({ body }): unknown => (body === undefined ? null : JSON.parse(body)));
  return { tenant, network, bodies, pace };
}

describe('reading users', () => {
  const ada = {
    id: 'ada',
    onPremisesImmutableId: anchorFor('ada'),
    displayName: 'Ada',
    businessPhones: ['1'],
    mail: '',
  };
  const properties = [
    ...tenantUserAttributes.filter((name) => name !== 'ownershipMark' && !name.startsWith('extensionAttribute')),
    'onPremisesExtensionAttributes',
  ];
  const page = (users: readonly unknown[], next?: string) =>
    answer(200, { value: users, ...(next === undefined ? {} : { '@odata.nextLink': next }) });

  test('follows every page and asks for every managed property', async () => {
    const { tenant, network } = tenantThat(page([ada], `${origin}/v1.0/users?$skiptoken=x`), page([{ id: 'bob' }]));
    const { objects, problem: found } = await tenant.readUsers(signal);
    expect(found).toBeNull();
    expect(objects.map((user) => [user.tenantObjectId, user.anchor])).toEqual([
      ['ada', anchorFor('ada')],
      ['bob', null],
    ]);
    expect(network.requests[0]?.url).toContain(
      `$select=id,onPremisesImmutableId,userType,onPremisesSyncEnabled,proxyAddresses,${properties.join(',')}&`,
    );
    expect(network.requests[1]?.url).toBe(`${origin}/v1.0/users?$skiptoken=x`);
  });

  test('to the end tells how large the tenant is, and so how fast it may be read', async () => {
    const { tenant, pace } = tenantThat(page(Array.from({ length: 501 }, (_, index) => ({ id: `user-${index}` }))));
    await tenant.readUsers(signal);
    const turn = pace.waitForTurn({ resourceUnits: 7_700, writes: 0 }, 0, signal);
    expect(await Promise.race([turn, new Promise((settle) => setTimeout(settle, 200, 'waits'))])).toMatchObject({
      ok: true,
    });
  });

  test('tells guests from members', async () => {
    const users = [{ id: 'ada', userType: 'Guest' }, { id: 'bob', userType: 'Member' }, { id: 'cyd' }];
    const { objects } = await tenantThat(page(users)).tenant.readUsers(signal);
    expect(objects.map(({ isGuest }) => isGuest)).toEqual([true, false, false]);
  });

  test('R28: tells whom another synchronisation writes from those whom it wrote once', async () => {
    const users = [
      { id: 'ada', onPremisesSyncEnabled: true },
      { id: 'bob', onPremisesSyncEnabled: false },
      { id: 'cyd' },
    ];
    const { objects } = await tenantThat(page(users)).tenant.readUsers(signal);
    expect(objects.map(({ isSynchronisedElsewhere }) => isSynchronisedElsewhere ?? false)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('knows the addresses that a user has besides the one that is written', async () => {
    const proxyAddresses = ['SMTP:Ada@contoso.com', 'smtp:King@Contoso.com', 'X500:/o=contoso', 'sip:ada@contoso.com'];
    const users = [{ id: 'ada', mail: 'ada@contoso.com', proxyAddresses }, { id: 'bob' }];
    const { objects } = await tenantThat(page(users)).tenant.readUsers(signal);
    expect(objects.map(({ otherAddresses }) => otherAddresses)).toEqual([['king@contoso.com'], []]);
  });

  test('R3: reads the ownership mark where the settings say that it stands', async () => {
    const marked = { ...ada, [extension]: 'a b c' };
    const { tenant, network } = tenantWith(extension, page([marked, { id: 'bob' }]));
    const { objects } = await tenant.readUsers(signal);
    expect(objects.map(({ values }) => values.ownershipMark)).toEqual(['a b c', null]);
    expect(network.requests[0]?.url).toContain(`,${extension}&`);
    const { objects: unmarked } = await tenantThat(page([marked])).tenant.readUsers(signal);
    expect(unmarked[0]?.values.ownershipMark).toBeNull();
  });

  test('knows whom another synchronisation wrote once', async () => {
    const users = [
      { id: 'ada', onPremisesSyncEnabled: false },
      { id: 'bob', onPremisesSyncEnabled: null },
    ];
    const { objects } = await tenantThat(page(users)).tenant.readUsers(signal);
    expect(objects.map(({ wasSynchronisedElsewhere }) => wasSynchronisedElsewhere)).toEqual([true, undefined]);
  });

  test('finds the extension attributes in the property that holds them', async () => {
    const onPremisesExtensionAttributes = { extensionAttribute1: 'red', extensionAttribute15: null };
    const { objects } = await tenantThat(page([{ ...ada, onPremisesExtensionAttributes }])).tenant.readUsers(signal);
    expect(objects[0]?.values).toMatchObject({ extensionAttribute1: 'red', extensionAttribute15: null });
  });

  test('ends at a page that leads back to an earlier one', async () => {
    const { tenant, network } = tenantThat(page([ada], `${origin}/v1.0/users?$skiptoken=x`));
    expect(await tenant.readUsers(signal)).toMatchObject({ problem: { code: 'tenant.unreadable-answer' } });
    expect(network.requests).toHaveLength(2);
  });

  test('gives canonical values: nothing for an empty text, and every managed property by its name', async () => {
    const { objects } = await tenantThat(page([ada])).tenant.readUsers(signal);
    expect(objects[0]?.values).toEqual({
      ...Object.fromEntries(tenantUserAttributes.map((name) => [name, null])),
      displayName: 'Ada',
      businessPhones: ['1'],
    });
  });

  test('that breaks off says why and keeps what it had', async () => {
    const { tenant } = tenantThat(page([ada], `${origin}/v1.0/users?$skiptoken=x`), refusal(403, 'Denied'));
    expect(await tenant.readUsers(signal)).toMatchObject({ objects: [{}], problem: { code: 'tenant.forbidden' } });
  });

  test('never follows a link to another server, and is then not complete', async () => {
    const { tenant, network } = tenantThat(page([ada], 'https://evil.test/users'));
    expect(await tenant.readUsers(signal)).toMatchObject({ problem: { code: 'tenant.unreadable-answer' } });
    expect(network.requests).toHaveLength(1);
  });

  test.each([{ value: [{ displayName: 'no id' }] }, { value: {} }, {}])(
    'is not complete with a page such as %j',
    async (body) => {
      expect(await tenantThat(answer(200, body)).tenant.readUsers(signal)).toMatchObject({
        problem: { code: 'tenant.unreadable-answer' },
      });
    },
  );
});

describe('groups', () => {
  const group = tenantIdFor('staff');
  const members = (...names: readonly string[]) => names.map(tenantIdFor);

  test('members are read to the last page, by their ids alone', async () => {
    const next = `${origin}/v1.0/groups/x/members?$skiptoken=x`;
    const { tenant, network } = tenantThat(
      answer(200, { value: [{ id: 'ada' }], '@odata.nextLink': next }),
      answer(200, { value: [{ id: 'bob' }] }),
    );
    expect(await tenant.readMembers(group, signal)).toEqual({ objects: ['ada', 'bob'], problem: null });
    expect(network.requests[0]?.url).toContain('/members?$select=id&$top=999');
  });

  test('ending a membership names the reference, never the member', async () => {
    const { tenant, network } = tenantThat(answer(204, ''));
    await tenant.removeMember(group, tenantIdFor('ada'), signal);
    expect(network.requests).toMatchObject([
      { method: 'DELETE', url: `${origin}/v1.0/groups/${group}/members/${tenantIdFor('ada')}/$ref` },
    ]);
  });

  test('R30: trouble that every member would meet is not tried on each of them', async () => {
    const { tenant, network } = tenantThat(refusal(403, 'Authorization_RequestDenied'));
    const added = members('ada', 'bob', 'eve').map((member) => tenant.addMember(group, member, signal));
    const results = await Promise.all(added);
    expect(results.map((result) => (result.ok ? null : result.problem.code))).toEqual(
      Array(3).fill('tenant.forbidden'),
    );
    expect(network.requests).toHaveLength(1);
  });
});

describe('creating a user', () => {
  const values = { accountEnabled: true, displayName: 'Ada', jobTitle: null, businessPhones: [] };
  const create = ({ tenant }: ReturnType<typeof tenantThat>) => tenant.createUser(anchorFor('ada'), values, signal);
  const created = answer(201, { id: tenantIdFor('ada') });
  const found = (...ids: readonly string[]) => answer(200, { value: ids.map((id) => ({ id })) });

  test('sends what is not empty, the anchor, and R29: a password that nobody learns', async () => {
    const given = tenantThat(created);
    expect(await create(given)).toEqual(succeed(tenantIdFor('ada')));
    expect(given.bodies()).toEqual([
      {
        accountEnabled: true,
        displayName: 'Ada',
        businessPhones: [],
        onPremisesImmutableId: anchorFor('ada'),
        passwordPolicies: 'DisablePasswordExpiration',
        passwordProfile: { password: expect.stringMatching(/^.{64}$/), forceChangePasswordNextSignIn: false },
      },
    ]);
  });

  test('never sends the same password twice', async () => {
    const given = tenantThat(created);
    await create(given);
    await create(given);
    const passwords = given.network.requests.map(({ body }) => /"password":"([^"]+)"/.exec(body ?? '')?.[1]);
    expect(new Set(passwords).size).toBe(2);
  });

  test.each<[string, Answer]>([
    ['a lost reply', noAnswer],
    ['a 503', refusal(503, 'serviceUnavailable')],
    ['an answer that cannot be read', answer(201, '<html>')],
    ['a conflict', refusal(409, 'ObjectConflict')],
  ])('R30: after %s adopts the user that carries our anchor', async (_what, reply) => {
    const given = tenantThat(reply, found(tenantIdFor('ada')));
    expect(await create(given)).toEqual(succeed(tenantIdFor('ada')));
    const filter = decodeURIComponent(given.network.requests[1]?.url ?? '');
    expect(filter).toContain(`$filter=onPremisesImmutableId eq '${anchorFor('ada')}'`);
    expect(given.network.requests).toHaveLength(2);
  });

  test.each([
    ['nobody', found()],
    ['two', found('one', 'two')],
    ['nobody knows who', refusal(403, 'Denied')],
  ])('R30: adopts no one when %s carries our anchor', async (_who, reply) => {
    expect(await create(tenantThat(noAnswer, reply))).toEqual(fail(noAnswer));
  });

  test.each([400, 403, 401])('does not look for a user after %i', async (status) => {
    const given = tenantThat(refusal(status, 'Denied'));
    expect(await create(given)).toMatchObject({ ok: false });
    expect(given.network.requests.every(({ method }) => method === 'POST')).toBe(true);
  });
});

describe('updating a user', () => {
  test('writes exactly these values; nothing clears', async () => {
    const { tenant, network, bodies } = tenantThat(answer(204, ''));
    const values = { jobTitle: 'Engineer', city: null, businessPhones: [] };
    expect(await tenant.updateUser(tenantIdFor('a/b'), values, signal)).toEqual(succeed(undefined));
    expect(network.requests[0]).toMatchObject({ method: 'PATCH', url: `${origin}/v1.0/users/id-of-a%2Fb` });
    expect(bodies()).toEqual([values]);
  });

  test('writes extension attributes into the property that holds them, and leaves the others in it alone', async () => {
    const { tenant, bodies } = tenantThat(answer(204, ''));
    await tenant.updateUser(tenantIdFor('ada'), { city: 'Bonn', extensionAttribute7: 'red' }, signal);
    expect(bodies()).toEqual([{ city: 'Bonn', onPremisesExtensionAttributes: { extensionAttribute7: 'red' } }]);
  });
});

describe('a deletion', () => {
  test('moves the user to the deleted ones', async () => {
    const { tenant, network } = tenantThat(answer(204));
    expect(await tenant.deleteUser(tenantIdFor('ada'), signal)).toEqual(succeed(undefined));
    expect(network.requests).toMatchObject([{ method: 'DELETE', url: `${origin}/v1.0/users/id-of-ada` }]);
  });

  test.each([
    [refusal(404, 'Request_ResourceNotFound'), 'tenant.not-found'],
    [refusal(403, 'Authorization_RequestDenied'), 'tenant.forbidden'],
  ])('that is refused is told (%#)', async (reply, code) => {
    const { tenant } = tenantThat(reply);
    expect(await tenant.deleteUser(tenantIdFor('ada'), signal)).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('a restoration', () => {
  const gone = refusal(404, 'Request_ResourceNotFound');
  const back = answer(200, { id: 'id-of-ada' });
  const restore = (values: TenantUserValues, ...answers: readonly Answer[]) => {
    const parts = tenantThat(...answers);
    return { ...parts, result: parts.tenant.restoreUser(tenantIdFor('ada'), values, signal) };
  };

  test('brings the user back and then writes what differs', async () => {
    const { result, network, bodies } = restore({ jobTitle: 'Engineer' }, back, answer(204));
    expect(await result).toEqual(succeed(undefined));
    expect(network.requests).toMatchObject([
      { method: 'POST', url: `${origin}/v1.0/directory/deletedItems/id-of-ada/restore` },
      { method: 'PATCH', url: `${origin}/v1.0/users/id-of-ada` },
    ]);
    expect(bodies()[1]).toEqual({ jobTitle: 'Engineer' });
  });

  test('comes under the new sign-in name at once: somebody else may have the former one by now', async () => {
    const { result, bodies } = restore({ userPrincipalName: 'ada.king@contoso.com' }, back, answer(204));
    expect(await result).toEqual(succeed(undefined));
    expect(bodies()[0]).toEqual({ newUserPrincipalName: 'ada.king@contoso.com' });
  });

  test('writes nothing more where nothing differs', async () => {
    const { result, network } = restore({}, back);
    expect(await result).toEqual(succeed(undefined));
    expect(network.requests).toHaveLength(1);
  });

  test('R30: of a user that is back already, after a lost reply, is done', async () => {
    expect(await restore({}, gone, back).result).toEqual(succeed(undefined));
    expect(await restore({ jobTitle: 'Engineer' }, gone, answer(204)).result).toEqual(succeed(undefined));
    expect(await restore({}, gone, gone).result).toMatchObject({ problem: { code: 'tenant.not-found' } });
    expect(await restore({}, refusal(403, 'Denied')).result).toMatchObject({ problem: { code: 'tenant.forbidden' } });
  });
});

test('R3: the ownership mark is written in the same request as everything else', async () => {
  const values = { displayName: 'Ada', ownershipMark: 'a b c' };
  const created = tenantWith(extension, answer(201, { id: 'ada' }));
  await created.tenant.createUser(anchorFor('ada'), values, signal);
  expect(created.bodies()).toMatchObject([{ displayName: 'Ada', [extension]: 'a b c' }]);
  expect(JSON.stringify(created.bodies())).not.toContain('ownershipMark');
  const updated = tenantWith(extension, answer(204));
  await updated.tenant.updateUser(tenantIdFor('ada'), { ownershipMark: 'a b c' }, signal);
  expect(updated.bodies()).toEqual([{ [extension]: 'a b c' }]);
});

test('R28: anchor and mark of an account that is taken over are written together', async () => {
  const taken = tenantWith(extension, answer(204));
  await taken.tenant.takeOverUser(tenantIdFor('ada'), anchorFor('ada'), { ownershipMark: 'a b c' }, signal);
  expect(taken.bodies()).toEqual([{ [extension]: 'a b c', onPremisesImmutableId: anchorFor('ada') }]);
});

test('R3, R9: the ownership mark of a group is written and read like that of a user, and followed too', async () => {
  const values = { displayName: 'Staff', ownershipMark: 'a b c' };
  const created = tenantWith(extension, answer(201, { id: 'staff' }));
  await created.tenant.createGroup('the-key', values, signal);
  expect(created.bodies()).toEqual([{ groupTypes: [], displayName: 'Staff', [extension]: 'a b c' }]);
  const updated = tenantWith(extension, answer(204));
  await updated.tenant.updateGroup(tenantIdFor('staff'), { ownershipMark: 'a b c' }, signal);
  expect(updated.bodies()).toEqual([{ [extension]: 'a b c' }]);
  const shown = { id: 'staff', displayName: 'Staff', [extension]: 'a b c' };
  const read = tenantWith(extension, answer(200, { value: [shown, { id: 'red' }] }));
  const { objects } = await read.tenant.readGroups(signal);
  expect(objects.map((group) => group.values.ownershipMark)).toEqual(['a b c', null]);
  expect(read.network.requests[0]?.url).toContain(`,${extension}&`);
  const followed = tenantWith(
    extension,
    answer(200, { value: [shown], '@odata.deltaLink': `${origin}/v1.0/groups/delta?$deltatoken=x` }),
  );
  const told: unknown[] = [];
  expect(await followed.tenant.followGroups(null, (changes) => void told.push(...changes), signal)).toMatchObject({
    ok: true,
  });
  expect(told).toMatchObject([{ kind: 'told', group: { values: { ownershipMark: 'a b c' } } }]);
  expect(followed.network.requests[0]?.url).toContain(`,${extension},members`);
});
