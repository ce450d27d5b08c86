/** The access token of an administrator of the lab's tenant, as somebody gets it who will install on a machine without a browser. */
import { readFile } from 'node:fs/promises';
import { Agent } from 'undici';
import { signInWithDeviceCode } from '../../agent-core/cli/sign-in/device-code.ts';
import { orThrow } from '../harness/run-agent.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { seed } from '../lab/tenant/seed.ts';
import { createBrowser } from '../lab/tenant/testing/browser-for-tests.ts';
import { asPerson } from '../lab/tenant/testing/msal-for-tests.ts';

export async function lendToken({ tenant, authorityCertificatePath }: LabFacts): Promise<string> {
  const certificateAuthorities = await readFile(authorityCertificatePath, 'utf8');
  const dispatcher = new Agent({ connect: { ca: certificateAuthorities } });
  try {
    const draft = { authority: tenant.authorityUrl, graph: tenant.graphUrl, certificateAuthorities, proxy: null };
    let entered: Promise<unknown> = Promise.resolve();
    const showCode = (message: string) => {
      entered = enterCode(message, dispatcher);
    };
    const signIn = {
      tenant: draft,
      authorities: [],
      clientId: tenant.setUpClientId,
      tenantName: 'organizations',
      showCode,
    };
    const token = orThrow(await signInWithDeviceCode(signIn, AbortSignal.timeout(30_000)));
    await entered;
    return token.reveal();
  } finally {
    await dispatcher.close();
  }
}

async function enterCode(message: string, dispatcher: Agent): Promise<void> {
  const [address = ''] = /https:\S+/.exec(message) ?? [];
  const [, code = ''] = /code (\S+)/.exec(message) ?? [];
  const browser = createBrowser(dispatcher);
  const page = await browser.submit(await browser.open(address), { user_code: code });
  await asPerson(seed.administrator.id)({ browser, page });
}
