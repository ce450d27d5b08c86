import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import type { DirectorySource } from '../../../agent-core/sync/directory-source.ts';
import { importOpen } from '../../../agent-core/sync/import-open.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { rememberingWorld } from '../../builders/remembered-sides.ts';
import { linkedUser } from '../../builders/tenant-user.ts';
import { createWorld } from '../../builders/world.ts';

const signal = new AbortController().signal;

/** Imports by memory, with this said of what became of asking the directory. */
async function importWith(bringUpToDate?: DirectorySource['bringUpToDate']) {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('ada')] });
  let readings = 0;
  const usual = world.context({ kind: 'preview' });
  const tenant: typeof usual.tenant = {
    ...usual.tenant,
    visitUsers: (visitor, until) => {
      readings += 1;
      return usual.tenant.visitUsers(visitor, until);
    },
  };
  const { remembered, remembering } = rememberingWorld();
  const directories = remembering(usual.directories).map((source) => ({
    ...source,
    ...(bringUpToDate !== undefined && { bringUpToDate }),
  }));
  const imported = await importOpen({ ...usual, tenant, directories }, remembered, signal);
  return { imported, readings };
}

test('a domain that cannot be remembered is not: everything is read instead, and the tenant not twice', async () => {
  expect(await importWith(async () => null)).toEqual({ imported: null, readings: 0 });
});

test('a domain that cannot be reached is told of, and nobody in it counts as gone', async () => {
  const unreachable = problem('directory.unreachable', 'dc1.contoso.com');
  const { imported } = await importWith(async () => fail(unreachable));
  expect(imported).toMatchObject({ problems: [unreachable], absent: { there: [], gone: [] } });
  expect(imported?.directory).toEqual({ objects: [], problem: unreachable });
});

test('what was never judged is given to the steps', async () => {
  const { imported, readings } = await importWith();
  expect(imported?.directory.objects).toEqual([directoryUser('ada')]);
  expect(imported?.tenant.objects).toEqual([linkedUser('ada')]);
  expect(readings).toBe(1);
});
