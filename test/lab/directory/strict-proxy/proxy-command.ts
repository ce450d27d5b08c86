/** What a test tells the proxy while it runs. */
import { z } from 'zod';
import { strictnessSchema } from './strictness.ts';

/** How many answers to searches go out unharmed before it happens, counted from the command on. It happens once. */
const afterAnswers = z.int().min(0);
const path = z.string().min(1);

export const proxyCommandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('be strict'), changes: strictnessSchema.partial() }),
  /** Every request waits so long before anybody looks at it. */
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.int().min(0) }),
  /** The connection ends in the middle of an answer. */
  z.strictObject({ kind: z.literal('cut'), afterAnswers }),
  /** An answer arrives whole, and what is in it makes no sense. */
  z.strictObject({ kind: z.literal('corrupt'), afterAnswers }),
  /** From now on answers are kept, to be written by `save recording`. */
  z.strictObject({ kind: z.literal('record') }),
  z.strictObject({ kind: z.literal('save recording'), path }),
  /** From now on the recording answers and the controller is not asked. */
  z.strictObject({ kind: z.literal('replay'), path }),
  /** The end of recording, replaying, delay and of harm not yet done. */
  z.strictObject({ kind: z.literal('relay') }),
]);
export type ProxyCommand = Readonly<z.infer<typeof proxyCommandSchema>>;
