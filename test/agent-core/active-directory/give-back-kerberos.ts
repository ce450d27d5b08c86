/** Where the Kerberos library finds its configuration is told the whole process by a variable, and other tests share that. */
import { afterAll } from 'vitest';

/** To be called by a file that signs in by Kerberos. */
export function giveBackKerberos(): void {
  const { KRB5_CONFIG: before } = process.env;
  afterAll(() => {
    if (before === undefined) delete process.env.KRB5_CONFIG;
    else process.env.KRB5_CONFIG = before;
  });
}
