/** Starts the real desktop program on a hidden screen, with a profile of its own, and hands its page to a test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { ensureElectronRuntime } from '../../build/bootstrap/electron-runtime.mjs';
import { buildDesktop } from '../../build/desktop/build-desktop.ts';
import { startDisplay } from './display.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Whatever the page wrote to its console, from the first moment. A quiet page writes nothing. */
  readonly consoleMessages: readonly string[];
  /** How it was started, for a test that starts it again beside this one. */
  readonly commandLine: {
    readonly command: string;
    readonly words: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  };
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Of the agent to connect to. */
  readonly dataDir: string;
  /** Keeps the window's size between two launches of one test. */
  readonly profileDir?: string;
  /** What `--tray` says; without it the tests' screen has no tray. */
  readonly tray?: 'always';
}

/** For what a page has to show after something was done, on a machine that runs the other levels of the suite at the same time. */
const longestWaitMs = 60_000;

/** From the start of the process to its first window, attempt by attempt: that takes two seconds, and on a busy machine many more. */
const attachDeadlinesMs = [30_000, 60_000, 120_000];

const projectDir = dirname(dirname(import.meta.dirname));

/**
 * Rarely, on a busy machine, the program is up and shows its page while Playwright still waits for the first word of its debugger,
 * without a deadline of its own. Then the program is ended and started again; the third silence is an error.
 */
export async function launchDesktop(options: LaunchOptions): Promise<Desktop> {
  const [last = 0, ...before] = attachDeadlinesMs.toReversed();
  for (const deadlineMs of before.toReversed()) {
    try {
      return await launchOnce(options, deadlineMs);
    } catch (error) {
      if (!(error instanceof DebuggerSilent)) throw error;
      forgiveUnanswered();
      process.stderr.write(`${error.message} It is started once more.\n`);
    }
  }
  return await launchOnce(options, last);
}

class DebuggerSilent extends Error {}

/** What Playwright had asked the program that was ended is answered by nobody, and nobody waits for it: without this, the process would end. */
function forgiveUnanswered(): void {
  if (!process.listeners('unhandledRejection').includes(throwOthers)) process.on('unhandledRejection', throwOthers);
}

function throwOthers(reason: unknown): void {
  if (reason instanceof Error && reason.message.includes('session closed')) return;
  throw reason;
}

async function launchOnce({ dataDir, profileDir, tray }: LaunchOptions, deadlineMs: number): Promise<Desktop> {
  const { executablePath } = await ensureElectronRuntime({ projectDir });
  const { mainPath } = await buildDesktop();
  const ownProfileDir = profileDir ?? (await mkdtemp(join(tmpdir(), 'bridgehead-profile-')));
  const display = await startDisplay();
  const release = async () => {
    await display.stop();
    // A program that was ended may still write its last words there.
    if (profileDir === undefined)
      await rm(ownProfileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    // Chromium refuses to run as root with its sandbox; nobody but a test starts it like this.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const commandLine = {
      command: executablePath,
      words: [
        ...asRoot,
        '--disable-gpu',
        dirname(mainPath),
        `--data-dir=${dataDir}`,
        ...(tray ? [`--tray=${tray}`] : []),
      ],
      environment: {
        ...inheritedEnvironment(),
        ...display.environment,
        BRIDGEHEAD_DESKTOP_PROFILE: ownProfileDir,
      },
    };
    const { app, page } = await withDeadline(attach(commandLine), deadlineMs);
    page.setDefaultTimeout(longestWaitMs);
    const consoleMessages: string[] = [];
    page.on('console', (message) => consoleMessages.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => consoleMessages.push(`uncaught: ${error.message}`));
    return { app, page, consoleMessages, commandLine, close: () => app.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function attach({ command, words, environment }: Desktop['commandLine']) {
  const app = await electron.launch({ executablePath: command, args: [...words], env: environment });
  return { app, page: await app.firstWindow() };
}

/** What comes too late is ended by its screen, which goes away. */
async function withDeadline<Value>(attaching: Promise<Value>, deadlineMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_settle, reject) => {
    const seconds = deadlineMs / 1000;
    timer = setTimeout(() => reject(new DebuggerSilent(`The desktop did not answer for ${seconds} s.`)), deadlineMs);
  });
  attaching.catch(() => undefined);
  return Promise.race([attaching, silence]).finally(() => clearTimeout(timer));
}

function inheritedEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  return Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
