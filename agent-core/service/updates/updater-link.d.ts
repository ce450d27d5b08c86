import { type Result } from '../../contract/result.ts';
import { type UpdateAsk, type UpdaterStatus } from '../../contract/update-exchange.ts';
export interface UpdaterLink {
  /** What the updater says of itself. Problems: updates.no-updater, updates.no-answer. */
  read(): Result<UpdaterStatus>;
  /** Problems: those of reading, updates.in-progress, data.write-failed, and why the updater refused. */
  ask(ask: UpdateAsk, signal: AbortSignal): Promise<Result<UpdaterStatus>>;
}
export interface UpdaterFolders {
  readonly dataDir: string;
  /** Null where nothing installs updates. */
  readonly updatesDir: string | null;
}
export declare function createUpdaterLink({ dataDir, updatesDir }: UpdaterFolders, withinMs?: number): UpdaterLink;
