/** What a person says about the real tenant that the contract is tested against. */
import { z } from 'zod';

export const liveTenantSchema = z.strictObject({
  tenantId: z.guid(),
  clientId: z.guid(),
  /** The certificate of the application and its key, both PEM. Paths are relative to the answer file. */
  certificateFile: z.string().min(1),
  privateKeyFile: z.string().min(1),
  authority: z.url({ protocol: /^https$/ }).default('https://login.microsoftonline.com'),
  graph: z.url({ protocol: /^https$/ }).default('https://graph.microsoft.com'),
  /** An authority to trust as well. */
  certificateAuthorityFile: z.string().min(1).optional(),
  /** A verified domain of the tenant, in which users may be made. */
  domain: z.string().min(3),
  /** Begins the name of everything that is made. Whatever begins with it is taken away at the end: it must be nobody else's. */
  namePrefix: z
    .string()
    .regex(/^[a-z][a-z0-9-]{6,30}-$/, 'must be 8 to 32 small letters, digits and dashes, and end with a dash'),
  /** The object id of an administrative unit made for this; null when the tenant has none, said in so many words. */
  administrativeUnit: z.guid().nullable(),
});
export type LiveTenantAnswers = z.infer<typeof liveTenantSchema>;

/** As the tests get it: the answers with their files read, and the name that the person typed. */
export interface LiveTenant
  extends Omit<LiveTenantAnswers, 'certificateFile' | 'privateKeyFile' | 'certificateAuthorityFile'> {
  readonly certificatePem: string;
  /** Read by the tests themselves, so that the key is in no message between processes. */
  readonly privateKeyPath: string;
  readonly certificateAuthorityPem: string | null;
  readonly confirmedName: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined when the lab is asked. */
    liveTenant: LiveTenant | undefined;
  }
}
