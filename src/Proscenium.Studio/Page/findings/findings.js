/** What is told of a design after its pictures. */
import { LevelFindings } from './level.js';
import { RoomFindings } from './room.js';

/** @typedef {import('../answer.js').Answer} Answer */
/** @typedef {import('../types.js').State} State */

export class Findings {
    /** @param {(words: string) => void} tell */
    constructor(tell) {
        this.tell = tell;
        this.room = new RoomFindings();
        this.level = new LevelFindings();
    }

    /** A design is shown, and more of it will be told. @param {State} state */
    expect(state) {
        this.level.expect();
        this.room.expect(state.room);
    }

    /** @param {Answer} answer */
    take(answer) {
        const { error, sentences, do: kind } = answer.header, part = kind === 'room' ? this.room : this.level;
        if (error) return part.fail(error);
        part.take(answer);
        if (kind === 'room' && sentences.length) this.tell(`In the room: ${sentences[0]}`);
    }

    /** The state has changed. */
    age() {
        this.level.age();
        this.room.age();
    }

    measure() { this.room.measure(); }

    draw() {
        this.level.draw();
        this.room.draw();
    }
}
