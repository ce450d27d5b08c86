/** The one address pages come from. Protocol, sender check and navigation rules all compare with this. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://bridgehead`;
export const pageAddress = `${pageOrigin}/`;
