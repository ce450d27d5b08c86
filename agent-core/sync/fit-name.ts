/** By which names a person may ask for an object of the directory. */
import { allValues, type DirectoryObject, firstValue } from './directory-source.ts';

/** Whether it is called exactly that, has it in one of its names, or neither. Upper and lower case are the same. */
export function fitName(object: DirectoryObject, name: string): 'exact' | 'partial' | null {
  const wanted = withoutBraces(name.trim()).toLowerCase();
  // Whoever has part of a place in mind means everything below it, which is no name.
  const whole = [object.objectGuid, firstValue(object, 'distinguishedName') ?? ''];
  const names = namesOf(object);
  if ([...whole, ...names].some((each) => each.toLowerCase() === wanted)) return 'exact';
  return names.some((each) => each.toLowerCase().includes(wanted)) ? 'partial' : null;
}

function namesOf(object: DirectoryObject): readonly string[] {
  const named = ['userPrincipalName', 'sAMAccountName', 'mail', 'displayName', 'cn'] as const;
  const addresses = allValues(object, 'proxyAddresses').map((address) => address.replace(/^smtp:/i, ''));
  return [...named.flatMap((name) => firstValue(object, name) ?? []), ...addresses];
}

/** As some programs write an objectGUID. */
const withoutBraces = (name: string) => /^\{(.*)\}$/.exec(name)?.[1] ?? name;
