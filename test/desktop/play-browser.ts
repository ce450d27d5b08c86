/** Plays the system's browser: what the desktop opens is written down instead, and a person signs in to the lab's tenant there. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright';
import { Agent } from 'undici';
import type { LabFacts } from '../lab/lab-facts.ts';
import { createBrowser } from '../lab/tenant/testing/browser-for-tests.ts';
import { asPerson } from '../lab/tenant/testing/msal-for-tests.ts';

export interface PlayedBrowser {
  /** Signs in at the address that the desktop opened last, and is sent back to the desktop. */
  signIn(personId: string): Promise<void>;
  /** Waits until the desktop has opened an address, and leaves it unanswered. */
  ignore(): Promise<void>;
  /** On another device: enters the code at the address, and signs in. */
  enterCode(address: string, userCode: string, personId: string): Promise<void>;
  readonly opened: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

const longestWaitMs = 60_000;
const lookEveryMs = 50;

export async function playBrowser(app: ElectronApplication, lab: LabFacts): Promise<PlayedBrowser> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedAddresses', opened);
    shell.openExternal = async (address) => void opened.push(address);
  });
  const dispatcher = new Agent({ connect: { ca: readFileSync(lab.authorityCertificatePath) } });
  const opened = () =>
    app.evaluate(() => {
      const addresses: unknown = Reflect.get(globalThis, 'openedAddresses');
      return Array.isArray(addresses) ? addresses.map(String) : [];
    });
  let visited = 0;
  const nextAddress = async () => {
    const deadlineMs = Date.now() + longestWaitMs;
    for (;;) {
      const addresses = await opened();
      if (addresses.length > visited) {
        visited = addresses.length;
        return addresses.at(-1) ?? '';
      }
      if (Date.now() > deadlineMs) throw new Error('The desktop opened no address.');
      await setTimeout(lookEveryMs);
    }
  };
  return {
    opened,
    ignore: async () => void (await nextAddress()),
    enterCode: async (address, userCode, personId) => {
      const browser = createBrowser(dispatcher);
      const page = await browser.submit(await browser.open(address), { user_code: userCode });
      await asPerson(personId)({ browser, page });
    },
    signIn: async (personId) => {
      const browser = createBrowser(dispatcher);
      const page = await browser.open(await nextAddress());
      await browser.submit(await asPerson(personId)({ browser, page }));
    },
    close: () => dispatcher.close(),
  };
}
