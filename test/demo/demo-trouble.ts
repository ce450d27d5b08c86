/** What ended the demo: a sentence and a remedy where somebody can mend it, the whole error where nobody expected it. */
import { LabProblem } from '../lab/lab-problem.ts';

export interface DemoTrouble {
  readonly text: string;
  /** The last line of `--json`. */
  readonly json: { readonly ok: false; readonly problem: { readonly sentence: string; readonly remedy: string } };
}

export function describeTrouble(error: unknown): DemoTrouble {
  if (error instanceof LabProblem) return trouble(error.message, error.remedy, `${error.message}\n${error.remedy}\n`);
  const [sentence, remedy] = ['The demo ended in a way nobody expected.', 'What happened stands on standard error.'];
  return trouble(sentence, remedy, `${sentence}\n${error instanceof Error ? error.stack : String(error)}\n`);
}

const trouble = (sentence: string, remedy: string, text: string): DemoTrouble => ({
  text,
  json: { ok: false, problem: { sentence, remedy } },
});
