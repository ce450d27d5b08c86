import { describe, expect, test } from 'vitest';
import { parseCommandLine, usageText } from '../../../agent-core/cli/command-line.ts';
import { certificateCommand } from '../../../agent-core/cli/commands/certificate.ts';
import { changesCommand } from '../../../agent-core/cli/commands/changes.ts';
import { planCommand } from '../../../agent-core/cli/commands/plan.ts';
import { runCommand } from '../../../agent-core/cli/commands/run.ts';
import { settingsGetCommand } from '../../../agent-core/cli/commands/settings-get.ts';
import { settingsSetCommand } from '../../../agent-core/cli/commands/settings-set.ts';
import { setupCommand } from '../../../agent-core/cli/commands/setup.ts';
import { statusCommand } from '../../../agent-core/cli/commands/status.ts';
import { defaultDataDir } from '../../../agent-core/client/control-address.ts';

const commands = [setupCommand, certificateCommand, statusCommand, planCommand, runCommand];
const parse = (...words: readonly string[]) => parseCommandLine(words, commands);

describe('a command', () => {
  test('is found by its name, for people and for the usual folder unless asked otherwise', () => {
    expect(parse('status')).toMatchObject({
      kind: 'command',
      command: statusCommand,
      dataDir: defaultDataDir(),
      isJson: false,
    });
  });

  test('takes the options that every command takes', () => {
    const words = ['plan', '--json', '--data-dir', '/data'];
    expect(parse(...words)).toMatchObject({ command: planCommand, dataDir: '/data', isJson: true });
  });

  test('takes its own options', () => {
    expect(parse('run', '--wait')).toMatchObject({ command: runCommand, options: { wait: true } });
    expect(parse('setup', '--answers', 'a.json')).toMatchObject({ options: { answers: 'a.json' } });
    expect(parse('certificate', '--out=c.pem')).toMatchObject({ options: { out: 'c.pem' } });
  });
});

test.each([[], ['help'], ['--help']])('%j shows how all of it is used', (...words) => {
  expect(parse(...words.flat())).toEqual({ kind: 'help', command: null });
});

test.each([
  ['help', 'setup'],
  ['setup', '--help'],
  ['setup', '--answers', 'a.json', '--help'],
])('%j %j shows how one command is used', (...words) => {
  expect(parse(...words)).toEqual({ kind: 'help', command: setupCommand });
});

test('help for a command that does not exist is a usage error', () => {
  expect(parse('help', 'delete')).toMatchObject({ kind: 'usage-error', reason: 'there is no command "delete"' });
});

test('help for a word that several commands begin with lists these commands', () => {
  const all = [...commands, settingsGetCommand, settingsSetCommand];
  const family = [settingsGetCommand, settingsSetCommand];
  expect(parseCommandLine(['help', 'settings'], all)).toEqual({ kind: 'family-help', family });
  expect(parseCommandLine(['help', 'settings', 'drop'], all)).toMatchObject({
    kind: 'usage-error',
    reason: 'there is no "settings drop": settings get, settings set',
  });
});

test('--version shows the version', () => {
  expect(parse('--version')).toEqual({ kind: 'version' });
});

describe('a usage error', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['a command that does not exist', ['delete'], /^there is no command "delete"$/],
    ['an option before the command', ['--json', 'status'], /^there is no command "--json"$/],
    ['an option that does not exist', ['status', '--force'], /--force/],
    ['an option of another command', ['status', '--wait'], /--wait/],
    ['an option without its value', ['setup', '--answers'], /--answers/],
    ['a value where none is taken', ['run', '--wait=yes'], /--wait/],
    ['a missing option', ['setup'], /^setup needs --answers$/],
    ['a word that belongs nowhere', ['run', 'now'], /now/],
    ['a password', ['setup', '--answers', 'a.json', '--password', 'x'], /--password/],
  ])('is %s', (_what, words, reason) => {
    expect(parse(...words)).toMatchObject({ kind: 'usage-error', reason: expect.stringMatching(reason) });
  });
});

test('the usage names every command and what it does, in two columns', () => {
  expect(usageText(commands)).toMatchInlineSnapshot(`
    "Usage: bridgehead COMMAND [OPTIONS]

      setup        pair domains with a tenant, after proving that both work; with the access token of an
                   administrator in a file, the agent is registered before
      certificate  make the certificate of the agent if there is none, and show it
      status       what the agent is doing, and how the last run ended; with --watch, whenever that
                   changes
      plan         what a run would do, without doing it, also with other settings; with --all, every
                   change
      run          bring the tenant in step with the directory; with --wait, report how it ended, with
                   --all every change

    "bridgehead help COMMAND" shows its options. Every command takes --json (for programs) and
    --data-dir DIR (the folder of the agent meant).
    Exit code: 0 done, 1 a problem, 2 the command line is wrong.
    "
  `);
});

test('the usage of one command names its options', () => {
  expect(usageText(commands, changesCommand)).toMatchInlineSnapshot(`
    "Usage: bridgehead changes [--object NAME] [--run ID] [--action KIND] [--status STATUS]
             [--from TIME] [--until TIME] [--repeats] [--lines N | --out FILE [--format csv|ndjson]]
             [--json] [--data-dir DIR]

    What was done to whom, when and why, the newest at the end; with --out, all of it into a file.
    "
  `);
});

test('no line is wider than 100 columns', () => {
  const texts = [usageText(commands), ...[...commands, changesCommand].map((each) => usageText(commands, each))];
  for (const line of texts.join('').split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
});
