/** The channels of films: their names in words, and how their curves look. */

/** @type {Record<string, [string, string, string]>} name, letters, classes of a curve */
const known = {
    left: ['left', 'L', 'hue-left'], right: ['right', 'R', 'hue-right'], centre: ['centre', 'C', 'hue-centre'], lfe: ['LFE', 'LFE', 'plain dotted'],
    leftSurround: ['left surround', 'Ls', 'hue-left thin dotted'], rightSurround: ['right surround', 'Rs', 'hue-right thin dotted'], leftBack: ['left back', 'Lb', 'hue-left thin dashed'], rightBack: ['right back', 'Rb', 'hue-right thin dashed'],
};

/** A channel in words. @param {string} channel */
export const inWords = channel => known[channel]?.[0] ?? channel;

/** The same where a label begins with it. @param {string} channel */
export const capital = channel => { const words = inWords(channel); return words[0].toUpperCase() + words.slice(1); };

/** @param {string} channel */
export const letters = channel => known[channel]?.[1] ?? channel;

/** Colour and dash of a channel's curve. @param {string} channel */
export const look = channel => known[channel]?.[2] ?? 'plain';

/** Its colour alone. @param {string} channel */
export const hue = channel => look(channel).split(' ')[0];
