import { expect, test } from 'vitest';
import { defaultDataDir } from '../../../agent-core/client/control-address.ts';
import { readStartOptions } from '../../../agent-core/service/agent-options.ts';

test('without arguments the agent starts quietly in the usual folder', () => {
  expect(readStartOptions([])).toEqual({ dataDir: defaultDataDir(), logLevel: 'info', isNewRecordWanted: false });
});

test('every argument is taken', () => {
  expect(readStartOptions(['--data-dir', '/data', '--debug', '--begin-new-record'])).toEqual({
    dataDir: '/data',
    logLevel: 'debug',
    isNewRecordWanted: true,
  });
});

test.each(['--password=x', '--force', 'word'])('the argument %s is refused', (argument) => {
  expect(() => readStartOptions([argument])).toThrow(TypeError);
});
