/** The order in which the hosts behind a name are asked: by priority, and among equals by weighted chance (RFC 2782). */
import type { ServiceRecord } from './name-resolver.ts';

/** @param random from 0 up to, not including, 1 */
export function orderServices(records: readonly ServiceRecord[], random: () => number): readonly ServiceRecord[] {
  const priorities = [...new Set(records.map(({ priority }) => priority))].toSorted((left, right) => left - right);
  return priorities.flatMap((wanted) =>
    drawByWeight(
      records.filter(({ priority }) => priority === wanted),
      random,
    ),
  );
}

function drawByWeight(records: readonly ServiceRecord[], random: () => number): readonly ServiceRecord[] {
  // Those without weight stand first, so that they have a small chance and no more.
  const left = records.toSorted((one, other) => one.weight - other.weight);
  const drawn: ServiceRecord[] = [];
  while (left.length > 0) {
    const total = left.reduce((sum, { weight }) => sum + weight, 0);
    const target = Math.floor(random() * (total + 1));
    let running = 0;
    const index = left.findIndex(({ weight }) => {
      running += weight;
      return running >= target;
    });
    drawn.push(...left.splice(Math.max(index, 0), 1));
  }
  return drawn;
}
