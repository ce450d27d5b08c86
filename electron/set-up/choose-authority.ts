/** Lets the person choose a certificate authority's file, and makes sure that there is a certificate in it. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { errorCodeOf } from '../../agent-core/contract/error-code.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { ChosenFile } from '../contract/bridge.ts';
import { certificatesIn } from '../sign-in/is-issued-by.ts';

/** @returns null when the person chose none */
export async function chooseAuthority(window: BrowserWindow): Promise<Result<ChosenFile | null>> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [
      { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const [path] = filePaths;
  return path === undefined ? succeed(null) : readAuthority(path);
}

/** Problems: desktop.file-unreadable, desktop.no-certificate. */
export async function readAuthority(path: string): Promise<Result<ChosenFile>> {
  try {
    const pem = certificatesIn(await readFile(path, 'utf8')).join('\n');
    if (pem === '' || !isReadable(pem)) return fail(problem('desktop.no-certificate', path));
    return succeed({ path, pem: `${pem}\n` });
  } catch (error) {
    return fail(problem('desktop.file-unreadable', `${path}: ${errorCodeOf(error)}`));
  }
}

function isReadable(pem: string): boolean {
  try {
    return certificatesIn(pem).every((certificate) => new X509Certificate(certificate).subject !== '');
  } catch {
    return false;
  }
}
