/** What helps where a lab runs at another address than was asked for, be it only in part because one of its servers died. */

interface Standing {
  readonly dir: string;
  /** At which it runs. */
  readonly address: string;
  readonly directory: 'running' | 'stopped';
  readonly tenant: 'running' | 'stopped';
}

export function elsewhereRemedy({ dir, address, directory, tenant }: Standing): string {
  const stop = `npm run lab -- down --dir ${dir}`;
  if (directory === 'running' && tenant === 'running') return `Stop it first: ${stop}`;
  const dead = directory === 'stopped' ? 'directory' : 'tenant';
  return `Its ${dead} has ended: npm run lab -- up --dir ${dir} --address ${address} starts that again. To have it elsewhere, stop it first: ${stop}`;
}
