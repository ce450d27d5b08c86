/** Reads the addresses by which a client names other objects: `@odata.id` and `members@odata.bind`. */
import type { LocatedObject } from '../state/directory.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import type { Payload } from './graph-route.ts';

/** The body of every `$ref` request. */
export function readReference(payload: Payload, state: TenantState): Checked<LocatedObject> {
  const others = Object.keys(payload).find((name) => name !== '@odata.id' && !name.startsWith('@odata.'));
  if (others !== undefined) return refuse(graphRefusals.propertyUnknown(others));
  return findReferenced(payload['@odata.id'], state);
}

/** All the objects of an `@odata.bind`; the first that is not there refuses the whole. */
export function readBinding(value: unknown, state: TenantState): Checked<readonly LocatedObject[]> {
  if (!Array.isArray(value)) return refuse(graphRefusals.referenceMalformed());
  const found: LocatedObject[] = [];
  for (const address of value) {
    const object = findReferenced(address, state);
    if (!object.ok) return object;
    found.push(object.value);
  }
  return accept(found);
}

/**
 * An object that nobody ever created is answered 404; one that the asked copy of the tenant has not heard of yet, 400.
 * Any host is accepted, because clients write graph.microsoft.com whatever address they talk to.
 */
function findReferenced(address: unknown, state: TenantState): Checked<LocatedObject> {
  const id = typeof address === 'string' ? idIn(address) : undefined;
  if (id === undefined) return refuse(graphRefusals.referenceMalformed());
  const { directory, users } = state;
  const object =
    directory.locate(id.toLowerCase()) ?? directory.locate(users.findBy('userPrincipalName', id)?.id ?? '');
  if (object === undefined) return refuse(graphRefusals.resourceNotFound(id));
  const isVisible = directory.locateVisible(object.record.id) !== undefined;
  return isVisible ? accept(object) : refuse(graphRefusals.referenceNotReplicated());
}

function idIn(address: string): string | undefined {
  const match =
    /^https:\/\/[^/]+\/(?:v1\.0|beta)\/(?:[0-9a-f-]{36}\/)?(?:directoryObjects|users|groups|contacts|servicePrincipals)(?:\/|\(')([^/?#']+)(?:'\))?$/i.exec(
      address,
    );
  const [, id] = match ?? [];
  if (id === undefined) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
