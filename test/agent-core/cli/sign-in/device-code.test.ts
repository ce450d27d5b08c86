import { expect, onTestFinished, test } from 'vitest';
import { signInWithDeviceCode } from '../../../../agent-core/cli/sign-in/device-code.ts';
import { seed } from '../../../lab/tenant/seed.ts';
import { createBrowser } from '../../../lab/tenant/testing/browser-for-tests.ts';
import { asPerson } from '../../../lab/tenant/testing/msal-for-tests.ts';
import { startTenantForTests } from '../../../lab/tenant/testing/tenant-for-tests.ts';

async function signIn(
  signal: AbortSignal,
  visit: (message: string, dispatcher: Parameters<typeof createBrowser>[0]) => void,
) {
  const lab = await startTenantForTests();
  onTestFinished(() => lab.stop());
  const { origin } = lab.tenant;
  const tenant = { authority: origin, graph: origin, certificateAuthorities: lab.server.caPem, proxy: null };
  const { appId: clientId } = seed.setUpClient;
  const showCode = (message: string) => visit(message, lab.dispatcher);
  return {
    lab,
    token: await signInWithDeviceCode(
      { tenant, authorities: [], clientId, tenantName: 'organizations', showCode },
      signal,
    ),
  };
}

test('whoever enters the code in a browser lends a token that Graph takes', async () => {
  const messages: string[] = [];
  const { lab, token } = await signIn(new AbortController().signal, (message, dispatcher) => {
    messages.push(message);
    const [address = ''] = /https:\S+/.exec(message) ?? [];
    const [, code = ''] = /code (\S+)/.exec(message) ?? [];
    const browser = createBrowser(dispatcher);
    browser
      .open(address)
      .then((page) => browser.submit(page, { user_code: code }))
      .then((page) => asPerson(seed.administrator.id)({ browser, page }))
      .catch((error: unknown) => messages.push(String(error)));
  });
  expect(messages).toHaveLength(1);
  if (!token.ok) throw new Error(`${token.problem.detail} ${messages.join()}`);
  const headers = { authorization: `Bearer ${token.value.reveal()}` };
  expect((await lab.ask('/v1.0/me', { headers })).json).toMatchObject({ id: seed.administrator.id });
});
