/** The socket: questions with numbers, the latest wins, and a new try when it is lost. */
import { Answer } from './answer.js';

/** @typedef {import('./types.js').Hello} Hello */
/** @typedef {'connecting' | 'connected' | 'lost' | 'refused'} Standing */
/** @typedef {'plan' | 'design' | 'bank' | 'follow'} Kind */
/** @typedef {{kind: Kind, question: {state: object}, time: number}} Asked */
/** @typedef {{hello: (hello: Hello) => void, answer: (answer: Answer, time: number, of: string) => void, more: (answer: Answer, of: string) => void, sound?: (answer: Answer, time: number, of: string) => void, error: (sentence: string, kind: string) => void, live?: (told: import('./live/types.js').Told) => void, standing: (standing: Standing, tries: number) => void}} Listener */

const unanswered = 'The studio does not answer: is it still running?';

/** Asked while something is dragged: one is on its way and one waits, the latest. @param {Kind} kind */
const isQuick = kind => kind === 'plan' || kind === 'follow';

export class Connection {
    #count = 0;
    #tries = 0;
    #greeted = false;
    /** @type {WebSocket | null} */ #socket = null;
    /** @type {Map<number, Asked>} what waits for an answer */ #open = new Map();
    /** @type {Map<number, {resolve: (said: string[]) => void, reject: (error: Error) => void}>} what was asked of a running live */ #lives = new Map();
    /** @type {Asked | null} the plan that goes next */ #pending = null;
    #planSince = 0;
    /** the design that was answered last, of which more is told */ #told = { id: 0, of: '' };

    /** @param {string} token @param {Listener} listener */
    constructor(token, listener) {
        this.token = token;
        this.listener = listener;
        this.#connect();
    }

    #connect() {
        if (!this.#tries) this.listener.standing('connecting', 0);
        const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`);
        socket.binaryType = 'arraybuffer';
        this.#socket = socket;
        this.#greeted = false;
        let opened = false;
        socket.onopen = () => { opened = true; socket.send(JSON.stringify({ token: this.token })); };
        socket.onmessage = message => this.#receive(Answer.read(message.data));
        socket.onclose = () => {
            this.#open.clear();
            for (const { reject } of this.#lives.values()) reject(new Error(unanswered));
            this.#lives.clear();
            this.#pending = null;
            const refused = opened && !this.#greeted;
            this.#greeted = false;
            this.#tries++;
            this.listener.standing(refused ? 'refused' : 'lost', this.#tries);
            setTimeout(() => this.#connect(), Math.min(5000, 500 * this.#tries));
        };
    }

    /** @param {Answer} answer */
    #receive(answer) {
        if (!this.#greeted) {
            if (answer.header.error) return this.listener.error(answer.header.error, 'hello');
            this.#greeted = true;
            this.#tries = 0;
            this.listener.standing('connected', 0);
            return this.listener.hello(/** @type {Hello} */ (/** @type {unknown} */ (answer.header)));
        }
        if (answer.header.do === 'live') return this.#receiveLive(/** @type {import('./live/types.js').Told} */ (/** @type {unknown} */ (answer.header)));
        const { id, error } = answer.header, asked = this.#open.get(id);
        if (answer.header.do === 'sound') return asked && this.listener.sound?.(answer, asked.time, JSON.stringify(asked.question.state));
        if (!asked && id === this.#told.id) return this.listener.more(answer, this.#told.of);
        if (!asked) return;
        this.#open.delete(id);
        if (isQuick(asked.kind) && this.#pending) {
            const next = this.#pending;
            this.#pending = null;
            this.#send(next);
        }
        if (error) this.listener.error(error, asked.kind);
        else {
            const of = JSON.stringify(asked.question.state);
            if (asked.kind === 'design') this.#told = { id, of };
            this.listener.answer(answer, asked.time, of);
        }
    }

    /** Asks. One plan is on its way and one waits, the latest; a design replaces the one before, and a plan that waits goes before it: after it, it would tell the server to give the design up. @param {Kind} kind @param {{state: object} & Record<string, unknown>} question @param {number} time when the input came */
    ask(kind, question, time) {
        if (!this.#greeted) return;
        const asked = { kind, question, time };
        if (isQuick(kind) && (this.#isOpen('plan') || this.#isOpen('follow')) && performance.now() - this.#planSince < 5000) this.#pending = asked;
        else {
            const waiting = this.#pending;
            this.#pending = null;
            if (kind === 'design' && waiting) this.#send(waiting);
            this.#send(asked);
        }
    }

    /** Asks something of a running live: every question is answered. @type {import('./live/types.js').Ask} */
    live = (detail, more = {}) => {
        if (!this.#greeted) return Promise.reject(new Error(unanswered));
        const id = ++this.#count;
        this.#socket?.send(JSON.stringify({ id, do: 'live', live: detail, ...more }));
        return new Promise((resolve, reject) => this.#lives.set(id, { resolve, reject }));
    };

    /** @param {import('./live/types.js').Told} told */
    #receiveLive(told) {
        if (!told.id) return this.listener.live?.(told);
        const waiting = this.#lives.get(told.id);
        this.#lives.delete(told.id);
        if (told.error) waiting?.reject(new Error(told.error));
        else waiting?.resolve(told.said ?? []);
    }

    /** No longer waits for answers of this kind. @param {string} kind */
    drop(kind) { for (const [id, asked] of this.#open) if (asked.kind === kind) this.#open.delete(id); }

    get designing() { return this.#isOpen('design'); }

    /** @param {string} kind */
    #isOpen(kind) { return [...this.#open.values()].some(asked => asked.kind === kind); }

    /** @param {Asked} asked */
    #send(asked) {
        this.drop(asked.kind);
        if (isQuick(asked.kind)) this.#planSince = performance.now();
        this.#open.set(++this.#count, asked);
        this.#socket?.send(JSON.stringify({ id: this.#count, do: asked.kind, ...asked.question }));
    }
}
