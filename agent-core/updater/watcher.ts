/** The program of the service that watches an update (watch-service.ts): `node watcher.mjs UPDATES_DIR WATCHED PACKAGE`. Started again, it looks anew. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { wayBackArguments } from './installer-arguments.ts';
import { runWithoutPipes } from './run-without-pipes.ts';
import { readWatchLine } from './watch-line.ts';
import { removeWatchService } from './watch-service.ts';
import { watchUpdate } from './watch-update.ts';

const { updatesDir, watched, packagePath } = readWatchLine(process.argv.slice(2));
const tell = (text: string) => appendFileSync(join(updatesDir, 'watcher.log'), `${new Date().toISOString()} ${text}\n`);

await watchUpdate({
  updatesDir,
  watched,
  now: () => new Date().toISOString(),
  pause: (milliseconds) => setTimeout(milliseconds),
  runWayBack: async () => tell(`the package ended with ${await runWithoutPipes(packagePath, wayBackArguments)}`),
  tell,
});
await removeWatchService(import.meta.dirname);
