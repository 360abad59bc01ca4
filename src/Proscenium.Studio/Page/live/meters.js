/** Meters of a running live: a bar, the peak now and the highest one, for each input and output. Nothing here is announced: the numbers are there to be read. */
import { element, say, set, shape } from '../elements.js';
import { number } from '../words.js';

/** @typedef {import('./types.js').Status} Status */

const least = -60;

/** Where a level is on a bar, 0 to 100. @param {number | null} decibels */
const along = decibels => decibels === null ? 0 : Math.max(0, Math.min(100, 100 * (decibels - least) / -least));

/** One row: its name, its bar, and two numbers. @param {string} name */
function row(name) {
    const level = shape('rect', { class: 'level', height: 10, width: 0 }), mark = shape('rect', { class: 'highest', height: 10, width: 0.8, x: 0 }), now = element('td'), most = element('td');
    const bar = shape('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, level, mark);
    /** @type {number | null} */ let highest = null;
    return {
        node: element('tr', {}, element('th', { scope: 'row' }, name), element('td', { class: 'bar-cell' }, bar), now, most),
        /** @param {number | null} peak */
        show(peak) {
            if (peak !== null && (highest === null || peak > highest)) highest = peak;
            set(level, { width: along(peak), class: peak !== null && peak > -1 ? 'level over' : 'level' });
            set(mark, { x: along(highest), class: highest === null ? 'highest gone' : 'highest' });
            say(now, peak === null ? 'silent' : number(peak));
            say(most, highest === null ? '–' : number(highest));
        },
        reset() { highest = null; },
    };
}

export class Meters {
    /** @type {ReturnType<typeof row>[]} */ #inputs = [];
    /** @type {ReturnType<typeof row>[]} */ #outputs = [];
    #known = '';

    constructor() {
        this.body = element('tbody');
        this.hidden = element('p', { class: 'explain', hidden: true }, 'Outputs are not shown during a blind test: their levels would tell what plays.');
        const head = element('thead', {}, element('tr', {}, ...['Channel', 'Level', 'Peak now', 'Highest'].map(name => element('th', { scope: 'col' }, name))));
        this.node = element('div', { class: 'meters' }, element('table', { id: 'live-meters' }, element('caption', {}, 'Peaks in dB of full scale'), head, this.body), this.hidden,
            element('p', {}, element('button', { type: 'button', id: 'live-reset', click: () => this.reset() }, 'Reset highest peaks')));
    }

    /** @param {Status} status */
    show(status) {
        const key = JSON.stringify([status.inputs, status.outputs]);
        if (key !== this.#known) {
            this.#known = key;
            [this.#inputs, this.#outputs] = [status.inputs.map(name => row(`in: ${name}`)), status.outputs.map(name => row(`out: ${name}`))];
            this.body.replaceChildren(...[...this.#inputs, ...this.#outputs].map(({ node }) => node));
        }
        if (status.inputPeaksDb) this.#inputs.forEach((row, index) => row.show(status.inputPeaksDb?.[index] ?? null));
        if (status.inputPeaksDb) this.#outputs.forEach((row, index) => row.show(status.outputPeaksDb?.[index] ?? null));
        for (const { node } of this.#outputs) node.hidden = !!status.test;
        this.hidden.hidden = !status.test;
    }

    reset() { for (const row of [...this.#inputs, ...this.#outputs]) row.reset(); }
}
