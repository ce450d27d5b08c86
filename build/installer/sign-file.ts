/**
 * Signs one program for Authenticode with whatever the release machine has for that: signtool, osslsigncode, a cloud service. Its command
 * line stands in BRIDGEHEAD_SIGN as a JSON list of words, in which {file} is the program; where the tool writes another file instead of
 * changing that one, {signed} is where.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';

export type SignFile = (path: string) => Promise<void>;

/** @returns null where nothing is said about signing */
export function readSigning(environment: NodeJS.ProcessEnv): SignFile | null {
  const said = environment.BRIDGEHEAD_SIGN;
  if (said === undefined || said === '') return null;
  const words = z.array(z.string()).min(2).parse(JSON.parse(said));
  return (path) => signFile(words, path);
}

/** The runtime carries the signature of those who made it. */
const signedByOthers = ['node.exe'];

async function signFile(words: readonly string[], path: string): Promise<void> {
  if (signedByOthers.includes(basename(path))) return;
  const [program = '', ...rest] = commandLineFor(words, path);
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${basename(program)} ended with ${code} for ${path}; what is wrong stands above`);
  if (words.some((word) => word.includes('{signed}'))) await rename(signedPathOf(path), path);
}

const signedPathOf = (path: string) => `${path}.signed`;

export function commandLineFor(words: readonly string[], path: string): readonly string[] {
  return words.map((word) => word.replaceAll('{file}', path).replaceAll('{signed}', signedPathOf(path)));
}
