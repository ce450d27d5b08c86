/** The answer file of an unattended set-up: the settings, with files named by path and passwords named by where they are, never written out. */
import { z } from 'zod';
import { domainSettingsSchema, setupSettingsSchema, tenantSettingsSchema } from './settings.ts';

const path = z.string().min(1).max(4096);

export const passwordSourceSchema = z.union(
  [
    /** A file whose first line is the password. */
    z.strictObject({ file: path }),
    /** A file descriptor that the caller opened for reading. */
    z.strictObject({ fileDescriptor: z.int().min(3).max(1024) }),
    /** Ask for it on the terminal. */
    z.literal('prompt'),
  ],
  'takes {"file": PATH}, {"fileDescriptor": N} or "prompt"',
);
export type PasswordSource = z.infer<typeof passwordSourceSchema>;

const certificateAuthorityFile = path.nullable().default(null);

export const answersSchema = z.strictObject({
  configurationId: setupSettingsSchema.shape.configurationId,
  tenant: tenantSettingsSchema.omit({ certificateAuthorities: true }).extend({ certificateAuthorityFile }),
  domains: z
    .array(
      domainSettingsSchema.omit({ certificateAuthorities: true }).extend({
        certificateAuthorityFile,
        password: passwordSourceSchema.default('prompt'),
      }),
    )
    .min(1)
    .readonly(),
  scope: setupSettingsSchema.shape.scope,
  newUsers: setupSettingsSchema.shape.newUsers,
  removals: setupSettingsSchema.shape.removals,
  guard: setupSettingsSchema.shape.guard,
  schedule: setupSettingsSchema.shape.schedule,
  retention: setupSettingsSchema.shape.retention,
  updates: setupSettingsSchema.shape.updates,
});
export type Answers = z.infer<typeof answersSchema>;
