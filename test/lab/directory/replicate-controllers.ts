/** Replication waits a while before it starts; a test that wants to see its effect, or its delay, orders it. */
import type { LabFacts } from '../lab-facts.ts';
import { labFiles } from '../lab-files.ts';
import { controllerNamesIn } from './controller-names.ts';
import { atController, contosoDomain } from './domain.ts';
import { replicate, secondHostName } from './second-controller.ts';

/** Resolves when one controller knows everything that the other one knew. */
export async function replicateControllers(
  { dir }: LabFacts,
  direction: 'first to second' | 'second to first',
): Promise<void> {
  const { namesDir, controllerDir } = labFiles(dir);
  const first = contosoDomain.hostDnsName;
  const second = atController(contosoDomain, secondHostName).hostDnsName;
  const way = direction === 'first to second' ? { from: first, to: second } : { from: second, to: first };
  await replicate(contosoDomain, way, controllerNamesIn(namesDir), controllerDir);
}
