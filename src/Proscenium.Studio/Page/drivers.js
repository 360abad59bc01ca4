/** The list of drivers: a row of fields for each, and the device's enclosure. */
import { byId, element, shape } from './elements.js';
import { choiceField, numberField } from './field.js';
import * as devices from './device.js';
import { plain } from './words.js';

/** @typedef {import('./state.js').Store} Store */
/** @typedef {import('./types.js').Driver} Driver */
/** @typedef {{node: HTMLElement, refresh: () => void}} Field */

export class DriverList {
    /** @type {{row: HTMLElement, fields: Field[]}[]} */ #rows = [];
    #shown = '';

    /** @param {Store} store @param {Record<string, [number, number]>} bounds @param {import('./dropping/measured.js').MeasuredDrivers} measured */
    constructor(store, bounds, measured) {
        this.measured = measured;
        measured.drawn(() => { this.#shown = ''; this.refresh(); });
        this.store = store;
        this.bounds = bounds;
        this.host = byId('driver-rows', HTMLElement);
        const enclosure = choiceField({ label: 'Enclosure', choices: () => [['none', 'none: points in free air'], ['sphere', 'sphere']], value: () => store.state.device.enclosure.shape,
            put: value => store.change(`Enclosure: ${value}`, ({ device }) => devices.enclose(device, value === 'sphere' ? Math.max(0.03, Math.min(0.3, ...device.drivers.map(({ position }) => Math.hypot(position.left, position.up, position.front)).filter(r => r > 0))) : null)) });
        const radius = numberField({ label: 'Radius', unit: 'cm', range: [2, 30], step: 0.5, value: () => { const r = devices.radius(store.state.device); return r === null ? null : r * 100; },
            put: (value, event) => store.change(`Radius ${plain(value ?? 0)} cm`, ({ device }) => devices.enclose(device, (value ?? 9) / 100), { dragging: true, time: event.timeStamp }), done: event => store.release('Radius changed', event.timeStamp) });
        this.enclosure = [enclosure, radius];
        byId('enclosure', HTMLElement).append(enclosure.node, radius.node, element('button', { id: 'add-driver', type: 'button', click: () => this.#insert() }, 'Add a driver'));
    }

    refresh() {
        const now = JSON.stringify(this.store.state.device);
        if (now === this.#shown) return;
        this.#shown = now;
        const { drivers } = this.store.state.device;
        if (this.#rows.length !== drivers.length) {
            this.#rows = drivers.map((_, index) => this.#row(index));
            this.host.replaceChildren(...this.#rows.map(({ row }) => row));
        }
        for (const field of this.enclosure) field.refresh();
        this.#rows.forEach(({ row, fields }, index) => { row.setAttribute('aria-label', `Driver ${drivers[index].name}`); for (const field of fields) field.refresh(); });
    }

    /** Marks the row of the driver that was taken hold of in the plan. @param {number} index */
    mark(index) { this.#rows.forEach(({ row }, at) => row.classList.toggle('chosen', at === index)); }

    /** @param {number} [like] */
    #insert(like) {
        let at = 0;
        this.store.change(like === undefined ? 'A driver added' : `${this.store.state.device.drivers[like].name} duplicated`, ({ device }) => { at = devices.add(device, like); });
        this.#rows[at]?.row.querySelector('input')?.focus();
    }

    /** @param {number} index */
    #row(index) {
        const { store } = this, of = () => store.state.device.drivers[index] ?? store.state.device.drivers[0];
        /** @param {string} label @param {string} unit @param {number} factor @param {[number, number]} range @param {number} step @param {(driver: Driver) => number} value @param {(device: import('./types.js').Device, driver: Driver, value: number) => void} put */
        const number = (label, unit, factor, range, step, value, put) => numberField({
            label, unit, range, step, value: () => value(of()) * factor,
            put: (entered, event) => store.change(`${of().name}: ${label.toLowerCase()} ${plain(entered ?? 0)} ${unit}`, ({ device }) => put(device, device.drivers[index], (entered ?? 0) / factor), { dragging: true, time: event.timeStamp }),
            done: event => store.release(`${of().name}: ${label.toLowerCase()} ${plain(value(of()) * factor)} ${unit}`, event.timeStamp),
        });
        const name = element('input', { type: 'text', maxlength: 40, 'aria-label': 'Name' }), fault = element('p', { class: 'error', role: 'alert' });
        name.addEventListener('change', () => {
            const wish = name.value.trim(), taken = store.state.device.drivers.some((driver, at) => at !== index && driver.name === wish);
            fault.textContent = !wish ? 'A driver needs a name.' : taken ? `There is a driver ${wish} already: choose another name.` : '';
            if (fault.textContent) name.value = of().name;
            else store.change(`${of().name} is now ${wish}`, ({ device }) => { device.drivers[index].name = wish; });
        });
        const kind = choiceField({ label: 'Kind', choices: () => devices.kinds.map(kind => [kind, kind]), value: () => of().kind, put: value => store.change(`${of().name}: ${value}`, ({ device }) => { device.drivers[index].kind = value; }) });
        const reach = /** @type {[number, number]} */ (this.bounds.driver.map(metres => metres * 100)), place = (/** @type {string} */ label, /** @type {'left' | 'up' | 'front'} */ axis) => number(label, 'cm', 100, reach, 1, driver => driver.position[axis], (device, driver, value) => devices.place(device, driver, axis, value));
        const fields = [
            { node: element('div', { class: 'field name' }, element('label', {}, element('span', {}, 'Name'), name)), refresh: () => { if (document.activeElement !== name) name.value = of().name; } }, kind,
            place('Left', 'left'), place('Up', 'up'), place('Front', 'front'),
            number('Azimuth', '°', 1, [-180, 180], 1, driver => driver.aim.azimuthDegrees, (device, driver, azimuthDegrees) => devices.aim(device, driver, { azimuthDegrees })),
            number('Elevation', '°', 1, [-90, 90], 1, driver => driver.aim.elevationDegrees, (device, driver, elevationDegrees) => devices.aim(device, driver, { elevationDegrees })),
            number('Diameter', 'mm', 1000, [5, 500], 1, driver => driver.diameterMetres, (_, driver, value) => { driver.diameterMetres = value; }),
            number('Band from', 'Hz', 1, [10, 20000], 10, driver => driver.bandHz[0], (_, driver, value) => { driver.bandHz[0] = value; }),
            number('to', 'Hz', 1, [20, 24000], 100, driver => driver.bandHz[1], (_, driver, value) => { driver.bandHz[1] = value; }),
        ];
        const response = this.measured.row(index), row = element('div', { class: 'driver-row', role: 'group', focusin: () => this.mark(index) }, ...fields.map(field => field.node),
            element('div', { class: 'row-buttons' },
                element('button', { type: 'button', 'aria-label': 'Duplicate', title: 'Duplicate', click: () => this.#insert(index) }, shape('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape('path', { d: 'M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3' }))),
                element('button', { type: 'button', 'aria-label': 'Remove', title: 'Remove', click: () => {
                    if (store.state.device.drivers.length < 2) { fault.textContent = 'A device needs a driver: add another one first.'; return; }
                    store.change(`${of().name} removed`, ({ device }) => { device.drivers.splice(index, 1); });
                    /** @type {HTMLElement | null} */ (this.host.querySelector('input') ?? null)?.focus();
                } }, shape('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape('path', { d: 'M4 4l8 8M12 4l-8 8' })))), fault, response.node);
        return { row, fields: [...fields, response] };
    }
}
