import { expect, test } from 'vitest';
import { exportChanges } from '../../../agent-core/client/export-changes.ts';
import { csvHead, csvLine } from '../../../agent-core/client/provisioning-csv.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { type ProvisioningRecord, provisioningRecordSchema } from '../../../agent-core/contract/provisioning-record.ts';
import type { ProvisioningQuery } from '../../../agent-core/contract/provisioning-requests.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { changeFor } from '../../builders/changes.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { connectClient, openStubAgent } from '../../builders/stub-agent.ts';

const at = '2026-03-02T08:00:00.000Z';
const { signal } = new AbortController();

function record(id: number, changes: Partial<ProvisioningRecord> = {}): ProvisioningRecord {
  const made = makeProvisioningRecord(
    {
      kind: 'outcome',
      outcome: { kind: 'applied', change: changeFor('ada', 'update'), tenantObjectId: tenantIdFor('ada') },
    },
    {
      id,
      at,
      durationMs: 12,
      run: { runId: runIdFor(1), startedAt: at, startedBy: 'the schedule' },
      isRepeat: false,
    },
  );
  return { ...made, ...changes };
}

const named = (displayName: string) => record(1, { source: { ...record(1).source, displayName } });

/** Reads a line as RFC 4180 says. */
function cellsOf(line: string): readonly string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

function cellsByName(line: string): Readonly<Record<string, string | undefined>> {
  const names = cellsOf(csvHead.replace('\uFEFF', ''));
  return Object.fromEntries(names.map((name, index) => [name, cellsOf(line)[index]]));
}

/** An agent that has so many records. */
async function agentWith(count: number, perPage: number) {
  const asked: ProvisioningQuery[] = [];
  const { dataDir } = await openStubAgent({
    'provisioning.read': (query) => {
      asked.push(query);
      const from = query.cursor ?? 0;
      const ids = Array.from({ length: Math.min(perPage, count - from) }, (_, index) => from + index + 1);
      return succeed({
        items: ids.map((id) => record(id)),
        next: from + ids.length < count ? (ids.at(-1) ?? 0) : null,
      });
    },
  });
  return { client: await connectClient(dataDir), asked };
}

test('every record is handed on, the oldest first, a page at a time and only when there is room', async () => {
  const { client, asked } = await agentWith(7, 3);
  const pages: string[] = [];
  let isBusy = false;
  const write = async (text: string) => {
    expect(isBusy).toBe(false);
    isBusy = true;
    await new Promise((settle) => setImmediate(settle));
    isBusy = false;
    pages.push(text);
  };
  const exported = await exportChanges(client, { filter: { status: 'success' }, format: 'ndjson', write }, signal);
  expect(exported).toEqual({ ok: true, value: 7 });
  expect(asked.map(({ cursor, order, status }) => [cursor, order, status])).toEqual([
    [null, 'oldest', 'success'],
    [3, 'oldest', 'success'],
    [6, 'oldest', 'success'],
  ]);
  const lines = pages.join('').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => provisioningRecordSchema.parse(JSON.parse(line)))).toEqual(
    Array.from({ length: 7 }, (_, index) => record(index + 1)),
  );
  expect(pages).toHaveLength(3);
});

test('a table has a head, one line a record, and says every value', async () => {
  const { client } = await agentWith(1, 3);
  let text = '';
  const write = async (more: string) => {
    text += more;
  };
  await exportChanges(client, { filter: {}, format: 'csv', write }, signal);
  const [head = '', line = '', ...rest] = text.split('\r\n');
  expect(rest).toEqual(['']);
  expect(`${head}\r\n`).toBe(csvHead);
  expect(cellsByName(line)).toMatchObject({
    id: '1',
    at,
    status: 'success',
    action: 'update',
    displayName: 'ada',
    userPrincipalName: 'ada@contoso.com',
    tenantObjectId: 'id-of-ada',
    changes: 'jobTitle: null -> "Engineer"',
    durationMs: '12',
    code: '',
    runStartedBy: 'the schedule',
  });
});

test('whoever was linked has columns of their own, and a record of an older agent leaves them empty', () => {
  const aoife = { objectType: 'user', objectGuid: objectGuidFor('aoife'), displayName: '=Aoife' } as const;
  expect(cellsByName(csvLine(record(1, { link: { relation: 'members', ...aoife } })))).toMatchObject({
    relation: 'members',
    linkedType: 'user',
    linkedDisplayName: "'=Aoife",
    linkedObjectGuid: aoife.objectGuid,
  });
  const { link: _link, ...old } = record(1);
  expect(cellsByName(csvLine(provisioningRecordSchema.parse(old)))).toMatchObject({ relation: '', linkedType: '' });
});

test('an account that is taken over has columns of its own', () => {
  const takenOver = { displayName: 'Ada B', userPrincipalName: 'ada.b@contoso.com' };
  expect(cellsByName(csvLine(record(1, { takenOver })))).toMatchObject({
    takenOverDisplayName: 'Ada B',
    takenOverUserPrincipalName: 'ada.b@contoso.com',
  });
  expect(cellsByName(csvLine(record(1)))).toMatchObject({ takenOverDisplayName: '', takenOverUserPrincipalName: '' });
});

test('commas, quotes and line breaks in a value stay in their cell', () => {
  const name = 'Lovelace, "Ada"\r\nCountess';
  expect(cellsByName(csvLine(named(name))).displayName).toBe(name);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '|calc', '＝1+1', '=HYPERLINK("http://x","y")'])(
  'a value that a spreadsheet would take for a formula is made harmless: %j',
  (value) => {
    expect(cellsByName(csvLine(named(value))).displayName).toBe(`'${value}`);
  },
);

test('an export that the agent refuses half-way says so', async () => {
  let asked = 0;
  const lost = problem('data.record-damaged', 'record.db');
  const { dataDir } = await openStubAgent({
    'provisioning.read': () => {
      asked += 1;
      return asked === 1 ? succeed({ items: [record(1)], next: 1 }) : fail(lost);
    },
  });
  const client = await connectClient(dataDir);
  const exported = await exportChanges(client, { filter: {}, format: 'csv', write: async () => undefined }, signal);
  expect(exported).toEqual({ ok: false, problem: lost });
});
