/** Where a film's centre and surrounds are meant to be: virtual loudspeakers that stay where they are. */
import { element, shape, table } from '../elements.js';
import { direction } from '../words.js';
import { capital, letters } from './channels.js';

/** @typedef {import('../types.js').ChannelPlace} ChannelPlace */
/** @typedef {import('../types.js').Header} Header */

const radians = Math.PI / 180, inset = 16, ticks = 34;

/** Draws them about a seat; of those beyond the picture the direction, at its edge.
 * @param {ChannelPlace[]} places @param {[number, number]} seat where it is drawn @param {number} far pixels to the loudspeakers @param {{width: number, height: number}} size */
export function drawPlaces(places, [x, y], far, { width, height }) {
    return places.map(({ name, degrees }) => {
        const dx = -Math.sin(degrees * radians), dy = -Math.cos(degrees * radians), label = `${letters(name)} ${Math.abs(degrees)}°`;
        const [left, right, top, bottom] = [ticks + inset, width - ticks - inset, inset, height - ticks - inset];
        const reach = Math.min(far, dx ? ((dx > 0 ? right : left) - x) / dx : Infinity, dy ? ((dy > 0 ? bottom : top) - y) / dy : Infinity), beyond = reach < far - 1;
        const at = [x + reach * dx, y + reach * dy], middle = Math.max(ticks + 24, Math.min(width - ticks - 24, at[0]));
        return shape('g', { class: 'film-place', 'data-place': name },
            shape('g', { transform: `translate(${at[0]} ${at[1]}) rotate(${-degrees})` }, shape('path', beyond ? { class: 'beyond', d: 'M0 -9L7 5H-7Z' } : { class: 'box', d: 'M-6 -10H6V-1L10 8H-10L-6 -1ZM-6 -1H6' })),
            shape('text', { class: 'label middle', x: middle, y: at[1] + (at[1] < 44 ? 28 : -18) }, label));
    });
}

/** The places in words. @param {ChannelPlace[]} places */
export const placesInWords = places => places.map(({ name, degrees }) => `${capital(name)} at ${Math.abs(degrees)} degrees${degrees ? ` to the ${degrees > 0 ? 'left' : 'right'}` : ''}`).join(', ');

/** Where surrounds are heard, as a table and what it is worth; nothing where there are none. @param {Header['surrounds']} surrounds */
export const surroundsTable = surrounds => surrounds?.length ? [
    table('Surrounds heard where', ['Sound', 'Meant', 'After', 'Real loudspeaker'], surrounds.map(({ name, meant, after, real }) => [capital(name), direction(meant), direction(after), direction(real)])),
    element('p', { class: 'explain' }, 'The model of hearing knows the front half-plane only: what is behind you, also from a real loudspeaker, it hears at the mirror image in front.'),
] : [];
