/** Further seats that a plan is for: added, removed, and placed by numbers; in the plan from above they are dragged. */
import { byId, element, say, table } from '../elements.js';
import { numberField } from '../field.js';
import { aside, number } from '../words.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {{node: HTMLElement, refresh: () => void}} Field */

const most = 5;

export class SeatList {
    /** @type {{row: HTMLElement, fields: Field[]}[]} */ #rows = [];

    /** @param {Store} store @param {Record<string, [number, number]>} bounds */
    constructor(store, bounds) {
        this.store = store;
        this.bounds = bounds;
        this.host = element('div', { class: 'seat-rows' });
        this.button = element('button', { id: 'add-seat', type: 'button', click: () => this.#add() }, 'Add a seat');
        byId('wishes', HTMLElement).append(element('div', { class: 'seats' }, this.host, this.button, element('p', { class: 'explain' }, 'The plan is for all seats alike; the level is right at the first. Few drivers serve few seats.')));
        this.refresh();
    }

    refresh() {
        const seats = this.store.state.seats ?? [];
        if (this.#rows.length !== seats.length) {
            this.#rows = seats.map((_, index) => this.#row(index));
            this.host.replaceChildren(...this.#rows.map(({ row }) => row));
        }
        this.button.disabled = seats.length >= most;
        for (const { fields } of this.#rows) for (const field of fields) field.refresh();
    }

    /** Beside the outermost seat, or on the other side of the middle. */
    #add() {
        const { seat, seats = [] } = this.store.state, all = [seat, ...seats], step = seat.distance < 0.8 ? 0.3 : 0.6, most = Math.max(...all.map(({ left }) => left)), least = Math.min(...all.map(({ left }) => left));
        const left = Math.round((most <= -least ? most + step : least - step) * 1000) / 1000;
        this.store.change(`A seat ${aside(left)}`, draft => { draft.seats = [...draft.seats ?? [], { left: Math.max(this.bounds.left[0], Math.min(this.bounds.left[1], left)), distance: seat.distance }]; });
        this.#rows.at(-1)?.row.querySelector('input')?.focus();
    }

    /** @param {number} index */
    #row(index) {
        const { store } = this, name = `Seat ${index + 2}`, of = () => store.state.seats?.[index] ?? store.state.seat;
        /** @param {string} label @param {string} unit @param {'left' | 'distance'} key @param {number} factor @param {[number, number]} range @param {number} step */
        const field = (label, unit, key, factor, range, step) => numberField({ label, id: `seat-${index + 2}-${key}`, unit, range, step, value: () => of()[key] * factor,
            put: (value, event) => store.change(`${name}: ${label.toLowerCase()} ${value ?? 0} ${unit}`, draft => { if (draft.seats?.[index]) draft.seats[index][key] = Math.round((value ?? 0) / factor * 1000) / 1000; }, { dragging: true, time: event.timeStamp }),
            done: event => store.release(`${name} ${aside(of().left)}, ${number(of().distance, 2)} m away`, event.timeStamp) });
        const fields = [field('To the left', 'cm', 'left', 100, [this.bounds.left[0] * 100, this.bounds.left[1] * 100], 1), field('Distance', 'm', 'distance', 1, this.bounds.distance, 0.05)];
        return { fields, row: element('div', { role: 'group', class: 'seat-row', 'aria-label': name }, element('strong', {}, name), ...fields.map(({ node }) => node),
            element('button', { type: 'button', 'aria-label': `Remove seat ${index + 2}`, click: () => { store.change(`${name} removed`, draft => { draft.seats?.splice(index, 1); }); this.button.focus(); } }, 'Remove')) };
    }
}

/** What is cancelled at each of several seats. @param {import('../types.js').Header} header */
export function showSeats({ seats, stage }) {
    const host = byId('seat-figures', HTMLElement);
    host.hidden = !seats;
    if (seats) host.replaceChildren(table(`Cancellation at each seat, ${stage}`, ['Seat', 'Left', 'Right', 'Mean'], seats.map(({ left, right, mean }, index) => [String(index + 1), `${number(left)} dB`, `${number(right)} dB`, `${number(mean)} dB`])));
    else say(host, '');
}
