/** The answer file of an unattended set-up: the settings, with files named by path and passwords named by where they are, never written out. */
import { z } from 'zod';
import { administrationAnswers, contradictionsIn } from './administration-answers.ts';
import { passwordSourceSchema } from './password-source.ts';
import { domainSettingsSchema, setupSettingsSchema, tenantSettingsSchema } from './settings.ts';

const path = z.string().min(1).max(4096);

const certificateAuthorityFile = path.nullable().default(null);

export const answersSchema = z.strictObject({
  configurationId: setupSettingsSchema.shape.configurationId,
  tenant: tenantSettingsSchema.omit({ certificateAuthorities: true }).extend({ certificateAuthorityFile }),
  domains: z
    .array(
      domainSettingsSchema
        .omit({ certificateAuthorities: true })
        .extend({
          certificateAuthorityFile,
          password: passwordSourceSchema.default('prompt'),
          ...administrationAnswers,
        })
        .superRefine((domain, context) => {
          for (const [key, message] of contradictionsIn(domain))
            context.addIssue({ code: 'custom', path: [key], message });
        }),
    )
    .min(1)
    .refine(
      (domains) => domains.filter(({ managedAccount }) => managedAccount !== null).length <= 1,
      'have more than one managedAccount; the agent runs as one account',
    )
    .readonly(),
  scope: setupSettingsSchema.shape.scope,
  newUsers: setupSettingsSchema.shape.newUsers,
  matching: setupSettingsSchema.shape.matching,
  groups: setupSettingsSchema.shape.groups,
  removals: setupSettingsSchema.shape.removals,
  guard: setupSettingsSchema.shape.guard,
  schedule: setupSettingsSchema.shape.schedule,
  retention: setupSettingsSchema.shape.retention,
  updates: setupSettingsSchema.shape.updates,
});
export type Answers = z.infer<typeof answersSchema>;
