/** The state that the page shows: changed in one place, with a history, and in the address for sharing. */

/** @typedef {import('./types.js').State} State */
/** @typedef {{words: string, dragging: boolean, time: number}} Change what changed, in words; whether the hand is still on it; when the input came */

/** Text as base64url. @param {string} text */
const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
/** @param {string} text */
const decode = text => new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0)));

/** The fragment that shares a state. @param {State} state */
export const fragment = state => `#s=${encode(JSON.stringify(state))}`;

/** What a state is made of at least. */
const shape = {
    device: { name: '', description: '', enclosure: { shape: '' }, drivers: [{ name: '', kind: '', position: { left: 0, up: 0, front: 0 }, aim: { azimuthDegrees: 0, elevationDegrees: 0 }, diameterMetres: 0, bandHz: [0] }], listeningDistanceMetres: 0 },
    seat: { left: 0, distance: 0 }, robust: false, target: 0, gainLimit: 0, boostLimit: 0, tone: '', upmix: '',
};

/** What a state may do without, and is null then. @type {Record<string, any>} */
const without = { seats: [{ left: 0, distance: 0 }], listener: { left: 0, distance: 0 }, angle: 0, taps: 0, room: '', head: '', plant: { id: '', name: '' }, follow: { left: 0, forward: 0 }, layout: '' };

/** Whether a value has all that another one has, of the same kinds. @param {any} value @param {any} like @returns {boolean} */
const isLike = (value, like) => Array.isArray(like) ? Array.isArray(value) && value.length > 0 && value.every(item => isLike(item, like[0]))
    : typeof like === 'object' ? typeof value === 'object' && value !== null && Object.entries(like).every(([key, inner]) => isLike(value[key], inner))
    : typeof value === typeof like && (typeof value !== 'number' || Number.isFinite(value));

/** The state that a fragment shares, null if it shares none; throws where it is broken. @param {string} text @returns {State | null} */
export function shared(text) {
    const coded = new URLSearchParams(text.replace(/^#/, '')).get('s');
    if (!coded) return null;
    try {
        const state = JSON.parse(decode(coded));
        if (!isLike(state, shape)) throw new Error();
        for (const [key, like] of Object.entries(without)) {
            state[key] ??= null;
            if (state[key] !== null && !(key === 'seats' && state[key].length === 0) && !isLike(state[key], like)) throw new Error();
        }
        return { ...state, seats: state.seats ?? [], layout: state.layout ?? 'stereo' }; // links of before have none
    } catch {
        throw new Error('The address shares no plan: it may have been cut off on its way; ask for it again.');
    }
}

/** Takes the key of this page out of the address into the session, and gives it; null if there is none. */
export function token() {
    const parts = new URLSearchParams(location.hash.replace(/^#/, '')), given = parts.get('token');
    if (given) {
        sessionStorage.setItem('token', given);
        const coded = parts.get('s');
        history.replaceState(null, '', location.pathname + location.search + (coded ? `#s=${coded}` : ''));
    }
    return given ?? sessionStorage.getItem('token');
}

export class Store {
    /** @type {State[]} */ #past = [];
    /** @type {State[]} */ #future = [];
    /** @type {State | null} the state before the hand took hold */ #held = null;

    /** @param {State} state @param {(change: Change) => void} changed */
    constructor(state, changed) {
        this.state = state;
        this.changed = changed;
    }

    get canUndo() { return this.#past.length > 0; }
    get canRedo() { return this.#future.length > 0; }

    /** Changes a copy of the state. While something is dragged, all changes are one step of the history.
     * @param {string} words @param {(draft: State) => void} edit @param {{dragging?: boolean, time?: number}} [how] */
    change(words, edit, { dragging = false, time = performance.now() } = {}) {
        const draft = structuredClone(this.state);
        edit(draft);
        this.#held ??= this.state;
        this.state = draft;
        if (!dragging) this.#settle();
        this.changed({ words, dragging, time });
    }

    /** The hand lets go. @param {string} words @param {number} [time] */
    release(words, time = performance.now()) {
        if (!this.#held) return;
        this.#settle(); // also where all is as it was: what is shown is planned by now
        this.changed({ words, dragging: false, time });
    }

    #settle() {
        const before = this.#held;
        this.#held = null;
        if (!before || JSON.stringify(before) === JSON.stringify(this.state)) return false;
        this.#past.push(before);
        if (this.#past.length > 200) this.#past.shift();
        this.#future = [];
        return true;
    }

    undo() { this.#step(this.#past, this.#future, 'Undone'); }
    redo() { this.#step(this.#future, this.#past, 'Done again'); }

    /** @param {State[]} from @param {State[]} to @param {string} words */
    #step(from, to, words) {
        if (this.#settle() && to === this.#past) return;
        const next = from.pop();
        if (!next) return;
        to.push(this.state);
        this.state = next;
        this.changed({ words, dragging: false, time: performance.now() });
    }
}
