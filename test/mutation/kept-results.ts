/** What a campaign found out about a file, kept until the file or the test that bears its name changes: so it can be stopped and go on. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { projectDir } from '../../build/suite/run-program.ts';
import { type Mutant, mutantSchema } from './run-stryker.ts';

const keptSchema = z.object({ digest: z.string(), mutants: z.array(mutantSchema) });

/** @returns null when nothing is known of the file as it is now */
export function keptResultOf(file: string): readonly Mutant[] | null {
  const path = pathOf(file);
  if (!existsSync(path)) return null;
  const { digest, mutants } = keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return digest === digestOf(file) ? mutants : null;
}

/** @param digest of the file before the campaign looked at it: it may have changed since */
export function keepResult(file: string, digest: string, mutants: readonly Mutant[]): void {
  const path = pathOf(file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ digest, mutants }));
}

/** Of the file and the test that bears its name. */
export function digestOf(file: string): string {
  const hash = createHash('sha256');
  for (const path of [file, join('test', file.replace(/\.ts$/, '.test.ts'))]) {
    const whole = join(projectDir, path);
    hash.update(existsSync(whole) ? readFileSync(whole) : '').update('\0');
  }
  return hash.digest('hex');
}

function pathOf(file: string): string {
  return join(projectDir, '.cache', 'mutation', 'kept', `${file}.json`);
}
