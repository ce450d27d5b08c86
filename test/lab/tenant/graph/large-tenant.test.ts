/** 20,000 users (the long form: 100,000): a page, a look-up and a round of changes cost what they show, not what there is. */
import { beforeAll, expect, test } from 'vitest';
import { isLongForm } from '../../long-form.ts';
import { seedSnapshot } from '../state/seed-snapshot.ts';
import { createTenantState, type TenantState } from '../state/tenant-state.ts';
import { deltaPage } from './delta-page.ts';
import { entityTypes } from './entity-types.ts';
import { type Filter, readFilter } from './odata/filter.ts';
import { findObjects, type ObjectQuery } from './odata/find-objects.ts';

const userCount = isLongForm ? 100_000 : 20_000;
const mostTimes = isLongForm ? 10 : 4;
let small: TenantState;
let large: TenantState;

const nameOf = (index: number) => `User ${String(index).padStart(6, '0')}`;
const tenantOf = (count: number): TenantState => {
  const state = createTenantState(seedSnapshot());
  for (let index = 0; index < count; index += 1) {
    state.users.put({
      id: `id-${index}`,
      userPrincipalName: `user${index}@contoso.test`,
      displayName: nameOf(index),
      department: `Department ${index % (count / 100)}`,
      onPremisesImmutableId: `anchor-${index}`,
      proxyAddresses: [`SMTP:user${index}@contoso.test`, `smtp:u${index}@contoso.test`],
    });
  }
  return state;
};

beforeAll(() => {
  small = tenantOf(1000);
  large = tenantOf(userCount);
});

const filterOf = (text: string): Filter => {
  const filter = readFilter(text);
  if (!filter.ok) throw new Error(filter.refusal.message);
  return filter.value;
};

/** The quickest of several measurements, in time of the processor: what the work costs when nothing else disturbs it. */
function costMs(work: () => void): number {
  const costs = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    for (let round = 0; round < 20; round += 1) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

/** Twenty times as many users, or a hundred times, may cost a share of that, which leaves room for noise and none for a scan. */
function expectSameCost(work: (state: TenantState) => unknown): void {
  work(small);
  work(large);
  expect(costMs(() => work(large))).toBeLessThan(costMs(() => work(small)) * mostTimes + 2);
}

const none: ObjectQuery = { filter: undefined, search: undefined, orderBy: undefined };

test('the last page of the list costs what the first does', () => {
  const page = (start: number) => findObjects(large.users, none, { after: { serial: start }, size: 100 });
  const [last] = large.users.all().slice(-200);
  const positions = [...large.users.after(0)];
  const lastPosition = positions.find(({ record }) => record.id === last?.id)?.position ?? 0;
  expect(page(lastPosition).objects).toHaveLength(100);
  expect(costMs(() => page(lastPosition))).toBeLessThan(costMs(() => page(0)) * mostTimes + 2);
});

test.each([
  ["onPremisesImmutableId eq 'anchor-999'", 1],
  ["userPrincipalName eq 'USER999@contoso.test'", 1],
  ["startsWith(displayName,'User 0009')", 100],
  ["department eq 'Department 3'", 100],
  ["proxyAddresses/any(p:p eq 'smtp:u999@contoso.test')", 1],
  ["id in ('id-1','id-999')", 2],
  ["department eq 'Department 3' and startsWith(displayName,'User')", 100],
])('$filter=%s', (text, count) => {
  const filter = filterOf(text);
  const find = (state: TenantState) =>
    findObjects(state.users, { ...none, filter }, { after: undefined, size: 100 }).objects;
  expect(find(large)).toHaveLength(count);
  expectSameCost(find);
});

test('$orderby displayName desc', () => {
  const orderBy = { property: 'displayName', isDescending: true };
  const find = (state: TenantState) => findObjects(state.users, { ...none, orderBy }, { after: undefined, size: 100 });
  expect(find(large).objects[0]).toMatchObject({ displayName: nameOf(userCount - 1) });
  expectSameCost(find);
});

test('a round of changes after a few of them', () => {
  const since = (state: TenantState): number => {
    const before = state.directory.lastSerial();
    for (const id of ['id-5', 'id-7']) state.users.put({ ...(state.users.get(id) ?? { id }), jobTitle: 'x' });
    return before;
  };
  const starts = new Map([small, large].map((state) => [state, since(state)]));
  const round = (state: TenantState) => {
    const start = starts.get(state) ?? 0;
    const progress = { set: 'users', phase: 'changes', since: start, position: start } as const;
    return deltaPage(state, { type: entityTypes.user, progress, size: 200 }).entries;
  };
  expect(round(large).map(({ id }) => id)).toEqual(['id-5', 'id-7']);
  expectSameCost(round);
});

test('a change leaves alone the indexes of what it does not touch', () => {
  let serial = 0;
  const write = (state: TenantState) => {
    serial += 1;
    state.users.put({ ...(state.users.get('id-500') ?? { id: 'id-500' }), jobTitle: `Title ${serial}` });
  };
  expectSameCost(write);
});
