/** The structures of sspi.h as 64-bit Windows lays them out: buffers that a call reads and writes, channel bindings, an account with its password. */

export const bufferTypes = { data: 1, token: 2, padding: 9, stream: 10, channelBindings: 14 } as const;

export interface SecurityBuffer {
  readonly type: number;
  readonly bytes: Buffer;
}

const bufferSize = 16;
const handleSize = 16;
const readOnlyVersion = 0;

/** Buffers that were laid out for a call, and what became of each. Whoever holds this keeps all of them in memory. */
export interface LaidOutBuffers {
  /** SecBufferDesc. */
  readonly description: Buffer;
  /** The type that the call gave the buffer, and the bytes within those that were laid out that it holds now. */
  after(index: number): Buffer;
}

/** @param addressOf where bytes are in memory */
export function layOutBuffers(
  buffers: readonly SecurityBuffer[],
  addressOf: (bytes: Buffer) => bigint,
): LaidOutBuffers {
  const list = Buffer.alloc(Math.max(1, buffers.length) * bufferSize);
  for (const [index, { type, bytes }] of buffers.entries()) {
    const at = index * bufferSize;
    list.writeUInt32LE(bytes.length, at);
    list.writeUInt32LE(type, at + 4);
    list.writeBigUInt64LE(bytes.length === 0 ? 0n : addressOf(bytes), at + 8);
  }
  const description = Buffer.alloc(bufferSize);
  description.writeUInt32LE(readOnlyVersion, 0);
  description.writeUInt32LE(buffers.length, 4);
  description.writeBigUInt64LE(addressOf(list), 8);
  return {
    description,
    after: (index) => {
      const length = list.readUInt32LE(index * bufferSize);
      const address = list.readBigUInt64LE(index * bufferSize + 8);
      // The message may lie within another of the buffers: what was decrypted stays where it was.
      for (const { bytes } of buffers) {
        const start = bytes.length === 0 ? -1 : Number(address - addressOf(bytes));
        if (start >= 0 && start + length <= bytes.length) return Buffer.from(bytes.subarray(start, start + length));
      }
      if (length === 0) return Buffer.alloc(0);
      throw new Error('a buffer lies where none was laid out');
    },
  };
}

export const newHandle = (): Buffer => Buffer.alloc(handleSize);
export const newTime = (): Buffer => Buffer.alloc(8);
export const newNumber = (): Buffer => Buffer.alloc(4);

/** SEC_CHANNEL_BINDINGS, without addresses, which no TLS connection is bound to (RFC 5929). */
export function layOutChannelBindings(applicationData: Buffer): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32LE(applicationData.length, 24);
  header.writeUInt32LE(header.length, 28);
  return Buffer.concat([header, applicationData]);
}

/** SEC_WINNT_AUTH_IDENTITY_W, with what it points to; the caller wipes it. @param domain empty for a userPrincipalName */
export function layOutIdentity(
  user: string,
  domain: string,
  password: string,
  addressOf: (bytes: Buffer) => bigint,
): { readonly identity: Buffer; wipe(): void } {
  const texts = [user, domain, password].map((text) => Buffer.from(`${text}\0`, 'utf16le'));
  const identity = Buffer.alloc(56);
  for (const [index, text] of texts.entries()) {
    identity.writeBigUInt64LE(addressOf(text), index * 16);
    identity.writeUInt32LE(text.length / 2 - 1, index * 16 + 8);
  }
  // SEC_WINNT_AUTH_IDENTITY_UNICODE
  identity.writeUInt32LE(2, 48);
  return { identity, wipe: () => texts.forEach((text) => void text.fill(0)) };
}

/** SecPkgContext_Sizes: what sealing adds. */
export const newSizes = (): Buffer => Buffer.alloc(16);
export const sizesIn = (sizes: Buffer) => ({ block: sizes.readUInt32LE(8), trailer: sizes.readUInt32LE(12) });
