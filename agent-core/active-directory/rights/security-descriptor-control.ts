/** LDAP_SERVER_SD_FLAGS_OID: which parts of a security descriptor are read or written ([MS-ADTS] 3.1.1.3.4.1.11). */
import { Ber, BerWriter, Control } from 'ldapts';

/** What is not named stays as it is. */
export const descriptorParts = { owner: 1, accessList: 4 } as const;

export class SecurityDescriptorControl extends Control {
  readonly #parts: number;

  constructor(parts: number) {
    super('1.2.840.113556.1.4.801', { critical: true });
    this.#parts = parts;
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(this.#parts);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}
