/**
 * Scope by groups: these groups, and whoever is a member, directly or through other groups, however deep and in whatever circles.
 *
 *     scope group --member--> group --member--> person            by objectGUID (rule R21)
 *                                   --member--> foreign principal ..by SID..> person or group of another forest (rule R23)
 *                 <---------------- primaryGroupID ---- person    in no member list, and a member all the same (rule R22)
 *
 * The closure is computed from what was read, never by the server's in-chain rule, which can run into its time limit. A foreign
 * principal that resolves to nobody is no error: its forest may not be connected.
 */
import type { ObjectReference } from '../contract/settings.ts';
import { type DirectoryGroup } from './directory-source.ts';
import type { Reading } from './reading.ts';
import type { ScopeDecision } from './scope-verdict.ts';
export declare function decideByGroups(wanted: readonly ObjectReference[], groups: Reading<DirectoryGroup>): ScopeDecision;
