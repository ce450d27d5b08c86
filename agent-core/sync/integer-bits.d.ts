/** Bits of the directory's integers, which have up to 64 of them and a sign: `&` of JavaScript would cut them to 32 (rule R16). */
/** @param value a decimal as the directory writes it; anything else has no bits */
export declare function hasBits(value: string | null, bits: bigint): boolean;
