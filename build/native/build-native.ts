/** Builds the service host for Windows into out/native, with the cross compiler of the Debian package gcc-mingw-w64-x86-64. */
import { join } from 'node:path';
import { buildPart, type Part } from '../build-part.ts';

const native: Part = {
  name: 'native',
  sources: ['agent-core/service-host/native', 'build/native'],
  bundler: join(import.meta.dirname, 'compile-host.ts'),
};

/** @returns the path of bridgehead-host.exe */
export async function buildNative(): Promise<string> {
  const { dir } = await buildPart(native);
  return join(dir, 'bridgehead-host.exe');
}
