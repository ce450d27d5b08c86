/** What people decided about changes that the guard held, as the guard asks for it (rule R12). */
import type { Decision } from '../../contract/approval-requests.ts';
import type { ChangeDigest, ObjectGuid } from '../../contract/identifiers.ts';
export interface Decisions {
    /** The newest in force for each change and kind of danger, by `decisionKeyOf`. */
    readonly byChange: ReadonlyMap<string, Decision>;
    /** Objects that are not counted, by `exemptionKeyOf`. */
    readonly exemptions: ReadonlySet<string>;
}
export declare const noDecisions: Decisions;
/** @param tally the kind of danger, and of what where it is counted apart */
export declare const decisionKeyOf: (digest: ChangeDigest, tally: string) => string;
/** @param kind the kind of danger alone: an exemption holds whatever is counted apart */
export declare const exemptionKeyOf: (objectGuid: ObjectGuid, kind: string) => string;
