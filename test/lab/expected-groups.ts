/**
 * Which groups the tenant must hold once the directory has been synchronised, and who is in them, worked out from the seed alone: like
 * the people in `expected-tenant.ts` a second time, and with nothing that comes from the product.
 */
import type { DirectorySeed } from './directory/seed/directory-seed.ts';
import type { SeedGroup } from './directory/seed/excluded-objects.ts';
import type { SeedContact } from './directory/seed/seed-contacts.ts';
import { groupAccountName } from './directory/seed/seed-entries.ts';
import { placeText } from './expected-managers.ts';
import { type ExpectedSides, guidText } from './expected-tenant.ts';

export type ExpectedGroup = {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly mailNickname: string;
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
};

export type ExpectedGroups = {
  readonly arriving: readonly {
    readonly tenantGroup: ExpectedGroup;
    /** The direct members that are in the tenant: people by their anchors, groups by their unique names. */
    readonly members: readonly string[];
  }[];
  /** Left out without a word, since a rule excludes them. */
  readonly excluded: readonly { readonly group: SeedGroup; readonly reason: ExclusionReason }[];
  /** Shown with the reason, since Graph lets nobody write them. */
  readonly notWritable: readonly { readonly displayName: string; readonly code: NotWritableCode }[];
};

/** What adminDescription says; what nobody can be addressed by or let in by. */
export type ExclusionReason = 'marked not to synchronise' | 'distribution group without mail';
/** The codes that a report gives as reasons. */
export type NotWritableCode = 'group.mail-enabled' | 'group.distribution' | 'group.contact';

/** @param objectGuids as for `expectSides`, whose people become members here */
export function expectGroups(
  { groups, contacts }: Pick<DirectorySeed, 'groups' | 'contacts'>,
  { arriving: people }: Pick<ExpectedSides, 'arriving'>,
  objectGuids: ReadonlyMap<string, Uint8Array>,
): ExpectedGroups {
  const fates = groups.map((group) => ({ group, fate: fateOf(group) }));
  const arriving = fates
    .filter(({ fate }) => fate === 'arrives')
    .map(({ group }) => ({ group, tenantGroup: expectTenantGroup(group, objectGuids) }));
  const keys = new Map([
    ...people.map(({ seedUser, tenantUser }) => [placeText(seedUser), tenantUser.onPremisesImmutableId] as const),
    ...arriving.map(({ group, tenantGroup }) => [placeText(group), tenantGroup.uniqueName] as const),
  ]);
  return {
    arriving: arriving.map(({ group, tenantGroup }) => ({
      tenantGroup,
      members: group.members.flatMap((member) => keys.get(placeText(member)) ?? []),
    })),
    excluded: fates.flatMap(({ group, fate }) => (isExclusion(fate) ? [{ group, reason: fate }] : [])),
    notWritable: [
      ...fates.flatMap(({ group, fate }) =>
        fate === 'arrives' || isExclusion(fate) ? [] : [{ displayName: displayNameOf(group), code: fate }],
      ),
      ...contacts.filter(hasMail).map((contact) => ({
        displayName: displayNameOf(contact),
        code: 'group.contact' as const,
      })),
    ],
  };
}

type Fate = 'arrives' | ExclusionReason | NotWritableCode;

function fateOf(group: SeedGroup): Fate {
  if (/^Group_/i.test(textOf(group, 'adminDescription') ?? '')) return 'marked not to synchronise';
  if (group.kind === 'distribution') return hasMail(group) ? 'group.distribution' : 'distribution group without mail';
  return hasMail(group) ? 'group.mail-enabled' : 'arrives';
}

const isExclusion = (fate: Fate): fate is ExclusionReason =>
  fate === 'marked not to synchronise' || fate === 'distribution group without mail';

const hasMail = (object: SeedGroup | SeedContact) => textOf(object, 'mail') !== null;

function expectTenantGroup(group: SeedGroup, objectGuids: ReadonlyMap<string, Uint8Array>): ExpectedGroup {
  const accountName = groupAccountName(group);
  const objectGuid = objectGuids.get(accountName);
  if (objectGuid === undefined) throw new Error(`No objectGUID is known for ${accountName}.`);
  const uniqueName = guidText(objectGuid);
  return {
    uniqueName,
    displayName: displayNameOf(group),
    description: textOf(group, 'description'),
    mailNickname: `${nicknameStart(accountName)}-${uniqueName.slice(0, 8)}`,
    mailEnabled: false,
    securityEnabled: true,
  };
}

/** What a nickname may not have is left out: blanks, what is not ASCII, and the characters that Graph forbids in it. */
function nicknameStart(accountName: string): string {
  return accountName.replace(/[^\x21-\x7e]|[@()\\[\]";:<>,]/g, '').slice(0, 55) || 'group';
}

const displayNameOf = (object: SeedGroup | SeedContact) => textOf(object, 'displayName') ?? object.commonName;

function textOf({ attributes }: SeedGroup | SeedContact, name: string): string | null {
  const value = attributes?.[name];
  return typeof value === 'string' ? value.trim() || null : null;
}
