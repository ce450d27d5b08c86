/** What a page may not do, tried in the real program by a page that has gone bad. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { activities, stateOf } from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';

declare global {
  interface Window {
    readonly bridgehead: Bridge;
  }
}

let dataDir: string;
let agent: ScriptedAgent;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle) });
  desktop = await launchDesktop({ dataDir });
  await desktop.page.getByText('There is no run yet').waitFor();
});

afterAll(async () => {
  await desktop?.close();
  await agent?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Calls with any name and argument, as only a page that ignores its types would. */
const callFrom = (page: Page | Frame, name: unknown, argument: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, argument]) => Reflect.apply(window.bridgehead.call, undefined, [name, argument]),
    [name, argument],
  );

const refusal = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

/** A window that no code of the program opens: the same preload script, but pages of the test's own making. */
async function openStrayWindow(address: string): Promise<Page> {
  const opened = desktop.app.waitForEvent('window');
  await desktop.app.evaluate(
    ({ app, BrowserWindow, session }, { address, page }) => {
      const stray = session.fromPartition('stray');
      if (!stray.protocol.isProtocolHandled('app')) {
        stray.protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
      }
      const preload = `${app.getAppPath()}/preload.cjs`;
      const webPreferences = { session: stray, preload, sandbox: true, nodeIntegrationInSubFrames: true };
      void new BrowserWindow({ show: false, webPreferences }).loadURL(address);
    },
    { address, page: '<iframe srcdoc="framed"></iframe>' },
  );
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

describe('the bridge', () => {
  test('answers the page of the program', async () => {
    expect(await callFrom(desktop.page, 'connection.read', {})).toMatchObject({
      ok: true,
      value: { kind: 'connected' },
    });
  });

  test('refuses a page from anywhere else', async () => {
    const stray = await openStrayWindow('data:text/html,<title>stray</title>');
    expect(await callFrom(stray, 'connection.read', {})).toEqual(refusal('control.not-permitted'));
    expect(await callFrom(stray, 'run.start', {})).toEqual(refusal('control.not-permitted'));
    await stray.close();
    expect(agent.asked).not.toContain('run.start');
  });

  test('refuses a frame inside its own page', async () => {
    const stray = await openStrayWindow('app://bridgehead/');
    const [top, framed] = stray.frames();
    if (top === undefined || framed === undefined) throw new Error('The stray page has no frame.');
    // The same address and preload script: being a frame is all that is wrong with it.
    expect(await framed.evaluate(() => window.origin)).toBe('app://bridgehead');
    expect(await callFrom(top, 'connection.read', {})).toMatchObject({ ok: true });
    expect(await callFrom(framed, 'connection.read', {})).toEqual(refusal('control.not-permitted'));
    expect(await callFrom(framed, 'run.start', {})).toEqual(refusal('control.not-permitted'));
    await stray.close();
    expect(agent.asked).not.toContain('run.start');
  });

  test.each([
    ['a call that does not exist', 'settings.read', {}, 'control.unknown-request'],
    ['a name that every object has', 'constructor', {}, 'control.unknown-request'],
    ['a name that is not text', ['run.start'], {}, 'control.unknown-request'],
    ['no argument', 'run.start', undefined, 'control.invalid-request'],
    ['an argument that is not an object', 'run.start', 'now', 'control.invalid-request'],
    ['a run id that is none', 'run.entries', { runId: '../record.db' }, 'control.invalid-request'],
    [
      'a page larger than allowed',
      'run.entries',
      { runId: crypto.randomUUID(), limit: 100_000 },
      'control.invalid-request',
    ],
  ])('returns %s as a problem', async (_what, name, argument, code) => {
    expect(await callFrom(desktop.page, name, argument)).toEqual(refusal(code));
    expect(agent.asked.filter((asked) => asked !== 'hello' && asked !== 'state.read')).toEqual([]);
  });

  test('is one frozen object and gives nothing else away', async () => {
    const given = await desktop.page.evaluate(() => {
      const { bridgehead } = window;
      const stop = bridgehead.listen('connection.changed', () => {});
      return {
        names: Object.keys(bridgehead),
        isFrozen: Object.isFrozen(bridgehead),
        stopReturns: typeof (stop as () => unknown)(),
        node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
          (name) => name in window,
        ),
      };
    });
    expect(given).toEqual({ names: ['call', 'listen'], isFrozen: true, stopReturns: 'undefined', node: [] });
  });
});

