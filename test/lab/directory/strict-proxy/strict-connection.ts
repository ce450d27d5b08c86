/** One client and the connection to the controller that is its own: takes requests apart, sends them through the layers, and back. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { ChangeAnswer } from './layers/layer.ts';
import { berTag, readElement, readInteger, writeElement, writeInteger } from './ldap/ber.ts';
import { ElementSplitter } from './ldap/element-splitter.ts';
import { isFinalAnswer, type LdapMessage, operationTag, readMessage, writeMessage } from './ldap/ldap-message.ts';
import { noticeOfDisconnection, resultCode } from './ldap/ldap-result.ts';
import type { Switchboard } from './switchboard.ts';

export class StrictConnection {
  readonly #client: TLSSocket;
  readonly #connectToController: () => TLSSocket;
  readonly #switchboard: Switchboard;
  readonly #mark = randomBytes(8);
  /** Requests that the controller has not answered to the end, and how their answers are to be changed. */
  readonly #open = new Map<number, ChangeAnswer>();
  #controller: TLSSocket | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  /** Requests are treated one after the other, in the order in which they came. */
  #queue = Promise.resolve();

  constructor(client: TLSSocket, connectToController: () => TLSSocket, switchboard: Switchboard) {
    this.#client = client;
    this.#connectToController = connectToController;
    this.#switchboard = switchboard;
    const splitter = new ElementSplitter();
    client.setNoDelay(true);
    client.on('data', (chunk) => this.#orEnd(() => this.#takeRequests(splitter.push(chunk))));
    client.on('drain', () => this.#controller?.resume());
    client.on('error', () => this.end());
    client.on('close', () => this.end());
    this.#restartIdleTimer();
  }

  end(): void {
    clearTimeout(this.#idleTimer);
    this.#client.destroy();
    this.#controller?.destroy();
  }

  #takeRequests(requests: readonly Buffer[]): void {
    for (const bytes of requests) {
      const request = readMessage(readElement(bytes));
      this.#queue = this.#queue.then(async () => await this.#treat(request)).catch(() => this.end());
    }
  }

  async #treat(request: LdapMessage): Promise<void> {
    this.#restartIdleTimer();
    const { delayMs } = this.#switchboard;
    if (delayMs > 0) await wait(delayMs);
    if (this.#client.destroyed) return;
    if (request.operation.tag === operationTag.abandonRequest) this.#open.delete(readInteger(request.operation));
    const treatment = this.#switchboard.layers(this.#mark)(request);
    if (treatment.kind === 'answer') {
      this.#answer(treatment.answers);
      return;
    }
    this.#open.set(request.id, treatment.change ?? ((answer) => [answer]));
    this.#controller ??= this.#openController();
    this.#controller.write(writeMessage(treatment.request));
  }

  #openController(): TLSSocket {
    const controller = this.#connectToController();
    const splitter = new ElementSplitter();
    controller.on('data', (chunk) => this.#orEnd(() => this.#takeAnswers(splitter.push(chunk))));
    controller.on('error', () => this.end());
    controller.on('close', () => this.end());
    return controller;
  }

  #takeAnswers(answers: readonly Buffer[]): void {
    this.#client.cork();
    for (const bytes of answers) {
      const answer = readMessage(readElement(bytes));
      const change = this.#open.get(answer.id);
      if (isFinalAnswer(answer)) this.#open.delete(answer.id);
      // Nobody waits for the answer to a request that was abandoned; what has no number is for everybody.
      if (change !== undefined) this.#answer(change(answer));
      else if (answer.id === 0) this.#answer([answer]);
    }
    this.#client.uncork();
  }

  #answer(answers: readonly LdapMessage[]): void {
    for (const answer of answers) {
      if (this.#client.destroyed) return;
      this.#send(answer);
    }
    if (this.#client.writableNeedDrain) this.#controller?.pause();
    this.#restartIdleTimer();
  }

  #send(answer: LdapMessage): void {
    const bytes = writeMessage(answer);
    const harm = isSearchAnswer(answer) ? this.#switchboard.nextHarm() : 'none';
    if (harm === 'cut') this.#client.end(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    else if (!this.#client.writableEnded) this.#client.write(harm === 'corrupt' ? corrupted(answer) : bytes);
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    const { maxIdleMs } = this.#switchboard;
    if (maxIdleMs === null || this.#client.destroyed) return;
    this.#idleTimer = setTimeout(() => {
      // A search that takes its time is no idleness.
      if (this.#open.size > 0) this.#restartIdleTimer();
      else this.#client.end(writeMessage(noticeOfDisconnection(resultCode.unavailable)));
    }, maxIdleMs).unref();
  }

  /** Whoever does not speak LDAP is hung up on. */
  #orEnd(work: () => void): void {
    try {
      work();
    } catch {
      this.end();
    }
  }
}

function isSearchAnswer({ operation: { tag } }: LdapMessage): boolean {
  return tag === operationTag.searchEntry || tag === operationTag.searchReference || tag === operationTag.searchDone;
}

/**
 * Two faults, since some clients forgive one of them: the operation claims to be longer than the message that holds it, and its
 * first value, an entry's name or a result's code, is of a type that nobody knows.
 */
function corrupted({ id, operation }: LdapMessage): Buffer {
  const content = Buffer.from(operation.content);
  content.writeUInt8(content.readUInt8(0) ^ 0x80, 0);
  const padded = writeElement(operation.tag, content, Buffer.alloc(1));
  return writeElement(berTag.sequence, writeInteger(id), padded.subarray(0, -1));
}
