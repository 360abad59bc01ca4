/** Blind tests: a draw for each trial, answers, and what they prove. */
import { chance } from './words.js';

/** @typedef {'abx' | 'ab'} Kind abx: which one is X; ab: which do you prefer */
/** @typedef {'a' | 'b' | 'x'} Slot */
/** @typedef {{kind: Kind, trials: {firstIsPlan: boolean, answer: 'a' | 'b'}[]}} Record */

export const planned = 10;

/** The probability of at least so many successes in so many tosses of a fair coin. @param {number} successes @param {number} trials */
export function oneSided(successes, trials) {
    let term = 0.5 ** trials, sum = 0;
    for (let k = 0; k <= trials; k++) {
        if (k >= successes) sum += term;
        term *= (trials - k) / (k + 1);
    }
    return Math.min(1, sum);
}

/** A fair coin of the system's random numbers. */
const coin = () => crypto.getRandomValues(new Uint8Array(1))[0] % 2 === 1;

export class BlindTest {
    /** @type {{firstIsPlan: boolean, answer: 'a' | 'b'}[]} */ answered = [];
    /** @type {Set<Slot>} */ #heard = new Set();
    #firstIsPlan = coin();
    /** @type {Slot} */ slot = 'a';

    /** @param {Kind} kind @param {(set: 'after' | 'before') => void} play */
    constructor(kind, play) {
        this.kind = kind;
        this.play = play;
        this.hear('a');
    }

    get complete() { return this.answered.length === planned; }
    get rules() {
        return this.kind === 'abx' ? 'A is after, B is before, X is one of them, drawn for each trial. Listen as often as you like, then say which one X is.'
            : 'One of A and B is after, the other before, drawn for each trial. Listen as often as you like, then say which one you prefer.';
    }

    /** In an ABX test A is after and B before, and the draw says what X is; in the other it says what A is. @param {Slot} slot */
    hear(slot) {
        this.slot = slot;
        this.#heard.add(slot);
        this.play((this.kind === 'abx' ? (slot === 'x' ? this.#firstIsPlan : slot === 'a') : (slot === 'a') === this.#firstIsPlan) ? 'after' : 'before');
    }

    /** What has to be heard before this trial can be answered, null if all was. */
    get missing() { return /** @type {Slot[]} */ (this.kind === 'abx' ? ['x'] : ['a', 'b']).find(slot => !this.#heard.has(slot)) ?? null; }

    /** @param {'a' | 'b'} answer */
    answer(answer) {
        this.answered.push({ firstIsPlan: this.#firstIsPlan, answer });
        if (this.complete) return;
        this.#firstIsPlan = coin();
        this.#heard.clear();
        this.hear('a');
    }

    /** What came of it, in words. */
    get result() {
        const count = this.answered.length, plan = this.answered.filter(({ firstIsPlan, answer }) => firstIsPlan === (answer === 'a')).length;
        const early = count < planned ? ` The test ended early, after ${count} of ${planned} trials, and proves less.` : '';
        if (!count) return 'The test ended before the first answer.';
        if (this.kind === 'abx') return `You identified X correctly in ${plan} of ${count} trials; by guessing that happens in ${chance(oneSided(plan, count))}.${early}`;
        return `You preferred after in ${plan} of ${count} trials and before in ${count - plan}; without a preference for after, that many or more happen in ${chance(oneSided(plan, count))}.${early}`;
    }

    /** What each trial was. */
    get list() { return this.answered.map(({ firstIsPlan, answer }, index) => [String(index + 1), this.kind === 'abx' ? `X was ${firstIsPlan ? 'A' : 'B'}` : `A was ${firstIsPlan ? 'after' : 'before'}`, answer.toUpperCase()]); }
}
