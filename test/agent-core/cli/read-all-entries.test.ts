import { describe, expect, test } from 'vitest';
import { readAllEntries } from '../../../agent-core/cli/read-all-entries.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import type { Responders } from '../../../agent-core/service/responder.ts';
import { changeFor, namesFor } from '../../builders/changes.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { connectClient, openStubAgent } from '../../builders/stub-agent.ts';

const entries: readonly ReportEntry[] = namesFor(5).map((name) => ({
  kind: 'outcome',
  outcome: { kind: 'previewed', change: changeFor(name, 'update') },
}));
const signal = new AbortController().signal;

async function readFrom(pages: Responders['run.entries']) {
  const agent = await openStubAgent({ 'run.entries': pages });
  return readAllEntries(await connectClient(agent.dataDir), 'run.entries', runIdFor(1), signal);
}

describe('a list is pulled', () => {
  test('page by page, to its end', async () => {
    const cursors: number[] = [];
    const read = await readFrom(({ cursor }) => {
      cursors.push(cursor);
      const next = cursor + 2;
      return succeed({ items: entries.slice(cursor, next), next: next < entries.length ? next : null });
    });
    expect(read).toEqual(succeed(entries));
    expect(cursors).toEqual([0, 2, 4]);
  });

  test('until a page is a problem', async () => {
    const gone = problem('run.not-found', 'gone');
    const read = await readFrom(({ cursor }) => (cursor === 0 ? succeed({ items: entries, next: 5 }) : fail(gone)));
    expect(read).toEqual(fail(gone));
  });
});
