/** What the thread that looks through all objects is asked, and what it answers. */
import { z } from 'zod';
import type { ReplyOf } from '../contract/control-api.ts';
import { objectGuidSchema } from '../contract/identifiers.ts';
import { groupSettingsSchema, scopeSettingsSchema } from '../contract/settings.ts';

export const objectQuerySchema = z.object({
  /** Those of the settings. */
  domains: z.array(z.string()).readonly(),
  scope: scopeSettingsSchema,
  groups: groupSettingsSchema,
  /** Those units of the scope that the directory has. */
  units: z
    .array(z.object({ objectGuid: objectGuidSchema, domain: z.string(), distinguishedName: z.string() }))
    .readonly(),
  ask: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('find'), name: z.string() }),
    z.object({ kind: z.literal('reasons') }),
    z.object({ kind: z.literal('leftOut'), reason: z.string(), cursor: z.int(), limit: z.int() }),
  ]),
});
export type ObjectQuery = z.infer<typeof objectQuerySchema>;

/** All but what people decided. */
export type FoundByName = Omit<ReplyOf<'objects.find'>, 'exemptions' | 'approvals'>;

export type ObjectAnswer =
  | { readonly kind: 'find'; readonly reply: FoundByName }
  | { readonly kind: 'reasons'; readonly reply: ReplyOf<'objects.reasons'> }
  | { readonly kind: 'leftOut'; readonly reply: ReplyOf<'objects.leftOut'> };
