/** The agent's log, pulled by cursor: what is not asked for is not sent. */
import { z } from 'zod';
import type { RequestSpecification } from './request-specification.ts';

/** The most severe first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export const logLevelSchema = z.enum(logLevels);
export type LogLevel = z.infer<typeof logLevelSchema>;

export const logLineSchema = z.object({
  at: z.iso.datetime(),
  level: logLevelSchema,
  message: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** A line as it stands in the file. */
const storedLogLineSchema = z
  .looseObject({ timestamp: z.string(), level: z.string(), message: z.string() })
  .transform(({ timestamp, level, message, ...fields }) => ({ at: timestamp, level, message, fields }))
  .pipe(logLineSchema);

/** @returns null for what is less severe than asked for, and for what is no line: one may have been cut off by a crash or a full disk */
export function readLogLine(text: string, level: LogLevel): LogLine | null {
  const line = storedLogLineSchema.safeParse(readJson(text));
  return line.success && logLevels.indexOf(line.data.level) <= logLevels.indexOf(level) ? line.data : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const logRequests = {
  /**
   * Without a cursor the newest lines; with one those that were written after it. Either way the oldest comes first, and `next` is
   * the cursor for what will be written next: whoever follows the log asks again with it. Null while there is no log at all.
   */
  'log.read': {
    parameters: z.object({
      cursor: z.string().max(100).nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
      /** Lines of this level and of the more severe ones. */
      level: logLevelSchema.default('info'),
    }),
    reply: z.object({ lines: z.array(logLineSchema).readonly(), next: z.string().nullable() }),
    permission: 'read',
    since: 2,
  },
} as const satisfies Record<string, RequestSpecification>;
