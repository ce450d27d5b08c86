/** LDAP_SERVER_DIRSYNC_OID as far as asking goes: which rights a read of changes is to be judged by ([MS-ADTS] 3.1.1.3.4.1.3). */
import { Ber, BerWriter, Control } from 'ldapts';

/** LDAP_DIRSYNC_OBJECT_SECURITY: only what the account may read, without the right to replicate. */
export const objectSecurity = 0x1;

const maxBytes = 64 * 1024;

export class DirSyncControl extends Control {
  readonly #flags: number;

  constructor(flags: number) {
    super('1.2.840.113556.1.4.841', { critical: true });
    this.#flags = flags;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(this.#flags);
    value.writeInt(maxBytes);
    value.writeBuffer(Buffer.alloc(0), Ber.OctetString);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}
