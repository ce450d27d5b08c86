/** An LDAP message as the proxy needs it: the operation stays as it is on the wire until a layer wants to look inside (RFC 4511, 4.1.1). */
import {
  type BerElement,
  BerError,
  berTag,
  readElements,
  readInteger,
  writeElement,
  writeInteger,
  writeText,
} from './ber.ts';

export type LdapMessage = {
  /** Zero in what a server says without having been asked. */
  readonly id: number;
  readonly operation: BerElement;
  readonly controls: readonly LdapControl[];
};
export type LdapControl = { readonly oid: string; readonly isCritical: boolean; readonly value: Buffer | undefined };

export const operationTag = {
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchEntry: 0x64,
  searchDone: 0x65,
  searchReference: 0x73,
  abandonRequest: 0x50,
  extendedResponse: 0x78,
  intermediateResponse: 0x79,
} as const;

const controlsTag = 0xa0;

export function readMessage(element: BerElement): LdapMessage {
  if (element.tag !== berTag.sequence) throw new BerError('This is no LDAP message.');
  const [id, operation, controls] = readElements(element.content);
  if (id?.tag !== berTag.integer || operation === undefined) throw new BerError('This is no LDAP message.');
  const isControls = controls?.tag === controlsTag;
  return {
    id: readInteger(id),
    operation,
    controls: isControls ? readElements(controls.content).map(readControl) : [],
  };
}

export function writeMessage({ id, operation, controls }: LdapMessage): Buffer {
  const parts = [writeInteger(id), operation.bytes];
  if (controls.length > 0) parts.push(writeElement(controlsTag, ...controls.map(writeControl)));
  return writeElement(berTag.sequence, ...parts);
}

export function findControl(message: LdapMessage, oid: string): LdapControl | undefined {
  return message.controls.find((control) => control.oid === oid);
}

/** The same message with another value in the control `oid`, which it must have. */
export function withControlValue(message: LdapMessage, oid: string, value: Buffer): LdapMessage {
  return {
    ...message,
    controls: message.controls.map((control) => (control.oid === oid ? { ...control, value } : control)),
  };
}

/** Whether further answers to the same request can follow. */
export function isFinalAnswer({ operation: { tag } }: LdapMessage): boolean {
  return (
    tag !== operationTag.searchEntry &&
    tag !== operationTag.searchReference &&
    tag !== operationTag.intermediateResponse
  );
}

function readControl(element: BerElement): LdapControl {
  const [oid, ...rest] = readElements(element.content);
  const criticality = rest.find(({ tag }) => tag === berTag.boolean);
  return {
    oid: oid?.content.toString('latin1') ?? '',
    isCritical: criticality?.content[0] !== undefined && criticality.content[0] !== 0,
    value: rest.find(({ tag }) => tag === berTag.octetString)?.content,
  };
}

function writeControl({ oid, isCritical, value }: LdapControl): Buffer {
  const parts = [writeText(oid)];
  if (isCritical) parts.push(writeElement(berTag.boolean, Buffer.from([0xff])));
  if (value !== undefined) parts.push(writeText(value));
  return writeElement(berTag.sequence, ...parts);
}
