/** What the demo is asked for. */
import { parseArgs } from 'node:util';

/**
 * How the agent is set up: from an answer file, through the wizard without anybody, or through the wizard by whoever sits at the
 * screen.
 */
export type Way = 'answerFile' | 'driven' | 'byHand';

export type DemoOptions =
  | { readonly kind: 'demo'; readonly isJson: boolean; readonly way: Way; readonly isKept: boolean }
  | { readonly kind: 'usage-error'; readonly reason: string };

export const demoUsage = `Usage: npm run demo [-- [--headless | --driven] [--keep] [--json]]

  --headless  sets up from an answer file instead of the wizard
  --driven    clicks through the wizard by itself, also where there is a screen; so does --json
  --keep      leaves lab, agent and window running until Ctrl-C; by hand they always are, until the window is closed
  --json      the last line of standard output is the result
`;

const flag = { type: 'boolean', default: false } as const;

/** @param hasScreen whether somebody could sit at it */
export function readDemoOptions(words: readonly string[], hasScreen: boolean): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: flag, headless: flag, driven: flag, keep: flag },
    });
    const { json, headless, driven, keep } = values;
    if (headless && driven) return { kind: 'usage-error', reason: '--headless shows no wizard that could be driven' };
    // A program that reads the result has no hands.
    const isByHand = hasScreen && !driven && !json;
    const way = headless ? 'answerFile' : isByHand ? 'byHand' : 'driven';
    return { kind: 'demo', isJson: json, way, isKept: keep };
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error) };
  }
}
