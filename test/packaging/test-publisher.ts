/** A publisher for tests: a key and a certificate that nobody trusts, and how build/installer signs with them. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TestPublisher {
  /** As BRIDGEHEAD_SIGN says it. */
  readonly signing: string;
  /** Whether this publisher signed a program, and nobody changed it since. */
  hasSigned(path: string): Promise<boolean>;
}

export async function makeTestPublisher(dir: string): Promise<TestPublisher> {
  await mkdir(dir, { recursive: true });
  const [keyPath, certificatePath] = [join(dir, 'key.pem'), join(dir, 'certificate.pem')];
  const subject = ['-subj', '/CN=Bridgehead test publisher', '-addext', 'extendedKeyUsage=codeSigning'];
  const made = ['-keyout', keyPath, '-out', certificatePath, '-days', '2'];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made, ...subject]);
  const files = ['-in', '{file}', '-out', '{signed}'];
  return {
    signing: JSON.stringify([
      'osslsigncode',
      'sign',
      '-certs',
      certificatePath,
      '-key',
      keyPath,
      '-h',
      'sha256',
      ...files,
    ]),
    hasSigned: (path) =>
      run('osslsigncode', ['verify', '-CAfile', certificatePath, '-in', path]).then(
        () => true,
        () => false,
      ),
  };
}
