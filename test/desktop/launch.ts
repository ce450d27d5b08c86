/** Starts the real desktop program on a hidden screen, with a profile of its own, and hands its page to a test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
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

/** From the start of the process to its first window: that takes two seconds, and the first time on a busy machine many more. */
const startDeadlineMs = 120_000;

/**
 * Playwright's own, for a program that it finds by itself: it lets the program be ready only once the debugger is attached. Otherwise
 * both begin at the same time, and where the window shows its page just while it is being attached to, Playwright takes the blank one
 * before for its first and waits for ever.
 */
const playwrightLoader = join(
  dirname(createRequire(import.meta.resolve('playwright')).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

const projectDir = dirname(dirname(import.meta.dirname));

export async function launchDesktop({ dataDir, profileDir, tray }: LaunchOptions): Promise<Desktop> {
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
    const { app, page } = await attach(commandLine);
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
  const app = await electron.launch({
    executablePath: command,
    args: ['-r', playwrightLoader, ...words],
    env: environment,
    timeout: startDeadlineMs,
  });
  return { app, page: await app.firstWindow({ timeout: startDeadlineMs }) };
}

function inheritedEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  return Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
