import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import type { AgentLink } from '../../../electron/agent-connection.ts';
import { createKeptPasswords } from '../../../electron/set-up/kept-passwords.ts';
import { type SetUpParts, setUpResponders } from '../../../electron/set-up/set-up-responders.ts';
import { settings } from '../../builders/settings.ts';

const tenant = {
  authority: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  certificateAuthorities: null,
  proxy: null,
};
const domain = {
  name: 'contoso.com',
  account: 'Bridgehead@contoso.com',
  identity: 'password',
  controllers: { kind: 'chosen', hosts: [{ host: 'dc1.contoso.com', address: null, port: 636 }] },
  security: 'ldaps',
  rights: 'domain',
  certificateAuthorities: null,
} as const;

function partsOf(changes: Partial<SetUpParts> = {}) {
  const asked: { name: string; parameters: unknown }[] = [];
  const opened: string[] = [];
  const request: AgentLink['request'] = async (name, parameters) => {
    asked.push({ name, parameters });
    return fail(problem('control.not-running', 'a stub'));
  };
  const parts: SetUpParts = {
    agent: { request, current: () => ({ kind: 'connecting' }), close: () => undefined },
    person: {
      begin: async () => succeed(new Secret('token of the sign-in')),
      token: async () => succeed(new Secret('token in memory')),
      cancel: () => undefined,
      forget: () => undefined,
    },
    personName: 'ada',
    passwords: createKeptPasswords(),
    chooseAuthority: async () => succeed(null),
    saveText: async () => succeed(null),
    copyText: () => undefined,
    openBrowser: async (address) => void opened.push(address),
    ...changes,
  };
  return { responders: setUpResponders(parts), asked, opened };
}

describe('a password', () => {
  test('is kept for its account, and put in where the agent needs it', async () => {
    const { responders, asked } = partsOf();
    await responders['password.keep']({ account: 'bridgehead@contoso.com', password: 'correct horse' });
    await responders['directory.verify']({ domain });
    expect(asked).toEqual([{ name: 'directory.verify', parameters: { domain, password: 'correct horse' } }]);
  });

  test('is what the effect of a set-up is tried with, and no other plan', async () => {
    const { responders, asked } = partsOf();
    const tried = settings();
    const [{ account }] = tried.domains;
    await responders['plan.create']({ settings: tried });
    await responders['password.keep']({ account, password: 'correct horse' });
    await responders['plan.create']({ settings: null });
    await responders['plan.create']({ settings: tried });
    expect(asked.map(({ parameters }) => parameters)).toEqual([
      { settings: tried },
      { settings: null },
      { settings: tried, domainPasswords: { 'contoso.com': 'correct horse' } },
    ]);
  });

  test('is not asked for where the agent runs as the account', async () => {
    const { responders, asked } = partsOf();
    const own = { ...domain, identity: 'service' } as const;
    await responders['directory.verify']({ domain: own });
    expect(asked).toEqual([{ name: 'directory.verify', parameters: { domain: own, password: null } }]);
  });

  test('that was never given is a problem, and the agent is not asked', async () => {
    const { responders, asked } = partsOf();
    const answer = await responders['directory.groups']({ domain, search: 'pilot' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'desktop.password-gone' } });
    expect(asked).toEqual([]);
  });

  test('is forgotten when the set-up is left', async () => {
    const { responders } = partsOf();
    await responders['password.keep']({ account: domain.account, password: 'correct horse' });
    await responders['secrets.forget']({});
    expect(await responders['directory.verify']({ domain })).toMatchObject({
      problem: { code: 'desktop.password-gone' },
    });
  });
});

describe('a token', () => {
  test('goes to the agent with one request each and never to the page', async () => {
    const { responders, asked } = partsOf();
    await responders['person.signIn']({ tenant, client: crypto.randomUUID(), way: 'browser' });
    const answer = await responders['registration.apply']({ tenant });
    expect(asked).toEqual([
      { name: 'tenant.inspect', parameters: { tenant, accessToken: 'token of the sign-in' } },
      { name: 'registration.apply', parameters: { tenant, accessToken: 'token in memory' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('token in memory');
  });
});

describe('an address', () => {
  test('is opened when it is the tenant’s, and refused otherwise', async () => {
    const { responders, opened } = partsOf();
    const consent = 'https://login.microsoftonline.com/organizations/adminconsent?client_id=1';
    expect(await responders['address.open']({ address: consent })).toMatchObject({ ok: false });
    await responders['person.signIn']({ tenant, client: crypto.randomUUID(), way: 'code' });
    expect(await responders['address.open']({ address: consent })).toEqual({ ok: true, value: {} });
    for (const address of ['https://example.com/', 'https://login.microsoftonline.com.example.com/']) {
      expect(await responders['address.open']({ address })).toMatchObject({
        problem: { code: 'desktop.address-refused' },
      });
    }
    expect(opened).toEqual([consent]);
  });
});
