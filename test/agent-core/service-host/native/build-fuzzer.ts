/** Compiles the part of the service host that knows nothing of Windows, for this machine and under its sanitizers. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../../../house-rules/source-files.ts';

const nativeDir = join(projectDir, 'agent-core', 'service-host', 'native');
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];

/** @returns the path of `fuzz SEED ROUNDS` */
export function buildFuzzer(outDir: string): string {
  const sources = readdirSync(join(nativeDir, 'plain')).filter((name) => name.endsWith('.c'));
  const output = join(outDir, 'fuzz');
  const words = ['-std=c11', '-O1', '-g', '-Wall', '-Wextra', '-Werror', ...sanitizers, '-I', nativeDir];
  const files = [join(import.meta.dirname, 'fuzz.c'), ...sources.map((name) => join(nativeDir, 'plain', name))];
  execFileSync('gcc', [...words, ...files, '-o', output], { stdio: ['ignore', 'inherit', 'inherit'] });
  return output;
}
