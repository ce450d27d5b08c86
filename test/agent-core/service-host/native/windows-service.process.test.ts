import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildNative } from '../../../../build/native/build-native.ts';
import { openWine, type Wine } from '../../../harness/wine.ts';

// It runs under Wine, which keeps services, jobs and pipes, and only pretends to keep access lists, rights and accounts.
let wine: Wine;
/** What the scenario saw, by the names it has there. */
let seen: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  wine = await openWine();
  const words = [await buildNative(), join(import.meta.dirname, 'stand-in-agent.cjs'), join(wine.dir, 'seen.json')];
  const scenario = join(import.meta.dirname, 'service-scenario.cjs');
  await wine.run(wine.runtimePath, [scenario, ...words].map(wine.pathOf), 900_000);
  seen = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(wine.dir, 'seen.json'), 'utf8')));
  expect(seen).not.toHaveProperty('error');
  // A minute on an idle machine; other levels run beside it.
}, 1_200_000);
afterAll(() => wine.close());

const changed = { exitCode: 0, ok: true, changed: true };
const unchanged = { exitCode: 0, ok: true, changed: false };

test('a service is installed, and installed again only where something is new', () => {
  expect(seen).toMatchObject({
    before: { state: 'notInstalled' },
    folder: [{ created: true }, { created: false }],
    installed: [{ created: true, ...changed, account: 'NT SERVICE\\T' }, { created: false, ...unchanged }, changed],
    source: { ok: true },
    event: '{"ok":true}\n',
    stopped: { state: 'stopped', pid: 0, stopSeconds: 2, dataDir: 'C:\\data of T' },
  });
});

test('it runs its program with the arguments that it was given, and says so', () => {
  expect(seen).toMatchObject({ started: [changed, unchanged], running: { state: 'running', restarts: 0 } });
  expect(seen.output).toContain('agent ["a \\"b\\" c\\\\","C:\\\\grandchild.txt"');
});

const prefaceSchema = z.array(z.string()).transform(([preface = '']) => JSON.parse(preface));

test('R37: whoever comes through a door is announced, and then passed on byte for byte', () => {
  const whole = { account: expect.stringContaining('\\'), sid: expect.stringMatching(/^S-1-5-21-/) };
  expect(prefaceSchema.parse(seen.control)).toMatchObject({ door: 'control', ...whole });
  expect(prefaceSchema.parse(seen.status)).toMatchObject({ door: 'status', ...whole });
  expect(seen.control).toEqual([expect.anything(), '3', '2000000', '5']);
  expect(seen.many).toEqual(Array.from({ length: 12 }, () => [expect.anything(), '3', '3']));
});

test('R37: whoever took the name of a door is not the service, and the door opens when they are gone', () => {
  expect(seen).toMatchObject({ impostor: { isService: false }, server: { isService: true } });
});

const livesSchema = z.object({ restarts: z.int() });

test('a program is started again at once when it asks for that, and after a pause when it fails', () => {
  expect(seen).toMatchObject({
    again: { restarts: 1, lastExitCode: 75 },
    waiting: { state: 'waiting', pid: 0, lastExitCode: 3 },
    nobody: [],
  });
  const { waiting, failed } = z.object({ waiting: livesSchema, failed: livesSchema }).parse(seen);
  expect(failed.restarts).toBe(waiting.restarts + 1);
});

test('a program that does not stop is killed in time with what it started, and what it detached lives on', () => {
  expect(seen).toMatchObject({
    didGrandchildLive: true,
    isDetachedAlive: true,
    killed: changed,
    isGrandchildAlive: false,
    isDetachedStillAlive: true,
    afterwards: [unchanged, { state: 'stopped' }],
  });
  expect(seen.stopTookMs).toBeGreaterThanOrEqual(2_000);
});

test('R36: LocalSystem is refused on a domain controller, but for a service of the system', () => {
  const refused = { exitCode: 1, code: 'systemOnController' };
  expect(seen).toMatchObject({
    systemOnServer: changed,
    systemOnController: [refused, refused],
    updaterOnController: { ok: true, account: 'LocalSystem' },
    ownAccount: { ok: true, account: 'NT SERVICE\\T' },
    unknownAccount: { exitCode: 1, code: 'unknownAccount' },
  });
});

test('a wrong command line is told apart from what Windows refuses', () => {
  const wrong = { exitCode: 2, code: 'usage' };
  expect(seen.usage).toMatchObject([wrong, wrong, wrong]);
});

test('uninstalled, it is gone at once, and there is nothing left to start', () => {
  expect(seen.uninstalled).toMatchObject([
    changed,
    unchanged,
    { state: 'notInstalled' },
    { exitCode: 1, code: 'notInstalled' },
  ]);
});
