export declare const endsTheRun: (code: string) => boolean;
export declare const isUnanswered: (code: string) => boolean;
export declare const isAboutReference: (code: string) => boolean;
/** It would only fail again until somebody changes something: the change waits on a clock of its own. */
export declare const waitsOnItsClock: (code: string) => boolean;
