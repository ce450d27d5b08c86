/** Asks a person on the terminal for one line. */
import { createInterface } from 'node:readline/promises';

/** Null when there is no terminal, or the person ended the input. */
export async function askLine(question: string, signal: AbortSignal): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question, { signal })).trim();
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    terminal.close();
  }
}

/** Has a person type a word before what cannot be undone. @returns why not to go on; null when the word was typed */
export async function askForWord(question: string, word: string, signal: AbortSignal): Promise<string | null> {
  const answer = await askLine(question, signal);
  if (answer === word) return null;
  return answer === null ? 'there is no terminal to ask on' : `the answer was not "${word}"`;
}
