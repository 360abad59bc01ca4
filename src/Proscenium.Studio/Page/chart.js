/** A chart of curves over frequency: SVG with a logarithmic axis, a legend, a read-out by pointer or arrow keys, and a table. */
import { discloses, element, set, shape, table } from './elements.js';
import { hertz, number } from './words.js';

/** @typedef {{name: string, values: ArrayLike<number>, at: ArrayLike<number>, look: string}} Curve at: the frequencies; look: classes of colour and dash */
/** @typedef {{title: string, unit: string, curves: Curve[], least: number, most: number, decimals?: number, stale?: boolean, note?: string}} Drawing */

const decades = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
const lowest = 20, highest = 20000;

/** The value of a curve at a frequency, between its points by their logarithms. @param {Curve} curve @param {number} frequency */
export function valueAt({ at, values }, frequency) {
    if (!at.length || frequency < at[0] || frequency > at[at.length - 1]) return NaN;
    let high = 1;
    while (high < at.length - 1 && at[high] < frequency) high++;
    const share = at[high - 1] > 0 ? Math.log(frequency / at[high - 1]) / Math.log(at[high] / at[high - 1]) : 1;
    return values[high - 1] + (values[high] - values[high - 1]) * Math.max(0, Math.min(1, share));
}

/** A step of 1, 2 or 5 that divides a range into about so many. @param {number} range @param {number} parts */
export function step(range, parts) {
    const rough = range / parts, power = 10 ** Math.floor(Math.log10(rough));
    return power * ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10);
}

/** Least and most of curves above 100 Hz, widened to whole steps. @param {Curve[]} curves @param {number} atLeast @param {number} atMost @param {number} floor @param {number} ceiling */
export function span(curves, atLeast, atMost, floor, ceiling) {
    let [least, most] = [atLeast, atMost];
    for (const { at, values } of curves)
        for (let index = 0; index < at.length; index++)
            if (at[index] >= 100 && at[index] <= 16000 && Number.isFinite(values[index])) [least, most] = [Math.min(least, values[index]), Math.max(most, values[index])];
    most += 0.04 * (most - least);
    const unit = step(most - least, 6);
    return { least: Math.max(floor, Math.floor(least / unit) * unit), most: Math.min(ceiling, Math.ceil(most / unit) * unit) };
}

export class Chart {
    /** @type {Drawing | null} */ #drawing = null;
    #cursor = 1000;
    #active = false;
    #size = { width: 0, height: 280, left: 44, right: 18, top: 10, bottom: 26 };

