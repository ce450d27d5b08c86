import { expect, test } from 'vitest';
import { defaultDataDir } from '../../../agent-core/client/control-address.ts';
import { readStartLine, startUsage } from '../../../agent-core/service/agent-options.ts';

test('without arguments the agent starts quietly in the usual folder', () => {
  const options = {
    dataDir: defaultDataDir(),
    logLevel: 'info',
    isNewRecordWanted: false,
    approvers: null,
    updatesDir: null,
    isHosted: false,
  };
  expect(readStartLine([])).toEqual({ kind: 'start', options });
});

test('every argument is taken', () => {
  expect(
    readStartLine([
      '--data-dir',
      '/data',
      '--approvers',
      'staff',
      '--debug',
      '--begin-new-record',
      '--hosted',
      '--updates-dir',
      '/updates',
    ]),
  ).toEqual({
    kind: 'start',
    options: {
      dataDir: '/data',
      logLevel: 'debug',
      isNewRecordWanted: true,
      approvers: 'staff',
      updatesDir: '/updates',
      isHosted: true,
    },
  });
});

test.each(['--password=x', '--force', 'word'])('the argument %s is refused', (argument) => {
  expect(readStartLine([argument])).toMatchObject({ kind: 'usage-error' });
});

test('whoever asks for help is shown every argument and the usual folder', () => {
  expect(readStartLine(['--help'])).toEqual({ kind: 'help' });
  for (const word of [
    '--data-dir',
    '--debug',
    '--begin-new-record',
    '--approvers',
    '--updates-dir',
    '--hosted',
    defaultDataDir(),
  ])
    expect(startUsage()).toContain(word);
});
