import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDomainSource, type DomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import { run } from '../../../agent-core/sync/run.ts';
import { noLimits } from '../../builders/guard-settings.ts';
import { organization } from '../../builders/organization.ts';
import { tenantWithMarks } from '../../builders/ownership-marks.ts';
import { createWorld } from '../../builders/world.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { deleteUser } from '../../lab/directory/administer-directory.ts';
import { controllerFiles } from '../../lab/directory/controller-files.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { runSambaProgram } from '../../lab/directory/samba-program.ts';
import { seedUsers } from '../../lab/directory/seed/seed-users.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';
import { pickLoopbackAddress } from '../../lab/loopback-address.ts';
import { inSecondForest } from '../../lab/other-controllers.ts';
import { type Lab, startLab, stopLab } from '../../lab/start-lab.ts';
import { bareSurroundings } from './bare-surroundings.ts';

const never = new AbortController().signal;
let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, secondForest: true });
});
afterAll(async () => {
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

/** @param account who reads; without it the account that has no rights besides */
async function sourceOf(at: LabFacts, account?: LabFacts['directory']['administrator']): Promise<DomainSource> {
  const { domain, password } = await readLabSettings(at);
  if (account === undefined) return createDomainSource(domain, password, bareSurroundings());
  const own = new Secret((await readFile(account.passwordPath, 'utf8')).trim());
  return createDomainSource({ ...domain, account: account.userPrincipalName }, own, bareSurroundings());
}

const nameOf = ({ attributes }: DirectoryObject) => attributes.sAMAccountName?.[0];

test('R5, R23: a member of another forest is linked by the SID of its stand-in, and deleted once no forest has it', async () => {
  const other = inSecondForest(lab);
  // Nobody else is shown what was deleted.
  const [contoso, fabrikam] = await Promise.all([sourceOf(lab), sourceOf(other, other.directory.administrator)]);
  const ciara = (await fabrikam.readUsers(never)).objects.find((object) => nameOf(object) === 'ciara.byrne');
  const sid = ciara?.attributes.objectSid?.[0] ?? '';
  const group = `CN=Both Companies,${lab.directory.baseDn}`;
  await withDirectory(lab, lab.directory.administrator, (client) =>
    client.add(group, { objectClass: 'group', sAMAccountName: 'Both Companies', member: `<SID=${sid}>` }),
  );
  const read = (await contoso.readGroups(never)).objects.find(({ distinguishedName }) => distinguishedName === group);
  expect(read?.members).toMatchObject([{ sid }]);

  const removals = { onLeavingScope: 'delete', waitRuns: 0 } as const;
  const world = createWorld({ settings: { guard: noLimits, tenant: tenantWithMarks, removals } });
  world.tenant.become(organization({ verifiedDomains: ['contoso.test', 'fabrikam.test'] }));
  const asked: string[] = [];
  const directories = [contoso, fabrikam].map((source) => ({
    ...source,
    lookUp: (...given: Parameters<DomainSource['lookUp']>) => {
      asked.push(source.domain);
      return source.lookUp(...given);
    },
  }));
  const changesOfRun = async () => {
    const before = world.log.entries.length;
    await run({ ...world.context(), directories }, never);
    const entries = world.log.entries.slice(before);
    return entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : []));
  };
  const links = (await changesOfRun()).filter(({ change }) => change.displayName === 'Both Companies');
  expect(links).toMatchObject([
    { kind: 'applied', change: { kind: 'create' } },
    { kind: 'applied', change: { kind: 'link', target: { objectGuid: ciara?.objectGuid } } },
  ]);

  await deleteUser(other, 'ciara.byrne');
  expect(await changesOfRun()).toMatchObject([
    { kind: 'applied', change: { kind: 'delete', objectGuid: ciara?.objectGuid, evidence: { kind: 'tombstone' } } },
  ]);
  expect(asked).toEqual(['fabrikam.test', 'contoso.test']);
});

/**
 * Samba cannot move an object between two domains of one forest ([MS-DRSR] 4.1.15, IDL_DRSInterDomainMove, is not implemented) and has no
 * child domains to speak of. What such a move leaves behind is made by hand, on two real controllers: a tombstone at one, and an object
 * with the same objectGUID at the other, in the order that hurts.
 */
test('R5: an object that is a tombstone in one domain before it appears in the other is neither deleted nor created again', async () => {
  const other = inSecondForest(lab);
  const directories = await Promise.all([
    sourceOf(lab, lab.directory.administrator),
    sourceOf(other, other.directory.administrator),
  ]);
  const [contoso, fabrikam] = directories;
  const removals = { onLeavingScope: 'delete', waitRuns: 2 } as const;
  const world = createWorld({ settings: { guard: noLimits, tenant: tenantWithMarks, removals } });
  world.tenant.become(organization({ verifiedDomains: ['contoso.test', 'fabrikam.test'] }));
  const name = seedUsers[0]?.sAMAccountName ?? '';
  const mover = (await contoso.readUsers(never)).objects.find((object) => nameOf(object) === name);
  const runOf = async () => {
    const before = world.log.entries.length;
    await run({ ...world.context(), directories }, never);
    world.clock.advance(120_000);
    return world.log.entries
      .slice(before)
      .filter((entry) =>
        entry.kind === 'held'
          ? entry.held.objectGuid === mover?.objectGuid
          : entry.outcome.change.objectGuid === mover?.objectGuid &&
            !['link', 'unlink'].includes(entry.outcome.change.kind),
      );
  };
  expect(await runOf()).toMatchObject([{ outcome: { kind: 'applied', change: { kind: 'create' } } }]);
  await deleteUser(lab, name);
  expect(await runOf()).toMatchObject([{ held: { problem: { code: 'object.removal-waits' } } }]);

  const { databasePath, smbConfPath } = controllerFiles(dirname(other.directory.logPath));
  const ldif = [
    `dn: CN=Moved Over,CN=Users,${other.directory.baseDn}`,
    'objectClass: user',
    'sAMAccountName: moved.over',
    `userPrincipalName: ${mover?.attributes.userPrincipalName?.[0]}`,
    `objectGUID: ${mover?.objectGuid}`,
  ];
  // Only in the database itself an administrator may say which objectGUID a new object has.
  await runSambaProgram(
    'ldbadd',
    ['-H', databasePath, '--controls=relax:0', `--configfile=${smbConfPath}`],
    `${ldif.join('\n')}\n`,
  );
  expect((await fabrikam.readUsers(never)).objects.map(({ objectGuid }) => objectGuid)).toContain(mover?.objectGuid);
  const moved = await runOf();
  const kinds = moved.map((entry) => (entry.kind === 'held' ? entry.held.problem.code : entry.outcome.change.kind));
  expect(new Set(kinds)).toEqual(new Set(['update', 'disable']));
  expect(await runOf()).toEqual([]);
});
