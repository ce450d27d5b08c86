/** What each call does that an administrator of a directory lends name and password for. The password is put in here, on the last step to the agent. */
import type { Result } from '../../agent-core/contract/result.ts';
import type { AgentLink } from '../agent-connection.ts';
import type { administrationCalls } from '../contract/administration-calls.ts';
import type { BridgeResponders } from '../contract/bridge.ts';
import type { KeptPasswords } from './kept-passwords.ts';

interface AdministrationParts {
  readonly agent: AgentLink;
  readonly passwords: KeptPasswords;
}

type AdministrationResponders = Pick<BridgeResponders, keyof typeof administrationCalls>;

export function administrationResponders({ agent, passwords }: AdministrationParts): AdministrationResponders {
  const lend = async <Asked extends { readonly administrator: string }, Reply>(
    asked: Asked,
    ask: (
      asked: Omit<Asked, 'administrator'> & { readonly administrator: { account: string; password: string } },
    ) => Promise<Result<Reply>>,
  ): Promise<Result<Reply>> => {
    const { administrator: account, ...others } = asked;
    const password = passwords.passwordOf(account);
    if (!password.ok) return password;
    return ask({ ...others, administrator: { account, password: password.value.reveal() } });
  };
  return {
    'account.here': (argument) => agent.request('account.here', argument),
    'account.inspect': (argument) => lend(argument, (asked) => agent.request('account.inspect', asked)),
    'account.ensure': (argument) => lend(argument, (asked) => agent.request('account.ensure', asked)),
    'rights.preview': (argument) => lend(argument, (asked) => agent.request('rights.preview', asked)),
    'rights.apply': (argument) => lend(argument, (asked) => agent.request('rights.apply', asked)),
  };
}
