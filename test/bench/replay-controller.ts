/**
 * A program: a controller of people, a group of all of them and groups of a thousand each, ready-made, which costs as good as nothing to ask. Whoever reads from it shows what reading
 * costs the reader. Listens on loopback, says at which port, and ends with whoever started it.
 */
import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { groupFilter } from '../../agent-core/active-directory/changes/read-everything.ts';
import { MessageSplitter } from '../../agent-core/active-directory/connection/message-splitter.ts';
import { objectGuidOf } from '../../agent-core/active-directory/object-guid.ts';
import { securityIdentifierOf } from '../../agent-core/active-directory/security-identifier.ts';
import { contosoDomain } from '../lab/directory/domain.ts';
import { listValues } from '../lab/directory/ldif.ts';
import { generateUsers } from '../lab/directory/seed/generated-users.ts';
import { userEntry } from '../lab/directory/seed/seed-entries.ts';
import { berTag, readElement, writeElement, writeInteger, writeText } from '../lab/directory/strict-proxy/ldap/ber.ts';
import {
  type LdapMessage,
  operationTag,
  readMessage,
  writeMessage,
} from '../lab/directory/strict-proxy/ldap/ldap-message.ts';
import { endOf, resultCode } from '../lab/directory/strict-proxy/ldap/ldap-result.ts';
import { pagingOid, readPaging, writePaging } from '../lab/directory/strict-proxy/ldap/paging.ts';

/** As an extended distinguished name tells of it, each. */
const names: string[] = [];
const people = generateUsers(Number(process.argv[2])).map((user, index) => {
  const { dn, attributes } = userEntry(user, contosoDomain);
  const guid = guidOf(`${index}`);
  const sid = Buffer.from('010500000000000515000000aabbccddaabbccddaabbccdd', 'hex');
  const number = Buffer.alloc(4);
  number.writeUInt32LE(10_000 + index);
  names.push(`<GUID=${objectGuidOf(guid)}>;<SID=${securityIdentifierOf(Buffer.concat([sid, number]))}>;${dn}`);
  return searchEntry(dn, {
    ...attributes,
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    objectGUID: guid,
    parentGUID: createHash('sha256')
      .update(dn.slice(dn.indexOf(',')))
      .digest()
      .subarray(0, 16),
    objectSid: Buffer.concat([sid, number]),
    distinguishedName: dn,
    cn: user.commonName,
    primaryGroupID: '513',
  });
});

const groupEntry = (name: string, member: readonly string[]) =>
  searchEntry(`CN=${name},${contosoDomain.baseDn}`, {
    objectClass: ['top', 'group'],
    objectGUID: guidOf(name),
    sAMAccountName: name,
    cn: name,
    groupType: '-2147483646',
    member,
  });
const portion = 1_000;
const groups = [groupEntry('Everybody', names)];
for (let start = 0; start < names.length; start += portion)
  groups.push(groupEntry(`From ${start}`, names.slice(start, start + portion)));

function guidOf(name: string): Buffer {
  return createHash('sha256').update(name).digest().subarray(0, 16);
}

type Values = Parameters<typeof listValues>[0];

/** The operation alone: the message around it has the number of the request. */
function searchEntry(dn: string, attributes: Readonly<Record<string, Values>>): Buffer {
  const parts = Object.entries(attributes).map(([name, values]) => {
    const written = listValues(values).map((value) => writeText(Buffer.from(value)));
    return writeElement(berTag.sequence, writeText(name), writeElement(berTag.set, ...written));
  });
  return writeElement(operationTag.searchEntry, writeText(dn), writeElement(berTag.sequence, ...parts));
}

const classOfGroups = /=(\w+)\)/.exec(groupFilter)?.[1] ?? '';

function answer(socket: Socket, request: LdapMessage): void {
  const { tag } = request.operation;
  if (tag === operationTag.unbindRequest) return void socket.end();
  const paging = readPaging(request);
  if (tag !== operationTag.searchRequest || paging === undefined) {
    return void socket.write(writeMessage(endOf(request, { code: resultCode.success })));
  }
  // What is asked for groups has the class in its filter, as it stands on the wire.
  const entries = request.operation.bytes.includes(classOfGroups) ? groups : people;
  const start = paging.cookie.length === 0 ? 0 : paging.cookie.readUInt32BE(0);
  const stop = Math.min(entries.length, start + paging.size);
  const cookie = Buffer.alloc(stop < entries.length ? 4 : 0);
  if (cookie.length > 0) cookie.writeUInt32BE(stop);
  const id = writeInteger(request.id);
  const page = entries.slice(start, stop).map((operation) => writeElement(berTag.sequence, id, operation));
  const controls = [{ oid: pagingOid, isCritical: false, value: writePaging({ size: 0, cookie }) }];
  socket.write(Buffer.concat([...page, writeMessage(endOf(request, { code: resultCode.success, controls }))]));
}

const server = createServer((socket) => {
  const splitter = new MessageSplitter();
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const message of splitter.push(chunk)) answer(socket, readMessage(readElement(message)));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume().once('end', () => process.exit(0));
