import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UpdatePackage } from '../../../agent-core/contract/update-feed.ts';
import { downloadPackage } from '../../../agent-core/updater/download-package.ts';
import { openPackageStore, type PackageStore } from '../../../agent-core/updater/package-store.ts';
import { createUpdateSource } from '../../../agent-core/updater/update-source.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { feedPlace, offer, packageFile } from '../../builders/update-feed.ts';
import { serveUpdates } from '../../builders/update-server.ts';

const never = new AbortController().signal;
const name = 'bridgehead-1.1.0-linux-x64';

/** @param patienceMs only those who wait for the end of it are in a hurry */
async function servedPackage(packagePath = packageFile(), patienceMs = 60_000) {
  const place = feedPlace();
  const feed = await offer(place, { packagePath });
  const server = await serveUpdates(place.folder);
  const wanted = feed.releases[0]?.packages[0];
  if (wanted === undefined) throw new Error('nothing is offered');
  const dir = temporaryFolder();
  const packages = openPackageStore(dir);
  const download = (changes: Partial<UpdatePackage> = {}, store: PackageStore = packages) =>
    downloadPackage(
      {
        source: createUpdateSource(server.address, null),
        folder: 'stable',
        version: '1.1.0',
        wanted: { ...wanted, ...changes },
        packages: store,
        similar: '1.0.0',
        withinMs: () => patienceMs,
        onProgress: () => {},
      },
      never,
    );
  const refusal = async (changes?: Partial<UpdatePackage>, store?: PackageStore) => {
    const result = await download(changes, store);
    expect(readdirSync(dir)).toEqual([]);
    return result.ok ? null : result.problem.code;
  };
  return { server, wanted, packages, download, refusal, packagePath };
}

test('a package that is what was signed is kept under the name of its version', async () => {
  const { download, packages, packagePath } = await servedPackage();
  expect(await download()).toEqual({ ok: true, value: undefined });
  expect(readFileSync(packages.pathOf('1.1.0'))).toEqual(readFileSync(packagePath));
});

test('a package of which one byte was changed is deleted', async () => {
  const { server, refusal, packagePath } = await servedPackage();
  const bytes = readFileSync(packagePath);
  bytes[1234] = (bytes[1234] ?? 0) ^ 1;
  server.answer(`stable/${name}`, (_request, response) => void response.end(bytes));
  expect(await refusal()).toBe('updates.wrong-package');
});

test('a package that is longer or shorter than was signed is refused, whatever its header says', async () => {
  const { server, refusal, wanted, packagePath } = await servedPackage();
  const bytes = readFileSync(packagePath);
  const answers = {
    'announced longer': [wanted.sizeBytes + 1, Buffer.concat([bytes, Buffer.alloc(1)])],
    'announced shorter': [wanted.sizeBytes - 1, bytes.subarray(1)],
    'longer than it says': [null, Buffer.concat([bytes, Buffer.alloc(1)])],
    'shorter than it says': [null, bytes.subarray(1)],
  } as const;
  const codes: Record<string, string | null> = {};
  for (const [what, [length, body]] of Object.entries(answers)) {
    server.answer(`stable/${name}`, (_request, response) => {
      response.writeHead(200, length === null ? {} : { 'content-length': length });
      response.end(body);
    });
    codes[what] = await refusal();
  }
  expect(codes).toEqual({
    'announced longer': 'updates.too-large',
    'announced shorter': 'updates.wrong-length',
    'longer than it says': 'updates.too-large',
    'shorter than it says': 'updates.wrong-length',
  });
});

test('a connection that breaks off in the middle leaves nothing', async () => {
  const { server, refusal, wanted, packagePath } = await servedPackage();
  server.answer(`stable/${name}`, (_request, response) => {
    response.writeHead(200, { 'content-length': wanted.sizeBytes });
    response.write(readFileSync(packagePath).subarray(0, 100_000), () => response.destroy());
  });
  expect(await refusal()).toBe('updates.unreachable');
});