    /** @param {HTMLElement} host */
    constructor(host) {
        this.picture = shape('svg', { class: 'chart', tabindex: 0, role: 'slider', 'aria-orientation': 'horizontal', 'aria-valuemin': lowest, 'aria-valuemax': highest });
        this.legend = element('ul', { class: 'legend' });
        this.title = element('h3', {});
        this.readout = element('p', { class: 'readout' });
        this.details = element('details', { class: 'numbers' }, element('summary', {}, 'Show as table'));
        host.append(element('figure', { class: 'drawing' }, element('figcaption', {}, this.title, this.legend), this.picture, this.readout, this.details));
        this.fill = discloses(this.details, () => this.#table());
        new ResizeObserver(() => { this.measure(); this.draw(); }).observe(this.picture);
        set(this.picture, {
            pointermove: event => this.#read(this.#frequency(event.offsetX)), pointerleave: () => this.#rest(), focus: () => this.#read(this.#cursor), blur: () => this.#rest(),
            keydown: event => {
                const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[/** @type {string} */ (event.key)];
                const to = event.key === 'Home' ? 100 : event.key === 'End' ? 16000 : way ? this.#cursor * 2 ** (way / (event.shiftKey ? 1 : event.altKey ? 24 : 6)) : null;
                if (to === null) return;
                event.preventDefault();
                this.#read(Math.max(lowest, Math.min(highest, to)));
            },
        });
    }

    /** @param {Drawing} drawing */
    show(drawing) {
        this.#drawing = drawing;
        this.draw();
        this.fill();
    }

    /** Takes the size that the picture has on the page; asked once, not at every drawing. */
    measure() { Object.assign(this.#size, { width: this.picture.clientWidth, height: this.picture.clientHeight }); }

    /** @param {number} frequency */
    #x(frequency) { const { width, left, right } = this.#size; return left + (width - left - right) * Math.log(frequency / lowest) / Math.log(highest / lowest); }
    /** @param {number} x */
    #frequency(x) { const { width, left, right } = this.#size; return lowest * (highest / lowest) ** Math.max(0, Math.min(1, (x - left) / (width - left - right))); }
    /** @param {number} value */
    #y(value) { const { height, top, bottom } = this.#size, { least, most } = /** @type {Drawing} */ (this.#drawing); return height - bottom - (height - top - bottom) * (Math.max(least, Math.min(most, value)) - least) / (most - least); }

    draw() {
        const drawing = this.#drawing;
        if (!drawing || !this.#size.width) return;
        const { width, height, left, right, top, bottom } = this.#size, { least, most, curves } = drawing, unit = step(most - least, height < 220 ? 4 : 6);
        this.title.textContent = drawing.title;
        set(this.picture, { viewBox: `0 0 ${width} ${height}`, 'aria-label': `${drawing.title}, over frequency` });
        this.picture.classList.toggle('stale', !!drawing.stale);
        const parts = [];
        for (const frequency of decades)
            parts.push(shape('line', { class: 'grid', x1: this.#x(frequency), x2: this.#x(frequency), y1: top, y2: height - bottom }),
                ...width > 460 || [100, 1000, 10000].includes(frequency) ? [shape('text', { class: 'tick middle', x: this.#x(frequency), y: height - 8 }, frequency >= 1000 ? `${frequency / 1000}k` : String(frequency))] : []);
        for (let value = Math.ceil(least / unit) * unit; value <= most + 1e-9; value += unit)
            parts.push(shape('line', { class: Math.abs(value) < 1e-9 ? 'grid zero' : 'grid', x1: left, x2: width - right, y1: this.#y(value), y2: this.#y(value) }),
                shape('text', { class: 'tick end', x: left - 6, y: this.#y(value) + 4 }, number(value, unit < 1 ? 1 : 0)));
        parts.push(shape('text', { class: 'tick', x: left + 4, y: top + 10 }, drawing.unit), shape('text', { class: 'tick end', x: left - 14, y: height - 8 }, 'Hz'));
        for (const curve of curves) parts.push(shape('path', { class: `curve ${curve.look}`, d: this.#path(curve) }));
        this.cursor = shape('g', { class: 'cursor' });
        this.picture.replaceChildren(...parts, this.cursor);
        this.legend.replaceChildren(...curves.map(({ name, look }) => element('li', {}, shape('svg', { class: 'key', viewBox: '0 0 28 8', 'aria-hidden': 'true' }, shape('path', { class: `curve ${look}`, d: 'M1 4H27' })), name)));
        if (this.#active) this.#read(this.#cursor);
        else this.#rest();
    }

    /** @param {Curve} curve */
    #path({ at, values }) {
        let path = '', pen = 'M';
        for (let index = 0; index < at.length; index++) {
            if (at[index] < lowest || at[index] > highest || !Number.isFinite(values[index])) { if (!Number.isFinite(values[index])) pen = 'M'; continue; }
            path += `${pen}${this.#x(at[index]).toFixed(1)} ${this.#y(values[index]).toFixed(1)}`;
            pen = 'L';
        }
        return path;
    }

    /** @param {number} frequency */
    #sentence(frequency) {
        const { curves, decimals, unit } = /** @type {Drawing} */ (this.#drawing);
        return `${hertz(frequency)}: ${curves.map(curve => `${curve.name} ${number(valueAt(curve, frequency), decimals)}`).join(', ')} ${unit}`;
    }

    /** @param {number} frequency */
    #read(frequency) {
        if (!this.#drawing || !this.cursor) return;
        [this.#cursor, this.#active] = [frequency, true];
        const { height, top, bottom } = this.#size, x = this.#x(frequency), text = this.#sentence(frequency);
        this.cursor.replaceChildren(shape('line', { x1: x, x2: x, y1: top, y2: height - bottom }), ...this.#drawing.curves.flatMap(curve => {
            const value = valueAt(curve, frequency);
            return Number.isFinite(value) ? [shape('circle', { cx: x, cy: this.#y(value), r: 3.5 })] : [];
        }));
        this.readout.textContent = text;
        set(this.picture, { 'aria-valuenow': Math.round(frequency), 'aria-valuetext': text });
    }

    #rest() {
        if (document.activeElement === this.picture) return;
        this.#active = false;
        this.cursor?.replaceChildren();
        this.readout.textContent = this.#drawing?.note ?? '';
        set(this.picture, { 'aria-valuenow': Math.round(this.#cursor), 'aria-valuetext': this.#drawing ? this.#sentence(this.#cursor) : '' });
    }

    #table() {
        if (!this.#drawing) return element('p', {}, 'Nothing is drawn yet.');
        const { curves, decimals, unit, title } = this.#drawing, thirds = Array.from({ length: 25 }, (_, index) => 1000 * 2 ** ((index - 12) / 3)).map(frequency => frequency > 999 ? Math.round(frequency / 10) * 10 : Math.round(frequency));
        return table(`${title}, in ${unit}, every third of an octave`, ['Frequency', ...curves.map(curve => curve.name)], thirds.map(frequency => [hertz(frequency), ...curves.map(curve => number(valueAt(curve, frequency), decimals))]));
    }
}
