/**
 * What Exchange adds to a forest's schema, as far as a synchronisation looks at it: attributes with the names, identifiers and
 * syntaxes that Exchange gives them, allowed on everything that can receive mail.
 */
import type { Domain } from './domain.ts';
import type { Entry } from './ldif.ts';

export function exchangeAttributeEntries(domain: Domain): readonly Entry[] {
  return exchangeAttributes.map(({ name, commonName, oid, syntax, rangeUpper }) => ({
    dn: `CN=${commonName},${schemaDn(domain)}`,
    attributes: {
      objectClass: 'attributeSchema',
      lDAPDisplayName: name,
      adminDisplayName: commonName,
      attributeID: oid,
      attributeSyntax: syntaxes[syntax].oid,
      oMSyntax: syntaxes[syntax].oM,
      isSingleValued: 'TRUE',
      ...(rangeUpper !== undefined && { rangeUpper: String(rangeUpper) }),
    },
  }));
}

/** Users, contacts and groups all are mail recipients. */
export function exchangeClassAddition(domain: Domain): Entry {
  const mayContain = exchangeAttributes.map(({ name }) => name);
  return { dn: `CN=Mail-Recipient,${schemaDn(domain)}`, attributes: { mayContain } };
}

/** MS-ADTS, section 3.1.1.2.2.2. */
const syntaxes = {
  text: { oid: '2.5.5.12', oM: '64' },
  integer: { oid: '2.5.5.9', oM: '2' },
  'large integer': { oid: '2.5.5.16', oM: '65' },
  boolean: { oid: '2.5.5.8', oM: '1' },
  bytes: { oid: '2.5.5.10', oM: '4' },
} as const;

type ExchangeAttribute = {
  readonly name: string;
  readonly commonName: string;
  readonly oid: string;
  readonly syntax: keyof typeof syntaxes;
  readonly rangeUpper?: number;
};

const oldArc = '1.2.840.113556.1.2';
const newArc = '1.2.840.113556.1.4.7000.102';

const exchangeAttributes: readonly ExchangeAttribute[] = [
  { name: 'mailNickname', commonName: 'ms-Exch-Mail-Nickname', oid: `${oldArc}.447`, syntax: 'text', rangeUpper: 64 },
  {
    name: 'targetAddress',
    commonName: 'ms-Exch-Target-Address',
    oid: `${oldArc}.352`,
    syntax: 'text',
    rangeUpper: 1_123,
  },
  ...Array.from({ length: 15 }, (_, index) => extensionAttribute(index + 1)),
  {
    name: 'msExchRecipientDisplayType',
    commonName: 'ms-Exch-Recipient-Display-Type',
    oid: `${newArc}.50730`,
    syntax: 'integer',
  },
  {
    name: 'msExchRecipientTypeDetails',
    commonName: 'ms-Exch-Recipient-Type-Details',
    oid: `${newArc}.50855`,
    syntax: 'large integer',
  },
  {
    name: 'msExchRemoteRecipientType',
    commonName: 'ms-Exch-Remote-Recipient-Type',
    oid: `${newArc}.51611`,
    syntax: 'large integer',
  },
  {
    name: 'msExchUsageLocation',
    commonName: 'ms-Exch-Usage-Location',
    oid: `${newArc}.51767`,
    syntax: 'text',
    rangeUpper: 2,
  },
  {
    name: 'msExchMailboxGuid',
    commonName: 'ms-Exch-Mailbox-Guid',
    oid: `${newArc}.11058`,
    syntax: 'bytes',
    rangeUpper: 16,
  },
  {
    name: 'msExchHideFromAddressLists',
    commonName: 'ms-Exch-Hide-From-Address-Lists',
    oid: `${newArc}.73`,
    syntax: 'boolean',
  },
];

/** The first ten are older and shorter. */
function extensionAttribute(number: number): ExchangeAttribute {
  return {
    name: `extensionAttribute${number}`,
    commonName: `ms-Exch-Extension-Attribute-${number}`,
    oid: `${oldArc}.${number <= 10 ? 422 + number : 588 + number}`,
    syntax: 'text',
    rangeUpper: number <= 10 ? 1_024 : 2_048,
  };
}

function schemaDn(domain: Domain): string {
  return `CN=Schema,CN=Configuration,${domain.baseDn}`;
}
