/** What is told of a design after its pictures. */
import { RoomFindings } from './room.js';

/** @typedef {import('../answer.js').Answer} Answer */
/** @typedef {import('../types.js').State} State */

export class Findings {
    /** @param {(words: string) => void} tell */
    constructor(tell) {
        this.tell = tell;
        this.room = new RoomFindings();
    }

    /** A design is shown, and more of it will be told. @param {State} state */
    expect(state) { this.room.expect(state.room); }

    /** @param {Answer} answer */
    take(answer) {
        const { error } = answer.header, part = this.room;
        if (error) return part.fail(error);
        part.take(answer);
        this.tell(`In the room: ${answer.header.sentences[0]}`);
    }

    /** The state has changed. */
    age() { this.room.age(); }

    measure() { this.room.measure(); }
    draw() { this.room.draw(); }
}
