/** What a domain controller says of itself when it is pinged: NETLOGON_SAM_LOGON_RESPONSE_EX ([MS-ADTS] 6.3.1.9). */

export interface PingAnswer {
  readonly domainName: string;
  readonly hostName: string;
  readonly isWritable: boolean;
  /** Where the controller stands. */
  readonly site: string;
  /** Where it thinks that we stand; empty when no site claims our network. */
  readonly clientSite: string;
}

/** LOGON_SAM_LOGON_RESPONSE_EX and LOGON_SAM_USER_UNKNOWN_EX: both tell the same about the controller. */
const opcodes: ReadonlySet<number> = new Set([23, 25]);
/** DS_WRITABLE_FLAG ([MS-ADTS] 6.3.1.2). A read-only controller does not have it. */
const writableFlag = 0x100;
const namesOffset = 24;
/** Longer than any name that DNS allows, so that a chain of pointers comes to an end. */
const mostLabels = 128;

/** @returns null when the bytes are no such answer */
export function readPingAnswer(bytes: Buffer): PingAnswer | null {
  if (bytes.length < namesOffset || !opcodes.has(bytes.readUInt16LE(0))) return null;
  const flags = bytes.readUInt32LE(4);
  try {
    const names = readNames(bytes, 8);
    const [, domainName = '', hostName = '', , , , site = '', clientSite = ''] = names;
    return { domainName, hostName, isWritable: (flags & writableFlag) !== 0, site, clientSite };
  } catch {
    // A name ran over the end.
    return null;
  }
}

/** Forest, domain, host, the two NetBIOS names, user, site of the controller, site of the client. */
function readNames(bytes: Buffer, count: number): readonly string[] {
  const names: string[] = [];
  let offset = namesOffset;
  for (let index = 0; index < count; index += 1) {
    const { name, next } = readName(bytes, offset);
    names.push(name);
    offset = next;
  }
  return names;
}

/** Labels with their length in front; a length of 0xc000 and more points to where the rest stands (RFC 1035, 4.1.4). */
function readName(bytes: Buffer, start: number): { readonly name: string; readonly next: number } {
  const labels: string[] = [];
  let offset = start;
  let next: number | null = null;
  for (let step = 0; step < mostLabels; step += 1) {
    const length = bytes.readUInt8(offset);
    if (length === 0) return { name: labels.join('.'), next: next ?? offset + 1 };
    if (length >= 0xc0) {
      next ??= offset + 2;
      offset = bytes.readUInt16BE(offset) & 0x3fff;
    } else {
      if (offset + 1 + length > bytes.length) throw new RangeError('a name runs over the end');
      labels.push(bytes.toString('utf8', offset + 1, offset + 1 + length));
      offset += 1 + length;
    }
  }
  throw new RangeError('a name does not end');
}
