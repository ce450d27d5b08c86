/** The tenant as a process of its own: `node test/lab/tenant/main.ts --certificate FILE --private-key FILE --data-dir DIR`. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startTenant } from './start-tenant.ts';

const usage = `Usage: node test/lab/tenant/main.ts --certificate FILE --private-key FILE --data-dir DIR
         [--address 127.0.0.1] [--port 8443] [--host-name localhost]
Port 0 takes any free port. When it listens, the tenant prints {"ready":true,"port":N}; SIGTERM saves it and ends it.
`;

const settings = readSettings(process.argv.slice(2));
if (settings === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  await run(settings);
}

interface Settings {
  readonly address: string;
  readonly port: number;
  readonly hostName: string;
  readonly certificatePath: string;
  readonly privateKeyPath: string;
  readonly dataDir: string;
}

async function run({ address, port, hostName, certificatePath, privateKeyPath, dataDir }: Settings): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const [certificatePem, privateKeyPem] = await Promise.all([
      readFile(certificatePath, 'utf8'),
      readFile(privateKeyPath, 'utf8'),
    ]);
    const tenant = await startTenant({ certificatePem, privateKeyPem, dataDir, address, port, hostName, log });
    const stop = (): void => {
      tenant.stop().catch((error: unknown) => {
        log(`The tenant could not be saved: ${messageOf(error)}`);
        process.exitCode = 1;
      });
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`${JSON.stringify({ ready: true, port: tenant.port })}\n`);
  } catch (error) {
    log(`The tenant cannot start: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

function readSettings(args: readonly string[]): Settings | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        address: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8443' },
        'host-name': { type: 'string', default: 'localhost' },
        certificate: { type: 'string' },
        'private-key': { type: 'string' },
        'data-dir': { type: 'string' },
      },
    });
    const { address, certificate: certificatePath, 'private-key': privateKeyPath, 'data-dir': dataDir } = values;
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (certificatePath === undefined || privateKeyPath === undefined || dataDir === undefined) return undefined;
    if (!(port <= 65_535)) return undefined;
    return { address, port, hostName: values['host-name'], certificatePath, privateKeyPath, dataDir };
  } catch {
    return undefined;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
