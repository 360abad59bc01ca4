/** Bars by octave: a small picture with the numbers in it, and the table behind it. */
import { discloses, element, set, shape, table } from '../elements.js';
import { hertz, number } from '../words.js';

/** @typedef {{name: string, values: ArrayLike<number>, look: string}} Bar of one kind in every octave; look: a class of colour */
/** @typedef {{title: string, unit: string, octaves: ArrayLike<number>, bars: Bar[], note?: string}} BarDrawing */

const height = 190, top = 16, left = 8, right = 8;

export class Bars {
    /** @type {BarDrawing | null} */ #drawing = null;

    /** @param {HTMLElement} host */
    constructor(host) {
        this.picture = shape('svg', { class: 'bars', role: 'img', viewBox: `0 0 400 ${height}` });
        this.legend = element('ul', { class: 'legend' });
        this.title = element('h3', {});
        this.details = element('details', { class: 'numbers' }, element('summary', {}, 'Show as table'));
        host.append(element('figure', { class: 'drawing' }, element('figcaption', {}, this.title, this.legend), this.picture, this.details));
        this.fill = discloses(this.details, () => this.#table());
        new ResizeObserver(() => this.draw()).observe(this.picture);
    }

    /** @param {BarDrawing} drawing */
    show(drawing) {
        this.#drawing = drawing;
        this.draw();
        this.fill();
    }

    draw() {
        const drawing = this.#drawing, width = this.picture.clientWidth;
        if (!drawing || !width) return;
        const { title, unit, octaves, bars } = drawing, all = bars.flatMap(({ values }) => Array.from(values)).filter(Number.isFinite), bottom = all.some(value => value < 0) ? 38 : 24;
        const [least, most] = [Math.min(0, ...all) * 1.12, Math.max(0, ...all) * 1.12 || 1], y = (/** @type {number} */ value) => top + (height - top - bottom) * (most - value) / (most - least || 1);
        const group = (width - left - right) / octaves.length, wide = Math.min(46, 0.86 * group / bars.length), small = wide < 26;
        /** @type {SVGElement[]} */ const parts = [shape('line', { class: 'grid zero', x1: left, x2: width - right, y1: y(0), y2: y(0) })];
        for (let octave = 0; octave < octaves.length; octave++) {
            const from = left + group * (octave + 0.5) - wide * bars.length / 2;
            bars.forEach(({ values, look }, index) => {
                const value = values[octave], x = from + wide * index;
                if (!Number.isFinite(value)) return;
                parts.push(shape('rect', { class: `bar ${look}`, x: x + 1, width: wide - 2, y: Math.min(y(value), y(0)), height: Math.max(1, Math.abs(y(value) - y(0))) }),
                    ...wide < 18 ? [] : [shape('text', { class: `tick middle${small ? ' small' : ''}`, x: x + wide / 2, y: value < 0 ? y(value) + 12 : y(value) - 4 }, number(value, small ? 0 : 1))]);
            });
            parts.push(shape('text', { class: 'tick middle', x: left + group * (octave + 0.5), y: height - 6 }, octaves[octave] >= 1000 ? `${Math.round(octaves[octave] / 1000)} kHz` : `${Math.round(octaves[octave])} Hz`));
        }
        set(this.picture, { viewBox: `0 0 ${width} ${height}`, 'aria-label': `${title}, in ${unit}; the numbers are in the table below` }).replaceChildren(...parts);
        this.title.textContent = `${title}, ${unit}`;
        this.legend.replaceChildren(...bars.length > 1 ? bars.map(({ name, look }) => element('li', {}, shape('svg', { class: 'key', viewBox: '0 0 28 8', 'aria-hidden': 'true' }, shape('rect', { class: `bar ${look}`, width: 28, height: 8 })), name)) : []);
    }

    #table() {
        if (!this.#drawing) return element('p', {}, 'Nothing is drawn yet.');
        const { title, unit, octaves, bars } = this.#drawing;
        return table(`${title}, in ${unit}, by octave`, ['Octave', ...bars.map(({ name }) => name)], Array.from(octaves).map((octave, index) => [hertz(Math.round(octave)), ...bars.map(({ values }) => number(values[index]))]));
    }
}
