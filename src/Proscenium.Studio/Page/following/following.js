/** Following the head: filters for places about the seat, and a listener who is dragged along among them. */
import { byId, element, say, set } from '../elements.js';
import { checkField, numberField } from '../field.js';
import { number, plain } from '../words.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../answer.js').Answer} Answer */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {(kind: 'bank' | 'follow', time: number) => void} Ask */

/** What the places are designed for: all of a state but who listens, and where. @param {State} state */
const designed = ({ listener, room, head, ...rest }) => JSON.stringify(rest);

/** Whose ears hear it where: before and the real pair are of these. @param {State} state */
const where = ({ room, head }) => JSON.stringify([room, head]);

export class Following {
    #ready = '';
    #asked = '';
    #heard = '';
    #song = '';
    #waits = false;

    /** @param {Store} store @param {Record<string, [number, number]>} bounds @param {Ask} ask @param {(words: string) => void} tell */
    constructor(store, bounds, ask, tell) {
        this.store = store;
        this.ask = ask;
        this.tell = tell;
        const { followLeft: [leastLeft, mostLeft] = [0.05, 0.6], followForward: [, mostForward] = [0, 0.5] } = bounds;
        const on = checkField({ label: 'Follow the head', id: 'follow', explain: 'Filters for places about the seat: with a head tracker the stage stays as the head moves. They take a while to design; then drag the listener along.', value: () => !!store.state.follow,
            put: checked => store.change(checked ? 'Follow the head' : 'For the seat alone', draft => {
                draft.follow = checked ? { left: 0.3, forward: 0 } : null;
                if (checked) draft.listener ??= { ...draft.seat };
            }) });
        /** @param {string} label @param {string} id @param {'left' | 'forward'} key @param {[number, number]} range @param {string} explain */
        const range = (label, id, key, range, explain) => numberField({ label, id, unit: 'cm', range, step: 5, decimals: 0, explain, value: () => store.state.follow ? Math.round(store.state.follow[key] * 100) : null,
            put: (value, event) => store.change(`${label} ${value ?? 0} cm`, draft => { if (draft.follow) draft.follow[key] = Math.round(value ?? 0) / 100; }, { dragging: true, time: event.timeStamp }), done: event => store.release(`${label} ${plain((store.state.follow?.[key] ?? 0) * 100, 0)} cm`, event.timeStamp) });
        const left = range('To either side', 'follow-left', 'left', [leastLeft * 100, mostLeft * 100], 'How far the head may go to the left and right of the seat.'), forward = range('Nearer and farther', 'follow-forward', 'forward', [0, mostForward * 100], 'Worth it at a desk; each distance costs as many places as there are to the sides. 0: the seat’s distance alone.');
        this.fields = [on, left, forward];
        this.ranges = element('div', { class: 'follow-ranges' }, left.node, forward.node);
        this.told = element('p', { id: 'follow-told', class: 'told', role: 'status' });
        byId('wishes', HTMLElement).append(element('div', { class: 'follow' }, on.node, this.ranges, this.told));
        this.refresh();
    }

    refresh() {
        if (this.#asked !== designed(this.store.state) + this.#song) this.#waits = false;
        for (const field of this.fields) field.refresh();
        this.ranges.hidden = !this.store.state.follow;
        if (!this.store.state.follow) say(this.told, '');
    }

    /** Whether the filters of the state's places are there, so that nothing needs to be designed when the listener moves. */
    get ready() { return !!this.store.state.follow && this.#ready === designed(this.store.state) + this.#song; }

    /** Whether nothing but the place of the listener differs from what was designed, whose filters follow then. */
    get follows() { return this.ready && !!this.store.state.listener && this.#heard === where(this.store.state); }

    /** Asks for the filters of the listener's place. @param {number} time */
    move(time) { if (this.follows) this.ask('follow', time); }

    /** The design of the seat is there: its places are next. @param {string} song @param {number} time */
    designed(song, time) {
        const { state } = this.store;
        [this.#song, this.#heard] = [song, where(state)];
        const wanted = designed(state) + song;
        if (!state.follow) return;
        if (this.ready) { this.move(time); return; }
        if (this.#waits && this.#asked === wanted) return;
        [this.#asked, this.#waits] = [wanted, true];
        set(this.told, { class: 'told busy' });
        say(this.told, 'Designing the filters of the places …');
        this.ask('bank', time);
    }

    /** The places are there. @param {Answer} answer @param {number} time */
    take({ header: { count, notes } }, time) {
        if (this.#asked !== designed(this.store.state) + this.#song) return;
        [this.#ready, this.#waits] = [this.#asked, false];
        set(this.told, { class: 'told' });
        say(this.told, [`The filters of ${count} places are there: drag the listener along.`, ...notes ?? []].join(' '));
        this.tell(this.told.textContent ?? '');
        this.move(time);
    }

    /** What became of the listener's place, in words. @param {Answer} answer */
    words({ header: { cancellation, unfollowed, beyond } }) {
        return `${number(cancellation.mean, 1)} dB with the filters of this place, ${number(unfollowed?.mean, 1)} dB with those of the seat${beyond ? '; the listener is beyond the places, and the nearest plays' : ''}.`;
    }

    /** The connection was lost: nobody knows what the server still has. */
    forget() { [this.#ready, this.#waits] = ['', false]; }

    /** What went wrong. @param {string} sentence */
    failed(sentence) {
        this.#waits = false;
        set(this.told, { class: 'told error' });
        say(this.told, sentence);
    }
}
