/** When the agent's certificate is replaced: at two thirds of its life, so that a third is left to mend what goes wrong. */

export interface CertificateLife {
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}

export function renewAfter({ notBefore, notAfter }: CertificateLife): string {
  const [start, end] = [Date.parse(notBefore), Date.parse(notAfter)];
  return new Date(start + ((end - start) * 2) / 3).toISOString();
}
