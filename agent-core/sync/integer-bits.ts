/** Bits of the directory's integers, which have up to 64 of them and a sign: `&` of JavaScript would cut them to 32 (rule R16). */

/** @param value a decimal as the directory writes it; anything else has no bits */
export function hasBits(value: string | null, bits: bigint): boolean {
  return value !== null && /^-?\d+$/.test(value) && (BigInt.asUintN(64, BigInt(value)) & bits) !== 0n;
}
