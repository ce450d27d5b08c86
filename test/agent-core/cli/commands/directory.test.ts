import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '../../../../agent-core/cli/command.ts';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { directoryCommands } from '../../../../agent-core/cli/commands/directory.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { scopeSettingsSchema } from '../../../../agent-core/contract/settings.ts';
import { getSettings } from '../../../../agent-core/service/requests/settings-get.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const [units, groups, password] = directoryCommands;
if (units === undefined || groups === undefined || password === undefined) throw new Error('there are three');

const unit = (name: string, hasChildren = false, users: number | null = 2) => ({
  ...{ objectGuid: objectGuidFor(name), name, distinguishedName: `OU=${name},DC=contoso,DC=com` },
  ...{ hasChildren, users, groups: 1 },
});
const below: ReadonlyMap<string | null, ReturnType<typeof unit>[]> = new Map([
  [null, [unit('Sales', true), unit('IT', false, null)]],
  [objectGuidFor('Sales'), [unit('Trainees')]],
]);

async function agent() {
  const { settingsStore } = configuredParts();
  const { dataDir } = await openStubAgent({
    'settings.get': getSettings(settingsStore),
    'directory.units': ({ parent, cursor }) => {
      const all = below.get(parent) ?? [];
      return succeed({ items: all.slice(cursor, cursor + 1), next: cursor + 1 < all.length ? cursor + 1 : null });
    },
    'directory.password': ({ domain, password: given }) =>
      given === 'second password'
        ? succeed({ account: `svc@${domain}`, controller: 'dc1.contoso.com' })
        : fail(problem('directory.wrong-credentials', domain)),
    'directory.groups': ({ search }) => {
      const staff = { ...unit('Staff'), members: 1200 };
      const everybody = { ...unit('Domain Users'), members: 0, hasPrimaryMembers: true };
      return succeed({ groups: search === 'staff' ? [staff] : search === 'users' ? [everybody] : [] });
    },
  });
  return async (command: Command, ...words: readonly string[]) => {
    const shown = await runCommandLine(dataDir, command, ...words).ended;
    if (!shown.ok) throw new Error(`${shown.problem.code}: ${shown.problem.detail}`);
    return shown.value;
  };
}

test('units are listed with their objectGUIDs, those of the top, those below one, or all', async () => {
  const ask = await agent();
  const line = (name: string, more: string) => `${objectGuidFor(name)}  OU=${name},DC=contoso,DC=com  (${more})\n`;
  const top = [
    line('Sales', '2 users and 1 group, with units below'),
    line('IT', 'not counted, that took too long'),
  ] as const;
  expect((await ask(units)).text).toBe(top.join(''));
  const trainees = line('Trainees', '2 users and 1 group');
  expect((await ask(units, '--below', objectGuidFor('Sales'))).text).toBe(trainees);
  expect((await ask(units, '--all')).text).toBe([top[0], trainees, top[1]].join(''));
  expect((await ask(units, '--below', objectGuidFor('IT'))).text).toBe('There are none.\n');
});

test('groups are found by a part of their name, and what programs get of them is what a scope takes', async () => {
  const ask = await agent();
  const { text, json } = await ask(groups, 'staff');
  expect(text).toBe(`${objectGuidFor('Staff')}  OU=Staff,DC=contoso,DC=com  (1,200 members)\n`);
  const reference = { objectGuid: objectGuidFor('Staff'), domain: 'contoso.com', name: 'OU=Staff,DC=contoso,DC=com' };
  expect(json).toMatchObject({ groups: [reference] });
  expect(scopeSettingsSchema.safeParse({ kind: 'groups', groups: [reference] }).success).toBe(true);
  expect((await ask(groups, 'users')).text, 'nobody is in its list').toBe(
    `${objectGuidFor('Domain Users')}  OU=Domain Users,DC=contoso,DC=com  (0 members, besides members by primary group, who are not counted)\n`,
  );
  expect((await ask(groups, 'nobody')).text).toBe('No group has "nobody" in its name.\n');
});

test('another domain than those of the settings is named as that, and no objectGUID is a mistake', async () => {
  const ask = await agent();
  await expect(ask(units, '--domain', 'fabrikam.com')).rejects.toThrow(
    'setup.unknown-domain: fabrikam.com; known: contoso.com',
  );
  expect(parseCommandLine(['directory', 'units', '--below', 'Sales'], directoryCommands)).toMatchObject({
    reason: '--below takes an objectGUID',
  });
});

test.each([[''], [' ']])('groups with "%s" in their name are not asked for: it is a usage error', (word) => {
  expect(parseCommandLine(['directory', 'groups', word], directoryCommands)).toMatchObject({
    kind: 'usage-error',
    reason: 'directory groups takes no empty word',
  });
});

test('the password of the account is given alone, from a file', async () => {
  const ask = await agent();
  const file = join(temporaryFolder(), 'password.txt');
  writeFileSync(file, 'second password\n');
  expect(await ask(password, '--password-file', file)).toEqual({
    json: { domain: 'contoso.com', account: 'svc@contoso.com', controller: 'dc1.contoso.com' },
    text: 'dc1.contoso.com takes the new password of svc@contoso.com, and the agent keeps it from now on.\n',
  });
  writeFileSync(file, 'first password\n');
  await expect(ask(password, '--password-file', file)).rejects.toThrow('directory.wrong-credentials');
  writeFileSync(file, '\n');
  for (const unusable of [file, join(temporaryFolder(), 'nowhere')])
    await expect(ask(password, '--password-file', unusable)).rejects.toThrow('account.password-not-read');
  await expect(ask(password, '--password-file', file, '--domain', 'fabrikam.com')).rejects.toThrow('unknown-domain');
});
