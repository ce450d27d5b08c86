/** The log that operators read: one structured line per fact. The same words as in the windows; never a secret. */
import { Writable } from 'node:stream';
import { createLogger, format, transports } from 'winston';
import type { LogFiles } from '../storage/log-files.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface AgentLog {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  /** A defect: logged with its stack and causes, shown to clients only as unexpected. */
  unexpected(error: unknown, fields?: Fields): void;
}

export interface AgentLogOptions {
  readonly files: Pick<LogFiles, 'append'>;
  readonly level: 'info' | 'debug';
  /** ISO 8601. */
  readonly now: () => string;
}

export function createAgentLog({ files, level, now }: AgentLogOptions): AgentLog {
  const stream = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      files.append(line);
      done();
    },
  });
  const logger = createLogger({
    level,
    format: format.combine(format.timestamp({ format: now }), format.json({ replacer: shorten })),
    transports: [
      new transports.Stream({ stream, eol: '\n' }),
      new transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] }),
    ],
  });
  return {
    debug: (message, fields) => void logger.debug(message, fields),
    info: (message, fields) => void logger.info(message, fields),
    warn: (message, fields) => void logger.warn(message, fields),
    unexpected: (error, fields) => void logger.error('unexpected', { ...fields, stack: stackOf(error) }),
  };
}

const longestText = 8_192;

/** Nobody can fill the log with one line. */
function shorten(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}...` : value;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error.stack) : `${error.stack}\ncaused by: ${stackOf(error.cause)}`;
}
