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
}

/** For what a page has to show after something was done; all of it happens on this machine. */
const longestWaitMs = 5_000;

const projectDir = dirname(dirname(import.meta.dirname));

export async function launchDesktop({ dataDir, profileDir }: LaunchOptions): Promise<Desktop> {
  const { executablePath } = await ensureElectronRuntime({ projectDir });
  const { mainPath } = await buildDesktop();
  const ownProfileDir = profileDir ?? (await mkdtemp(join(tmpdir(), 'bridgehead-profile-')));
  const display = await startDisplay();
  const release = async () => {
    await display.stop();
    if (profileDir === undefined) await rm(ownProfileDir, { recursive: true, force: true });
  };
  try {
    // Chromium refuses to run as root with its sandbox; nobody but a test starts it like this.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const commandLine = {
      command: executablePath,
      words: [...asRoot, '--disable-gpu', dirname(mainPath), `--data-dir=${dataDir}`],
      environment: {
        ...inheritedEnvironment(),
        ...display.environment,
        BRIDGEHEAD_DESKTOP_PROFILE: ownProfileDir,
      },
    };
    const app = await electron.launch({
      executablePath: commandLine.command,
      args: commandLine.words,
      env: commandLine.environment,
    });
    const page = await app.firstWindow();
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

function inheritedEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  return Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
