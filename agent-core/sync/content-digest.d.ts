/** @returns 64 hexadecimal digits */
export declare const digestContent: (content: unknown) => string;
