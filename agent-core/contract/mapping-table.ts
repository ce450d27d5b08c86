/**
 * Every row of the mappings that Entra Cloud Sync begins with, and what becomes of it through Microsoft Graph. Nobody has to guess why a value
 * of the directory is not in the tenant. The rows of users are those of the public template; for groups, those of Entra Connect stand in.
 */

export type MappingState =
  | { readonly kind: 'written'; readonly property: string; readonly note: string | null }
  | { readonly kind: 'notWritable'; readonly because: string }
  /** Graph has no property for it; a directory extension could hold it. */
  | { readonly kind: 'needsExtension' };

export interface MappingTableRow {
  readonly objectType: 'user' | 'group' | 'contact';
  /** As Cloud Sync calls it. */
  readonly target: string;
  /** Attributes of the directory that it comes from. */
  readonly source: string;
  readonly state: MappingState;
}

const written = (property: string, note: string | null = null): MappingState => ({ kind: 'written', property, note });
const notWritable = (because: string): MappingState => ({ kind: 'notWritable', because });
const needsExtension: MappingState = { kind: 'needsExtension' };

const byExchange = notWritable('Exchange Online owns it, and Graph does not let an application write it');
const byTeams = notWritable('Teams owns it, and Graph does not let an application write it');
const bySynchronisation = notWritable('it is read-only in Graph: Microsoft’s own synchronisation alone fills it');

type Row = readonly [target: string, source: string, state: MappingState];
/** Rows whose source is called as they are, but for the first letter. */
const same = (state: MappingState, names: string): readonly Row[] =>
  names.split(' ').map((name) => [name, `${name.charAt(0).toLowerCase()}${name.slice(1)}`, state]);

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const kept = 'what the directory does not have stays in the tenant as it is';
const extensionAttributes = numbers(15).map(
  (number): Row => [
    `ExtensionAttribute${number}`,
    `extensionAttribute${number}`,
    written(`onPremisesExtensionAttributes.extensionAttribute${number}`, kept),
  ],
);
const customAttributes = numbers(5).map(
  (number): Row => [`MSExchExtensionCustomAttribute${number}`, `msExchExtensionCustomAttribute${number}`, byExchange],
);

