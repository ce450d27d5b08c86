/** The name under which a decision is kept: who is at the terminal, also behind sudo. The agent cannot prove it; the door does the rest. */
import { userInfo } from 'node:os';

export function personAtTerminal(environment: NodeJS.ProcessEnv = process.env): string {
  const behind = environment.SUDO_USER;
  return behind === undefined || behind === '' ? userInfo().username : behind;
}
