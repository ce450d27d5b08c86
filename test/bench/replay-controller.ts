/**
 * A program: a controller of nothing but people, ready-made, which costs as good as nothing to ask. Whoever reads from it shows what reading
 * costs the reader. Listens on loopback, says at which port, and ends with whoever started it.
 */
import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { MessageSplitter } from '../../agent-core/active-directory/connection/message-splitter.ts';
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

const entries = generateUsers(Number(process.argv[2])).map((user, index) => {
  const { dn, attributes } = userEntry(user, contosoDomain);
  const guid = createHash('sha256').update(`${index}`).digest().subarray(0, 16);
  const sid = Buffer.from('010500000000000515000000aabbccddaabbccddaabbccdd', 'hex');
  const number = Buffer.alloc(4);
  number.writeUInt32LE(10_000 + index);
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

type Values = Parameters<typeof listValues>[0];

/** The operation alone: the message around it has the number of the request. */
function searchEntry(dn: string, attributes: Readonly<Record<string, Values>>): Buffer {
  const parts = Object.entries(attributes).map(([name, values]) => {
    const written = listValues(values).map((value) => writeText(Buffer.from(value)));
    return writeElement(berTag.sequence, writeText(name), writeElement(berTag.set, ...written));
  });
  return writeElement(operationTag.searchEntry, writeText(dn), writeElement(berTag.sequence, ...parts));
}

function answer(socket: Socket, request: LdapMessage): void {
  const { tag } = request.operation;
  if (tag === operationTag.unbindRequest) return void socket.end();
  const paging = readPaging(request);
  if (tag !== operationTag.searchRequest || paging === undefined) {
    return void socket.write(writeMessage(endOf(request, { code: resultCode.success })));
  }
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