describe('the page', () => {
  test('runs sandboxed, isolated and without Node', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const [contents] = BrowserWindow.getAllWindows().map((window) => window.webContents);
      return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    expect(preferences).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false });
  });

  test('comes with a strict policy and a new nonce at every load', async () => {
    const load = async () => {
      const answer = await desktop.page.reload();
      const meta = await desktop.page.locator('meta[name="bridgehead-nonce"]').getAttribute('content');
      return { policy: (await answer?.headerValue('content-security-policy')) ?? '', meta: meta ?? '', answer };
    };
    const first = await load();
    const second = await load();
    for (const { policy, meta } of [first, second]) {
      expect(meta).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${meta}'`,
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
    }
    expect(first.meta).not.toBe(second.meta);
    expect(await first.answer?.headerValue('x-content-type-options')).toBe('nosniff');
    await desktop.page.getByText('There is no run yet').waitFor();
    expect(desktop.consoleMessages).toEqual([]);
  });

  test('cannot go elsewhere, open windows or leave its address', async () => {
    const { app, page } = desktop;
    const pages = () =>
      app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));
    const opened = await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      link.target = '_blank';
      link.click();
      link.remove();
      const popup = window.open('https://example.com/');
      window.location.assign('file:///etc/passwd');
      return popup;
    });
    expect(opened).toBeNull();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await pages()).toEqual(['app://bridgehead/']);
    expect(await page.getByText('There is no run yet').isVisible()).toBe(true);
  });

  test('gets no permission and reaches no address', async () => {
    const outcome = await desktop.page.evaluate(async () => {
      const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
      const clipboard = await navigator.clipboard.readText().then(() => 'granted', nameOf);
      const { state: camera } = await navigator.permissions.query({ name: 'camera' as PermissionName });
      const notification = await Notification.requestPermission();
      const position = await new Promise((settle) =>
        navigator.geolocation.getCurrentPosition(
          () => settle('granted'),
          (refused) => settle(refused.code),
        ),
      );
      const network = await fetch('https://example.com/').then(() => 'reached', nameOf);
      return { clipboard, camera, notification, position, network };
    });
    expect(outcome).toEqual({
      clipboard: 'NotAllowedError',
      camera: 'denied',
      notification: 'denied',
      position: 1,
      network: 'TypeError',
    });
  });

  test('has no spelling checker, which would fetch dictionaries from the internet', async () => {
    const isOn = await desktop.app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled());
    expect(isOn).toBe(false);
  });

  test('gets no file but its own', async () => {
    const statusOf = (address: string) =>
      desktop.app.evaluate(async ({ session }, address) => {
        const answer = await session.defaultSession.fetch(address);
        return { status: answer.status, policy: answer.headers.get('content-security-policy') };
      }, address);
    expect(await statusOf('app://bridgehead/')).toMatchObject({ status: 200 });
    for (const path of ['main.cjs', '../main.cjs', '%2e%2e/main.cjs', '..%2fpackage.json', 'assets/', 'nothing.js']) {
      expect(await statusOf(`app://bridgehead/${path}`), path).toEqual({ status: 404, policy: "default-src 'none'" });
    }
    expect(await statusOf('app://elsewhere/index.html')).toMatchObject({ status: 404 });
  });

  test('cannot save files', async () => {
    const begun = await desktop.app.evaluate(({ session }) => {
      const told: boolean[] = [];
      session.defaultSession.on('will-download', (event) => told.push(event.defaultPrevented));
      (globalThis as { downloads?: boolean[] }).downloads = told;
    });
    expect(begun).toBeUndefined();
    await desktop.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:text/plain,secret';
      link.download = 'secret.txt';
      document.body.append(link);
      link.click();
      link.remove();
    });
    const told = () => desktop.app.evaluate(() => (globalThis as { downloads?: boolean[] }).downloads);
    await expect.poll(told).toEqual([true]);
  });
});
