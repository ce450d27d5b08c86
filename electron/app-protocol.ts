/** Serves the page from a protocol of its own, so that it has an origin and never the rights of a file on disk. */
import { protocol } from 'electron';
import { pageScheme } from './page-address.ts';
import { answerPageRequest } from './page-files.ts';

/** Has to be called before the program is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
}

export function servePage(pageDir: string): void {
  protocol.handle(pageScheme, async (request) => {
    const { status, headers, body } = await answerPageRequest(pageDir, request.method, request.url);
    return new Response(body, { status, headers });
  });
}
