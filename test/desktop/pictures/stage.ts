/** The real desktop in front of an agent that says what a scene needs, and its pictures: light, dark and with the colours of the system. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import type { Permission } from '../../../agent-core/contract/request-specification.ts';
import type { Result } from '../../../agent-core/contract/result.ts';
import type { BridgeCallName, ReplyOf } from '../../../electron/contract/bridge.ts';
import { type Desktop, launchDesktop } from '../launch.ts';
import { type ScriptedAgent, startScriptedAgent } from '../scripted-agent.ts';

export interface Stage extends Pick<Desktop, 'app' | 'page'> {
  readonly agent: () => ScriptedAgent;
  /** Ends the agent, and starts one that says something else. */
  restart(state: AgentState, permissions?: readonly Permission[]): Promise<ScriptedAgent>;
  /** From now on the main process answers this to that call, instead of asking the agent or the system. */
  answerIn<Name extends BridgeCallName>(name: Name, answer: Result<ReplyOf<Name>> | 'never'): Promise<void>;
  take(name: string): Promise<void>;
  close(): Promise<void>;
}

const pictureDir = join(import.meta.dirname, '..', '..', '..', 'test-output', 'pictures');

const sizes = [
  [1280, 800],
  [1024, 700],
] as const;
const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

export async function openStage(state: AgentState): Promise<Stage> {
  await mkdir(pictureDir, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-pictures-'));
  let agent = await startScriptedAgent({ dataDir, state });
  const desktop = await launchDesktop({ dataDir });
  const { app, page } = desktop;
  return {
    app,
    page,
    agent: () => agent,
    restart: async (next, permissions) => {
      await agent.stop();
      agent = await startScriptedAgent({ dataDir, state: next, ...(permissions === undefined ? {} : { permissions }) });
      return agent;
    },
    answerIn: (name, answer) => app.evaluate(answerInstead, { name, answer }),
    take: (name) => takeAll(desktop, name),
    close: async () => {
      await desktop.close();
      await agent.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs in the main process. Electron has no way to wrap a handler that is there, so its list of them is used. */
function answerInstead(
  { ipcMain }: typeof import('electron'),
  { name, answer }: { readonly name: string; readonly answer: unknown },
): void {
  type Handler = (event: unknown, name: unknown, argument: unknown) => unknown;
  const handlers: Map<string, Handler> = Reflect.get(ipcMain, '_invokeHandlers');
  const channel = 'bridgehead:call';
  const before = handlers.get(channel);
  const never = new Promise(() => {});
  handlers.set(channel, (event, called, argument) => {
    if (called === name) return answer === 'never' ? never : answer;
    return before?.(event, called, argument);
  });
}

/** What does not fit is pictured from its end as well. */
async function takeAll({ app, page }: Desktop, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia(media);
    for (const [width, height] of sizes) {
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number]);
      await page.waitForFunction((expected) => window.innerWidth === expected, width);
      const picture = (part: string) =>
        page.screenshot({
          path: join(pictureDir, `${name}-${look}-${width}${part}.png`),
          animations: 'disabled',
        });
      await scrollTo(page, 0);
      await picture('');
      if (look !== 'light') continue;
      if (await scrollTo(page, Number.MAX_SAFE_INTEGER)) await picture('-end');
      await scrollTo(page, 0);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** @returns whether anything moved */
const scrollTo = (page: Desktop['page'], top: number) =>
  page.evaluate((to) => {
    const scrolled = [...document.querySelectorAll('main, main *, :has(> main)')].filter((element) => {
      const before = element.scrollTop;
      if (element.scrollHeight <= element.clientHeight + 1) return false;
      if (element.tagName !== 'MAIN' && element.querySelector('main') === null) return false;
      element.scrollTo({ top: to, behavior: 'instant' });
      return element.scrollTop !== before;
    });
    return scrolled.length > 0;
  }, top);

export const press = ({ page }: Stage, name: string) => page.getByRole('button', { name, exact: true }).click();
export const see = ({ page }: Stage, words: string | RegExp) => page.getByText(words).first().waitFor();
export const title = ({ page }: Stage, words: string) =>
  page.getByRole('heading', { level: 1 }).filter({ hasText: words }).waitFor();
