/** The plan from above: the device at the top, who listens below it, and the map of cancellation under both. */
import { byId, element, say, set, shape } from './elements.js';
import { clamp, draggable } from './drag.js';
import { contour, legend, paint } from './map.js';
import { drawPlaces, placesInWords } from './film/places.js';
import { step } from './chart.js';
import * as devices from './device.js';
import { aside, direction, distance, number, plain } from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Place} Place */
/** @typedef {import('./types.js').Header} Header */
/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./state.js').Store} Store */
/** @typedef {Record<string, [number, number]>} Bounds */

const radians = Math.PI / 180, headRadius = 0.0875;
/** @param {number} metres */
const millimetres = metres => Math.round(metres * 1000) / 1000 || 0;

export class PlanView {
    /** @type {{scale: number, x: number, y: number, width: number, height: number}} pixels a metre, and where the device's centre is */ #view = { scale: 200, x: 260, y: 60, width: 520, height: 560 };
    /** @type {Answer['map'] | null} */ #map = null;
    /** @type {Header['places'] | null} */ #places = null;
    #size = { width: 0, height: 0 };
    #stage = '';
    #without = '';
    #yaw = 0;
    /** @type {SVGGElement[]} further seats */ #others = [];
    #most = 10;
    #held = false;

    /** @param {Store} store @param {Bounds} bounds @param {import('./types.js').Layout[]} layouts */
    constructor(store, bounds, layouts) {
        this.layouts = layouts;
        this.store = store;
        this.bounds = bounds;
        this.stage = byId('stage', SVGSVGElement);
        this.canvas = byId('map', HTMLCanvasElement);
        this.ground = shape('g', { 'aria-hidden': 'true' });
        this.virtual = ['left', 'right'].map((side, index) => this.#virtual(side, index ? -1 : 1));
        this.film = shape('g', { class: 'film-places', role: 'img' });
        this.heard = shape('g', { class: 'heard', role: 'img' });
        this.seat = this.#head('seat', 'Seat', state => state.seat, (state, place) => { state.seat = place; });
        this.listener = this.#head('listener', 'Listener', state => state.listener, (state, place) => { state.listener = place; });
        this.stage.append(this.ground, this.film, this.heard, ...this.virtual, this.listener, this.seat);
        legend(byId('scale', HTMLCanvasElement));
        new ResizeObserver(() => { this.#held = false; this.measure(); this.draw(); }).observe(this.stage);
        const readout = byId('map-readout', HTMLElement);
        set(this.stage, { pointermove: event => { readout.textContent = this.#readAt(event.offsetX, event.offsetY); }, pointerleave: () => { readout.textContent = ''; } });
    }

    /** Takes the size that the picture has on the page; asked once, not at every drawing. */
    measure() { this.#size = { width: this.stage.clientWidth, height: this.stage.clientHeight }; }

    get #state() { return this.store.state; }

    /** A head, which moves to the left and away. @param {string} id @param {string} name @param {(state: State) => Place | null} of @param {(state: State, place: Place) => void} put */
    #head(id, name, of, put) {
        const head = shape('g', { id, class: `head ${id}`, tabindex: 0, role: 'slider', 'aria-roledescription': 'place that moves in two directions', 'aria-label': `${name}: arrow keys move it` });
        /** @type {Place} */ let from = { left: 0, distance: 1 };
        const words = (/** @type {Place} */ place) => `${name} ${aside(place.left)}, ${distance(place.distance)}`;
        const put2 = (/** @type {number} */ left, /** @type {number} */ away, /** @type {Event} */ event) => {
            const place = { left: millimetres(clamp(left, this.bounds.left)), distance: millimetres(clamp(away, this.bounds.distance)) };
            this.store.change(words(place), draft => put(draft, place), { dragging: true, time: event.timeStamp });
        };
        return draggable(head, {
            begin: () => { from = of(this.#state) ?? from; this.#held = true; },
            drag: (x, y, event) => put2(from.left - x / this.#view.scale, from.distance + y / this.#view.scale, event),
            nudge: (x, y, event) => { const now = of(this.#state) ?? from; put2(now.left - x / 100, now.distance + y / 100, event); },
            release: time => this.#release(words(of(this.#state) ?? from), time),
        });
    }

    /** A virtual loudspeaker, which moves with its twin. @param {string} side @param {number} sign */
    #virtual(side, sign) {
        const group = shape('g', { class: 'virtual', 'data-virtual': side, tabindex: 0, role: 'slider', 'aria-label': `Virtual loudspeaker, ${side}: arrow keys turn it`, 'aria-valuemin': this.bounds.angle[0], 'aria-valuemax': this.bounds.angle[1] });
        let from = 30;
        const turn = (/** @type {number} */ degrees, /** @type {Event} */ event) => {
            const angle = Math.round(clamp(degrees, this.bounds.angle) * 10) / 10;
            this.store.change(`Virtual loudspeakers at ${plain(angle, 1)} degrees`, draft => { draft.angle = angle; }, { dragging: true, time: event.timeStamp });
        };
        return draggable(group, {
            begin: () => { from = this.#state.angle ?? from; this.#held = true; },
            drag: (x, y, event) => {
                const { seat } = this.#state, r = seat.distance * this.#view.scale, dx = sign * r * Math.sin(from * radians) - x, dy = r * Math.cos(from * radians) - y;
                turn(Math.round(Math.atan2(sign * dx, dy) / radians), event);
            },
            nudge: (x, y, event) => turn((this.#state.angle ?? from) + (x ? -sign * x : -y), event),
            release: time => this.#release(`Virtual loudspeakers at ${plain(this.#state.angle ?? from, 1)} degrees`, time),
        });
    }

    /** @param {string} words @param {number} time */
    #release(words, time) {
        this.#held = false;
        this.store.release(words, time);
        this.draw();
    }

    /** A new map, planned or measured. @param {Answer} answer */
    show(answer) {
        [this.#map, this.#stage] = [answer.map, answer.header.stage];
        if (answer.header.stage === 'measured') [this.#places, this.#yaw] = [answer.header.places ?? null, answer.header.yaw ?? 0];
        this.#without = answer.header.without?.map ?? '';
        const note = byId('map-note', HTMLElement);
        note.hidden = !this.#without;
        say(note, this.#without);
        const peak = answer.map?.values.reduce((most, value) => value > most ? value : most, 0) ?? 0, fitting = Math.max(10, Math.ceil(peak / 5) * 5);
        this.#most = this.#held ? Math.max(this.#most, fitting) : fitting;
        this.draw();
    }

    /** What was heard belongs to a state before. */
    age() { this.heard.classList.add('stale'); }

    draw() {
        this.#fit();
        this.#drawGround();
        this.#drawFilm();
        this.#drawHeads();
        this.#drawHeard();
    }

    /** Scale and place of the picture, which stay while something is dragged. */
    #fit() {
        const { width, height } = this.#size, { device, seat, seats = [], listener, angle, follow } = this.#state;
        if (width < 100 || (this.#held && this.#view.width === width)) return;
        const r = devices.radius(device) ?? 0, places = [seat, ...seats, ...listener ? [listener] : [], ...follow ? [{ left: seat.left + follow.left, distance: seat.distance }, { left: seat.left - follow.left, distance: seat.distance }] : []];
        const half = Math.max(0.3 * seat.distance, r + 0.1, ...device.drivers.map(driver => Math.abs(driver.position.left) + 0.1), ...places.map(place => Math.abs(place.left) + 0.22 * seat.distance),
            angle === null ? 0 : Math.abs(seat.left) + seat.distance * Math.sin(Math.min(90, angle) * radians) + 0.12 * seat.distance, this.#map ? Math.max(this.#map.left, -this.#map.right) * 1.08 : 0);
        const back = Math.max(r + 0.02, 0.04, ...device.drivers.map(driver => -driver.position.front)) + 0.03 * seat.distance, far = Math.max(...places.map(place => place.distance + 0.22 * seat.distance), this.#map ? this.#map.far * 1.03 : 0);
        const scale = Math.min((width - 8) / (2 * half), (height - 34) / (back + far));
        this.#view = { scale, x: width / 2, y: 8 + back * scale + Math.max(0, (height - 34 - (back + far) * scale) / 2), width, height };
        set(this.stage, { viewBox: `0 0 ${width} ${height}` });
    }

    /** @param {number} left @param {number} front @returns {[number, number]} */
    #at(left, front) { return [this.#view.x - left * this.#view.scale, this.#view.y + front * this.#view.scale]; }

    /** The cancellation under the pointer, empty outside the map. @param {number} x @param {number} y */
    #readAt(x, y) {
        if (!this.#map || this.#held) return '';
        const { rows, columns, values, near, far, left, right } = this.#map, { scale } = this.#view;
        const row = Math.round((far - (y - this.#view.y) / scale) / (far - near) * (rows - 1)), column = Math.round((left - (this.#view.x - x) / scale) / (left - right) * (columns - 1));
        return row < 0 || row >= rows || column < 0 || column >= columns ? '' : `${number(values[row * columns + column])} dB here`;
    }

    /** Grid, map, lines of equal cancellation, and the device in its true size. */
    #drawGround() {
        const { width, height, scale } = this.#view, { device, seat } = this.#state, parts = [], unit = step(Math.min(width, height) / scale, 6), digits = unit < 0.1 ? 2 : 1;
        const map = this.#map;
        if (map) {
            const { rows, columns, values, near, far, left, right } = map;
            const cell = { x: (left - right) / Math.max(1, columns - 1), y: (far - near) / Math.max(1, rows - 1) }, value = (/** @type {number} */ row, /** @type {number} */ column) => values[(rows - 1 - row) * columns + column];
            paint(this.canvas, rows, columns, value, 0, this.#most);
            const [x0, y0] = this.#at(left + cell.x / 2, near - cell.y / 2), [x1, y1] = this.#at(right - cell.x / 2, far + cell.y / 2);
            Object.assign(this.canvas.style, { left: `${x0}px`, top: `${y0}px`, width: `${x1 - x0}px`, height: `${y1 - y0}px` });
            const [w, h] = [(x1 - x0) / columns, (y1 - y0) / rows];
            for (let level = 5; level < this.#most; level += 5) {
                const path = contour(rows, columns, value, level, (column, row) => [x0 + (column + 0.5) * w, y0 + (row + 0.5) * h]);
                if (!path) continue;
                parts.push(shape('path', { class: 'contour', d: path }));
                const wanted = y0 + (y1 - y0) * (0.08 + 0.12 * (level / 5 % 3)), points = [...path.matchAll(/M([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]), [tx, ty] = points.reduce((best, point) => Math.abs(point[1] - wanted) + point[0] / 50 < Math.abs(best[1] - wanted) + best[0] / 50 ? point : best);
                parts.push(shape('text', { class: 'contour-label', x: clamp(tx, [x0 + 14, x1 - 14]), y: clamp(ty + 4, [y0 + 14, y1 - 4]) }, String(level)));
            }
            parts.push(shape('rect', { class: 'frame', x: x0, y: y0, width: x1 - x0, height: y1 - y0 }));
        }
        this.canvas.hidden = byId('scale-box', HTMLElement).hidden = !map;
        for (let front = unit; this.#at(0, front)[1] < height - 24; front += unit) {
            const y = this.#at(0, front)[1];
            parts.push(shape('line', { class: 'grid', x1: 34, x2: width, y1: y, y2: y }), shape('text', { class: 'tick', x: 2, y: y + 4 }, `${number(front, digits)}${front === unit ? ' m' : ''}`));
        }
        for (let left = Math.ceil((this.#view.x - width) / scale / unit) * unit; this.#at(left, 0)[0] > 30; left += unit) {
            const x = this.#at(left, 0)[0];
            if (x > width - 12) continue;
            parts.push(shape('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: height - 22 }), shape('text', { class: 'tick middle', x, y: height - 8 }, Math.abs(left) < 1e-9 ? '0' : `${number(Math.abs(left), digits)} ${left > 0 ? 'L' : 'R'}`));
        }
        const r = devices.radius(device), [cx, cy] = this.#at(0, 0), [sx, sy] = this.#at(seat.left, seat.distance);
        parts.push(shape('line', { class: 'axis', x1: cx, y1: cy, x2: sx, y2: sy }));
        const { follow } = this.#state;
        if (follow) {
            const w = follow.left * scale, h = Math.max(follow.forward, 0.02) * scale;
            parts.push(shape('rect', { class: 'places', x: sx - w, y: sy - h, width: 2 * w, height: 2 * h, rx: 4 }));
        }
        if (r !== null) parts.push(shape('circle', { class: 'enclosure', cx, cy, r: Math.max(4, r * scale) }));
        for (const { position } of device.drivers) {
            const [x, y] = this.#at(position.left, position.front);
            parts.push(shape('circle', { class: 'dot', cx: x, cy: y, r: 3 }));
        }
        const wide = Math.max(r ?? 0, ...device.drivers.map(driver => Math.abs(driver.position.left))) * scale;
        parts.push(shape('text', { class: 'label', x: cx + Math.min(wide, width / 2 - 90) + 10, y: cy + 4 }, device.name));
        this.ground.replaceChildren(...parts);
        byId('scale-least', HTMLElement).textContent = '0';
        byId('scale-most', HTMLElement).textContent = `${this.#most} dB`;
    }

    /** Centre and surrounds of a film. */
    #drawFilm() {
        const { layout, seat } = this.#state, places = this.layouts.find(({ name }) => name === layout)?.places ?? [];
        this.film.replaceChildren(...drawPlaces(places, this.#at(seat.left, seat.distance), seat.distance * this.#view.scale, this.#view));
        byId('beyond-sign', HTMLElement).hidden = !this.film.querySelector('.beyond');
        set(this.film, { 'aria-label': places.length ? `Virtual loudspeakers of ${layout}: ${placesInWords(places)}` : null, 'aria-hidden': places.length ? null : 'true' });
    }

    #drawHeads() {
        const { seat, seats = [], listener, angle } = this.#state, { scale } = this.#view;
        while (this.#others.length < seats.length) {
            const index = this.#others.length, head = this.#head(`seat-${index + 2}`, `Seat ${index + 2}`, state => state.seats?.[index] ?? null, (state, place) => { if (state.seats?.[index]) state.seats[index] = place; });
            this.#others.push(head);
            this.stage.insertBefore(head, this.listener);
        }
        for (const [head, place, name] of /** @type {[SVGGElement, Place | null, string][]} */ ([[this.seat, seat, seats.length ? 'Seat 1' : 'Seat'], ...this.#others.map((head, index) => [head, seats[index] ?? null, `Seat ${index + 2}`]), [this.listener, listener, 'Listener']])) {
            set(head, { class: `head ${head.id}${place ? '' : ' gone'}`, tabindex: place ? 0 : -1 });
            if (!place) continue;
            const [x, y] = this.#at(place.left, place.distance), r = Math.max(10, headRadius * scale);
            set(head, { transform: `translate(${x} ${y})`, 'aria-valuemin': Math.round(this.bounds.left[0] * 100), 'aria-valuemax': Math.round(this.bounds.left[1] * 100), 'aria-valuenow': Math.round(place.left * 100), 'aria-valuetext': `${aside(place.left)}, ${distance(place.distance)}` });
            head.replaceChildren(shape('circle', { class: 'hit', r: Math.max(16, r + 4) }), shape('ellipse', { class: 'ear', cx: -r, rx: r * 0.16, ry: r * 0.34 }), shape('ellipse', { class: 'ear', cx: r, rx: r * 0.16, ry: r * 0.34 }),
                shape('path', { class: 'nose', d: `M${-r * 0.26} ${-r * 0.93}L0 ${-r * 1.28}L${r * 0.26} ${-r * 0.93}Z` }), ...head !== this.listener && this.#state.robust ? [-0.05, 0.05].map(aside => shape('circle', { class: 'ghost', cx: aside * scale, r })) : [], shape('circle', { class: 'halo', r }), shape('circle', { class: 'skull', r }), shape('text', { class: 'label middle', y: head !== this.listener ? r + 16 : -1.3 * r - 7 }, name));
        }
        this.virtual.forEach((group, index) => {
            set(group, { class: `virtual${angle === null ? ' gone' : ''}`, tabindex: angle === null ? -1 : 0 });
            if (angle === null) return;
            const sign = index ? -1 : 1, [x, y] = this.#at(seat.left + sign * seat.distance * Math.sin(angle * radians), seat.distance - seat.distance * Math.cos(angle * radians));
            set(group, { transform: `translate(${x} ${y})`, 'aria-valuenow': angle, 'aria-valuetext': `${plain(angle, 1)} degrees to the ${index ? 'right' : 'left'}` });
            group.replaceChildren(shape('circle', { class: 'hit', r: 17 }), shape('g', { transform: `rotate(${-sign * angle})` }, shape('path', { class: 'box', d: 'M-6 -10H6V-1L10 8H-10L-6 -1ZM-6 -1H6' })),
                shape('text', { class: 'label middle', y: y < 44 ? 28 : -18 }, `${plain(angle, 1)}°`));
        });
    }

    /** Where left, centre and right are heard from where one listens: after on the arc of the virtual loudspeakers, before on one inside it. */
    #drawHeard() {
        const places = this.#places, { seat, listener } = this.#state, from = listener ?? seat, parts = [], words = [];
        /** @param {number} azimuth @param {number} share @returns {[number, number]} */
        const on = (azimuth, share) => this.#at(from.left + share * from.distance * Math.sin(azimuth * radians), from.distance - share * from.distance * Math.cos(azimuth * radians));
        if (places)
            for (const [name, share] of /** @type {['after' | 'before', number][]} */ ([['before', 0.6], ['after', 0.76]])) {
                const heard = places[name];
                if (!heard) continue;
                const azimuths = [heard.left, heard.centre, heard.right].map(azimuth => Number(azimuth) + this.#yaw), most = Math.max(8, ...azimuths.filter(Number.isFinite).map(Math.abs)), r = share * from.distance * this.#view.scale, [x0, y0] = on(most, share), [x1, y1] = on(-most, share);
                parts.push(shape('path', { class: `arc ${name}`, d: `M${x0} ${y0}A${r} ${r} 0 0 1 ${x1} ${y1}` }));
                const [fx, fy] = this.#at(from.left, from.distance);
                if (name === 'after') parts.push(...[azimuths[0], azimuths[2]].filter(Number.isFinite).map(azimuth => { const [x, y] = on(azimuth, share - 0.03); return shape('line', { class: 'sight', x1: fx, y1: fy, x2: x, y2: y }); }));
                let last = -1e3;
                azimuths.forEach((azimuth, index) => {
                    if (!Number.isFinite(azimuth)) return;
                    const [x, y] = on(azimuth, share);
                    parts.push(shape(name === 'after' ? 'path' : 'circle', name === 'after' ? { class: 'place after', d: 'M0 -8L7 5H-7Z', transform: `translate(${x} ${y}) rotate(${-azimuth})` } : { class: 'place before', cx: x, cy: y, r: 5 }));
                    if (x - last > 14) parts.push(shape('text', { class: 'letter middle', x, y: y + 20 }, 'LCR'[index]));
                    last = x;
                });
                parts.push(shape('text', { class: 'arc-name', x: x1 + 12, y: y1 + 5 }, name));
                words.push(`${name}: left ${direction(heard.left)}, centre ${direction(heard.centre)}, right ${direction(heard.right)}`);
            }
        this.heard.replaceChildren(...parts);
        set(this.heard, { 'aria-label': words.length ? `Heard ${words.join('; ')}` : 'Where left, centre and right are heard is not known yet' });
    }

    /** The measured places are those of this state. */
    freshen() { this.heard.classList.remove('stale'); }

    /** The map as a table: a row for each of some distances, a column for some places to the side. */
    table() {
        const map = this.#map;
        if (!map) return element('p', {}, this.#without || 'There is no map yet.');
        const { rows, columns, values, near, far, left, right } = map;
        const pick = (/** @type {number} */ count, /** @type {number} */ most) => Array.from({ length: most }, (_, index) => Math.round(index * (count - 1) / (most - 1)));
        const across = pick(columns, 9), down = pick(rows, 7);
        return element('table', {}, element('caption', {}, `Cancellation in dB, ${this.#stage}, by distance (rows) and place to the side (columns)`),
            element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Distance'), ...across.map(column => element('th', { scope: 'col' }, aside(left - (left - right) * column / (columns - 1)))))),
            element('tbody', {}, ...down.map(row => element('tr', {}, element('th', { scope: 'row' }, `${number(far - (far - near) * row / (rows - 1), 2)} m`), ...across.map(column => element('td', {}, number(values[row * columns + column], 1)))))));
    }
}
