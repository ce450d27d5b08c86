/** Directory extensions: properties that applications add to users and groups. They live and die with their application. */
import type { ExtensionProperty } from './snapshot.ts';

export interface ExtensionStore {
  readonly all: () => readonly ExtensionProperty[];
  readonly of: (applicationId: string) => readonly ExtensionProperty[];
  readonly add: (extension: ExtensionProperty) => void;
  readonly remove: (id: string) => void;
  /** The extensions of objects of this type, such as `User`. */
  readonly on: (target: string) => readonly ExtensionProperty[];
}

export function createExtensionStore(
  initial: readonly ExtensionProperty[],
  isLive: (applicationId: string) => boolean,
): ExtensionStore {
  let extensions = initial;
  const live = (): readonly ExtensionProperty[] => extensions.filter(({ applicationId }) => isLive(applicationId));
  return {
    all: () => extensions,
    of: (applicationId) => live().filter((extension) => extension.applicationId === applicationId),
    add: (extension) => {
      extensions = [...extensions, extension];
    },
    remove: (id) => {
      extensions = extensions.filter((extension) => extension.id !== id);
    },
    on: (target) =>
      extensions.length === 0 ? [] : live().filter(({ targetObjects }) => targetObjects.includes(target)),
  };
}
