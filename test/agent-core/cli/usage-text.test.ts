import { expect, test } from 'vitest';
import { changesCommand } from '../../../agent-core/cli/commands/changes.ts';
import { exemptCommand } from '../../../agent-core/cli/commands/exempt.ts';
import { topics } from '../../../agent-core/cli/topics.ts';
import { commandUsageText, familyUsageText, usageText } from '../../../agent-core/cli/usage-text.ts';
import { exemptibleKinds } from '../../../agent-core/contract/exemptible-kinds.ts';

const commands = topics.flatMap((topic) => topic.commands);

test('the usage names every command and what it does, by what it is for', () => {
  const some = topics.filter(({ title }) => title === 'Ask about somebody' || title === 'Settings');
  expect(usageText(some)).toMatchInlineSnapshot(`
    "Usage: bridgehead COMMAND [OPTIONS]

    Settings
      settings get     the settings as they are, and which revision they are
      settings set     change settings, such as guard.disables.count=20, or lists, of which README has
                       an example; the next run follows. Who would leave the scope is shown first
      settings export  write the settings as an answer file, without secrets; certificates go beside it
      settings import  save the settings of an answer file; the next run follows. What the file does not
                       name stays as it is set

    "bridgehead help COMMAND" shows its options. Every command takes --json (for programs) and
    --data-dir DIR (the folder of the agent meant).
    Exit code: 0 done, 1 a problem, 2 the command line is wrong.
    "
  `);
});

test('the usage of commands that begin with one word is about these', () => {
  const family = commands.filter(({ name }) => name.startsWith('rights '));
  const text = familyUsageText('rights', family);
  expect(text).toMatch(/^Usage: bridgehead rights COMMAND \[OPTIONS\]\n\n {2}rights preview /);
  expect(text).toContain('"bridgehead help rights COMMAND" shows its options.');
});

test('the usage of one command names its options and what they are good for', () => {
  expect(commandUsageText(changesCommand)).toMatchInlineSnapshot(`
    "Usage: bridgehead changes [--object NAME] [--run ID] [--action KIND] [--status STATUS] [--from TIME]
           [--until TIME] [--repeats] [--lines N | --out FILE [--format csv|ndjson]] [--json]
           [--data-dir DIR]

    What was done to whom, when and why, the newest at the end; with --out, all of it into a file.

      --object NAME        only of this object: its objectGUID, any name that "why" knows, or one it had
      --run ID             only of this run
      --action KIND        only of this kind: create, update, disable, enable, delete, restore, link,
                           unlink, none
      --status STATUS      only what ended so: success, failure, held, skipped, unknown
      --from TIME          only from this time on, such as 2026-03-02 or 2026-03-02T08:00:00Z
      --until TIME         only before this time
      --repeats            also what was tried again and ended as it did before
      --lines N            how many; 50 unless given
      --out FILE           write all that fits into this file, which ends in .csv or .ndjson
      --format csv|ndjson  of the file, where its name does not say it
      --json               answer with one line of JSON, for programs
      --data-dir DIR       the folder of the agent meant
      --help               show this
    "
  `);
});

test('every command stands in one topic', () => {
  expect(commands.length).toBeGreaterThan(40);
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});

test.each(commands)('the usage of "$name" shows every option that it takes, and none besides', ({ usage, options }) => {
  const shown = [...usage.matchAll(/--(?<name>[a-z-]+)/g)].map((match) => match.groups?.name ?? '');
  expect(new Set(shown)).toEqual(new Set(Object.keys(options)));
});

test.each(commands)('whoever reads about "$name" is told what the value of an option is', (command) => {
  for (const [name, { type }] of Object.entries(command.options)) {
    const value = type === 'string' ? ' (?!VALUE)[A-Za-z0-9|:,.]' : '';
    expect(commandUsageText(command)).toMatch(new RegExp(`^  --${name}${value}`, 'm'));
  }
});

test('no line is wider than 100 columns', () => {
  const texts = [usageText(topics), ...commands.map(commandUsageText)];
  for (const line of texts.join('').split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
});

test('the help of exempt names every kind', () => {
  const text = commandUsageText(exemptCommand).replaceAll(/\s+/g, ' ');
  expect(text).toContain(`KIND is one of ${exemptibleKinds.join(', ')};`);
});
