/** Saves a text of a page, such as an answer file, where the person says. */
import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { errorCodeOf } from '../../agent-core/contract/error-code.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';

interface TextToSave {
  readonly suggestedName: string;
  readonly text: string;
}

/** @returns where it was saved; null when the person changed their mind. Problem: desktop.file-not-written */
export async function saveText(
  window: BrowserWindow,
  { suggestedName, text }: TextToSave,
): Promise<Result<{ readonly path: string } | null>> {
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: suggestedName });
  if (!filePath) return succeed(null);
  try {
    await writeFile(filePath, text);
    return succeed({ path: filePath });
  } catch (error) {
    return fail(problem('desktop.file-not-written', `${filePath}: ${errorCodeOf(error)}`));
  }
}
