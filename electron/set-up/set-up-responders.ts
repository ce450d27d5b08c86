/** What each call of the wizard does. Passwords and tokens are put in here, on the last step to the agent. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { AgentLink } from '../agent-connection.ts';
import type { BridgeResponders, ChosenFile, DomainDraft } from '../contract/bridge.ts';
import type { setUpCalls } from '../contract/set-up-calls.ts';
import type { PersonSignIn } from '../sign-in/person-sign-in.ts';
import type { KeptPasswords } from './kept-passwords.ts';
import { mayBeOpened } from './may-be-opened.ts';

export interface SetUpParts {
  readonly agent: AgentLink;
  readonly person: PersonSignIn;
  /** Of the account that this program runs in; approvals are kept under it. */
  readonly personName: string;
  readonly passwords: KeptPasswords;
  readonly chooseAuthority: () => Promise<Result<ChosenFile | null>>;
  readonly saveText: (text: {
    suggestedName: string;
    text: string;
  }) => Promise<Result<{ readonly path: string } | null>>;
  readonly copyText: (text: string) => void;
  readonly openBrowser: (address: string) => Promise<void>;
}

type SetUpResponders = Pick<BridgeResponders, keyof typeof setUpCalls | 'plan.create'>;

export function setUpResponders(parts: SetUpParts): SetUpResponders {
  const { agent, person, passwords } = parts;
  /** The page may open addresses of the tenant that the person signs in to; which one that is, is known from here on. */
  let authority: string | null = null;

  const withPassword = async <Reply>(domain: DomainDraft, ask: (password: string | null) => Promise<Result<Reply>>) => {
    if (domain.identity === 'service') return ask(null);
    const password = passwords.passwordOf(domain.account);
    return password.ok ? ask(password.value.reveal()) : password;
  };
  const withToken = async <Reply>(ask: (accessToken: string) => Promise<Result<Reply>>) => {
    const token = await person.token();
    return token.ok ? ask(token.value.reveal()) : token;
  };

  return {
    'certificateAuthority.choose': parts.chooseAuthority,
    'text.copy': async ({ text }) => {
      parts.copyText(text);
      return succeed({});
    },
    'text.save': parts.saveText,
    'address.open': async ({ address }) => {
      if (!mayBeOpened(address, authority)) return fail(problem('desktop.address-refused', new URL(address).host));
      await parts.openBrowser(address);
      return succeed({});
    },

    'password.keep': async ({ account, password }) => {
      passwords.keep(account, password);
      return succeed({});
    },
    'secrets.forget': async () => {
      passwords.forget();
      person.forget();
      return succeed({});
    },

    'person.signIn': async (asked) => {
      authority = asked.tenant.authority;
      const token = await person.begin(asked);
      if (!token.ok) return token;
      return agent.request('tenant.inspect', { tenant: asked.tenant, accessToken: token.value.reveal() });
    },
    'person.cancelSignIn': async () => {
      person.cancel();
      return succeed({});
    },

    'certificate.create': (argument) => agent.request('certificate.create', argument),
    'registration.apply': ({ tenant }) =>
      withToken((accessToken) => agent.request('registration.apply', { tenant, accessToken })),
    'registration.remove': ({ tenant }) =>
      withToken((accessToken) => agent.request('registration.remove', { tenant, accessToken })),
    'registration.check': (argument) => agent.request('registration.check', argument),
    'registration.script': (argument) => agent.request('registration.script', argument),

    'directory.discover': (argument) => agent.request('directory.discover', argument),
    'directory.verify': ({ domain }) =>
      withPassword(domain, (password) => agent.request('directory.verify', { domain, password })),
    'directory.units': ({ domain, ...page }) =>
      withPassword(domain, (password) => agent.request('directory.units', { domain, password, ...page })),
    'directory.groups': ({ domain, search }) =>
      withPassword(domain, (password) => agent.request('directory.groups', { domain, password, search })),

    // What a set-up would do is tried with what was typed for it; the password that is kept may be an old one.
    'plan.create': ({ settings }) => {
      const typed = (settings?.domains ?? []).flatMap(({ name, account, identity }) => {
        const password = passwords.passwordOf(account);
        return identity === 'password' && password.ok ? [[name, password.value.reveal()] as const] : [];
      });
      const domainPasswords = Object.fromEntries(typed);
      return agent.request('plan.create', typed.length === 0 ? { settings } : { settings, domainPasswords });
    },

    'setUp.apply': async ({ settings, mayReplace }) => {
      const domainPasswords: Record<string, string> = {};
      for (const { name, account, identity } of settings.domains) {
        if (identity === 'service') continue;
        const password = passwords.passwordOf(account);
        if (!password.ok) return password;
        domainPasswords[name] = password.value.reveal();
      }
      return agent.request('setup.apply', { settings, domainPasswords, mayReplace });
    },
  };
}
