/** The same lab as seen through its strict proxy: whoever connects to `directory.port` meets a stricter controller. */
import type { LabFacts } from '../../lab-facts.ts';
import { LabProblem } from '../../lab-problem.ts';
import { commandStrictProxy } from './command-door.ts';
import type { ProxyCommand } from './proxy-command.ts';

export function throughStrictProxy(lab: LabFacts): LabFacts {
  const { port } = strictProxyOf(lab);
  return { ...lab, directory: { ...lab.directory, port } };
}

export async function commandLabProxy(lab: LabFacts, command: ProxyCommand): Promise<void> {
  await commandStrictProxy(strictProxyOf(lab).doorPath, command);
}

function strictProxyOf({ dir, directory }: LabFacts): { readonly port: number; readonly doorPath: string } {
  const { strictPort, strictDoorPath } = directory;
  if (strictPort !== undefined && strictDoorPath !== undefined) return { port: strictPort, doorPath: strictDoorPath };
  throw new LabProblem(`The lab in ${dir} runs without its strict proxy.`, 'Start it with the option strict.');
}
