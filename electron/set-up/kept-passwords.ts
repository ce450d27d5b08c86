/** Passwords of directory accounts between the page where they are typed and the agent: in memory, while the set-up goes on. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { Secret } from '../../agent-core/contract/secret.ts';

export interface KeptPasswords {
  keep(account: string, password: string): void;
  /** Problem: desktop.password-gone. */
  passwordOf(account: string): Result<Secret>;
  forget(): void;
}

export function createKeptPasswords(): KeptPasswords {
  const passwords = new Map<string, Secret>();
  return {
    keep: (account, password) => void passwords.set(account.toLowerCase(), new Secret(password)),
    passwordOf: (account) => {
      const password = passwords.get(account.toLowerCase());
      return password === undefined ? fail(problem('desktop.password-gone', account)) : succeed(password);
    },
    forget: () => passwords.clear(),
  };
}
