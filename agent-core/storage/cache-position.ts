/** How far the changes of a domain are known, as it is kept: text that is read again with doubt, since without it one full read will do. */
import { z } from 'zod';
import type { Position } from '../sync/directory-memory.ts';
import { readKept } from './read-kept.ts';

const positionSchema = z.object({
  cookie: z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
  controller: z.string(),
  host: z.string(),
  invocationId: z.string(),
  highestUsn: z.string().regex(/^\d+$/).transform(BigInt),
  takenAt: z.iso.datetime(),
});

export function writePosition(position: Position): string {
  return JSON.stringify({
    ...position,
    cookie: Buffer.from(position.cookie).toString('base64'),
    highestUsn: String(position.highestUsn),
  });
}

/** @returns null when there is none, or none that can be understood */
export const readPosition = (text: unknown): Position | null => readKept(positionSchema, text);
