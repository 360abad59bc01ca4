/** Whose ears listen: a rigid sphere's, a measured head's, or a listener's own, measured in place before the device. */
import { choiceField, fileField } from '../field.js';
import { plain } from '../words.js';

/** @typedef {import('../types.js').Device} Device */
/** @typedef {{id: string, name: string, notes: string[], plant?: undefined} | {plant: {id: string, name: string}, device: string | null, distance: number | null, notes: string[]}} Found */

export class Ears {
    /** @type {Map<string, string>} names of the heads that were dropped */ #heads = new Map();
    /** @type {Map<string, {id: string, name: string}>} what was measured in place */ #plants = new Map();

    /** @param {import('../state.js').Store} store @param {import('../server.js').Server} server @param {{name: string, device: Device}[]} devices */
    constructor(store, server, devices) {
        this.store = store;
        this.devices = devices;
        /** @param {Iterable<[string, string]>} known @param {string | null | undefined} chosen @param {string} name @returns {[string, string][]} */
        const all = (known, chosen, name) => { const held = [...known]; return chosen && !held.some(([id]) => id === chosen) ? [...held, [chosen, name]] : held; };
        this.choice = choiceField({ label: 'Head', id: 'head', explain: 'Whose ears listen: those of a rigid sphere, of a measured head, or your own, measured in place; what was measured in place is also what the plan is for. Drop a SOFA file of yours anywhere on the page.',
            choices: () => [['', 'Rigid sphere'], ...all(this.#heads, store.state.head, 'A measured head'), ...all([...this.#plants].map(([id, { name }]) => [id, `Measured in place: ${name}`]), store.state.plant?.id, `Measured in place: ${store.state.plant?.name}`)],
            value: () => store.state.plant?.id ?? store.state.head ?? '',
            put: id => { const plant = this.#plants.get(id) ?? (store.state.plant?.id === id ? store.state.plant : null); store.change(plant ? `Measured in place: ${plant.name}` : id ? `Head ${this.#heads.get(id) ?? ''}` : 'The rigid sphere', draft => this.#listen(draft, plant ? null : id, plant)); } });
        this.file = fileField({ label: 'Open a head or a measurement in place …', accept: '.sofa', take: async file => {
            const found = await server.head(file);
            if (found.plant) return this.#take(found);
            this.#heads.set(found.id, found.name);
            store.change(`Head ${found.name}`, draft => this.#listen(draft, found.id, null));
            return found.notes?.join(' ');
        } });
    }

    /** @param {import('../types.js').State} draft @param {string | null} head @param {{id: string, name: string} | null} plant */
    #listen(draft, head, plant) {
        draft.head = head || null;
        draft.plant = plant;
        if (plant) draft.room = null;
    }

    /** Measured in place: the device that was measured, at its distance, in free field. @param {Extract<Found, {plant: object}>} found */
    #take({ plant, device, distance, notes }) {
        this.#plants.set(plant.id, plant);
        const { state } = this.store, named = this.devices.find(({ name }) => name === device), isOther = named !== undefined && named.name !== state.device.name, hadRoom = state.room;
        this.store.change(`Measured in place: ${plant.name}`, draft => {
            this.#listen(draft, null, plant);
            if (isOther) draft.device = structuredClone(named.device);
            if (distance !== null) [draft.seat, draft.listener] = [{ left: 0, distance: Math.round(distance * 1000) / 1000 }, null];
        });
        return [...isOther ? [`The device is now ${named.name}, which was measured.`] : [], ...distance === null ? [] : [`The seat is where it was measured, ${plain(distance)} m away.`], ...hadRoom ? ['It is heard in free field: a built-in room returns no sound of what was measured.'] : [], ...notes].join(' ');
    }
}
