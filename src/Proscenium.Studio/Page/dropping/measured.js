/** What was measured of drivers: dropped on one, or chosen in its row; how it was measured, and back to the model. */
import { element, say, set } from '../elements.js';
import { checkField, choiceField, numberField } from '../field.js';
import { ending, keep, measurements } from './files.js';
import { filesField } from './files-field.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../server.js').Server} Server */
/** @typedef {import('../types.js').MeasuredResponse} MeasuredResponse */
/** @typedef {import('./files.js').Dropped} Dropped */
/** @typedef {{node: HTMLElement, refresh: () => void}} Field */
/** @typedef {ReturnType<typeof filesField>} FilesField */

export class MeasuredDrivers {
    /** @type {FilesField[]} of each row */ #files = [];
    /** @type {() => void} */ #refresh = () => {};
    #isMissing = false;

    /** @param {Store} store @param {Server} server */
    constructor(store, server) {
        this.store = store;
        this.server = server;
    }

    /** Whether the server lacks what the state says was measured. @param {boolean} isMissing */
    missing(isMissing) {
        if (isMissing === this.#isMissing) return;
        this.#isMissing = isMissing;
        this.#refresh();
    }

    /** Called when rows have to be drawn anew. @param {() => void} refresh */
    drawn(refresh) { this.#refresh = refresh; }

    /** Files that were dropped on a driver. @param {number} index @param {Dropped[]} files */
    async drop(index, files) {
        await this.#files[index]?.receive(files);
        this.#files[index]?.node.scrollIntoView({ block: 'nearest' });
    }

    /** The part of a driver's row that is about its response. @param {number} index @returns {Field} */
    row(index) {
        const { store } = this, of = () => store.state.device.drivers[index] ?? store.state.device.drivers[0], name = element('span', { class: 'response-name' });
        const files = this.#files[index] = filesField({ label: 'Measured …', accept: measurements.join(','), take: dropped => this.#take(index, dropped) });
        const remove = element('button', { type: 'button', click: () => { store.change(`${of().name}: ideal`, ({ device }) => { delete device.drivers[index].response; }); say(files.told, ''); files.button.focus(); } }, 'Ideal again');
        const manner = element('details', { class: 'manner' }, element('summary', {}, 'How it was measured'));
        /** @type {Field[]} */ let fields = [];
        manner.addEventListener('toggle', () => {
            if (!manner.open || fields.length) return;
            fields = this.#manner(index);
            manner.append(element('div', {}, ...fields.map(({ node }) => node)));
            for (const field of fields) field.refresh();
        });
        const node = element('div', { class: 'measured' }, name, files.node, remove, manner);
        return { node, refresh: () => {
            const { name: driver, response } = of();
            say(name, response ? `Response: ${response.name ?? 'measured'}${this.#isMissing ? ', not in this studio' : ''}` : 'Response: ideal');
            set(node, { class: `measured${response && this.#isMissing ? ' lacking' : ''}` });
            set(files.button, { 'aria-label': `Open what was measured of ${driver}` });
            set(remove, { 'aria-label': `${driver}: ideal again`, hidden: !response });
            set(manner, { hidden: !response });
            if (response) for (const field of fields) field.refresh();
        } };
    }

    /** @param {number} index @param {Dropped[]} dropped */
    async #take(index, dropped) {
        const { store } = this, files = dropped.filter(({ name }) => dropped.length === 1 || measurements.includes(ending(name)));
        if (!files.length) throw new Error('No file of these holds a response: drop impulse responses (WAV), frequency responses (FRD, text) or a SOFA directivity.');
        const { response, notes } = /** @type {{response: MeasuredResponse, notes: string[]}} */ (await this.server.post('/responses', JSON.stringify({ files: await keep(this.server, files) })));
        const driver = store.state.device.drivers[index];
        if (!driver) throw new Error('The driver is gone: drop the files on another one.');
        const wasReversed = driver.polarity === 'reversed';
        store.change(`${driver.name}: measured`, ({ device }) => { device.drivers[index].response = response; delete device.drivers[index].polarity; });
        return [...wasReversed ? ['Its polarity is now that of the measurement.'] : [], ...notes].join(' ');
    }

    /** @param {number} index */
    #manner(index) {
        const { store } = this, driver = () => store.state.device.drivers[index] ?? store.state.device.drivers[0], of = () => driver().response ?? /** @type {MeasuredResponse} */ ({ id: '' });
        /** Sets a key, or leaves it out where it says what is usual. @param {string} words @param {keyof MeasuredResponse} key @param {unknown} value @param {unknown} usual @param {{dragging?: boolean, time?: number}} [how] */
        const put = (words, key, value, usual, how) => store.change(`${driver().name}: ${words}`, ({ device }) => {
            const response = /** @type {Record<string, unknown> | undefined} */ (device.drivers[index].response);
            if (!response) return;
            if (value === usual || value === null) delete response[key];
            else response[key] = value;
        }, how);
        /** @param {string} label @param {keyof MeasuredResponse} key @param {[string, string][]} choices the usual one first */
        const choice = (label, key, choices) => choiceField({ label, choices: () => choices, value: () => String(of()[key] ?? choices[0][0]), put: value => put(`${label.toLowerCase()} ${value}`, key, value, choices[0][0]) });
        /** @param {string} label @param {string} unit @param {keyof MeasuredResponse} key @param {[number, number]} range @param {number} step @param {number} factor @param {string} empty @param {number | null} usual */
        const number = (label, unit, key, range, step, factor, empty, usual) => numberField({ label, unit, range, step, empty, decimals: 4,
            value: () => of()[key] === undefined ? null : Number(of()[key]) * factor, put: (value, event) => put(`${label.toLowerCase()} ${value ?? ''} ${unit}`, key, value === null ? null : value / factor, usual, { dragging: true, time: event.timeStamp }),
            done: event => store.release(`${driver().name}: ${label.toLowerCase()} changed`, event.timeStamp) });
        return [
            number('Microphone’s distance', 'm', 'distanceMetres', [0.01, 100], 0.1, 1, 'as filed', null),
            checkField({ label: 'The files hold the sound’s way to the microphone', value: () => of().flightTime === 'included', put: on => put(on ? 'flight time included' : 'flight time removed', 'flightTime', on ? 'included' : 'removed', 'removed') }),
            number('Level that counts as 0 dB', 'dB', 'referenceDb', [-200, 200], 1, 1, '0', 0),
            number('Further delay', 'ms', 'delaySeconds', [-100, 100], 0.01, 1000, '0', 0),
            choice('Phase', 'phase', [['measured', 'as measured'], ['minimum', 'from the level']]),
            choice('Turned about', 'turnedAbout', [['driver', 'the driver'], ['device', 'the device']]),
            choice('Positive angles', 'positive', [['left', 'listener’s left'], ['right', 'listener’s right']]),
            choice('Plane of names that tell none', 'plane', [['horizontal', 'horizontal'], ['vertical', 'vertical']]),
        ];
    }
}
