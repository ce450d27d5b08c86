import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change, ObjectType } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import type { ReportEntry, RunReport } from '../../../agent-core/contract/run-report.ts';
import { defaultGroups, type ScopeSettings, scopeSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import { answerObjects } from '../../../agent-core/storage/object-answers.ts';
import type { ObjectQuery } from '../../../agent-core/storage/object-query.ts';
import { createObjectReader } from '../../../agent-core/storage/object-reader.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory } from '../../../agent-core/storage/run-history.ts';
import type { DirectoryObject, DirectoryUnit } from '../../../agent-core/sync/directory-source.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import type { TenantGroup } from '../../../agent-core/sync/tenant-groups.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import {
  directoryContact,
  directoryGroup,
  directoryUnit,
  memberFor,
  referenceTo,
} from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const eight = '2026-03-02T08:00:00.000Z';
const mailbox = { mail: 'list@contoso.com' };

interface Beginning {
  readonly users?: readonly DirectoryObject[];
  readonly groups?: Parameters<typeof directoryGroup>[];
  readonly contacts?: readonly DirectoryObject[];
  readonly scope?: ScopeSettings;
  readonly units?: readonly DirectoryUnit[];
  readonly domains?: readonly string[];
  readonly entries?: readonly ReportEntry[];
  readonly findings?: RunReport['findings'];
  /** When accounts expire, by name. */
  readonly expires?: Readonly<Record<string, string>>;
  /** Those of them are linked in the record whose names these are. */
  readonly tenant?: readonly TenantUser[];
  readonly linked?: readonly string[];
  /** Of those, who had a userPrincipalName. */
  readonly named?: readonly string[];
  readonly tenantGroups?: readonly TenantGroup[];
}

function asked(beginning: Beginning) {
  const dir = temporaryFolder();
  const paths = { cache: join(dir, 'cache.db'), record: join(dir, 'record.db') };
  const cache = openCacheDatabase(paths.cache, eight);
  onTestFinished(() => cache.close());
  const groups = (beginning.groups ?? []).map((given) => directoryGroup(...given));
  const remember = (objects: readonly DirectoryObject[], kind: ObjectType) =>
    objects.map(({ objectGuid, attributes: { distinguishedName, ...attributes } }) => {
      return { objectGuid, kind, parent: null, name: distinguishedName?.[0] ?? '', attributes };
    });
  const reading = cache.directories.of('contoso.com').beginAnew();
  if (!reading.ok) throw new Error(reading.problem.detail);
  reading.value.add({
    removed: [],
    objects: [
      ...remember(beginning.users ?? [], 'user'),
      ...remember(groups, 'group'),
      ...remember(beginning.contacts ?? [], 'contact'),
    ],
    members: groups.map(({ objectGuid, members }) => ({ kind: 'replaced', group: objectGuid, members })),
  });
  reading.value.complete({
    ...{ cookie: new Uint8Array(), controller: 'dc1', host: 'dc1', invocationId: 'its database' },
    ...{ highestUsn: 1n, takenAt: eight },
  });
  const judged = new DatabaseSync(paths.cache);
  for (const [name, at] of Object.entries(beginning.expires ?? {}))
    judged.prepare('UPDATE verdicts SET expires_at = ? WHERE object_guid = ?').run(at, objectGuidFor(name));
  judged.close();
  const tenant = cache.remembered.tenant;
  tenant.changeUsers((beginning.tenant ?? []).map((user) => ({ kind: 'told', user })));
  tenant.changeGroups((beginning.tenantGroups ?? []).map((group) => ({ kind: 'told', group, members: null })));
  const record = openRecordDatabase({ path: paths.record, backupsDir: dir, now: eight, isNewRecordWanted: false });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  onTestFinished(() => record.database.close());
  const link = record.database.prepare('INSERT INTO links (object_guid, anchor, had_name) VALUES (?, ?, ?)');
  for (const name of beginning.linked ?? [])
    link.run(objectGuidFor(name), anchorFor(name), beginning.named?.includes(name) === true ? 1 : null);
  if (beginning.entries !== undefined) {
    const log = createRunHistory(record.database, drivenClock(eight)).begin(runIdFor(1), eight, 'the schedule');
    if (!log.ok) throw new Error(log.problem.detail);
    for (const entry of beginning.entries) {
      if (entry.kind === 'held') log.value.hold([entry.held]);
      else log.value.append([entry.outcome]);
    }
    log.value.finish(runReport({ runId: runIdFor(1), startedAt: eight, findings: beginning.findings ?? [] }));
  }
  const ask = <Ask extends ObjectQuery['ask']>(question: Ask): ObjectQuery => ({
    domains: beginning.domains ?? ['contoso.com'],
    scope: beginning.scope ?? { kind: 'all' },
    groups: defaultGroups,
    units: beginning.units ?? [],
    ask: question,
  });
  const databases = { cache: new DatabaseSync(paths.cache, { readOnly: true }), record: record.database };
  onTestFinished(() => databases.cache.close());
  const find = (name: string) => {
    const answer = answerObjects(databases, ask({ kind: 'find', name }));
    if (answer.kind !== 'find') throw new Error(answer.kind);
    return answer.reply;
  };
  const counted = () => {
    const answer = answerObjects(databases, ask({ kind: 'reasons' }));
    if (answer.kind !== 'reasons') throw new Error(answer.kind);
    return answer.reply;
  };
  const reasons = () => counted().reasons;
  const leftOut = (reason: string, cursor = 0, limit = 200) => {
    const answer = answerObjects(databases, ask({ kind: 'leftOut', reason, cursor, limit }));
    if (answer.kind !== 'leftOut') throw new Error(answer.kind);
    return answer.reply;
  };
  return { paths, ask, find, reasons, counted, leftOut };
}

const heldAs = (name: string, code: ProblemCode): ReportEntry => ({
  kind: 'held',
  held: holdObject(directoryUser(name), problem(code, name)),
});
const namesOf = ({ objects }: ReturnType<ReturnType<typeof asked>['find']>) =>
  objects.map(({ displayName }) => displayName);

test('R24: whose account had expired when the newest run began is told so, and what that run says of all of them', () => {
  const noted = problem('object.expired', '1 person: ada');
  const { find, counted } = asked({
    users: [directoryUser('ada'), directoryUser('bob'), directoryUser('cyd')],
    entries: [],
    findings: [
      { kind: null, problem: noted, found: 1, allowed: 1, holds: [] },
      { kind: 'deletes', problem: problem('guard.too-many-deletes', ''), found: 2, allowed: 1, holds: [] },
    ],
    expires: { ada: '2026-03-01T00:00:00.000Z', bob: '2026-03-03T00:00:00.000Z' },
  });
  const notesOf = (name: string) => find(name).objects.map(({ notes }) => notes);
  expect(notesOf('ada')).toEqual([[problem('object.account-expired', 'since 2026-03-01T00:00:00.000Z')]]);
  expect(notesOf('bob')).toEqual([[]]);
  expect(notesOf('cyd')).toEqual([[]]);
  expect(counted().notes).toEqual([noted]);
});

test('R7: who had a userPrincipalName and has none any more is told so as long as they are in scope', () => {
  const nameless = (name: string) => directoryUser(name, { userPrincipalName: null });
  const { find } = asked({
    users: [
      nameless('ada'),
      directoryUser('bob'),
      nameless('cyd'),
      directoryUser('dan', { userPrincipalName: null, isCriticalSystemObject: 'TRUE' }),
    ],
    linked: ['ada', 'bob', 'cyd', 'dan'],
    named: ['ada', 'bob', 'dan'],
  });
  const notesOf = (name: string) => find(name).objects.flatMap(({ notes }) => notes);
  expect(notesOf('ada')).toEqual([problem('object.name-lost', 'ada in contoso.com: userPrincipalName')]);
  for (const name of ['bob', 'cyd', 'dan']) expect(find(name).objects, name).toMatchObject([{ notes: [] }]);
});

describe('one object', () => {
  const ada = directoryUser('ada', {
    displayName: 'Ada Lovelace',
    mail: 'ada.lovelace@contoso.com',
    proxyAddresses: ['SMTP:ada.lovelace@contoso.com', 'smtp:countess@contoso.com'],
  });
  test('is found by each of its names, its addresses, its place and its objectGUID, in full', () => {
    const { find } = asked({ users: [ada, directoryUser('adam', { displayName: 'Ada Lovelace II' })] });
    for (const name of [
      'Ada Lovelace',
      'ada@contoso.com',
      'ADA',
      'ada.lovelace@contoso.com',
      'Countess@contoso.com',
      'cn=ada,ou=people,dc=contoso,dc=com',
      objectGuidFor('ada'),
      `{${objectGuidFor('ada').toUpperCase()}}`,
    ])
      expect(namesOf(find(name)), name).toEqual(['Ada Lovelace']);
  });

  test('is found by a part of a name where nobody is called exactly that, but not by the place that all are below', () => {
    const { find } = asked({ users: [ada, directoryUser('bob')] });
    expect(namesOf(find('lovel'))).toEqual(['Ada Lovelace']);
    expect(find('OU=People')).toMatchObject({ objects: [], hasMore: false, gone: [] });
  });

  test('is found by the sign-in name that it has or had in the tenant, where nobody is called that in the directory', () => {
    const made = 'c.walsh@contoso.onmicrosoft.com';
    const said = { ...changeFor('cormac', 'create'), userPrincipalName: made };
    const { find } = asked({
      users: ['cormac', 'dan', 'c.walsh'].map((name) => directoryUser(name)),
      entries: [{ kind: 'outcome', outcome: { kind: 'applied', change: said, tenantObjectId: tenantIdFor('cormac') } }],
      tenant: [linkedUser('dan', { userPrincipalName: 'Dan@Contoso.onmicrosoft.com' })],
      linked: ['dan'],
    });
    expect(namesOf(find('C.Walsh@contoso.onmicrosoft.com'))).toEqual(['cormac']);
    expect(namesOf(find('dan@contoso.onmicrosoft.com'))).toEqual(['dan']);
    expect(namesOf(find('c.walsh'))).toEqual(['c.walsh']);
  });

  test('of many that fit twenty are told', () => {
    const users = Array.from({ length: 21 }, (_, index) => directoryUser(`user${index}`));
    const found = asked({ users }).find('user');
    expect([found.objects.length, found.hasMore]).toEqual([20, true]);
  });

  test('is told with the rule that decided, and with when that was read', () => {
    const { find } = asked({
      users: [directoryUser('ada'), directoryUser('sys', { isCriticalSystemObject: 'TRUE' })],
      groups: [['Staff', [memberFor('ada')]]],
      scope: scopeSettingsSchema.parse({ kind: 'groups', groups: [referenceTo('Staff')] }),
      entries: [],
    });
    expect(find('ada')).toMatchObject({
      basis: {
        run: { runId: runIdFor(1), startedAt: eight, isWhole: true },
        domains: [{ name: 'contoso.com', readAt: eight }],
      },
      objects: [
        { answer: { kind: 'in', rule: 'member of CN=Staff,OU=Groups,DC=contoso,DC=com' }, tenantObjectId: null },
      ],
    });
    expect(find('sys').objects).toMatchObject([{ answer: { kind: 'excluded', rule: 'critical system object' } }]);
  });

  test('is told with everything that the newest run left undone about it, also links that lead to it', () => {
    const notMade = { problem: problem('tenant.conflict', 'ada') };
    const link: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'failed', change: linkFor('Staff', 'ada', 'link'), ...notMade },
    };
    const applied: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'notAttempted', change: changeFor('ada', 'update') },
    };
    const entries = [heldAs('ada', 'object.value-invalid'), heldAs('bob', 'object.value-invalid'), link, applied];
    const { find } = asked({ users: [directoryUser('ada'), directoryUser('bob')], entries });
    expect(find('ada').objects[0]?.entries).toEqual([entries[0], link]);
  });

  test('is told with its counterpart: what the newest run made of it, too, and of whom it does not judge what the record says', () => {
    const applied = (change: Change): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor(change.displayName) },
    });
    const names = ['new', 'left', 'gone', 'nobody'];
    const { find } = asked({
      users: names.map((name) => directoryUser(name)),
      groups: [['Staff', []]],
      entries: [applied(changeFor('new', 'create')), applied(changeFor('gone', 'delete'))],
      tenant: [linkedUser('left'), linkedUser('gone')],
      linked: ['left', 'gone'],
      tenantGroups: [{ ...tenantGroup('Staff'), uniqueName: objectGuidFor('Staff') }],
    });
    const counterparts = [...names, 'Staff'].map((name) => find(name).objects[0]?.tenantObjectId);
    expect(counterparts).toEqual([tenantIdFor('new'), tenantIdFor('left'), null, null, tenantIdFor('Staff')]);
  });

  test('that the directory does not show any more is told of by what the newest run says', () => {
    const { find } = asked({ users: [directoryUser('ada')], entries: [heldAs('bob', 'object.absent')] });
    expect(find('bob@contoso.com')).toMatchObject({ objects: [], gone: [{ held: { displayName: 'bob' } }] });
    expect(find('ada').gone).toEqual([]);
  });

  test('of a domain that is not remembered is not there, which the answer says; and nobody knows about groups any more', () => {
    const { find } = asked({
      users: [directoryUser('ada')],
      domains: ['contoso.com', 'fabrikam.com'],
      groups: [['Staff', []]],
      scope: scopeSettingsSchema.parse({ kind: 'groups', groups: [referenceTo('Staff')] }),
    });
    expect(find('ada')).toMatchObject({
      basis: {
        run: null,
        domains: [
          { name: 'contoso.com', readAt: eight },
          { name: 'fabrikam.com', readAt: null },
        ],
      },
      objects: [{ answer: { kind: 'undecided', rule: 'not all groups could be read' } }],
    });
  });
});

