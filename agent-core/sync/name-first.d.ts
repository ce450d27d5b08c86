/** Names the first few of many: a text must not grow with the directory. */
/** @param between what stands between two names */
export declare function nameFirst(names: readonly string[], between: string, most?: number): string;
