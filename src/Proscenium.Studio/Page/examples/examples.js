/** A page without a server: answers that were computed before, and a song in a file. */
import { Answer } from '../answer.js';
import { Server, soundHead } from '../server.js';

/** @typedef {import('../connection.js').Listener} Listener */
/** @typedef {import('../server.js').Sound} Sound */
/** @typedef {{hello: string, sound: string, answers: {state: object, plan: string, design: string, level: string}[]}} List */

const elsewhere = 'This page shows examples that were computed before: start proscenium studio on your machine to move things, to use your own files, and to take plans away.';

/** Answers questions of a few states as a server would. */
export class Examples {
    /** @type {Map<string, {plan: string, design: string, level: string}>} */ #answers = new Map();
    #count = 0;

    /** @param {Promise<List>} list @param {Listener} listener */
    constructor(list, listener) {
        this.listener = listener;
        list.then(async ({ hello, answers }) => {
            for (const { state, ...files } of answers) this.#answers.set(JSON.stringify(state), files);
            const greeting = await read(hello);
            listener.standing('connected', 0);
            listener.hello(/** @type {import('../types.js').Hello} */ (/** @type {unknown} */ (greeting.header)));
        }).catch(() => listener.standing('lost', 5));
    }

    get designing() { return false; }
    drop() { this.#count++; }

    /** @param {import('../connection.js').Kind} kind @param {{state: object}} question @param {number} time */
    ask(kind, { state }, time) {
        const text = JSON.stringify(state), found = this.#answers.get(text), asked = ++this.#count;
        if (!found) return kind === 'design' ? this.listener.error(elsewhere, kind) : undefined;
        if (kind === 'design') read(found.design).then(async answer => {
            if (asked !== this.#count) return;
            this.listener.answer(answer, time, text);
            const level = await read(found.level);
            if (asked === this.#count) this.listener.more(level, text);
        }).catch(() => this.listener.error('This example could not be loaded: load the page again.', kind));
    }
}

/** Files of examples; nothing is taken, and nothing is made. */
export class ExampleFiles extends Server {
    /** @param {Promise<List>} list */
    constructor(list) {
        super('');
        this.list = list;
    }

    /** @override @returns {Promise<never>} */ async song() { throw new Error(elsewhere); }
    /** @override @returns {Promise<never>} */ async head() { throw new Error(elsewhere); }
    /** @override @returns {Promise<never>} */ async device() { throw new Error(elsewhere); }
    /** @override @returns {Promise<never>} */ async plan() { throw new Error(elsewhere); }
    /** @override @returns {Promise<never>} */ async post() { throw new Error(elsewhere); }
    /** @override @returns {Promise<never>} */ async download() { throw new Error(elsewhere); }

    /** @override @returns {Promise<Sound>} */
    async sound() {
        const bytes = await (await fetch((await this.list).sound)).arrayBuffer(), { sampleRate, frames, channels, start } = soundHead(bytes);
        return { sampleRate, names: channels, channels: channels.map((_, channel) => Float32Array.from(new Int16Array(bytes, start + 2 * channel * frames, frames), sample => sample / 32768)) };
    }
}

/** The list of a page's examples. @param {string} file @returns {Promise<List>} */
export const examples = async file => (await fetch(file)).json();

/** @param {string} file */
const read = async file => Answer.read(await (await fetch(file)).arrayBuffer());
