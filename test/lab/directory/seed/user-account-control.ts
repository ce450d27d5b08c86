/** The flags of userAccountControl that the lab sets (MS-ADTS, section 2.2.16). */
export const accountDisabled = 0x0002;
export const passwordNotRequired = 0x0020;
export const normalAccount = 0x0200;
export const workstationAccount = 0x1000;
export const passwordNeverExpires = 0x10000;
