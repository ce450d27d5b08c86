/**
 * What an installer is made of, as a CycloneDX 1.6 list: every package of the lock file that ends in it, the runtime and Electron. From the
 * lock file alone, so that the same source gives the same list.
 */
import { createHash } from 'node:crypto';
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts';

export interface Contents {
  readonly version: string;
  /** The text of package-lock.json. */
  readonly lockFile: string;
  /** What is not in the window's or the agent's bundle by itself: names in the lock file. */
  readonly besides: readonly string[];
}

export function billOfMaterials({ version, lockFile, besides }: Contents) {
  const components = shippedPackages(lockFile, besides)
    .map(componentOf)
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

function componentOf({ name, version, integrity, license }: ShippedPackage) {
  const reference = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': reference,
    name,
    version,
    purl: reference,
    licenses: [{ expression: license }],
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
