/** How much a message weighs. Each tone has a shape of its own besides its colour. */
export type Tone = 'good' | 'working' | 'attention' | 'bad' | 'quiet';
