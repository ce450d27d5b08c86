/** Breaks of what protects the machine from updates that nobody signed, and the accounts from versions that are not well. */
import type { Sabotage } from './sabotages.ts';

const readsFeeds = { project: 'pure', test: 'test/agent-core/updater/read-feed.test.ts' } as const;
const carriesOut = { project: 'pure', test: 'test/agent-core/updater/carry-out-update.test.ts' } as const;

export const updateSabotages: readonly Sabotage[] = [
  {
    breaks: 'a feed of updates is believed only when the pinned key signed it',
    file: 'agent-core/updater/update-key.ts',
    find: '&& verify(null, bytes, key, raw)',
    replace: '&& (verify(null, bytes, key, raw) || bytes.length > 0)',
    ...readsFeeds,
  },
  {
    breaks: 'an older feed of updates is a replay',
    file: 'agent-core/updater/read-feed.ts',
    find: 'mark.sequence < seen.sequence ||',
    replace: 'mark.sequence < 0 ||',
    ...readsFeeds,
  },
  {
    breaks: 'a feed of updates that nobody issued anew is not believed',
    file: 'agent-core/updater/read-feed.ts',
    find: 'Date.parse(feed.expiresAt) <= Date.parse(now)',
    replace: 'Date.parse(feed.expiresAt) <= 0',
    ...readsFeeds,
  },
  {
    breaks: 'a feed of updates that never ends is given up at its limit',
    file: 'agent-core/updater/update-source.ts',
    find: 'if (receivedBytes > wanted.maxBytes)',
    replace: 'if (receivedBytes > wanted.maxBytes * 1000)',
    ...readsFeeds,
  },
  {
    breaks: 'a package is kept only when it is the one that was signed',
    file: 'agent-core/updater/download-package.ts',
    find: 'if (sha256 !== wanted.sha256)',
    replace: 'if (sha256.length !== wanted.sha256.length)',
    project: 'pure',
    test: 'test/agent-core/updater/download-package.test.ts',
  },
  {
    breaks: 'the updater follows no link in the folder of the agent',
    file: 'agent-core/updater/snapshot.ts',
    find: 'if (!found.isFile() || found.nlink !== 1)',
    replace: 'if (found.isSocket())',
    project: 'pure',
    test: 'test/agent-core/updater/snapshot.test.ts',
  },
  {
    breaks: 'a version whose agent does not become healthy makes room for the one before',
    file: 'agent-core/updater/check-agent.ts',
    find: "if (found.kind === 'healthy') {",
    replace: "if (found.kind !== 'healthy' || found.kind === 'healthy') {",
    ...carriesOut,
  },
  {
    breaks: 'no older version is installed over a newer one',
    file: 'agent-core/updater/fetch-update.ts',
    find: 'if (!isNewer(to, version)) return',
    replace: "if (to === '') return",
    ...carriesOut,
  },
  {
    breaks: 'nobody is removed by what was put back to an earlier moment',
    file: 'agent-core/sync/doubt-directory.ts',
    find: 'problem: reading.problem ?? doubt',
    replace: 'problem: reading.problem',
    project: 'pure',
    test: 'test/agent-core/service/put-back.test.ts',
  },
  {
    breaks: 'an update is watched also after a restart of the computer',
    file: 'agent-core/updater/watch-service.ts',
    find: "'--automatic'",
    replace: "'--manual'",
    project: 'pure',
    test: 'test/agent-core/updater/watch-service.test.ts',
  },
  {
    breaks: 'a version whose updater says nothing is put back',
    file: 'agent-core/updater/judge-watch.ts',
    find: "status.version === to || status.progress?.phase !== 'installing'",
    replace: 'true',
    project: 'pure',
    test: 'test/agent-core/updater/judge-watch.test.ts',
  },
  {
    breaks: 'nothing is replaced that nobody watches',
    file: 'agent-core/updater/run-installers.ts',
    find: '!(await machine.startWatcher(watchFor(attempted, parts)))',
    replace: 'false',
    ...carriesOut,
  },
  {
    breaks: 'a version that was put back from outside is not installed again by itself',
    file: 'agent-core/updater/returned-mark.ts',
    find: 'withFailed(memory.read(), update.to)',
    replace: 'memory.read().failedVersions',
    project: 'pure',
    test: 'test/agent-core/updater/returned-mark.test.ts',
  },
];
