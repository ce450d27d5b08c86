/** The lab's own servers say on a line of their log, as JSON, that they are ready and at which port. */
import { z } from 'zod';
import { readFileIfExists } from '../read-file-if-exists.ts';

const readyLineSchema = z.object({ ready: z.literal(true), port: z.int() });

/** Undefined while the server has not said so. */
export async function readReadyPort(logPath: string): Promise<number | undefined> {
  const log = (await readFileIfExists(logPath)) ?? '';
  const lines = log.split('\n').slice(0, -1);
  return lines.map((line) => readyLineSchema.safeParse(parseJson(line)).data?.port).find((port) => port !== undefined);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Something else that the program printed.
    return undefined;
  }
}
