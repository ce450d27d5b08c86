/** Just enough of DNS (RFC 1035, RFC 2782) to be asked for addresses and services and to answer. */

export type DnsRecord =
  | { readonly kind: 'A'; readonly name: string; readonly address: string }
  | {
      readonly kind: 'SRV';
      readonly name: string;
      readonly host: string;
      readonly port: number;
      readonly priority: number;
      readonly weight: number;
    };

export type DnsQuestion = {
  readonly id: number;
  /** In small letters. */
  readonly name: string;
  readonly type: number;
  /** As it was asked, to be sent back. */
  readonly bytes: Buffer;
};

const typeOf = { A: 1, SRV: 33 } as const;
const internetClass = 1;
const timeToLiveSeconds = 0;
const headerLength = 12;
/** An answer, authoritative; and the same for a name that does not exist. */
const answerFlags = 0x8580;
const noSuchNameFlags = 0x8583;

/** Undefined when it is no question. */
export function readQuestion(message: Buffer): DnsQuestion | undefined {
  if (message.length < headerLength || message.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let offset = headerLength;
  for (let length = message.at(offset) ?? 0; length > 0; length = message.at(offset) ?? 0) {
    labels.push(message.toString('latin1', offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  if (offset + 5 > message.length) return undefined;
  const name = labels.join('.').toLowerCase();
  const bytes = message.subarray(headerLength, offset + 5);
  return { id: message.readUInt16BE(0), name, type: message.readUInt16BE(offset + 1), bytes };
}

/** Every record that the question asks for; a name of which there are other records exists all the same. */
export function writeAnswer(question: DnsQuestion, records: readonly DnsRecord[]): Buffer {
  const named = records.filter(({ name }) => name.toLowerCase() === question.name);
  const wanted = named.filter(({ kind }) => typeOf[kind] === question.type);
  const header = Buffer.alloc(headerLength);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(named.length === 0 ? noSuchNameFlags : answerFlags, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(wanted.length, 6);
  return Buffer.concat([header, question.bytes, ...wanted.map(writeRecord)]);
}

function writeRecord(record: DnsRecord): Buffer {
  const data = writeData(record);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(typeOf[record.kind], 0);
  fixed.writeUInt16BE(internetClass, 2);
  fixed.writeUInt32BE(timeToLiveSeconds, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(record.name), fixed, data]);
}

function writeData(record: DnsRecord): Buffer {
  if (record.kind === 'A') return Buffer.from(record.address.split('.').map(Number));
  const numbers = Buffer.alloc(6);
  numbers.writeUInt16BE(record.priority, 0);
  numbers.writeUInt16BE(record.weight, 2);
  numbers.writeUInt16BE(record.port, 4);
  return Buffer.concat([numbers, writeName(record.host)]);
}

function writeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}
