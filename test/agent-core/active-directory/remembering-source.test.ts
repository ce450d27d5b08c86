import { expect, test } from 'vitest';
import { type Bring, createRememberingSource } from '../../../agent-core/active-directory/remembering-source.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import type { DomainMemory, RememberedDomain } from '../../../agent-core/sync/directory-memory.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeDirectory } from '../../builders/fake-directory.ts';
import { settings } from '../../builders/settings.ts';
import { bareSurroundings } from './bare-surroundings.ts';

const never = new AbortController().signal;

const notAsked = () => {
  throw new Error('only the bringing of news asks the memory for more');
};
const memory: DomainMemory = {
  overdue: () => [],
  position: () => null,
  beginAnew: notAsked,
  change: notAsked,
  kindsOf: notAsked,
  holdersOf: notAsked,
};

/** A source that is told nothing new, and what it asked the controller for; a dot stands where an answer ended. */
function quietSource(remembered: Partial<RememberedDomain>) {
  const asked: string[] = [];
  const bring: Bring = async (_signal, doubt) => {
    asked.push(doubt === null ? 'news' : 'everything');
    await new Promise((resolve) => setImmediate(resolve));
    asked.push('.');
    return succeed({ fullRead: null, doubt: null });
  };
  const [domain] = settings().domains;
  if (domain === undefined) throw new Error('these settings name a domain');
  const parts = {
    direct: { ...fakeDirectory(), verify: async () => succeed(undefined) },
    access: { settings: domain, password: new Secret('secret'), surroundings: bareSurroundings() },
    memory,
    remembered: { users: () => [], groups: () => [], contacts: () => [], ...remembered },
    clock: drivenClock(),
  };
  return { source: createRememberingSource(parts, bring), asked };
}

test('groups and contacts that are read at the same time ask the controller once for both', async () => {
  const { source, asked } = quietSource({ groups: () => [directoryGroup('staff', [])] });
  const [groups, contacts] = await Promise.all([source.readGroups(never), source.readContacts(never)]);
  expect(groups.objects).toHaveLength(1);
  expect(contacts).toEqual({ objects: [], problem: null });
  expect(asked).toEqual(['news', '.']);
  await source.readUsers(never);
  expect(asked).toEqual(['news', '.', 'news', '.']);
});

test('a memory that does not fit together is read anew once, and never beside another reading', async () => {
  const answers = (): null | readonly [] => (asked.includes('everything') ? [] : null);
  const { source, asked } = quietSource({ groups: answers, contacts: answers });
  const both = Promise.all([source.readGroups(never), source.readContacts(never)]);
  expect((await both).map(({ problem }) => problem)).toEqual([null, null]);
  expect(asked).toEqual(['news', '.', 'everything', '.']);
});
