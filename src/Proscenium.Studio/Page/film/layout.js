/** Plans for films. */

/** @typedef {import('../types.js').State} State */

/** Makes a state one for a layout: a film has places for its channels, and a canceller alone has none. @param {State} draft @param {string} layout */
export function takeLayout(draft, layout) {
    draft.layout = layout;
    if (layout === 'stereo') return;
    draft.angle ??= 30;
    if (draft.upmix === 'none') draft.upmix = 'music';
}
