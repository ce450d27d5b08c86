/** Which packages of the lock file end in an installer: those of the bundles, and what is named besides. */
import { z } from 'zod';

const entrySchema = z.object({
  name: z.string().optional(),
  version: z.string().default(''),
  integrity: z.string().optional(),
  license: z.string().default('NOASSERTION'),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

export interface ShippedPackage {
  /** At the registry; an alias has another one in the lock file. */
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly integrity?: string | undefined;
  /** Below the project. */
  readonly path: string;
}

/** @param besides what is not in the window's or the agent's bundle by itself: names in the lock file */
export function shippedPackages(lockFile: string, besides: readonly string[]): readonly ShippedPackage[] {
  const { packages } = lockSchema.parse(JSON.parse(lockFile));
  return Object.entries(packages).flatMap(([path, { dev, optional, name, ...entry }]) => {
    const isBundled = path !== '' && dev !== true && optional !== true;
    if (!isBundled && !besides.includes(path.replace(/^node_modules\//, ''))) return [];
    return [{ ...entry, name: name ?? path.split('node_modules/').at(-1) ?? '', path }];
  });
}
