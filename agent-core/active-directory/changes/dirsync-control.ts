/** LDAP_SERVER_DIRSYNC_OID: asks a controller what has changed since a cookie ([MS-ADTS] 3.1.1.3.4.1.3). */
import { Ber, BerWriter, Control } from 'ldapts';
import { BerCursor, berTag } from '../connection/ber-cursor.ts';

/** LDAP_DIRSYNC_OBJECT_SECURITY: only what the account may read, without the right to replicate. */
export const objectSecurity = 0x1;
/** LDAP_DIRSYNC_INCREMENTAL_VALUES: of links only those that came or went. The sign bit: BER integers have one. */
export const incrementalValues = 0x80000000 | 0;

/** What one round may hold; the controller has a limit of its own, too. */
const maxBytes = 1024 * 1024;
const nothing = Buffer.alloc(0);

export class DirSyncControl extends Control {
  readonly #flags: number;
  readonly #cookie: Uint8Array;

  /** @param cookie null begins with everything there is */
  constructor(flags: number, cookie: Uint8Array | null = null) {
    super('1.2.840.113556.1.4.841', { critical: true });
    this.#flags = flags;
    this.#cookie = cookie ?? nothing;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(this.#flags);
    value.writeInt(maxBytes);
    value.writeBuffer(Buffer.from(this.#cookie), Ber.OctetString);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}

export interface DirSyncAnswer {
  /** Where the next round begins. */
  readonly cookie: Buffer;
  readonly isLast: boolean;
}

/** @param value of the control in the answer. The cookie is copied, since it outlives what it was received with. */
export function readDirSyncAnswer(value: Buffer | undefined): DirSyncAnswer | null {
  if (value === undefined) return null;
  const cursor = new BerCursor(value);
  cursor.enter(berTag.sequence);
  const more = cursor.integer(berTag.integer);
  cursor.integer(berTag.integer);
  return { cookie: Buffer.from(cursor.bytes(berTag.octetString)), isLast: more === 0 };
}