test('a package that drips in, or leads elsewhere, is given up', async () => {
  const { server, refusal } = await servedPackage(packageFile(), 1_000);
  server.answer(`stable/${name}`, (_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await refusal()).toBe('updates.too-slow');
  server.answer(`stable/${name}`, (_request, response) => {
    response.writeHead(301, { location: 'https://elsewhere.example/' }).end();
  });
  expect(await refusal()).toBe('updates.redirected');
});

test.runIf(process.platform === 'linux')(
  'a disk that is full in the middle of it is a problem, not a crash',
  async () => {
    const { packages, refusal } = await servedPackage();
    // What is left of a part is written over, and so this leads to a disk without room.
    symlinkSync('/dev/full', packages.partPathOf('1.1.0'));
    expect(await refusal()).toBe('updates.disk-full');
  },
);

test('of a package that is nearly the one that is here, only what is new is fetched', async () => {
  const before = randomBytes(2_000_000);
  // Something in the middle is longer now: everything behind it moves.
  const after = Buffer.concat([before.subarray(0, 900_000), randomBytes(50_000), before.subarray(905_000)]);
  const { server, download, packages } = await servedPackage(packageFile(after));
  copyFileSync(packageFile(before), packages.pathOf('1.0.0'));
  expect(await download()).toMatchObject({ ok: true });
  expect(readFileSync(packages.pathOf('1.1.0')).equals(after)).toBe(true);
  const ranges = server.asked.filter((line) => line.startsWith(`stable/${name} bytes=`));
  const fetchedBytes = ranges.reduce((sum, line) => {
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(line) ?? [];
    return sum + Number(last) - Number(first) + 1;
  }, 0);
  expect(ranges.length).toBeGreaterThan(0);
  expect(fetchedBytes).toBeLessThan(700_000);
  expect(server.asked).not.toContain(`stable/${name}`);
});

test('where the list of blocks is not the signed one, or the server knows no ranges, all of it is fetched', async () => {
  const { server, download, packages, packagePath } = await servedPackage();
  copyFileSync(packagePath, packages.pathOf('1.0.0'));
  server.answer(`stable/${name}.blocks.json`, (_request, response) => void response.end('{"blocks":[]}'));
  expect(await download()).toMatchObject({ ok: true });
  expect(server.asked).toContain(`stable/${name}`);
});

test('a server that answers a range with something else is not believed: the whole is', async () => {
  const before = randomBytes(600_000);
  const after = Buffer.concat([before, randomBytes(300_000)]);
  const { server, download, packages } = await servedPackage(packageFile(after));
  copyFileSync(packageFile(before), packages.pathOf('1.0.0'));
  const whole = after;
  server.answer(`stable/${name}`, ({ headers }, response) => {
    const range = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '');
    if (range === null) response.end(whole);
    else response.writeHead(206).end(Buffer.alloc(Number(range[2]) - Number(range[1]) + 1));
  });
  expect(await download()).toMatchObject({ ok: false, problem: { code: 'updates.wrong-package' } });
  expect(packages.has('1.1.0')).toBe(false);
  // Without ranges, the same server is believed.
  server.answer(`stable/${name}`, (_request, response) => void response.end(whole));
  expect(await download()).toMatchObject({ ok: true });
  const kept = await open(packages.pathOf('1.1.0'));
  const digest = createHash('sha256')
    .update(await kept.readFile())
    .digest('hex');
  await kept.close();
  expect(digest).toBe(createHash('sha256').update(whole).digest('hex'));
});

test('only the packages that are wanted stay', async () => {
  const dir = temporaryFolder();
  const packages = openPackageStore(join(dir, 'packages'));
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) copyFileSync(packageFile(), packages.pathOf(version));
  packages.keepOnly(['1.0.0', '1.2.0']);
  expect(['1.0.0', '1.1.0', '1.2.0'].filter(packages.has)).toEqual(['1.0.0', '1.2.0']);
});
