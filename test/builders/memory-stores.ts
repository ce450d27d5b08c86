/** Secrets and settings in memory; each can be told to refuse. */
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { Secret } from '../../agent-core/contract/secret.ts';
import type { SecretStore } from '../../agent-core/storage/secret-files.ts';
import type { SavedSettings, SettingsRevision, SettingsStore } from '../../agent-core/storage/settings-store.ts';

export interface MemorySecrets extends SecretStore {
  readonly names: readonly string[];
  readonly setAsideNames: readonly string[];
  /** What becomes of the secrets whose name contains `part`. */
  refuse(part: string, doing: 'read' | 'write'): void;
  remove(name: string): void;
}

export function memorySecrets(): MemorySecrets {
  const secrets = new Map<string, Secret>();
  const refusals = new Set<string>();
  const setAsideNames: string[] = [];
  const refusalOf = (doing: 'read' | 'write', name: string): Problem | null => {
    const isRefused = [...refusals].some((each) => each.startsWith(doing) && name.includes(each.slice(doing.length)));
    return isRefused ? problem(doing === 'read' ? 'secret.unreadable' : 'data.write-failed', name) : null;
  };
  return {
    get names() {
      return [...secrets.keys()];
    },
    refuse: (part, doing) => void refusals.add(doing + part),
    remove: (name) => void secrets.delete(name),
    read: (name) => {
      const refusal = refusalOf('read', name);
      return refusal === null ? succeed(secrets.get(name) ?? null) : fail(refusal);
    },
    write: (name, secret) => {
      const refusal = refusalOf('write', name);
      if (refusal !== null) return fail(refusal);
      secrets.set(name, secret);
      return succeed(undefined);
    },
    setAsideNames,
    setAside: (name) => {
      secrets.delete(name);
      setAsideNames.push(name);
      return succeed(undefined);
    },
    removeAll: () => secrets.clear(),
    keepOnly: (prefix, keptNames) => {
      for (const name of [...secrets.keys()])
        if (name.startsWith(prefix) && !keptNames.includes(name)) secrets.delete(name);
    },
  };
}

export interface MemorySettings extends SettingsStore {
  refuse(reason: Problem): void;
}

export function memorySettings(initial: SavedSettings | null = null): MemorySettings {
  const revisions: SettingsRevision[] = [];
  const add = (next: SavedSettings, savedAt: string, savedBy: string) =>
    revisions.push({ ...next, revision: revisions.length + 1, savedAt, savedBy });
  if (initial !== null) add(initial, 'at first', 'a test');
  let refusal: Problem | null = null;
  return {
    configurationId: '33333333-3333-4333-8333-333333333333',
    refuse: (reason) => {
      refusal = reason;
    },
    read: () => revisions.at(-1) ?? null,
    clear: () => {
      revisions.splice(0);
      return succeed(undefined);
    },
    readRevision: (revision) => revisions[revision - 1] ?? null,
    save: (next, now, savedBy) => (refusal === null ? succeed(add(next, now, savedBy)) : fail(refusal)),
  };
}
