/** What the agent can be told when it is started. Nothing secret, since others can see how a process was started. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../client/control-address.ts';

export interface StartOptions {
  readonly dataDir: string;
  readonly logLevel: 'info' | 'debug';
  readonly isNewRecordWanted: boolean;
  /** The group whose members may approve besides those who may change the agent. */
  readonly approvers: string | null;
  /** Where the updater tells what it does; null where there is none. */
  readonly updatesDir: string | null;
  /** Whether the service host for Windows owns the doors and says on standard input who is there and when to stop. */
  readonly isHosted: boolean;
}

export type StartLine =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage-error'; readonly reason: string };

export function readStartLine(commandLine: readonly string[]): StartLine {
  try {
    const { values } = parseArgs({
      args: [...commandLine],
      options: {
        'data-dir': { type: 'string' },
        debug: { type: 'boolean', default: false },
        'begin-new-record': { type: 'boolean', default: false },
        approvers: { type: 'string' },
        'updates-dir': { type: 'string' },
        hosted: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const options = {
      dataDir: values['data-dir'] ?? defaultDataDir(),
      logLevel: values.debug ? 'debug' : 'info',
      isNewRecordWanted: values['begin-new-record'],
      approvers: values.approvers ?? null,
      updatesDir: values['updates-dir'] ?? defaultUpdatesDir(),
      isHosted: values.hosted,
    } as const;
    return { kind: 'start', options };
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** On Windows the installer brings the updater; elsewhere, whoever has one says where it is. */
function defaultUpdatesDir(environment: NodeJS.ProcessEnv = process.env): string | null {
  if (process.platform !== 'win32') return null;
  return join(environment.ProgramData ?? 'C:\\ProgramData', 'BridgeheadUpdates');
}

export const startUsage = (): string =>
  [
    'Usage: npm run agent -- [--data-dir DIR] [--approvers GROUP] [--debug] [--begin-new-record] [--updates-dir DIR] [--hosted]',
    '',
    `  --data-dir DIR      the folder of the agent; without it ${defaultDataDir()}`,
    '  --approvers GROUP   members of this group may look and approve, and change nothing',
    '  --debug             log every step',
    '  --begin-new-record  go on without a record that is damaged or gone; the agent must then be set up again',
    '  --updates-dir DIR   the folder of the updater, where there is one',
    '  --hosted            take callers and the word to stop from bridgehead-host.exe, on standard input',
    '',
  ].join('\n');
