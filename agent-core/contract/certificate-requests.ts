/** The requests about the certificate that the agent signs in to the tenant with. */
import { z } from 'zod';
import type { RequestSpecification } from './request-specification.ts';

const certificateStateSchema = z.object({
  thumbprintSha256: z.string(),
  notAfter: z.iso.datetime(),
  /** When the agent begins to replace it: at two thirds of its life. */
  renewAfter: z.iso.datetime(),
  /** `due`: it is time for a new one. `waiting`: the new one is registered and has not signed in yet; both are kept. */
  renewal: z.enum(['none', 'due', 'waiting']),
});
export type CertificateState = z.infer<typeof certificateStateSchema>;

export const certificateRequests = {
  /** Makes the agent's key and certificate if there is none that can be used. The private key never leaves the agent. */
  'certificate.create': {
    parameters: z.object({}),
    reply: z.object({
      certificatePem: z.string(),
      thumbprintSha256: z.string(),
      notAfter: z.iso.datetime(),
      /** The stored one was damaged and stands aside; this one has to be registered in the tenant anew. */
      replacesDamaged: z.boolean().default(false),
    }),
    permission: 'change',
    since: 1,
  },
  /** How long the certificate in use is good for, and how far its renewal has come. Makes none. */
  'certificate.read': {
    parameters: z.object({}),
    reply: certificateStateSchema,
    permission: 'change',
    since: 2,
  },
} as const satisfies Record<string, RequestSpecification>;
