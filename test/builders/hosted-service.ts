/** A service of Windows, in memory, that remembers as whom it was restarted. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { ServiceHost } from '../../agent-core/service-host/service-host.ts';

/** @param worksAs the accounts as which Windows lets the service log on */
export function hostWith(before: string | null, worksAs: readonly (string | null)[], canChange = true) {
  const said: string[] = [];
  let account = before;
  const unused = async () => fail(problem('service.not-permitted', 'not asked for'));
  const restart = async (): Promise<Result<boolean>> => {
    said.push(`restarted as ${account}`);
    return worksAs.includes(account) ? succeed(true) : fail(problem('service.logon-failed', String(account)));
  };
  const host: ServiceHost = {
    ...{ kind: 'windows', name: 'BridgeheadAgent', install: unused, approvers: () => null, start: unused },
    ...{ stop: unused, restart, read: unused, uninstall: unused, lastLines: async () => ['the last line'] },
    account: canChange
      ? {
          read: async () => succeed(account),
          change: async ({ name }) => {
            const isChanged = account !== name;
            account = name;
            return succeed(isChanged);
          },
        }
      : null,
  };
  return { host, said };
}
