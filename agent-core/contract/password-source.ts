/** Where a password comes from that an answer file needs: it is named, and never written out. */
import { z } from 'zod';

export const passwordSourceSchema = z.union(
  [
    /** A file whose first line is the password. */
    z.strictObject({ file: z.string().min(1).max(4096) }),
    /** A file descriptor that the caller opened for reading. */
    z.strictObject({ fileDescriptor: z.int().min(3).max(1024) }),
    /** Ask for it on the terminal. */
    z.literal('prompt'),
  ],
  'takes {"file": PATH}, {"fileDescriptor": N} or "prompt"',
);
export type PasswordSource = z.infer<typeof passwordSourceSchema>;
