import { type Problem } from '../contract/problem.ts';
import type { DesiredUser } from './map.ts';
import type { TenantUser } from './tenant.ts';
export type Match = {
    readonly kind: 'found';
    readonly user: TenantUser;
} | {
    readonly kind: 'held';
    readonly reason: Problem;
};
export interface MatchContext {
    /** Everybody in the tenant. */
    readonly existing: readonly TenantUser[];
    /** It belongs to an object of this directory. */
    readonly isKnown: (user: TenantUser) => boolean;
}
/** @param newcomers whose anchor nobody in the tenant carries. @returns nothing of those whom nobody is like */
export declare function matchUsers(newcomers: readonly DesiredUser[], { existing, isKnown }: MatchContext): ReadonlyMap<DesiredUser, Match>;
