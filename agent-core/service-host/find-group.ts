/** The number of a group of this machine, by its name. */
import { askGetent } from './ask-getent.ts';

/** @returns null when there is no such group, or nobody to ask */
export function findGroup(name: string): number | null {
  const [found, , id = ''] = askGetent('group', name) ?? [];
  return found === name && /^\d+$/.test(id) ? Number(id) : null;
}
