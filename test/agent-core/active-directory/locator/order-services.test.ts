import { expect, test } from 'vitest';
import { orderServices } from '../../../../agent-core/active-directory/locator/order-services.ts';

const service = (host: string, priority: number, weight: number) => ({ host, port: 389, priority, weight });
const hostsOf = (records: ReturnType<typeof orderServices>) => records.map(({ host }) => host);

test('a lower priority number is asked first, whatever the weight', () => {
  const records = [service('far', 10, 60_000), service('near', 0, 1)];
  for (const random of [0, 0.5, 0.99]) expect(hostsOf(orderServices(records, () => random))).toEqual(['near', 'far']);
});

test('among equals chance decides, by weight', () => {
  const records = [service('light', 0, 10), service('heavy', 0, 90)];
  const firsts = Array.from({ length: 100 }, (_, step) => hostsOf(orderServices(records, () => step / 100))[0]);
  expect(firsts.filter((host) => host === 'heavy')).toHaveLength(89);
});

test('everybody is in the order once, also without any weight', () => {
  const records = [service('a', 0, 0), service('b', 0, 0), service('c', 1, 0)];
  expect(hostsOf(orderServices(records, () => 0.99)).toSorted()).toEqual(['a', 'b', 'c']);
  expect(orderServices([], () => 0)).toEqual([]);
});
