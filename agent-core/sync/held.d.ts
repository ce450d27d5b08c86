/** Puts an object on hold: it is left alone, and the reason names it. */
import type { HeldObject, ObjectType } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import { type DirectoryObject } from './directory-source.ts';
export declare function holdObject(object: DirectoryObject, problem: Problem, objectType?: ObjectType): HeldObject;
/** What a person would call the object. */
export declare function nameOf(object: DirectoryObject): string;
