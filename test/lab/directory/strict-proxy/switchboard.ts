/** What the proxy has been told, shared by all its connections: every request asks here how to be treated. */
import { writeFile } from 'node:fs/promises';
import { LabProblem } from '../../lab-problem.ts';
import { assertNever } from '../../tenant/assert-never.ts';
import { secretFileMode } from '../../write-file-atomically.ts';
import type { CheckChannelBinding } from './check-channel-binding.ts';
import { type Layer, stackLayers } from './layers/layer.ts';
import type { DirSyncRests } from './layers/split-dirsync.ts';
import type { ProxyCommand } from './proxy-command.ts';
import { type Recording, readRecording, recordInto, replayFrom, writeRecording } from './recording.ts';
import { type LayerContext, type Strictness, strictLayers } from './strictness.ts';

/** What is done to an answer on its way out. */
export type Harm = 'none' | 'cut' | 'corrupt';

type Mode =
  | { readonly kind: 'relay' }
  | { readonly kind: 'record'; readonly recording: Recording }
  | { readonly kind: 'replay'; readonly recording: Recording };

export class Switchboard {
  readonly #domain: LayerContext['domain'];
  readonly #isBound: CheckChannelBinding;
  readonly #rests: DirSyncRests = new Map();
  #strictness: Strictness;
  #mode: Mode = { kind: 'relay' };
  #delayMs = 0;
  #harm: { readonly kind: Exclude<Harm, 'none'>; readonly answersLeft: number } | undefined;

  constructor(domain: LayerContext['domain'], strictness: Strictness, isBound: CheckChannelBinding) {
    this.#domain = domain;
    this.#isBound = isBound;
    this.#strictness = strictness;
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  get maxIdleMs(): number | null {
    return this.#strictness.maxIdleMs;
  }

  /** Everything that lies between a client and the controller at this moment. */
  layers(connectionMark: Buffer): Layer {
    const context = { domain: this.#domain, connectionMark, rests: this.#rests, isBound: this.#isBound };
    return stackLayers([...strictLayers(this.#strictness, context), ...this.#innermost()]);
  }

  /** To be asked once for every answer to a search that goes out. */
  nextHarm(): Harm {
    const harm = this.#harm;
    if (harm === undefined) return 'none';
    this.#harm = harm.answersLeft === 0 ? undefined : { ...harm, answersLeft: harm.answersLeft - 1 };
    return harm.answersLeft === 0 ? harm.kind : 'none';
  }

  async carryOut(command: ProxyCommand): Promise<void> {
    switch (command.kind) {
      case 'be strict':
        this.#strictness = { ...this.#strictness, ...withoutUndefined(command.changes) };
        return;
      case 'delay':
        this.#delayMs = command.milliseconds;
        return;
      case 'cut':
      case 'corrupt':
        this.#harm = { kind: command.kind, answersLeft: command.afterAnswers };
        return;
      case 'record':
        this.#mode = { kind: 'record', recording: new Map() };
        return;
      case 'save recording':
        await this.#saveRecording(command.path);
        return;
      case 'replay':
        this.#mode = { kind: 'replay', recording: await readRecording(command.path) };
        return;
      case 'relay':
        this.#mode = { kind: 'relay' };
        this.#delayMs = 0;
        this.#harm = undefined;
        return;
      default:
        assertNever(command);
    }
  }

  async #saveRecording(path: string): Promise<void> {
    if (this.#mode.kind !== 'record') {
      throw new LabProblem('The proxy is not recording.', 'Tell it to record before the searches.');
    }
    await writeFile(path, writeRecording(this.#mode.recording), { mode: secretFileMode });
  }

  #innermost(): readonly Layer[] {
    switch (this.#mode.kind) {
      case 'relay':
        return [];
      case 'record':
        return [recordInto(this.#mode.recording)];
      case 'replay':
        return [replayFrom(this.#mode.recording)];
      default:
        return assertNever(this.#mode);
    }
  }
}

type Changes = Extract<ProxyCommand, { kind: 'be strict' }>['changes'];

function withoutUndefined(changes: Changes): Partial<Strictness> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
