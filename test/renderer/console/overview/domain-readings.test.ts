import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { domainReadingsOf } from '../../../../renderer/console/overview/domain-readings.ts';
import { activities, reportOf, stateOf } from '../../../desktop/sample-data.ts';

const twoDomains = {
  ...activities.idle,
  domains: [...activities.idle.domains, { name: 'emea.contoso.com', controller: 'dc7.emea.contoso.com' }],
};
const read = { users: 3, groups: 1, isComplete: true, problem: null, fullRead: null };

test('each domain has its controller, what the last run read of it, and what stood in the way', () => {
  const stopped = { ...read, users: 1, isComplete: false, problem: problem('directory.unreachable', 'dc7') };
  const lastRun = reportOf({
    domains: [
      { ...stopped, domain: 'emea.contoso.com' },
      { ...read, domain: 'corp.contoso.com' },
    ],
  });
  expect(domainReadingsOf(stateOf(twoDomains, lastRun))).toMatchObject([
    { name: 'corp.contoso.com', controller: 'dc1.corp.contoso.com', read: { isComplete: true, at: lastRun.startedAt } },
    { name: 'emea.contoso.com', read: { isComplete: false, problem: { code: 'directory.unreachable' } } },
  ]);
});

test('a single domain is the directory, where the report does not tell domains apart', () => {
  expect(domainReadingsOf(stateOf(activities.idle, reportOf()))).toMatchObject([{ read: { users: 1_236 } }]);
  expect(domainReadingsOf(stateOf(twoDomains, reportOf())).map((domain) => domain.read)).toEqual([null, null]);
});

test('nothing is said of a domain before its first run, after one that broke off, or of an agent without domains', () => {
  expect(domainReadingsOf(stateOf(activities.idle))).toMatchObject([{ read: null }]);
  expect(domainReadingsOf(stateOf(activities.idle, reportOf({ isBroken: true })))).toMatchObject([{ read: null }]);
  expect(domainReadingsOf(stateOf(activities.unconfigured))).toEqual([]);
});
