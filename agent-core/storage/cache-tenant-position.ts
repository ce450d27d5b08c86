/** How far the changes of the tenant are known, as it is kept: text that is read again with doubt, since without it one whole reading will do. */
import { z } from 'zod';
import type { TenantPosition } from '../sync/tenant-position.ts';
import { readKept } from './read-kept.ts';

const positionSchema = z.object({
  tenantId: z.string(),
  since: z.string(),
  next: z.object({ since: z.string(), takenAt: z.iso.datetime() }),
  wholeAt: z.iso.datetime(),
});

export const writeTenantPosition = (position: TenantPosition): string => JSON.stringify(position);

/** @returns null when there is none, or none that can be understood */
export const readTenantPosition = (text: unknown): TenantPosition | null => readKept(positionSchema, text);
