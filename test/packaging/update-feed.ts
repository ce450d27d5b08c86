/** A feed of updates on this machine, as any static server gives it out, and what stands in the two files by which agent and updater talk. */

import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type UpdaterStatus, updaterStatusSchema } from '../../agent-core/contract/update-exchange.ts';
import type { FeedKeys } from '../../build/feed/feed-keys.ts';
import { offerRelease } from '../../build/feed/issue-feed.ts';

export interface FeedServer {
  readonly address: string;
  offer(version: string, packagePath: string): Promise<void>;
  close(): void;
}

/** @param folder what it gives out */
export async function serveFeed(folder: string, { privateKey }: FeedKeys): Promise<FeedServer> {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? '/', 'http://feed').pathname);
    if (existsSync(path)) createReadStream(path).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    address: `http://127.0.0.1:${port}`,
    offer: async (version, packagePath) => {
      const place = { folder, channel: 'stable', privateKey, now: new Date(), validDays: 30 } as const;
      const release = {
        version,
        minimumVersion: '0.0.0',
        stagedPercent: 100,
        platform: 'win32-x64',
        packagePath,
      } as const;
      await offerRelease(place, release);
    },
    close: () => server.close(),
  };
}

const longestUpdateMs = 420_000;

/** Asks as the agent does, and waits until the update has ended. */
export async function askForUpdate(dataDir: string, updatesDir: string, version: string): Promise<UpdaterStatus> {
  const id = randomUUID();
  const ask = { kind: 'install', channel: 'stable', version };
  await writeFile(join(dataDir, 'update-request.json'), JSON.stringify({ id, at: new Date().toISOString(), ask }));
  const deadlineMs = Date.now() + longestUpdateMs;
  for (;;) {
    const status = await readStatus(updatesDir);
    const isOurs = status?.answered?.id === id;
    if (isOurs && status?.answered?.problem != null) return status;
    if (isOurs && status?.progress?.to === version && status.progress.phase === 'ended') return status;
    if (Date.now() > deadlineMs) throw new Error(`the update to ${version} did not end: ${JSON.stringify(status)}`);
    await setTimeout(500);
  }
}

/** @returns undefined while there is none, or it is just being written */
async function readStatus(updatesDir: string): Promise<UpdaterStatus | undefined> {
  const text = await readFile(join(updatesDir, 'status.json'), 'utf8').catch(() => 'null');
  try {
    return updaterStatusSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
