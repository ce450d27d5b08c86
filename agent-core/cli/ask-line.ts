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