const userRows: readonly Row[] = [
  ['AccountEnabled', 'userAccountControl', written('accountEnabled')],
  ['UserPrincipalName', 'userPrincipalName', written('userPrincipalName', 'with a verified suffix')],
  [
    'SourceAnchor',
    'mS-DS-ConsistencyGuid, objectGUID',
    written('onPremisesImmutableId', 'at creation, then never again'),
  ],
  ['DisplayName', 'displayName, cn', written('displayName')],
  ['Alias', 'mailNickname', written('mailNickname', 'made up at creation where it is empty')],
  ['Mail', 'mail', written('mail', kept)],
  ['GivenName', 'givenName', written('givenName')],
  ['Surname', 'sn', written('surname')],
  ['Title', 'title', written('jobTitle')],
  ['Department', 'department', written('department')],
  ['Company', 'company', written('companyName')],
  ['PhysicalDeliveryOfficeName', 'physicalDeliveryOfficeName', written('officeLocation')],
  ['StreetAddress', 'streetAddress', written('streetAddress')],
  ['City', 'l', written('city')],
  ['State', 'st', written('state')],
  ['PostalCode', 'postalCode', written('postalCode')],
  ['Country', 'co', written('country')],
  [
    'CountryLetterCode',
    'c',
    written('usageLocation', 'where msExchUsageLocation is empty; Graph has no other place for it'),
  ],
  ['UsageLocation', 'msExchUsageLocation', written('usageLocation', kept)],
  ['TelephoneNumber', 'telephoneNumber', written('businessPhones')],
  ['Mobile', 'mobile', written('mobilePhone')],
  ['FacsimileTelephoneNumber', 'facsimileTelephoneNumber', written('faxNumber')],
  ['EmployeeId', 'employeeID', written('employeeId')],
  ['PreferredLanguage', 'preferredLanguage', written('preferredLanguage')],
  ['Manager', 'manager', written('manager')],
  ...extensionAttributes,
  [
    'ProxyAddresses',
    'proxyAddresses',
    notWritable('it is read-only in Graph: the tenant makes it from mail and sign-in name'),
  ],
  ['ThumbnailPhoto', 'thumbnailPhoto', notWritable('a photo takes a permission of its own, which is not asked for')],
  ['UserCertificate', 'userCertificate', notWritable('Graph takes no certificates of users here')],
  ['UserSMIMECertificate', 'userSMIMECertificate', notWritable('Graph takes no certificates of users here')],
  ['Assistant', 'assistant', notWritable('it leads to somebody, and Graph has no such relation')],
  ['dnsDomainName', 'the name of the domain', bySynchronisation],
  ['netBiosName', 'the short name of the domain', bySynchronisation],
  ['onPremisesUserPrincipalName', 'userPrincipalName', bySynchronisation],
  ['onPremisesDistinguishedName', 'distinguishedName', bySynchronisation],
  ['OnPremiseSecurityIdentifier', 'objectSid', bySynchronisation],
  ['onPremisesObjectIdentifier', 'objectGUID', bySynchronisation],
  ['onPremisesSamAccountName', 'sAMAccountName', bySynchronisation],
  ['LastPasswordChangeTimestamp', 'pwdLastSet', bySynchronisation],
  ['ChangeDate', 'PasswordChangeDate', bySynchronisation],
  ['CommonName', 'cn', needsExtension],
  ['PostOfficeBox', 'postOfficeBox', needsExtension],
  ['IPPhone', 'ipPhone', needsExtension],
  ['OtherIPPhone', 'otherIpPhone', needsExtension],
  ['WwwHomepage', 'wWWHomePage', needsExtension],
  ['MSDSPhoneticDisplayName', 'msDS-PhoneticDisplayName', needsExtension],
  ...same(
    needsExtension,
    'Description Info Url HomePhone Initials MiddleName Pager TelephoneAssistant CountryCode OtherFacsimileTelephoneNumber OtherHomePhone OtherMobile OtherPager OtherTelephone',
  ),
  ...customAttributes,
  ['DLMemRejectPerms', 'dLMemRejectPerms', byExchange],
  ['DLMemSubmitPerms', 'dLMemSubmitPerms', byExchange],
  ['MSDSHABSeniorityIndex', 'msDS-HABSeniorityIndex', byExchange],
  ...same(byExchange, 'AltRecipient AuthOrig LegacyExchangeDN PublicDelegates TargetAddress UnauthOrig'),
  ...[
    'ArchiveGuid ArchiveName AssistantName AuditAdmin AuditDelegate AuditDelegateAdmin AuditOwner BlockedSendersHash BypassAudit',
    'DelegateListLink ElcExpirySuspensionEnd ElcExpirySuspensionStart ElcMailboxFlags EnableModeration HideFromAddressLists ImmutableId',
    'LitigationHoldDate LitigationHoldOwner MailboxAuditEnable MailboxAuditLogAgeLimit MailboxGuid ModeratedByLink ModerationFlags',
    'RecipientDisplayType RecipientTypeDetails RemoteRecipientType RequireAuthToSendTo ResourceCapacity ResourceDisplay ResourceMetadata',
    'ResourceSearchProperties RetentionComment RetentionUrl SafeRecipientsHash SafeSendersHash SenderHintTranslations',
    'TeamMailboxExpiration TeamMailboxOwners TeamMailboxSharePointLinkedBy TeamMailboxSharePointUrl UserHoldPolicies',
  ]
    .flatMap((names) => names.split(' '))
    .map((name): Row => [`MSExch${name}`, `msExch${name}`, byExchange]),
  ...[
    'ApplicationOptions DeploymentLocator Line OptionFlags OwnerUrn PrimaryUserAddress UserEnabled'
      .split(' ')
      .map((name): Row => [`MSRtcSip${name}`, `msRTCSIP-${name}`, byTeams]),
  ].flat(),
];

const groupRows: readonly Row[] = [
  ['DisplayName', 'displayName, cn', written('displayName')],
  ['Description', 'description', written('description')],
  ['SecurityEnabled', 'groupType', written('securityEnabled')],
  ['SourceAnchor', 'objectGUID', written('uniqueName', 'at creation, then never again')],
  ['Member', 'member', written('members')],
  ['Alias', 'mailNickname', notWritable('a security group has no mailbox: it gets a made-up one, as Graph wants')],
  ['Mail', 'mail', byExchange],
  ['ProxyAddresses', 'proxyAddresses', byExchange],
  [
    'ManagedBy',
    'managedBy',
    notWritable(
      'an owner in the tenant may change members and settings of the group, which who manages it in the directory may not',
    ),
  ],
  ['OnPremiseSecurityIdentifier', 'objectSid', bySynchronisation],
  ...numbers(15).map(
    (number): Row => [`ExtensionAttribute${number}`, `extensionAttribute${number}`, bySynchronisation],
  ),
  ['CommonName', 'cn', needsExtension],
  ['Info', 'info', needsExtension],
  [
    'msExch… and what else is about mail',
    'msExch…, authOrig, dLMem…, legacyExchangeDN, publicDelegates, unauthOrig',
    byExchange,
  ],
];

const contactRows: readonly Row[] = [
  ['everything', 'all attributes of a contact', notWritable('Graph only reads contacts')],
];

const ofType = (objectType: MappingTableRow['objectType'], rows: readonly Row[]): readonly MappingTableRow[] =>
  rows.map(([target, source, state]) => ({ objectType, target, source, state }));

export const mappingTable: readonly MappingTableRow[] = [
  ...ofType('user', userRows),
  ...ofType('group', groupRows),
  ...ofType('contact', contactRows),
];
