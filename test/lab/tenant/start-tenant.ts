/** Puts the tenant together and starts it, inside this process. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { secretFileMode, writeFileAtomically } from '../write-file-atomically.ts';
import { createAnswering } from './answer-request.ts';
import { createGraphDoor } from './graph/graph-door.ts';
import { listen } from './http/tenant-server.ts';
import { createFaults } from './lab/fault-plan.ts';
import { createJournal } from './lab/journal.ts';
import { createLabDoor } from './lab/lab-door.ts';
import { createTenantPage } from './lab/tenant-page.ts';
import { createAccessTokens } from './sign-in/access-tokens.ts';
import { createSignInDoor } from './sign-in/sign-in-door.ts';
import { createTokenSigner } from './sign-in/token-signer.ts';
import { addSignIn } from './state/add-sign-in.ts';
import { seedSnapshot } from './state/seed-snapshot.ts';
import type { Snapshot } from './state/snapshot.ts';
import { loadState, saveState, setStateAside } from './state/state-file.ts';
import { createTenantClock } from './state/tenant-clock.ts';
import { createTenantState, type TenantState } from './state/tenant-state.ts';

export interface TenantOptions {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** Keeps the tenant and the lab key between runs; without it the tenant lives in memory only. */
  readonly dataDir?: string;
  /** What a tenant in memory signs its tokens with, instead of with a new key. */
  readonly signingKeyPem?: string;
  readonly address?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The name in `origin`; the certificate must carry it. */
  readonly hostName?: string;
  readonly now?: () => Date;
  /** Takes what a person should know, one line at a time. */
  readonly log?: (line: string) => void;
}

export interface RunningTenant {
  readonly port: number;
  /** Authority and Graph address alike: `https://localhost:8443`. */
  readonly origin: string;
  readonly labKey: string;
  /** For tests in the same process: read it, or arrange it. */
  readonly state: TenantState;
  /** Ends every connection and saves the state. Calling it again waits for the same end. */
  readonly stop: () => Promise<void>;
}

export const labKeyPath = (dataDir: string): string => join(dataDir, 'lab-key');

export async function startTenant(options: TenantOptions): Promise<RunningTenant> {
  const { dataDir, address = '127.0.0.1', port = 0, hostName = 'localhost' } = options;
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => undefined);

  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const snapshot = dataDir === undefined ? seedSnapshot(options.signingKeyPem) : await loadOrSeed(dataDir, now, log);
  const state = createTenantState(snapshot, createTenantClock(now));
  const signer = createTokenSigner(state.signingKeyPem);
  const labKey = randomBytes(32).toString('base64url');
  const journal = createJournal();
  const faults = createFaults();

  const server = await listen({
    address,
    port,
    hostName,
    certificatePem: options.certificatePem,
    privateKeyPem: options.privateKeyPem,
    now,
    log,
    answer: createAnswering({
      doors: {
        graph: createGraphDoor(state, createAccessTokens(signer)),
        'sign-in': createSignInDoor(state, signer),
        page: createTenantPage(state),
        lab: createLabDoor({ state, journal, faults, labKey }),
      },
      faults,
      journal,
    }),
  });
  // Only the tenant that holds the port may replace the key: another one may be running on the same folder.
  if (dataDir !== undefined) {
    await writeFileAtomically(labKeyPath(dataDir), labKey, secretFileMode).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
  }

  const end = async (): Promise<void> => {
    await server.close();
    if (dataDir !== undefined) await saveState(dataDir, state.snapshot());
  };
  let ended: Promise<void> | undefined;
  return {
    port: server.port,
    origin: `https://${hostName}:${server.port}`,
    labKey,
    state,
    stop: () => {
      ended ??= end();
      return ended;
    },
  };
}

async function loadOrSeed(dataDir: string, now: () => Date, log: (line: string) => void): Promise<Snapshot> {
  const loaded = await loadState(dataDir);
  if (loaded.kind === 'loaded') return addSignIn(loaded.snapshot);
  if (loaded.kind === 'damaged') {
    const asidePath = await setStateAside(dataDir, now());
    log(
      `The saved tenant cannot be read (${loaded.reason}). It was set aside as ${asidePath}; the tenant starts from its seed.`,
    );
  }
  return seedSnapshot();
}
