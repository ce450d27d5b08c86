import { describe, expect, test } from 'vitest';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../../agent-core/sync/directory-source.ts';

/** [MS-ADTS] 3.1.1.4.5, constructed attributes; those of [MS-ADSC] with FLAG_ATTR_NOT_REPLICATED; and the other ends of links. */
const unfollowable = {
  'is computed when it is asked for':
    'allowedAttributes allowedAttributesEffective allowedChildClasses allowedChildClassesEffective canonicalName createTimeStamp entryTTL fromEntry modifyTimeStamp msDS-Approx-Immed-Subordinates msDS-Auxiliary-Classes msDS-isGC msDS-isRODC msDS-KeyVersionNumber msDS-LocalEffectiveDeletionTime msDS-MembersForAzRoleBL msDS-NCReplCursors msDS-parentdistname msDS-PrincipalName msDS-QuotaEffective msDS-QuotaUsed msDS-ReplAttributeMetaData msDS-ReplValueMetaData msDS-ResultantPSO msDS-User-Account-Control-Computed msDS-UserPasswordExpiryTimeComputed msds-memberOfTransitive msds-memberTransitive parentGUID possibleInferiors primaryGroupToken sDRightsEffective structuralObjectClass subSchemaSubEntry tokenGroups tokenGroupsGlobalAndUniversal tokenGroupsNoGCAcceptable',
  'is not replicated':
    'badPasswordTime badPwdCount bridgeheadServerListBL dSCorePropagationData lastLogoff lastLogon logonCount nTGroupMembers replPropertyMetaData uSNChanged uSNCreated uSNLastObjRem whenChanged',
  'is the other end of a link':
    'directReports isPrivilegeHolder managedObjects masteredBy memberOf msDS-ObjectReferenceBL netbootSCPBL nonSecurityMemberBL ownerBL publicDelegatesBL serverReferenceBL siteObjectBL msExchDelegateListBL',
};

describe.each(Object.entries(unfollowable))(
  'R24: nothing is mapped from what %s, since no change would tell',
  (_, names) => {
    test.each(names.split(' '))('%s', (name) => {
      const read = [...directoryAttributes, ...groupAttributes, ...contactAttributes].map((one) => one.toLowerCase());
      expect(read).not.toContain(name.toLowerCase());
    });
  },
);
