/** What the demo is asked for. */
import { parseArgs } from 'node:util';

export type DemoOptions =
  | { readonly kind: 'demo'; readonly isJson: boolean; readonly isHeadless: boolean }
  | { readonly kind: 'usage-error'; readonly reason: string };

export const demoUsage = 'Usage: npm run demo [-- [--headless] [--json]]\n';

export function readDemoOptions(words: readonly string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean', default: false }, headless: { type: 'boolean', default: false } },
    });
    return { kind: 'demo', isJson: values.json, isHeadless: values.headless };
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error) };
  }
}