describe('who is left out', () => {
  const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
  const inSales = (name: string) => directoryUser(name, { distinguishedName: `CN=${name},OU=Sales,DC=contoso,DC=com` });
  const begin = (entries: readonly ReportEntry[] = []) =>
    asked({
      users: [
        inSales('ada'),
        directoryUser('bob'),
        directoryUser('cyd'),
        directoryUser('sys', { isCriticalSystemObject: 'TRUE' }),
        directoryUser('PC1', { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'] }),
      ],
      groups: [['List', [], { ...mailbox, distinguishedName: 'CN=List,OU=Sales,DC=contoso,DC=com' }]],
      contacts: [directoryContact('dan', { distinguishedName: 'CN=dan,OU=Sales,DC=contoso,DC=com', mail: null })],
      scope: scopeSettingsSchema.parse({ kind: 'units', include: [referenceTo('Sales')] }),
      units: [sales],
      entries,
    });

  test('is counted by reason, the most frequent first, with what each of them is', () => {
    const said = (['scope.undecided', 'group.undecided'] as const).map((code) => heldAs('cyd', code));
    const { reasons } = begin([heldAs('ada', 'object.value-invalid'), ...said]);
    const invalid = problem('object.value-invalid', '');
    const mailEnabled = problem('group.mail-enabled', '');
    expect(reasons().map(({ id: _, ...reason }) => reason)).toEqual([
      { kind: 'out', text: 'below none of the included units', code: null, users: 2, groups: 0, contacts: 0 },
      { kind: 'excluded', text: 'critical system object', code: null, users: 1, groups: 0, contacts: 0 },
      { kind: 'notWritable', text: mailEnabled.title, code: mailEnabled.code, users: 0, groups: 1, contacts: 0 },
      { kind: 'excluded', text: 'contact without a mail address', code: null, users: 0, groups: 0, contacts: 1 },
      { kind: 'held', text: invalid.title, code: invalid.code, users: 1, groups: 0, contacts: 0 },
    ]);
  });

  test('is there once: as held, where the scope leaves out whom the newest run holds; and no computer is there', () => {
    const reason = problem('guard.too-many-deletes', '2 found, 1 allowed');
    const deletion: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'held', change: changeFor('cyd', 'delete'), problem: reason, findings: ['deletes'] },
    };
    const frozen: ReportEntry = {
      kind: 'held',
      held: { ...holdObject(directoryUser('List'), problem('group.frozen', 'List')), objectType: 'group' },
    };
    const { reasons, leftOut } = begin([deletion, frozen]);
    const found = reasons();
    const counted = found.map(({ code, text, users, groups }) => `${code ?? text}: ${users}, ${groups}`);
    expect(counted.toSorted()).toEqual([
      'below none of the included units: 1, 0',
      'contact without a mail address: 0, 0',
      'critical system object: 1, 0',
      'group.frozen: 0, 1',
      'guard.too-many-deletes: 1, 0',
    ]);
    const names = (of: string) =>
      leftOut(found.find(({ code, text }) => of === (code ?? text))?.id ?? '').items.map((one) => one.displayName);
    expect(names('guard.too-many-deletes')).toEqual(['cyd']);
    expect(names('below none of the included units')).toEqual(['bob']);
  });

  test('is listed page by page, by rule and by problem, each object once', () => {
    const conflict = problem('tenant.conflict', 'Staff');
    const failed = (member: string): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'failed', change: linkFor('Staff', member, 'link'), problem: conflict },
    });
    const { reasons, leftOut } = begin([failed('ada'), failed('bob'), heldAs('ada', 'object.value-invalid')]);
    const idOf = (text: string) => reasons().find((reason) => reason.text === text)?.id ?? '';
    const out = idOf('below none of the included units');
    const first = leftOut(out, 0, 1);
    const second = leftOut(out, first.next ?? 0, 1);
    expect([first, second].map(({ items }) => items.map(({ displayName }) => displayName))).toEqual([['bob'], ['cyd']]);
    expect(second.next).toBeNull();
    expect(leftOut(idOf(conflict.title)).items).toMatchObject([
      { objectType: 'group', displayName: 'Staff', problem: conflict },
    ]);
    expect(leftOut('of yesterday')).toEqual({ items: [], next: null });
  });

  test('is told by a thread of its own, on connections that cannot write', async () => {
    const { paths, ask } = begin();
    const reader = createObjectReader(paths);
    onTestFinished(() => reader.close());
    expect(await reader.read(ask({ kind: 'find', name: 'ada' }))).toMatchObject({
      kind: 'find',
      reply: { objects: [{ displayName: 'ada', answer: { kind: 'in' } }] },
    });
  });
});
