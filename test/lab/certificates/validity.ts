/** How long a lab certificate counts: from yesterday, so that a machine whose clock is a little behind accepts it at once. */
const dayMs = 86_400_000;

export function validFromYesterday(lifetime: { readonly years: number }): {
  readonly notBefore: Date;
  readonly notAfter: Date;
} {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + lifetime.years * 365 * dayMs) };
}
