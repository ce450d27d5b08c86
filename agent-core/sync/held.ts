/** Puts an object on hold: it is left alone, and the reason names it. */
import type { HeldObject, ObjectType } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';

export function holdObject(object: DirectoryObject, problem: Problem, objectType: ObjectType = 'user'): HeldObject {
  return {
    objectType,
    objectGuid: object.objectGuid,
    displayName: nameOf(object),
    userPrincipalName: firstValue(object, 'userPrincipalName'),
    problem,
  };
}

/** What a person would call the object. */
export function nameOf(object: DirectoryObject): string {
  return (
    firstValue(object, 'displayName') ??
    firstValue(object, 'cn') ??
    firstValue(object, 'sAMAccountName') ??
    object.objectGuid
  );
}
