/** The wishes: device, distance, angle, how much, and what is beside them. */
import { byId, element } from './elements.js';
import { checkField, choiceField, fileField, numberField, textField } from './field.js';
import { Ears } from './dropping/in-place.js';
import { takeLayout } from './film/layout.js';
import { plain } from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Hello} Hello */
/** @typedef {import('./state.js').Store} Store */
/** @typedef {import('./server.js').Server} Server */
/** @typedef {Record<string, [number, number]>} Bounds */

/** The bounds of the numbers: the server's, ours where it names none. @param {Record<string, [number, number]> | undefined} given @returns {Bounds} */
export function boundsOf(given) {
    /** @type {Bounds} */ const bounds = { left: [-1, 1], distance: [0.2, 5], angle: [5, 90], target: [0, 40], gainLimit: [0, 30], boostLimit: [0, 40], taps: [256, 16384], driver: [-2, 2], ...given };
    return { ...bounds, leftCm: [bounds.left[0] * 100, bounds.left[1] * 100] };
}

export class Settings {
    /** @type {{node: HTMLElement, refresh: () => void}[]} */ #fields = [];

    /** @param {Store} store @param {Hello} hello @param {Bounds} bounds @param {Server} server */
    constructor(store, hello, bounds, server) {
        this.store = store;
        this.server = server;
        /** @param {string} label @param {string} unit @param {string} name @param {number} step @param {string} explain @param {(state: State) => number | null} get @param {(state: State, value: number | null) => void} put @param {object} [more] */
        const number = (label, unit, name, step, explain, get, put, more = {}) => this.#add(numberField({
            label, unit, range: bounds[name], step, explain, value: () => get(store.state),
            put: (value, event) => store.change(`${label} ${plain(value ?? 0)} ${unit}`, draft => put(draft, value), { dragging: true, time: event.timeStamp }),
            done: event => { const value = get(store.state); store.release(`${label} ${value === null ? 'automatic' : `${plain(value)} ${unit}`}`, event.timeStamp); }, ...more,
        }));
        /** @param {string} label @param {string | undefined} id @param {string} explain @param {[string, string][]} choices @param {(state: State) => string} get @param {(state: State, value: string) => void} put */
        const choice = (label, id, explain, choices, get, put) => this.#add(choiceField({ label, id, explain, choices: () => choices, value: () => get(store.state),
            put: value => store.change(`${label}: ${choices.find(([name]) => name === value)?.[1] ?? value}`, draft => put(draft, value)) }));

        const known = new Map(hello.devices.map(entry => [JSON.stringify(entry.device), entry])), builtIn = () => known.get(JSON.stringify(store.state.device));
        const device = this.#add(choiceField({ label: 'Device', id: 'device', choices: () => [...hello.devices.map(({ name }) => /** @type {[string, string]} */ ([name, name])), ...builtIn() ? [] : [/** @type {[string, string]} */ (['', `${store.state.device.name} (yours)`])]], value: () => builtIn()?.name ?? '',
            put: name => { const chosen = hello.devices.find(entry => entry.name === name); if (chosen) this.#take(chosen.device, `Device ${name}`); } }));
        const about = element('p', { class: 'explain' });
        device.node.append(about);
        this.#fields.push({ node: about, refresh: () => { about.textContent = store.state.device.description; } });
        this.deviceFile = fileField({ label: 'Open a device file or plan …', accept: '.json,application/json', take: file => this.takeJson(file) });

        const amount = number('Cancellation asked for', 'dB', 'target', 1, 'How far below its own ear a channel is kept at the other ear; virtual loudspeakers are asked 6 dB more. More sounds wider, works the drivers harder, and suits fewer places.', state => state.target, (state, value) => { state.target = value ?? 0; }, { slider: bounds.target, sliderId: 'target' });
        const angle = number('Angle', '°', 'angle', 1, 'Where the virtual loudspeakers stand, to either side of you.', state => state.angle, (state, value) => { state.angle = value; }, { id: 'angle', slider: bounds.angle });
        const alone = this.#add(checkField({ label: 'Canceller alone', explain: 'No virtual loudspeakers: left reaches the left ear alone, right the right ear.', value: () => store.state.angle === null,
            put: on => store.change(on ? 'Canceller alone' : 'Virtual loudspeakers at 30 degrees', draft => { draft.angle = on ? null : 30; }) }));
        const distance = number('Distance', 'm', 'distance', 0.05, 'From your head to the middle of the device.', state => state.seat.distance, (state, value) => { state.seat.distance = value ?? 1; }, { id: 'distance', slider: [bounds.distance[0], Math.min(4, bounds.distance[1])] });
        const left = number('Seat to the left', 'cm', 'leftCm', 1, 'How far the seat is from the middle; negative is to the right.', state => state.seat.left * 100, (state, value) => { state.seat.left = (value ?? 0) / 100; });
        const robust = this.#add(checkField({ label: 'Robust', explain: 'Plans for 5 cm to either side of each seat, too: less at the seat, more beside it.', value: () => store.state.robust, put: on => store.change(on ? 'Robust' : 'For the seat alone', draft => { draft.robust = on; }) }));
        const room = choice('Room', 'room', 'Where you hear it: in free field nothing is reflected, a room returns sound from its walls.', [['', 'Free field'], ...hello.rooms.map(({ name }) => /** @type {[string, string]} */ ([name, name]))], state => state.room ?? '', (state, value) => { state.room = value || null; });
        const tone = choice('Tone', undefined, 'Where tone and balance are right: in an ordinary living room, or in the direct sound alone.', [['room', 'right in a room'], ['direct', 'right in the direct sound']], state => state.tone, (state, value) => { state.tone = value; });
        const upmix = choice('Upmix', undefined, 'How the centre is taken out of both channels: music does it best, live soonest, fast with the least work, none not at all. Films with a centre of their own need none.', [['music', 'music'], ['video', 'video'], ['live', 'live'], ['fast', 'fast'], ['none', 'none']], state => state.upmix, (state, value) => { state.upmix = value; });
        const layout = choice('Layout', 'layout', 'Which channels the plan takes: stereo, or those of films. A song that you choose brings its own.', hello.layouts.map(({ name }) => /** @type {[string, string]} */ ([name, name])), state => state.layout, takeLayout);
        const gain = number('Gain limit', 'dB', 'gainLimit', 1, 'What the drivers may do together; 0 dB is one that plays the input as it is.', state => state.gainLimit, (state, value) => { state.gainLimit = value ?? 0; }, { id: 'gain-limit' });
        const boost = number('Boost limit', 'dB', 'boostLimit', 1, 'How far any one driver may be turned up.', state => state.boostLimit, (state, value) => { state.boostLimit = value ?? 0; }, { id: 'boost-limit' });
        const taps = number('Taps', '', 'taps', 1, 'The length of the filters; empty: as long as the sample rate asks for.', state => state.taps, (state, value) => { state.taps = value === null ? null : Math.round(value); }, { id: 'taps', empty: 'auto' });

        const ears = new Ears(store, server, hello.devices);
        this.#fields.push(ears.choice);
        this.headFile = ears.file;
        const name = this.#add(textField({ label: 'Name', value: () => store.state.device.name, put: value => value ? store.change(`Device named ${value}`, draft => { draft.device.name = value; }) : this.refresh() }));
        const description = this.#add(textField({ label: 'Description', long: true, value: () => store.state.device.description, put: value => store.change('Description changed', draft => { draft.device.description = value; }) }));

        byId('wishes', HTMLElement).append(device.node, amount.node, angle.node, alone.node, distance.node, room.node, tone.node, upmix.node, robust.node);
        byId('advanced', HTMLElement).append(layout.node, gain.node, boost.node, taps.node, left.node, ears.choice.node, ears.file.node);
        byId('naming', HTMLElement).append(name.node, description.node, this.deviceFile.node);
        byId('reset', HTMLButtonElement).addEventListener('click', () => store.change('Reset to the beginning', draft => Object.assign(draft, structuredClone(hello.state))));
    }

    /** @template {{node: HTMLElement, refresh: () => void}} T @param {T} field @returns {T} */
    #add(field) {
        this.#fields.push(field);
        return field;
    }

    refresh() { for (const field of this.#fields) field.refresh(); }

    /** @param {State['device']} device @param {string} words */
    #take(device, words) {
        this.store.change(words, draft => { Object.assign(draft, { device: structuredClone(device), seat: { left: 0, distance: device.listeningDistanceMetres }, seats: [], listener: null }); });
    }

    /** Shows a device or a plan that the server has read, and says so. @param {{device?: State['device'], state?: State, notes?: string[]}} read @param {string} name */
    opened({ device, state, notes = [] }, name) {
        if (device) this.#take(device, `Device file ${name}`);
        else if (state) this.store.change(`Plan ${name}`, draft => Object.assign(draft, state));
        return [`${name} is open.`, ...notes].join(' ');
    }

    /** A device file or a plan, told apart by what is in it. @param {File} file */
    async takeJson(file) {
        const text = await file.text();
        return this.opened(/"drivers"\s*:/.test(text) && !/"(paths|filters|settings)"\s*:/.test(text) ? await this.server.device(file) : await this.server.plan(file), file.name);
    }
}
