/** LDAP_SERVER_SHOW_DELETED_OID: shows what is deleted, and the container of it ([MS-ADTS] 3.1.1.3.4.1.14). */
import { Control } from 'ldapts';

export class ShowDeletedControl extends Control {
  constructor() {
    super('1.2.840.113556.1.4.417', { critical: true });
  }
}
