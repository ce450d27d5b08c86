import { type Result } from '../contract/result.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { Organization } from './tenant.ts';
export declare function signInNameOf(object: DirectoryObject, organization: Organization): Result<string>;
