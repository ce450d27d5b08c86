/** What the agent can be told when it is started. Nothing secret, since others can see how a process was started. */
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../client/control-address.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly logLevel: 'info' | 'debug';
  readonly isNewRecordWanted: boolean;
}

/** Throws a TypeError that names the argument it does not know. */
export function readStartOptions(commandLine: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      'data-dir': { type: 'string' },
      debug: { type: 'boolean', default: false },
      'begin-new-record': { type: 'boolean', default: false },
    },
  });
  return {
    dataDir: values['data-dir'] ?? defaultDataDir(),
    logLevel: values.debug ? 'debug' : 'info',
    isNewRecordWanted: values['begin-new-record'],
  };
}
