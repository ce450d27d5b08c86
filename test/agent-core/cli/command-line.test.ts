import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../../agent-core/cli/command-line.ts';
import { certificateCommand } from '../../../agent-core/cli/commands/certificate.ts';
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

describe('a word that is nearly right', () => {
  const all = [...commands, settingsGetCommand, settingsSetCommand];
  test.each<[readonly string[], string]>([
    [['statsu'], 'there is no command "statsu"; did you mean "status"?'],
    [['setpu'], 'there is no command "setpu"; did you mean "setup"?'],
    [['Setup'], 'there is no command "Setup"; did you mean "setup"?'],
    [['setings', 'get'], 'there is no command "setings"; did you mean "settings get"?'],
    [['setings'], 'there is no command "setings"; did you mean "settings"?'],
    [['settings', 'gett'], 'there is no "settings gett": settings get, settings set; did you mean "settings get"?'],
    [['helpp'], 'there is no command "helpp"; did you mean "help"?'],
    [['help', 'statsu'], 'there is no command "statsu"; did you mean "status"?'],
    [['status', '--wach'], 'there is no option --wach here; did you mean --watch?'],
    [['status', '--data-dri', '/data'], 'there is no option --data-dri here; did you mean --data-dir?'],
  ])('%j is told what was meant', (words, reason) => {
    expect(parseCommandLine(words, all)).toMatchObject({ kind: 'usage-error', reason });
  });

  test.each<[readonly string[], string]>([
    [['delete'], 'there is no command "delete"'],
    [['ru'], 'there is no command "ru"'],
    [['status', '--force'], 'there is no option --force here'],
  ])('%j is too far from everything to guess', (words, reason) => {
    expect(parseCommandLine(words, all)).toMatchObject({ kind: 'usage-error', reason });
  });
});

test('help for a word that several commands begin with lists these commands', () => {
  const all = [...commands, settingsGetCommand, settingsSetCommand];
  const family = [settingsGetCommand, settingsSetCommand];
  expect(parseCommandLine(['help', 'settings'], all)).toEqual({ kind: 'family-help', word: 'settings', family });
  expect(parseCommandLine(['settings', '--help'], all)).toMatchObject({ kind: 'family-help' });
  expect(parse('delete', '--help')).toMatchObject({ kind: 'usage-error' });
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
