/** An entry as it came over the wire: values are bytes until somebody knows what they mean. They are parts of what was received: decode, do not keep. */
export interface ReceivedEntry {
  readonly name: string;
  readonly attributes: readonly ReceivedAttribute[];
}

export interface ReceivedAttribute {
  /** As the server spells it, with its options: member;range=0-1499. */
  readonly type: string;
  /** Empty when it was named without a value, which in DirSync means that it lost the one it had. */
  readonly parsedBuffers: readonly Buffer[];
}
