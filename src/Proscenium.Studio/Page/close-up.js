/** The device close up, from above: its drivers move, and turn by a grip at the end of their aim. */
import { byId, set, shape } from './elements.js';
import { clamp, draggable } from './drag.js';
import { step } from './chart.js';
import * as devices from './device.js';
import { plain } from './words.js';

/** @typedef {import('./state.js').Store} Store */

const radians = Math.PI / 180;

export class CloseUp {
    #view = { scale: 1000, x: 140, y: 140, width: 280, height: 280 };
    #size = { width: 0, height: 0 };
    #drawn = '';
    #held = false;
    /** @type {SVGGElement[]} */ #drivers = [];
    /** @type {SVGGElement[]} */ #aims = [];

    /** @param {Store} store @param {Record<string, [number, number]>} bounds @param {(index: number) => void} chosen called with the driver that is taken hold of */
    constructor(store, bounds, chosen) {
        this.store = store;
        this.bounds = bounds;
        this.chosen = chosen;
        this.picture = byId('close-up', SVGSVGElement);
        this.ground = shape('g', { 'aria-hidden': 'true' });
        new ResizeObserver(() => { this.#held = false; this.measure(); this.draw(); }).observe(this.picture);
    }

    get #state() { return this.store.state; }

    /** Takes the size that the picture has on the page. */
    measure() {
        this.#size = { width: this.picture.clientWidth, height: this.picture.clientHeight };
        this.#drawn = '';
    }

    /** @param {string} words @param {number} time */
    #release(words, time) {
        this.#held = false;
        this.store.release(words, time);
        this.draw();
    }

    #fit() {
        const { width, height } = this.#size, { device } = this.#state, r = devices.radius(device);
        if (width < 100 || (this.#held && this.#view.width === width)) return;
        const wide = Math.max(r ?? 0, 0.03, ...device.drivers.map(({ position }) => Math.abs(position.left))), deep = Math.max(r ?? 0, 0.02, ...device.drivers.map(({ position }) => Math.abs(position.front)));
        const scale = Math.min((width / 2 - 48) / wide, (height / 2 - 56) / deep);
        this.#view = { scale, x: width / 2, y: height / 2, width, height };
        set(this.picture, { viewBox: `0 0 ${width} ${height}` });
    }

    /** The device close up; handles are kept as long as there are as many drivers, so that none loses the focus. */
    draw() {
        const now = JSON.stringify(this.#state.device) + this.#held;
        if (now === this.#drawn) return;
        this.#drawn = now;
        this.#fit();
        const { device } = this.#state, { scale, x, y, width, height } = this.#view, r = devices.radius(device), unit = step(width / scale, 4);
        if (this.#drivers.length !== device.drivers.length) {
            this.#drivers = device.drivers.map((_, index) => this.#driver(index));
            this.#aims = device.drivers.map((_, index) => this.#aim(index));
            const large = device.drivers.map((_, index) => index).sort((a, b) => device.drivers[b].diameterMetres - device.drivers[a].diameterMetres);
            this.picture.replaceChildren(this.ground, ...large.map(index => this.#drivers[index]), ...this.#aims);
        }
        this.ground.replaceChildren(...r === null ? [] : [shape('circle', { class: 'enclosure', cx: x, cy: y, r: r * scale })],
            shape('path', { class: 'axis', d: `M${x} ${y}V${height - 18}` }), shape('text', { class: 'tick middle', x, y: height - 4 }, '▾ towards the listener'),
            shape('path', { class: 'bar', d: `M2 18v-6v3h${unit * scale}v-3v6` }), shape('text', { class: 'tick', x: 2, y: 8 }, unit < 1 ? `${plain(unit * 100, 0)} cm` : `${unit} m`));
        const across = device.drivers.map(({ name, position }) => ({ at: position.left * scale, row: position.front * scale, half: name.length * 3.3 })).sort((a, b) => a.at - b.at);
        this.picture.classList.toggle('crowded', r === null && across.some((label, index) => index > 0 && label.at - across[index - 1].at < label.half + across[index - 1].half && Math.abs(label.row - across[index - 1].row) < 14));
        device.drivers.forEach((driver, index) => {
            const { position, aim, diameterMetres } = driver, [px, py] = [x - position.left * scale, y + position.front * scale], rx = Math.max(6, Math.min(diameterMetres / 2 * scale, width / 3)), ry = Math.max(3.5, rx * Math.abs(Math.sin(aim.elevationDegrees * radians)));
            const steep = Math.abs(aim.elevationDegrees) > 75, reach = ry + 24, [dx, dy] = [-Math.sin(aim.azimuthDegrees * radians), Math.cos(aim.azimuthDegrees * radians)];
            set(this.#drivers[index], { transform: `translate(${px} ${py})`, 'data-driver': driver.name, class: `driver ${driver.kind}${aim.elevationDegrees < -45 ? ' below' : ''}`,
                'aria-label': `Driver ${driver.name}: arrow keys move it`, 'aria-valuenow': plain(position.left * 100, 1), 'aria-valuetext': devices.whereabouts(driver) });
            const around = r !== null && !steep, beside = steep ? [0, aim.elevationDegrees > 0 ? ry + 12 : 18 - ry] : around ? [dx * 12 + (Math.abs(dx) < 0.4 ? 16 : 0), Math.abs(dx) < 0.4 ? dy * 18 + 4 : -rx - 6] : [0, -ry - 8];
            this.#drivers[index].replaceChildren(shape('circle', { class: 'hit', r: Math.max(13, Math.min(rx, 40) + 2) }), shape('ellipse', { class: 'cone', rx, ry, transform: `rotate(${aim.azimuthDegrees})` }),
                shape('text', { class: `label ${around && Math.abs(dx) < 0.4 ? '' : 'middle'}`, x: beside[0], y: beside[1] }, driver.name));
            set(this.#aims[index], { transform: `translate(${px + dx * reach} ${py + dy * reach})`, class: `aim${steep ? ' gone' : ''}`, tabindex: steep ? -1 : 0, 'aria-label': `Aim of ${driver.name}: arrow keys turn it`, 'aria-valuenow': Math.round(aim.azimuthDegrees), 'aria-valuetext': `${plain(aim.azimuthDegrees, 1)} degrees` });
            this.#aims[index].replaceChildren(shape('line', { class: 'ray', x1: -dx * (reach - ry), y1: -dy * (reach - ry), x2: 0, y2: 0 }), shape('circle', { class: 'hit', r: 12 }), shape('circle', { class: 'grip', r: 5 }));
        });
    }

    /** @param {number} index */
    #driver(index) {
        let from = { left: 0, front: 0 };
        const of = () => this.#state.device.drivers[index];
        const move = (/** @type {number} */ left, /** @type {number} */ front, /** @type {Event} */ event) => this.store.change(`${of().name} moved`, ({ device }) => devices.move(device, device.drivers[index], clamp(left, this.bounds.driver), clamp(front, this.bounds.driver)), { dragging: true, time: event.timeStamp });
        return draggable(shape('g', { tabindex: 0, role: 'slider', 'aria-roledescription': 'driver that moves in two directions', 'aria-valuemin': this.bounds.driver[0] * 100, 'aria-valuemax': this.bounds.driver[1] * 100, focus: () => this.chosen(index) }), {
            begin: () => { from = of().position; this.#held = true; },
            drag: (x, y, event) => move(from.left - x / this.#view.scale, from.front + y / this.#view.scale, event),
            nudge: (x, y, event) => move(of().position.left - x / 100, of().position.front + y / 100, event),
            release: time => this.#release(`${of().name}: ${devices.whereabouts(of())}`, time),
        });
    }

    /** @param {number} index */
    #aim(index) {
        let from = 0;
        const of = () => this.#state.device.drivers[index];
        const turn = (/** @type {number} */ azimuthDegrees, /** @type {Event} */ event) => this.store.change(`${of().name} aimed at ${plain(azimuthDegrees, 1)} degrees`, ({ device }) => devices.aim(device, device.drivers[index], { azimuthDegrees }), { dragging: true, time: event.timeStamp });
        return draggable(shape('g', { tabindex: 0, role: 'slider', 'aria-valuemin': -180, 'aria-valuemax': 180, focus: () => this.chosen(index) }), {
            begin: () => { from = of().aim.azimuthDegrees; this.#held = true; },
            drag: (_x, _y, event) => {
                const box = this.picture.getBoundingClientRect(), { position } = of(), { scale, x, y } = this.#view, inSphere = devices.radius(this.#state.device) !== null;
                const px = event.clientX - box.left - x + (inSphere ? 0 : position.left * scale), py = event.clientY - box.top - y - (inSphere ? 0 : position.front * scale);
                turn(Math.round(Math.atan2(-px, py) / radians), event);
            },
            nudge: (x, y, event) => turn(of().aim.azimuthDegrees - (x || y), event),
            release: time => this.#release(`${of().name} aimed at ${plain(of().aim.azimuthDegrees, 1)} degrees${from === of().aim.azimuthDegrees ? ', as before' : ''}`, time),
        });
    }
}
