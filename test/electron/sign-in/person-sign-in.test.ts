/** A person signs in through the desktop's own code and Microsoft's library, with the lab's tenant at the other end. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignInWay } from '../../../electron/contract/bridge.ts';
import { createPersonSignIn, type DeviceCode, type PersonSignIn } from '../../../electron/sign-in/person-sign-in.ts';
import { seed } from '../../lab/tenant/seed.ts';
import { createBrowser } from '../../lab/tenant/testing/browser-for-tests.ts';
import { asPerson, networkThrough } from '../../lab/tenant/testing/msal-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../../lab/tenant/testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

interface Doings {
  readonly openBrowser?: (address: string) => Promise<void>;
  readonly showDeviceCode?: (code: DeviceCode) => void;
}

function signInWith({ openBrowser = async () => undefined, showDeviceCode = () => undefined }: Doings): PersonSignIn {
  return createPersonSignIn({ networkTo: async () => networkThrough(lab.dispatcher), openBrowser, showDeviceCode });
}

const asked = (way: SignInWay, client: string = seed.setUpClient.appId) => {
  const { origin } = lab.tenant;
  return { tenant: { authority: origin, graph: origin, certificateAuthorities: null, proxy: null }, client, way };
};

/** What the person does in the browser, while the library waits. */
const walk = (personId: string) => async (address: string) => {
  const browser = createBrowser(lab.dispatcher);
  const finish = async () => browser.submit(await asPerson(personId)({ browser, page: await browser.open(address) }));
  void finish();
};

describe('in the browser', () => {
  test('brings a token that may register and grant, and another one later without asking', async () => {
    const person = signInWith({ openBrowser: walk(seed.administrator.id) });
    const token = await person.begin(asked('browser'));
    if (!token.ok) throw new Error(token.problem.code);
    const scopes = String(decodeJwt(token.value.reveal()).scp).split(' ');
    expect(scopes).toEqual(expect.arrayContaining(['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All']));
    expect(JSON.stringify(token)).not.toContain(token.value.reveal());
    expect(await person.token()).toMatchObject({ ok: true });
  });

  test('that is given up ends at once, and its loopback door closes', async () => {
    const opened: string[] = [];
    const person = signInWith({ openBrowser: async (address) => void opened.push(address) });
    const result = person.begin(asked('browser'));
    await expect.poll(() => opened.length).toBe(1);
    person.cancel();
    expect(await result).toMatchObject({ ok: false, problem: { code: 'sign-in.cancelled' } });
    const door = new URL(opened[0] ?? '').searchParams.get('redirect_uri')?.replace('localhost', '127.0.0.1') ?? '';
    const isClosed = () =>
      fetch(door).then(
        () => false,
        () => true,
      );
    await expect.poll(isClosed).toBe(true);
  });

  test('that cannot be opened says so', async () => {
    const person = signInWith({ openBrowser: () => Promise.reject(new Error('xdg-open: not found')) });
    expect(await person.begin(asked('browser'))).toMatchObject({ problem: { code: 'sign-in.no-browser' } });
  });
});

test('with a code through an application that the tenant does not know says so, and shows no code', async () => {
  const shown: DeviceCode[] = [];
  const person = signInWith({ showDeviceCode: (code) => void shown.push(code) });
  const result = await person.begin(asked('code', crypto.randomUUID()));
  expect(result).toMatchObject({ problem: { code: 'sign-in.client-unknown' } });
  expect(shown).toEqual([]);
});

test('with a code shows the code and waits until the person has entered it elsewhere', async () => {
  const browser = createBrowser(lab.dispatcher);
  const person = signInWith({
    showDeviceCode: ({ address, userCode }) => {
      const enter = async () => {
        const page = await browser.submit(await browser.open(address), { user_code: userCode });
        await asPerson(seed.administrator.id)({ browser, page });
      };
      void enter();
    },
  });
  expect(await person.begin(asked('code'))).toMatchObject({ ok: true });
});

test('is forgotten: afterwards nobody is signed in', async () => {
  const person = signInWith({ openBrowser: walk(seed.administrator.id) });
  await person.begin(asked('browser'));
  person.forget();
  expect(await person.token()).toMatchObject({ problem: { code: 'sign-in.required' } });
});
