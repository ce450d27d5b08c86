/** The log that operators read: one structured line per fact, rotated by size. The same words as in the windows; never a secret. */
import { join } from 'node:path';
import { createLogger, format, transports } from 'winston';

type Fields = Readonly<Record<string, unknown>>;

export interface AgentLog {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  /** A defect: logged with its stack and causes, shown to clients only as unexpected. */
  unexpected(error: unknown, fields?: Fields): void;
}

export interface AgentLogOptions {
  readonly logsDir: string;
  readonly level: 'info' | 'debug';
}

const fileSizeBytes = 10 * 1024 * 1024;
const filesKept = 10;

export function createAgentLog({ logsDir, level }: AgentLogOptions): AgentLog {
  const logger = createLogger({
    level,
    format: format.combine(format.timestamp(), format.json()),
    transports: [
      new transports.File({
        filename: join(logsDir, 'agent.log'),
        maxsize: fileSizeBytes,
        maxFiles: filesKept,
        tailable: true,
      }),
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

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error.stack) : `${error.stack}\ncaused by: ${stackOf(error.cause)}`;
}
