/** Lets the person save a text where they want, and keeps what came of it for the page to show. */
import { useState } from 'react';
import type { Bridge, Problem, Result } from '../../electron/contract/bridge.ts';

export interface SavedText {
  /** Where it was saved last; null while it was not. */
  readonly path: string | null;
  readonly problem: Problem | null;
  readonly save: () => void;
}

/** @param textOf asked when the person wants to save */
export function useSaveText(bridge: Bridge, suggestedName: string, textOf: () => Promise<Result<string>>): SavedText {
  const [path, setPath] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    const text = await textOf();
    const saved = text.ok ? await bridge.call('text.save', { suggestedName, text: text.value }) : text;
    setProblem(saved.ok ? null : saved.problem);
    if (saved.ok && saved.value !== null) setPath(saved.value.path);
  };
  return { path, problem, save: () => void save() };
}
