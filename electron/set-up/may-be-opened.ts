/** Which addresses a page may have opened in the system's browser: those of the sign-in service of the tenant, over https. */

/** @param address a valid one  @param authority of the tenant that the person signs in to; null before anybody did */
export function mayBeOpened(address: string, authority: string | null): boolean {
  if (authority === null) return false;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' && origin === new URL(authority).origin;
}
