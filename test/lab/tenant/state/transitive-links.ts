/** Walks along links of links: each object is met once, nearest first, because groups may contain each other. */
import type { LinkSet } from './link-set.ts';

/** What the object is linked from: a user's groups, and the groups of those. */
export const transitiveSources = (links: LinkSet, id: string): readonly string[] =>
  walk(id, (target) => links.sourcesOf(target));

/** What the object links to, as readers see it: a group's members, and the members of those. */
export const transitiveTargets = (links: LinkSet, id: string): readonly string[] =>
  walk(id, (source) => [...links.addedAfter(source, 0)].map(({ target }) => target));

function walk(start: string, step: (id: string) => readonly string[]): readonly string[] {
  const met = new Set<string>([start]);
  const waiting = [start];
  for (let next = 0; next < waiting.length; next += 1) {
    for (const id of step(waiting[next] ?? '')) {
      if (met.has(id)) continue;
      met.add(id);
      waiting.push(id);
    }
  }
  met.delete(start);
  return [...met];
}
