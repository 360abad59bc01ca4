/**
 * What a page is told of a running live; its status is that of `proscenium live`, docs/live/control.md.
 *
 * @typedef {{kind: 'ab' | 'abx', trial: number, trials: number, heard: string}} Test
 * @typedef {{plan: string, gainDb: number, matchDb?: number, bypassed?: boolean, test?: Test, playing: boolean, changing: boolean, sampleRate: number | null, blockFrames: number | null,
 *   inputs: string[], outputs: string[], monitor: boolean, seat: {left: number, distance: number}, followsHead: boolean, tracker: string | null, load?: number, xruns: number, largestReductionDb: number,
 *   inputPeaksDb?: (number | null)[], outputPeaksDb?: (number | null)[]}} Status
 * @typedef {{do: 'live', id?: number, error?: string, said?: string[], standing?: 'none' | 'stuck' | 'running', sentence?: string, live?: Status, own?: boolean, former?: string | null}} Told
 * @typedef {(detail: Record<string, unknown>, more?: object) => Promise<string[]>} Ask asks live something and gives its reply
 */
export {};
