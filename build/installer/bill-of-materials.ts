/**
 * What an installer is made of, as a CycloneDX 1.6 list: every package of the lock file that ends in it, the runtime and Electron. From the
 * lock file alone, so that the same source gives the same list.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const entrySchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
type Entry = z.infer<typeof entrySchema>;

export interface Contents {
  readonly version: string;
  /** The text of package-lock.json. */
  readonly lockFile: string;
  /** What is not in the window's or the agent's bundle by itself: names in the lock file. */
  readonly besides: readonly string[];
}

export function billOfMaterials({ version, lockFile, besides }: Contents) {
  const { packages } = lockSchema.parse(JSON.parse(lockFile));
  const components = Object.entries(packages)
    .flatMap(([path, entry]) => {
      const installedName = path.split('node_modules/').at(-1) ?? '';
      const isBundled = path !== '' && entry.dev !== true && entry.optional !== true;
      return isBundled || besides.includes(path.replace(/^node_modules\//, ''))
        ? [componentOf(installedName, entry)]
        : [];
    })
    .toSorted((left, right) => (left['bom-ref'] < right['bom-ref'] ? -1 : 1));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`${version}\n${lockFile}`)}`,
    version: 1,
    metadata: {
      component: { type: 'application', name: 'bridgehead', version, licenses: [{ license: { id: 'MIT' } }] },
    },
    components,
  } as const;
}

function componentOf(installedName: string, { name = installedName, version = '', integrity, license }: Entry) {
  const reference = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': reference,
    name,
    version,
    purl: reference,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(integrity === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }] }),
  };
}

const hexOf = (integrity: string) => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');

/** Version 8: made of what it names. */
function uuidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `a${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
