/** MSAL would show an empty code when the sign-in service refuses to give one; this notices the refusal on its way. */
import type { INetworkModule } from '@azure/msal-node';
import { z } from 'zod';
import { CodeRefused } from './sign-in-problems.ts';

const refusalSchema = z.object({ error_codes: z.array(z.number()).min(1) });

export function noticeRefusedCode(network: INetworkModule, onRefused: (refusal: CodeRefused) => void): INetworkModule {
  return {
    sendGetRequestAsync: (url, options, timeout) => network.sendGetRequestAsync(url, options, timeout),
    sendPostRequestAsync: async (url, options) => {
      const reply = await network.sendPostRequestAsync<never>(url, options);
      if (reply.status >= 400 && new URL(url).pathname.endsWith('/devicecode')) {
        const refusal = refusalSchema.safeParse(reply.body);
        onRefused(new CodeRefused(String(refusal.data?.error_codes[0] ?? '')));
      }
      return reply;
    },
  };
}
